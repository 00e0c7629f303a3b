//! Stage `Fixing`: a step is on the table, or the question about a computer backup.

use super::answer::Answer;
use super::case::{Escalation, Happening, Outcome, Table};
use super::say::Reply;
use super::turn::Turn;
use super::{conversation, escalate, explain, gate, next, order, resolved, show, summary, waiting};
use crate::knowledge::{Level, StepId};

/// Takes an answer.
pub(super) fn act(turn: &mut Turn<'_>, answer: &Answer) {
    if turn.case.table == Table::ComputerBackup {
        return gate::act(turn, answer);
    }
    match answer {
        Answer::Works => resolved::resolve(turn),
        Answer::Fails => fails(turn),
        Answer::NotMine | Answer::NoneOfThese => not_mine(turn),
        Answer::Done => done(turn),
        Answer::Skip => conversation::skip(turn),
        Answer::DontKnow => {
            if !conversation::dont_know(turn) {
                let lead = turn.text(Reply::TakeYourTime, &[]);
                show::remind(turn, vec![lead]);
            }
        }
        Answer::Tomorrow => waiting::begin(turn),
        Answer::Person => escalate::call(turn, Escalation::AskedFor, Vec::new()),
        Answer::Urgent => escalate::call(turn, Escalation::Urgent, Vec::new()),
        Answer::Summary => summary::give(turn),
        Answer::HasBackup | Answer::NoBackup => gate::learned(turn, answer),
        Answer::Thanks => turn.remark(Reply::ThanksOpen),
        Answer::Cause(_) | Answer::Help => {
            let lead = turn.text(Reply::Here, &[]);
            show::present(turn, vec![lead]);
        }
        Answer::Quiet => conversation::mute(turn),
        Answer::Nothing => {}
    }
}

/// The step did not help: the next one.
pub(super) fn fails(turn: &mut Turn<'_>) {
    turn.outcome(Outcome::DidNotHelp);
    turn.case.unhelped = turn.case.unhelped.saturating_add(1);
    next::advance(turn, Vec::new(), Some(Reply::Next));
}

/// "Not my problem": the cause of this step is dropped. Without a cause it is only this step that does not fit.
pub(super) fn not_mine(turn: &mut Turn<'_>) {
    let knowledge = turn.ctx.knowledge;
    let of_step = step(turn).and_then(|step| order::cause_of(knowledge, &turn.case, step));
    let cause = of_step.map(|cause| cause.id.clone());
    let Some(cause) = cause.or_else(|| turn.case.causes.first().map(|cause| cause.id.clone())) else {
        return conversation::skip(turn);
    };
    turn.outcome(Outcome::Skipped);
    turn.case.causes.retain(|one| one.id != cause);
    turn.case.dropped.push(cause);
    turn.by_actor(Happening::Diagnosed);
    after_drop(turn);
}

/// Goes on after a cause was dropped: with the next one and its reason, or with the checks.
pub(super) fn after_drop(turn: &mut Turn<'_>) {
    let next = turn.case.causes.iter().find_map(|cause| turn.ctx.knowledge.cause(&cause.id));
    let Some(cause) = next else { return next::advance(turn, Vec::new(), Some(Reply::DroppedAll)) };
    let holes = [("title", cause.title.as_str()), ("explanation", cause.explanation.as_str())];
    let mut blocks = vec![turn.text(Reply::DroppedNext, &holes)];
    if let Some(quote) = explain::quote(turn.view(), &cause.id) {
        blocks.push(turn.text(Reply::Because, &[]));
        blocks.push(quote);
    }
    next::advance(turn, blocks, None);
}

/// The step was done; whether it helped is another question. Said twice, it did not; a look mends nothing.
fn done(turn: &mut Turn<'_>) {
    match turn.case.table.clone() {
        Table::Step(step) => {
            if show::level(turn.view()) == Some(Level::Look) {
                return fails(turn);
            }
            let check = turn.ctx.knowledge.step(&step).and_then(|step| step.check.as_deref());
            let lead = check.map(|check| turn.text(Reply::DoneThen, &[("check", check)]));
            // The choices under the step mean the same, so they stay up to date.
            turn.case.table = Table::Result(step);
            show::remind(turn, lead.into_iter().collect());
        }
        Table::Result(_) => fails(turn),
        Table::Nothing | Table::WhichCause(_) | Table::ComputerBackup | Table::Morning => {}
    }
}

/// The step that is being talked about; after a night's wait the one that was shown last.
fn step<'t>(turn: &'t Turn<'_>) -> Option<&'t StepId> {
    match &turn.case.table {
        Table::Step(step) | Table::Result(step) => Some(step),
        Table::Morning => turn.case.steps.last().map(|record| &record.step),
        Table::Nothing | Table::WhichCause(_) | Table::ComputerBackup => None,
    }
}
