//! Says how urgent a case is: moderators choose, and what cannot wait is raised by the bot, which never lowers it.

use super::case::{Happening, Priority};
use super::say::Reply;
use super::turn::Turn;
use super::view::View;

/// A moderator says how urgent it is.
pub(super) fn set(turn: &mut Turn<'_>, new: Priority) {
    let word = name(turn.view(), new);
    if turn.case.priority == new {
        return turn.whisper(Reply::DeedSamePriority, &[("priority", &word)]);
    }
    turn.case.priority = new;
    turn.by_actor(Happening::Prioritized(new));
    turn.whisper(Reply::DeedPrioritized, &[("priority", &word)]);
}

/// Something makes the case at least as urgent as this.
pub(super) fn raise(turn: &mut Turn<'_>, least: Priority) {
    if turn.case.priority < least {
        turn.case.priority = least;
        turn.by_bot(Happening::Prioritized(least));
    }
}

/// A priority in a word.
pub(super) fn name(view: View<'_>, priority: Priority) -> String {
    let reply = match priority {
        Priority::Low => Reply::PriorityLow,
        Priority::Normal => Reply::PriorityNormal,
        Priority::High => Reply::PriorityHigh,
        Priority::Urgent => Reply::PriorityUrgent,
    };
    view.sentence(reply, &[])
}
