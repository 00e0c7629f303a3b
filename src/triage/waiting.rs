//! Stage `Waiting`: a night passes, then the bot asks whether the backup ran. Waiting is offered, never forced.

use jiff::{SignedDuration, Timestamp, ToSpan};

use super::answer::Answer;
use super::case::{Escalation, Stage, Table};
use super::effect::Effect;
use super::event::Wake;
use super::say::Reply;
use super::turn::Turn;
use super::{Context, conversation, escalate, fixing, gate, resolved, show, summary};

/// The bot asks again this many hours after the earliest moment at the latest.
const LATITUDE: i64 = 12;

/// Lets a night pass.
pub(super) fn begin(turn: &mut Turn<'_>) {
    let at = morning_after(turn.ctx);
    turn.put(Table::Morning);
    turn.case.due = Some(at);
    turn.enter(Stage::Waiting);
    turn.effects.push(Effect::WakeAt { at, wake: Wake::MorningAfter });
    let blocks = vec![turn.text(Reply::Tomorrow, &[])];
    let choices = show::choices(turn.view());
    turn.say(blocks, choices);
}

/// The night is over.
pub(super) fn woke(turn: &mut Turn<'_>) {
    let due = turn.case.due.is_some_and(|due| due <= turn.ctx.now);
    if turn.case.stage != Stage::Waiting || !due || turn.case.muted {
        return;
    }
    turn.case.due = None;
    let lead = turn.text(Reply::Morning, &[]);
    show::present(turn, vec![lead]);
}

/// Takes an answer, before or after the night.
pub(super) fn act(turn: &mut Turn<'_>, answer: &Answer) {
    match answer {
        Answer::Works => resolved::resolve(turn),
        Answer::Fails => fixing::fails(turn),
        Answer::NotMine | Answer::NoneOfThese => fixing::not_mine(turn),
        Answer::Skip => conversation::skip(turn),
        Answer::Tomorrow => begin(turn),
        Answer::DontKnow => {
            if !conversation::dont_know(turn) {
                show::remind(turn, Vec::new());
            }
        }
        Answer::Person => escalate::call(turn, Escalation::AskedFor, Vec::new()),
        Answer::Urgent => escalate::call(turn, Escalation::Urgent, Vec::new()),
        Answer::Summary => summary::give(turn),
        Answer::HasBackup | Answer::NoBackup => gate::learned(turn, answer),
        Answer::Done | Answer::Cause(_) | Answer::Help => show::remind(turn, Vec::new()),
        Answer::Thanks => turn.remark(Reply::ThanksOpen),
        Answer::Quiet => conversation::mute(turn),
        Answer::Nothing => {}
    }
}

/// As many hours from now as the server has set, or the next hour after that at which people are awake: at most twelve
/// hours later.
pub(super) fn morning_after(ctx: &Context<'_>) -> Timestamp {
    let settings = ctx.settings;
    let later = |hours| ctx.now.checked_add(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MAX);
    let hours = i64::from(settings.follow_up_hours);
    let (earliest, latest) = (later(hours), later(hours + LATITUDE));
    let there = earliest.to_zoned(settings.zone.clone());
    let morning = |days: i64| {
        let date = there.date().checked_add(days.days()).ok()?;
        let zoned = date.at(settings.morning, 0, 0, 0).to_zoned(settings.zone.clone()).ok()?;
        Some(zoned.timestamp())
    };
    let wanted = if there.hour() < settings.morning {
        morning(0)
    } else if there.hour() >= settings.evening {
        morning(1)
    } else {
        None
    };
    wanted.unwrap_or(earliest).clamp(earliest, latest)
}
