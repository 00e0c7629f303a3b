//! The clocks of a case: what the bot does when nobody does anything. Each asks to be woken and, once awake, looks at
//! the case anew: a wake-up that is out of date changes nothing.

mod day;
pub(super) mod deletion;
mod silence;
mod unclaimed;

use super::case::{Case, Stage};
use super::event::{EventKind, Flood, Wake};
use super::turn::Turn;
use super::{hand_off, waiting};

pub(super) use day::{awake, morning_of};
pub use deletion::deletion_day;
pub(super) use unclaimed::was_reminded;

/// A wake-up that was asked for is due.
pub(super) fn woke(turn: &mut Turn<'_>, wake: Wake) {
    match wake {
        Wake::MorningAfter if waiting::is_due(turn) => waiting::woke(turn),
        Wake::MorningAfter | Wake::Silence => silence::woke(turn),
        Wake::HandOffUnanswered => hand_off::unanswered(turn),
        Wake::Unclaimed => unclaimed::woke(turn),
        Wake::Deletion => deletion::woke(turn),
        // It is about a server, and about no case.
        Wake::Incident => {}
    }
}

/// Before a turn is found to have changed nothing: that the member spoke at all may matter.
pub(super) fn hear(turn: &mut Turn<'_>) {
    silence::hear(turn);
}

/// At the end of a turn: sets the clocks by what has changed.
pub(super) fn set(turn: &mut Turn<'_>, before: Option<&Case>) {
    if is_the_members(&turn.event.kind) {
        turn.case.clocks.spoke_at = Some(turn.ctx.now);
        turn.case.clocks.asked_at = None;
    }
    deletion::set(turn, before);
    unclaimed::set(turn, before);
    silence::set(turn);
}

/// Whether an event comes from the member, or from somebody who acts for them.
fn is_the_members(kind: &EventKind) -> bool {
    match kind {
        EventKind::Said { .. }
        | EventKind::Edited { .. }
        | EventKind::Filled(_)
        | EventKind::Tried(_)
        | EventKind::Pictured
        | EventKind::Flooded(Flood::Member { .. })
        | EventKind::Chose { .. } => true,
        EventKind::Flooded(Flood::Server)
        | EventKind::Posted { .. }
        | EventKind::Ended(_)
        | EventKind::Did(_)
        | EventKind::Delivered(_)
        | EventKind::Woke(_) => false,
    }
}

/// Whether the bot is at it.
fn is_with_the_bot(stage: Stage) -> bool {
    match stage {
        Stage::Asking | Stage::Fixing | Stage::Waiting => true,
        Stage::Escalated | Stage::Claimed | Stage::Offered | Stage::Resolved | Stage::Closed => false,
    }
}
