//! What moderators and helpers do with a case: claim it, ask the member, resolve it, join the conversation.

use super::case::{Case, Happening, PersonId, Stage, Table};
use super::context::Context;
use super::desk::Deed;
use super::effect::{Block, Effect};
use super::event::Event;
use super::place::{Actor, RoleId};
use super::say::Reply;
use super::turn::Turn;
use super::{Step, card, hand_off, resolved};

/// The longest question that is passed on to the member, in characters.
const LONGEST_QUESTION: usize = 1000;

/// Somebody of the staff, while they act.
#[derive(Debug, Clone, Copy)]
pub(super) struct Staff<'e> {
    pub(super) person: PersonId,
    pub(super) roles: &'e [RoleId],
}

/// A deed about a case that is over, or about none.
pub(super) fn too_late(ctx: &Context<'_>, case: Option<&Case>, event: &Event, deed: &Deed) -> Step {
    let effects: Vec<Effect> = match (&event.by, deed) {
        (Actor::World, _) | (_, Deed::JoinedIn) => Vec::new(),
        (Actor::Member, _) => vec![ctx.whisper(Reply::DeedRefused)],
        (Actor::Staff { .. }, _) => vec![ctx.whisper(Reply::DeedOver)],
    };
    Step::new(case.cloned(), effects)
}

/// Somebody did something with an open or resolved case. Only staff may.
pub(super) fn did(turn: &mut Turn<'_>, deed: &Deed) {
    let event = turn.event;
    match &event.by {
        Actor::Staff { person, roles } => by_staff(turn, Staff { person: *person, roles }, deed),
        Actor::Member if *deed == Deed::JoinedIn => {}
        Actor::Member => turn.whisper(Reply::DeedRefused, &[]),
        Actor::World => {}
    }
}

fn by_staff(turn: &mut Turn<'_>, staff: Staff<'_>, deed: &Deed) {
    let over = matches!(turn.case.stage, Stage::Resolved | Stage::Closed);
    match deed {
        Deed::JoinedIn => {
            if !over {
                joined_in(turn, staff);
            }
        }
        _ if over => turn.whisper(Reply::DeedOver, &[]),
        Deed::Claim => claim(turn, staff),
        Deed::HandOff { to, reason } => hand_off::pass_on(turn, staff, *to, reason),
        Deed::Accept => hand_off::accept(turn, staff),
        Deed::Decline => hand_off::decline(turn, staff),
        Deed::Ask { words } => ask(turn, words),
        Deed::Resolve { .. } => resolved::by_staff(turn),
        Deed::Release
        | Deed::Note { .. }
        | Deed::Prioritize(_)
        | Deed::Reclassify(_)
        | Deed::Close
        | Deed::Reopen => turn.whisper(Reply::DeedOver, &[]),
    }
}

fn claim(turn: &mut Turn<'_>, staff: Staff<'_>) {
    match turn.case.stage {
        Stage::Asking | Stage::Fixing | Stage::Waiting | Stage::Escalated => {
            turn.by_actor(Happening::Claimed);
            take(turn, staff);
            turn.remark(Reply::HelperHasIt);
        }
        Stage::Claimed => whose(turn, staff),
        Stage::Offered => hand_off::accept(turn, staff),
        Stage::Resolved | Stage::Closed => {}
    }
}

/// The case is theirs from now on, and the bot has no question on the table any more.
pub(super) fn take(turn: &mut Turn<'_>, staff: Staff<'_>) {
    turn.put(Table::Nothing);
    turn.case.owner = Some(staff.person);
    turn.case.hand_off = None;
    turn.enter(Stage::Claimed);
}

/// Tells who has a claimed case.
pub(super) fn whose(turn: &mut Turn<'_>, staff: Staff<'_>) {
    match turn.case.owner {
        Some(owner) if owner != staff.person => {
            turn.whisper(Reply::DeedTheirs, &[("person", &card::name(owner))]);
        }
        Some(_) | None => turn.whisper(Reply::DeedYours, &[]),
    }
}

/// A question of a helper, passed on to the member. What was on the table stays there.
fn ask(turn: &mut Turn<'_>, words: &str) {
    let Some(words) = bounded(words, LONGEST_QUESTION) else {
        return turn.whisper(Reply::AskWords, &[]);
    };
    turn.by_actor(Happening::AskedForDetails);
    let lead = turn.text(Reply::HelperAsks, &[]);
    turn.say(vec![lead, Block::Quote(words)], Vec::new());
}

/// Once is enough: the bot is quiet in this conversation from now on.
fn joined_in(turn: &mut Turn<'_>, staff: Staff<'_>) {
    if turn.case.helped_by.is_none() && staff.person != turn.case.person {
        turn.case.helped_by = Some(staff.person);
        turn.by_actor(Happening::JoinedIn);
    }
}

/// What somebody wrote, without space around it, cut where it is too long; `None` when nothing is left.
pub(super) fn bounded(words: &str, longest: usize) -> Option<String> {
    let words = words.trim();
    let kept: String = words.chars().take(longest).collect();
    (!kept.is_empty()).then_some(kept)
}
