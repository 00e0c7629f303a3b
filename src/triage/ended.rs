//! Ends a case from outside: the message or the place is gone, the member has left, the reply was dismissed.

use super::case::{Happening, Outcome, Stage, Table};
use super::desk::Ending;
use super::say::Reply;
use super::turn::Turn;

/// The conversation was ended from outside. Nothing is said where nobody reads; a dismissal gets one kind sentence.
pub(super) fn end(turn: &mut Turn<'_>, ending: Ending) {
    if !is_about(turn, ending) || outlives(turn.case.stage, ending) {
        return;
    }
    if ending == Ending::Dismissed {
        turn.outcome(Outcome::Skipped);
    }
    turn.put(Table::Nothing);
    turn.case.hand_off = None;
    turn.by_actor(Happening::Ended(ending));
    turn.enter(Stage::Closed);
    if ending == Ending::Dismissed {
        turn.whisper(Reply::Dismissed, &[]);
    }
}

/// Whether it is the place of this case: the talk may have moved on from where something was deleted.
fn is_about(turn: &Turn<'_>, ending: Ending) -> bool {
    let (case, event) = (&turn.case, turn.event);
    let here = event.place == case.place;
    let began_here = case.home.is_some_and(|home| event.origin == Some(home));
    match ending {
        Ending::MemberLeft | Ending::Dismissed => true,
        Ending::MessageDeleted | Ending::Locked | Ending::Archived => here || began_here,
        Ending::PlaceDeleted => here || case.home.is_some_and(|home| home.channel == event.place),
    }
}

/// A solved thread that somebody tidies away can be opened again by a word in it.
fn outlives(stage: Stage, ending: Ending) -> bool {
    match ending {
        Ending::Archived => stage == Stage::Resolved,
        Ending::MessageDeleted
        | Ending::MemberLeft
        | Ending::Locked
        | Ending::PlaceDeleted
        | Ending::Dismissed => false,
    }
}
