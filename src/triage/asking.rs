//! Stage `Asking`: several causes are close, and the member was asked which it is.

use super::answer::Answer;
use super::case::{Escalation, Happening, Stage, Table};
use super::say::Reply;
use super::turn::Turn;
use super::{conversation, escalate, fixing, gate, next, resolved, show, summary, waiting};
use crate::knowledge::CauseId;

/// How sure the bot is of a cause that the member chose.
const CHOSEN: f32 = 0.95;

/// Takes an answer.
pub(super) fn act(turn: &mut Turn<'_>, answer: &Answer) {
    match answer {
        Answer::Cause(cause) => choose(turn, cause),
        Answer::NoneOfThese | Answer::NotMine => none_of_these(turn),
        Answer::Fails => {
            turn.case.unhelped = turn.case.unhelped.saturating_add(1);
            choose_best(turn);
        }
        Answer::Done | Answer::Skip | Answer::DontKnow => choose_best(turn),
        Answer::Works => resolved::resolve(turn),
        Answer::Person => escalate::call(turn, Escalation::AskedFor, Vec::new()),
        Answer::Urgent => escalate::call(turn, Escalation::Urgent, Vec::new()),
        Answer::Summary => summary::give(turn),
        Answer::Tomorrow => waiting::begin(turn),
        Answer::HasBackup | Answer::NoBackup => gate::learned(turn, answer),
        Answer::Thanks => turn.remark(Reply::ThanksOpen),
        Answer::Help => {
            let lead = turn.text(Reply::Here, &[]);
            show::present(turn, vec![lead]);
        }
        Answer::Quiet => conversation::mute(turn),
        Answer::Nothing => {}
    }
}

/// The member chose a cause: it goes first, and the others are less likely than they were.
pub(super) fn choose(turn: &mut Turn<'_>, chosen: &CauseId) {
    let offered = offered(turn);
    for cause in &mut turn.case.causes {
        if cause.id == *chosen {
            cause.confidence = CHOSEN;
        } else if offered.contains(&cause.id) {
            cause.confidence /= 2.0;
        }
    }
    turn.case.causes.sort_by(|one, other| other.confidence.total_cmp(&one.confidence));
    turn.by_actor(Happening::Diagnosed);
    turn.enter(Stage::Fixing);
    // One that the knowledge does not know any more has no title, and no steps: the next cause or the checks follow.
    let known = turn.ctx.knowledge.cause(chosen);
    let lead = known.map(|cause| turn.text(Reply::Chosen, &[("title", &cause.title)]));
    next::advance(turn, lead.into_iter().collect(), None);
}

/// No choice was made: the best cause first.
fn choose_best(turn: &mut Turn<'_>) {
    match offered(turn).first().cloned() {
        Some(best) => choose(turn, &best),
        None => next::advance(turn, Vec::new(), None),
    }
}

fn none_of_these(turn: &mut Turn<'_>) {
    let offered = offered(turn);
    turn.case.causes.retain(|cause| !offered.contains(&cause.id));
    turn.case.dropped.extend(offered);
    turn.by_actor(Happening::Diagnosed);
    fixing::after_drop(turn);
}

fn offered(turn: &Turn<'_>) -> Vec<CauseId> {
    match &turn.case.table {
        Table::WhichCause(offered) => offered.clone(),
        Table::Nothing | Table::Step(_) | Table::Result(_) | Table::ComputerBackup | Table::Morning => {
            Vec::new()
        }
    }
}
