//! Changes the diagnosis in the middle of the talk: another cause is named, or one is ruled out.

use super::answer::Answer;
use super::case::{Outcome, StepRecord, Table};
use super::saying::Saying;
use super::turn::Turn;
use super::{conversation, opening};
use crate::knowledge::{CauseId, StepId};

/// Follows what a message says of causes, beside its answer; `true` when that was all there is to do about it.
pub(super) fn changes(turn: &mut Turn<'_>, saying: &Saying<'_>, answer: &Answer) -> bool {
    if !is_free_for_new_cause(answer) {
        return false;
    }
    if saying.new_cause(&turn.case).is_some() && !asks_back(turn, saying) {
        change_cause(turn, saying, answer);
        return true;
    }
    let first = turn.case.causes.first().map(|cause| cause.id.clone());
    drop_others(turn, saying);
    let out = *answer == Answer::Nothing && first.is_some_and(|cause| saying.rules_out(&cause));
    if out {
        conversation::act(turn, &Answer::NotMine);
    }
    out
}

/// Forgets the causes behind the first that the message rules out.
fn drop_others(turn: &mut Turn<'_>, saying: &Saying<'_>) {
    let (mut index, dropped) = (0, &mut turn.case.dropped);
    turn.case.causes.retain(|cause| {
        index += 1;
        let out = index > 1 && saying.rules_out(&cause.id);
        if out {
            dropped.push(cause.id.clone());
        }
        !out
    });
}

/// Whether the message chose among the causes that were just offered.
fn asks_back(turn: &Turn<'_>, saying: &Saying<'_>) -> bool {
    match &turn.case.table {
        Table::WhichCause(offered) => saying.picks(offered).is_some(),
        Table::Nothing | Table::Step(_) | Table::Result(_) | Table::ComputerBackup | Table::Morning => false,
    }
}

/// Whether a message with this answer can change what the case is about.
fn is_free_for_new_cause(answer: &Answer) -> bool {
    match answer {
        Answer::Fails
        | Answer::NotMine
        | Answer::NoneOfThese
        | Answer::Done
        | Answer::Skip
        | Answer::DontKnow
        | Answer::Help
        | Answer::Thanks
        | Answer::Nothing => true,
        Answer::Works
        | Answer::Person
        | Answer::Urgent
        | Answer::Summary
        | Answer::Tomorrow
        | Answer::Cause(_)
        | Answer::HasBackup
        | Answer::NoBackup
        | Answer::Quiet => false,
    }
}

/// The message names another cause: follow that one.
fn change_cause(turn: &mut Turn<'_>, saying: &Saying<'_>, answer: &Answer) {
    if *answer == Answer::Fails {
        turn.outcome(Outcome::DidNotHelp);
    } else {
        let causes: Vec<CauseId> = saying.named.iter().map(|cause| cause.id.clone()).collect();
        overtaken(turn, &causes);
    }
    opening::diagnosed(turn, saying, &saying.named, true);
}

/// The step on the table is overtaken; it is forgotten when the new causes want it too, so that they can show it.
pub(super) fn overtaken(turn: &mut Turn<'_>, causes: &[CauseId]) {
    let knowledge = turn.ctx.knowledge;
    let wants = |step: &StepId| {
        let mut causes = causes.iter().filter_map(|id| knowledge.cause(id));
        causes.any(|cause| cause.steps.contains(step))
    };
    let again = |record: &StepRecord| record.outcome == Outcome::Open && wants(&record.step);
    if turn.case.steps.len() > turn.case.round && turn.case.steps.last().is_some_and(again) {
        turn.case.steps.pop();
    } else {
        turn.outcome(Outcome::Skipped);
    }
}
