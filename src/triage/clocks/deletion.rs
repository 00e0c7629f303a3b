//! The day on which Apple may delete the last backup. A backup that no longer runs is kept for 180 days and then
//! deleted without a warning (iCloud User Guide); as the day nears, the case becomes more urgent.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::super::case::{Case, Priority};
use super::super::effect::Effect;
use super::super::event::Wake;
use super::super::say::Reply;
use super::super::turn::Turn;
use super::super::view::View;
use super::super::{Context, deeds, priority};
use super::morning_of;
use crate::intake::Field;

/// Days for which Apple keeps a backup after the last one that ran.
const KEPT: i64 = 180;
/// Days before the last at which it is told.
const TOLD: i64 = 60;
/// Days before the last from which a case goes before others.
const HIGH: i64 = 30;
/// Days before and after the last at which it is urgent. Later there is most likely nothing left to save.
const URGENT: i64 = 7;
/// More days than this are no length of a failure, but a slip.
const LONGEST: u32 = 3650;

/// The day on which Apple may delete the last backup, as far as the person's words tell.
#[must_use]
pub fn deletion_day(case: &Case) -> Option<Date> {
    case.last_backup?.checked_add(KEPT.days()).ok()
}

/// What is told of that day: nothing while it is far.
pub(crate) fn told(view: View<'_>, today: Date) -> Option<String> {
    let day = deletion_day(view.case)?;
    let reply = match left(today, day) {
        ..0 => Reply::DeletionOver,
        0..=TOLD => Reply::DeletionNear,
        _ => return None,
    };
    Some(view.sentence(reply, &[("day", &day.to_string())]))
}

fn left(today: Date, day: Date) -> i64 {
    day.duration_since(today).as_hours() / 24
}

/// How urgent that day makes a case.
fn least(today: Date, day: Date) -> Priority {
    match left(today, day) {
        left if left.abs() <= URGENT => Priority::Urgent,
        ..=HIGH => Priority::High,
        _ => Priority::Low,
    }
}

/// At the end of a turn: what the person said may tell the day, and an open case is looked at again as it nears.
pub(super) fn set(turn: &mut Turn<'_>, before: Option<&Case>) {
    let learned = learn(turn, before);
    let opened = before.is_none_or(deeds::is_over);
    if deeds::is_over(&turn.case) {
        return;
    }
    // Something else may happen after the hour and before its wake-up, as when the bot was away.
    let overdue = turn.case.clocks.deletion_at.is_some_and(|at| at <= turn.ctx.now);
    if learned || opened || overdue {
        raise(turn);
    }
    let next = next(turn.ctx, &turn.case);
    if turn.case.clocks.deletion_at != next {
        turn.case.clocks.deletion_at = next;
        turn.effects.extend(next.map(|at| Effect::WakeAt { at, wake: Wake::Deletion }));
    }
}

/// The last backup ran as many days ago as the failure lasts.
fn learn(turn: &mut Turn<'_>, before: Option<&Case>) -> bool {
    let duration = &turn.case.intake.duration;
    if before.is_some_and(|before| before.intake.duration == *duration) {
        return false;
    }
    let Field::Known(duration) = duration else { return false };
    let days = duration.days.filter(|days| *days <= LONGEST);
    let today = turn.ctx.day(turn.event.at);
    let Some(last) = days.and_then(|days| today.checked_sub(i64::from(days).days()).ok()) else {
        return false;
    };
    turn.case.last_backup = Some(last);
    true
}

fn raise(turn: &mut Turn<'_>) {
    if let Some(day) = deletion_day(&turn.case) {
        let least = least(turn.ctx.day(turn.ctx.now), day);
        priority::raise(turn, least);
    }
}

/// The next morning on which something changes.
fn next(ctx: &Context<'_>, case: &Case) -> Option<Timestamp> {
    let day = deletion_day(case)?;
    let marks = [-TOLD, -HIGH, -URGENT, 1].into_iter();
    let mut mornings = marks.filter_map(|days| morning_of(ctx, day.checked_add(days.days()).ok()?));
    mornings.find(|at| *at > ctx.now)
}

/// One of those mornings has come.
pub(super) fn woke(turn: &mut Turn<'_>) {
    // A case that is over is left as it is; when it is opened again, the clock is set anew.
    if turn.case.clocks.deletion_at.is_none_or(|at| at > turn.ctx.now) || deeds::is_over(&turn.case) {
        return;
    }
    turn.case.clocks.deletion_at = None;
    raise(turn);
}
