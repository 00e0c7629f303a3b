//! Ends a case unsolved, and opens one again, as a moderator decides.

use super::card;
use super::case::{Escalation, Happening, Outcome, Stage, Table};
use super::deeds::{self, Staff};
use super::effect::Effect;
use super::say::Reply;
use super::turn::Turn;

/// Ends it unsolved, with a kind word to the member.
pub(super) fn close(turn: &mut Turn<'_>) {
    end(turn);
    turn.remark(Reply::ClosedByHelper);
    turn.whisper(Reply::DeedClosed, &[]);
}

/// Nothing is left on the table, and nobody has it any more.
pub(super) fn end(turn: &mut Turn<'_>) {
    turn.outcome(Outcome::Skipped);
    turn.put(Table::Nothing);
    turn.case.hand_off = None;
    turn.by_actor(Happening::ClosedByStaff);
    turn.enter(Stage::Closed);
}

/// Opens it again: it belongs to whoever does so, or waits in the queue when nobody of the staff did.
pub(super) fn reopen(turn: &mut Turn<'_>, staff: Option<Staff<'_>>) {
    turn.case.clocks.asleep = None;
    turn.by_actor(Happening::Reopened);
    match staff {
        Some(staff) => {
            deeds::take(turn, staff);
            turn.remark(Reply::ReopenedByHelper);
        }
        None => {
            turn.case.owner = None;
            turn.case.escalation = turn.case.escalation.or(Some(Escalation::AskedFor));
            turn.put(Table::Nothing);
            turn.enter(Stage::Escalated);
            turn.remark(Reply::ReopenedByOperator);
            let card = card::message(turn.view());
            turn.effects.push(Effect::CallHuman(card));
        }
    }
    turn.whisper(Reply::DeedReopened, &[]);
}
