//! Runs a case: `step(context, case, event) -> case, effects`. It decides and touches nothing.
//!
//! One file per stage; `turn` is what they share: the case being changed and the effects so far.

mod answer;
mod asking;
mod asleep;
mod card;
pub mod case;
mod clocks;
mod closing;
mod context;
mod conversation;
pub mod correction;
mod deeds;
pub mod desk;
mod device;
mod during;
mod ear;
mod edited;
pub mod effect;
mod ended;
mod escalate;
mod escalated;
pub mod event;
mod explain;
mod fields;
mod filing;
mod fixing;
mod flood;
mod form;
mod gate;
pub mod guard;
mod hand_off;
mod kept;
pub mod learned;
pub mod legal;
mod modes;
mod next;
mod notes;
mod opening;
mod order;
mod picture;
pub mod place;
mod priority;
pub mod private;
mod record;
mod release;
mod resolved;
mod rethink;
mod say;
mod saying;
pub mod settings;
mod show;
mod standing;
mod summary;
mod talk;
mod turn;
mod view;
mod waiting;

#[cfg(test)]
mod tests;

pub use card::card;
pub use case::{Case, CaseNumber, PersonId, PlaceId, ServerId, Stage};
pub use clocks::deletion_day;
pub use context::{Context, Scene};
pub use correction::{About, Correction, Right, Said};
pub use effect::{Effect, Message};
pub use event::{Event, EventKind, SourceId};
pub use form::form;
pub use learned::Learned;
pub use opening::answer_of;
pub use order::{ENOUGH, Ordered, Why, order_of};
pub use place::{Actor, MessageId, Origin, RoleId, TagId, Via};
pub use say::Reply;
pub use settings::{Mode, Settings};
pub use standing::{question, standing};
pub use summary::brief;

use answer::Answer;
use say::Reply as R;
use saying::Saying;
use turn::Turn;

/// What came of an event.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step {
    /// The case as it is now; `None` when there is none. A new one has no number yet.
    pub case: Option<Case>,
    /// What is to be done, in order.
    pub effects: Vec<Effect>,
    /// What a moderator said is right about the message that opened the case.
    pub correction: Option<Correction>,
    /// Somebody asked the bot something that it has no answer to.
    pub unmatched: bool,
}

impl Step {
    /// A case as it is, and what is to be done.
    #[must_use]
    pub fn new(case: Option<Case>, effects: Vec<Effect>) -> Self {
        Self { case, effects, correction: None, unmatched: false }
    }
}

/// Takes one event in: the case as it becomes, and what is asked of the world.
///
/// Personal data is masked before anything is decided, so that nothing of it can be kept or posted. `case` is the person's open or last case in that server. The same input always gives the same output; an event
/// that the case has seen changes nothing. Only what moderators do changes a closed case, and the word of a member who
/// had fallen silent; a new failure opens a new one.
#[must_use]
pub fn step(context: &Context<'_>, case: Option<&Case>, event: &Event) -> Step {
    if let EventKind::Posted { text } = &event.kind {
        return guard::posted(context, case, event, text);
    }
    decide(context, case, &private::masked(context.reader.masker(), event))
}

/// The same, of an event without personal data.
fn decide(context: &Context<'_>, case: Option<&Case>, event: &Event) -> Step {
    let Some(case) = case else { return first(context, event, None) };
    if case.seen.contains(&event.id) {
        return Step::new(Some(case.clone()), Vec::new());
    }
    if case.forgotten {
        return match &event.kind {
            EventKind::Did(deed) => deeds::about_forgotten(context, event, case, deed),
            EventKind::Said { .. }
            | EventKind::Edited { .. }
            | EventKind::Filled(_)
            | EventKind::Tried(_)
            | EventKind::Pictured
            | EventKind::Chose { .. }
            | EventKind::Ended(_)
            | EventKind::Delivered(_)
            | EventKind::Flooded(_)
            | EventKind::Posted { .. }
            | EventKind::Woke(_) => first(context, event, Some(case)),
        };
    }
    if case.stage == Stage::Closed && !asleep::is_about_it(context, case, event) {
        return first(context, event, Some(case));
    }
    let mut turn = Turn::begin(context, event, case.clone());
    turn.awake = asleep::wake(&mut turn);
    match &event.kind {
        EventKind::Said { addressed, .. } if context.settings.paused => {
            return modes::paused(context, Some(case), *addressed);
        }
        EventKind::Said { text, addressed } => {
            let saying = Saying::listen(context, event, text);
            if !addressed && modes::counts_anew(context, case, event) {
                return opening::first(context, event, &saying, false, Some(case));
            }
            conversation::said(&mut turn, &saying, *addressed);
        }
        EventKind::Chose { choice, version } => {
            turn.case.muted = false;
            match Answer::of_choice(choice, *version, &turn.case) {
                Some(answer) => conversation::act(&mut turn, &answer),
                None => show::stale(&mut turn),
            }
        }
        EventKind::Woke(wake) => clocks::woke(&mut turn, *wake),
        EventKind::Edited { text } => edited::message(&mut turn, text),
        EventKind::Filled(form) => form::filled(&mut turn, form),
        EventKind::Tried(ids) => form::tried(&mut turn, ids),
        EventKind::Pictured => picture::sent(&mut turn),
        EventKind::Flooded(flood) => flood::during(&mut turn, *flood),
        EventKind::Ended(ending) => ended::end(&mut turn, *ending),
        EventKind::Did(deed) => deeds::did(&mut turn, deed),
        EventKind::Delivered(delivery) => card::delivered(&mut turn, *delivery),
        EventKind::Posted { .. } => {}
    }
    if turn.awake {
        asleep::greet(&mut turn);
    }
    turn.end(Some(case))
}

/// An event of somebody who has no open case.
fn first(context: &Context<'_>, event: &Event, closed: Option<&Case>) -> Step {
    let nothing = |effects| Step::new(closed.cloned(), effects);
    match &event.kind {
        EventKind::Said { addressed, .. } if context.settings.paused => {
            modes::paused(context, closed, *addressed)
        }
        // In a channel most is chatter, and that is nothing of the bot's business.
        EventKind::Said { text, addressed: false } if !context.reader.may_be_topical(text) => {
            nothing(Vec::new())
        }
        EventKind::Said { text, addressed } => {
            let listen = if *addressed { Saying::listen_closely } else { Saying::listen };
            opening::first(context, event, &listen(context, event, text), *addressed, closed)
        }
        EventKind::Chose { .. } | EventKind::Filled(_) | EventKind::Tried(_) => {
            nothing(vec![context.whisper(R::StaleOver)])
        }
        EventKind::Pictured => picture::first(context, closed),
        EventKind::Flooded(flood) => nothing(flood::outside(context, *flood)),
        EventKind::Did(deed) => deeds::about_none(context, event, deed),
        EventKind::Woke(_)
        | EventKind::Edited { .. }
        | EventKind::Ended(_)
        | EventKind::Delivered(_)
        | EventKind::Posted { .. } => nothing(Vec::new()),
    }
}
