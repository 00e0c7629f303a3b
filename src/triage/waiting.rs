//! Stage `Waiting`: a night passes, then the bot asks whether the backup ran. Waiting is offered, never forced.

use jiff::{SignedDuration, Timestamp};

use super::answer::Answer;
use super::case::{Escalation, Stage, Table};
use super::effect::Effect;
use super::event::Wake;
use super::say::Reply;
use super::turn::Turn;
use super::{Context, clocks, conversation, during, escalate, fixing, gate, resolved, show, summary};

/// Lets a night pass.
pub(super) fn begin(turn: &mut Turn<'_>) {
    let_pass(turn);
    let blocks = vec![turn.text(Reply::Tomorrow, &[])];
    let choices = show::choices(turn.view());
    turn.say(blocks, choices);
}

/// Puts the question of the morning on the table, to be asked when the night is over. It says nothing.
pub(super) fn let_pass(turn: &mut Turn<'_>) {
    let at = morning_after(turn.ctx);
    turn.put(Table::Morning);
    turn.case.due = Some(at);
    turn.enter(Stage::Waiting);
    turn.effects.push(Effect::WakeAt { at, wake: Wake::MorningAfter });
}

/// Whether the night that the member wanted to let pass is over.
pub(super) fn is_due(turn: &Turn<'_>) -> bool {
    turn.case.stage == Stage::Waiting && turn.case.due.is_some_and(|due| due <= turn.ctx.now)
}

/// The night is over.
pub(super) fn woke(turn: &mut Turn<'_>) {
    if turn.case.muted {
        return;
    }
    if turn.ctx.settings.paused {
        // Nobody is asked while the bot is paused.
        let at = morning_after(turn.ctx);
        turn.case.due = Some(at);
        turn.effects.push(Effect::WakeAt { at, wake: Wake::MorningAfter });
        return;
    }
    turn.case.due = None;
    turn.case.clocks.asked_at = Some(turn.ctx.now);
    let lead = turn.text(Reply::Morning, &[]);
    show::present(turn, vec![lead]);
}

/// Takes an answer, before or after the night.
pub(super) fn act(turn: &mut Turn<'_>, answer: &Answer) {
    if during::goes_on(turn, answer) {
        return;
    }
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
    let hours = SignedDuration::from_hours(i64::from(ctx.settings.follow_up_hours));
    clocks::awake(ctx, ctx.now.checked_add(hours).unwrap_or(Timestamp::MAX))
}
