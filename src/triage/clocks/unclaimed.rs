//! Reminds the moderators, once, of a case in the queue that nobody has claimed for long.

use jiff::{SignedDuration, Timestamp};

use super::super::case::{Case, Happening, Stage};
use super::super::effect::{Effect, Message};
use super::super::event::Wake;
use super::super::say::Reply;
use super::super::turn::Turn;

/// A case that has come into the queue, or back into it, is looked at again in time. No hours: nobody is reminded.
pub(super) fn set(turn: &mut Turn<'_>, before: Option<&Case>) {
    let came = turn.case.stage == Stage::Escalated && before.map(|case| case.stage) != Some(Stage::Escalated);
    if came && turn.ctx.settings.reminder_hours > 0 {
        let at = due(turn, turn.ctx.now);
        turn.effects.push(Effect::WakeAt { at, wake: Wake::Unclaimed });
    }
}

fn due(turn: &Turn<'_>, since: Timestamp) -> Timestamp {
    let hours = SignedDuration::from_hours(i64::from(turn.ctx.settings.reminder_hours));
    since.checked_add(hours).unwrap_or(Timestamp::MAX)
}

/// The time is over. A case that was claimed and came back since then has a later wake-up of its own.
pub(super) fn woke(turn: &mut Turn<'_>) {
    let Some(since) = in_queue_since(&turn.case).filter(|_| turn.ctx.settings.reminder_hours > 0) else {
        return;
    };
    if due(turn, since) > turn.ctx.now || was_reminded(&turn.case) {
        return;
    }
    turn.by_bot(Happening::Reminded);
    let hours = turn.ctx.now.duration_since(since).as_hours().to_string();
    let blocks = vec![turn.text(Reply::Reminder, &[("hours", &hours)])];
    turn.effects.push(Effect::Remind(Message { blocks, version: turn.case.version, ..Message::default() }));
}

/// Since when the case is in the queue; `None` when it is not there.
fn in_queue_since(case: &Case) -> Option<Timestamp> {
    let came = |what: &Happening| *what == Happening::Moved(Stage::Escalated);
    let entry = case.history.iter().rev().find(|entry| came(&entry.what));
    entry.filter(|_| case.stage == Stage::Escalated).map(|entry| entry.at)
}

/// Whether the moderators have been reminded since the case came into the queue, where it still is.
pub(crate) fn was_reminded(case: &Case) -> bool {
    let queue = |what: &Happening| matches!(what, Happening::Reminded | Happening::Moved(Stage::Escalated));
    let last = case.history.iter().rev().map(|entry| &entry.what).find(|what| queue(what));
    case.stage == Stage::Escalated && last == Some(&Happening::Reminded)
}
