//! Keeps the bot from answering unasked: paused, only observing, only suggesting, or the same cause a second time.

use jiff::SignedDuration;

use super::case::{Case, Happening, Stage};
use super::context::Context;
use super::effect::{Block, Effect, Message};
use super::event::Event;
use super::place::Origin;
use super::say::Reply;
use super::saying::Saying;
use super::settings::Mode;
use super::turn::Turn;
use super::{Step, opening};
use crate::knowledge::CauseId;

/// While the moderators have paused the bot, whoever asks is told so, and everybody else is left alone.
pub(super) fn paused(ctx: &Context<'_>, case: Option<&Case>, addressed: bool) -> Step {
    let effects = if addressed { vec![ctx.whisper(Reply::Paused)] } else { Vec::new() };
    Step::new(case.cloned(), effects)
}

/// Whether nothing is answered here unless somebody asks.
pub(super) fn only_when_asked(ctx: &Context<'_>) -> bool {
    match ctx.settings.mode {
        Mode::Observe | Mode::Suggest => true,
        Mode::Answer => false,
    }
}

/// Whether what nobody asked about is counted as a case of its own: the one before it is solved, in another place.
pub(super) fn counts_anew(ctx: &Context<'_>, case: &Case, event: &Event) -> bool {
    only_when_asked(ctx) && case.stage == Stage::Resolved && event.place != case.place
}

/// A failure that is not answered, as the server is set: it counts as a case, and moderators may see what would have
/// been said.
pub(super) fn unanswered(ctx: &Context<'_>, event: &Event, saying: &Saying<'_>) -> Step {
    let mut turn = opening::begin(ctx, event, saying);
    let suggestion = match ctx.settings.mode {
        Mode::Suggest => suggestion(ctx, event, saying, &turn),
        Mode::Observe | Mode::Answer => None,
    };
    opening::follow(&mut turn, saying, &saying.diagnosis.causes);
    turn.enter(Stage::Closed);
    turn.by_bot(Happening::NotAnswered);
    turn.effects.extend(suggestion);
    turn.end(None)
}

/// What would have been said, without choices, and how to send it.
fn suggestion(ctx: &Context<'_>, event: &Event, saying: &Saying<'_>, turn: &Turn<'_>) -> Option<Effect> {
    let answered = opening::open(ctx, event, saying, true);
    let said = answered.effects.iter().find_map(Effect::to_member)?;
    let lead = turn.text(Reply::SuggestLead, &[]);
    let blocks: Vec<Block> = std::iter::once(lead).chain(said.blocks.iter().cloned()).collect();
    Some(Effect::Suggest(Message { blocks, version: turn.case.version, ..Message::default() }))
}

/// Whether a failure that nobody asked about is one that this person was answered a short while ago, in the same
/// channel. In the place of the conversation itself it is talk, and no second failure.
pub(super) fn is_second(ctx: &Context<'_>, case: &Case, event: &Event, saying: &Saying<'_>) -> bool {
    if event.place == case.place || channel(case.home, case.place) != channel(event.origin, event.place) {
        return false;
    }
    let unanswered = || case.history.iter().any(|entry| entry.what == Happening::NotAnswered);
    if !only_when_asked(ctx) && case.stage == Stage::Closed && unanswered() {
        return false;
    }
    let cooldown = SignedDuration::from_mins(i64::from(ctx.settings.cooldown_minutes));
    ctx.now.duration_since(case.touched_at) < cooldown && is_same(case, saying)
}

fn channel(origin: Option<Origin>, place: super::PlaceId) -> super::PlaceId {
    origin.map_or(place, |origin| origin.channel)
}

/// Whether it tells of a cause that the case has, or had; a failure without a cause is like another without.
pub(super) fn is_same(case: &Case, saying: &Saying<'_>) -> bool {
    let known = |id: &CauseId| case.causes.iter().any(|cause| cause.id == *id) || case.dropped.contains(id);
    match saying.diagnosis.causes.first() {
        Some(first) => known(&first.id),
        None => case.causes.is_empty(),
    }
}
