//! Stage `Resolved`: it works. Thanks get a kind word, and a new failure opens the case again.

use super::answer::Answer;
use super::case::{ComputerBackup, Escalation, Happening, Outcome, Stage, Table};
use super::say::Reply;
use super::saying::Saying;
use super::turn::Turn;
use super::{conversation, deeds, escalate, next, opening, summary};
use crate::knowledge::StepId;

/// It works: says what keeps it so.
pub(super) fn resolve(turn: &mut Turn<'_>) {
    turn.outcome(Outcome::Worked);
    turn.case.hand_off = None;
    turn.put(Table::Nothing);
    turn.enter(Stage::Resolved);
    let blocks = vec![turn.text(Reply::Resolved, &[]), turn.text(Reply::Habit, &[])];
    turn.say(blocks, Vec::new());
}

/// A helper says that it works, and perhaps which step did it. What came of the step on the table nobody has told.
pub(super) fn by_staff(turn: &mut Turn<'_>, step: Option<&StepId>) {
    if let Some(step) = step {
        if turn.ctx.knowledge.step(step).is_none() {
            return deeds::unknown_name(turn, Reply::DeedNoSuchStep, step.as_str());
        }
        credit(turn, step);
    }
    turn.outcome(Outcome::Skipped);
    turn.case.hand_off = None;
    turn.put(Table::Nothing);
    turn.enter(Stage::Resolved);
    turn.remark(Reply::SolvedByHelper);
}

/// A helper says which step did it, after the case was solved.
pub(super) fn worked(turn: &mut Turn<'_>, step: &StepId) {
    match turn.ctx.knowledge.step(step) {
        Some(known) => {
            credit(turn, step);
            let title = turn.fill(&known.title);
            turn.whisper(Reply::DeedCredited, &[("title", &title)]);
        }
        None => deeds::unknown_name(turn, Reply::DeedNoSuchStep, step.as_str()),
    }
}

/// This step did it; one that was never shown counts as shown now.
fn credit(turn: &mut Turn<'_>, step: &StepId) {
    let round = turn.case.round;
    if !turn.case.steps.iter().skip(round).any(|record| record.step == *step) {
        // What stood on the table was passed over for it.
        turn.outcome(Outcome::Skipped);
        turn.shown(step);
    }
    let mut shown = turn.case.steps.iter_mut().skip(round);
    if let Some(record) = shown.find(|record| record.step == *step && record.outcome != Outcome::Worked) {
        record.outcome = Outcome::Worked;
        turn.by_actor(Happening::StepAnswered(step.clone(), Outcome::Worked));
    }
}

/// The member wrote something after it worked.
pub(super) fn said(turn: &mut Turn<'_>, saying: &Saying<'_>, addressed: bool, answer: &Answer) {
    if saying.is_failure() && !saying.diagnosis.causes.is_empty() {
        return reopen(turn, saying);
    }
    if saying.is_failure() {
        return act(turn, &Answer::Fails);
    }
    if addressed && matches!(answer, Answer::Nothing | Answer::Help) {
        let aside = opening::small_talk(turn.ctx, saying);
        turn.unmatched |= aside.unmatched;
        turn.effects.push(aside.effect);
    } else {
        act(turn, answer);
    }
}

/// Takes an answer.
pub(super) fn act(turn: &mut Turn<'_>, answer: &Answer) {
    match answer {
        Answer::Fails => go_on(turn),
        Answer::Person => escalate::call(turn, Escalation::AskedFor, Vec::new()),
        Answer::Urgent => escalate::call(turn, Escalation::Urgent, Vec::new()),
        Answer::Summary => summary::give(turn),
        Answer::Thanks | Answer::Works => turn.remark(Reply::Thanks),
        Answer::Quiet => conversation::mute(turn),
        Answer::NotMine
        | Answer::Tomorrow
        | Answer::Cause(_)
        | Answer::NoneOfThese
        | Answer::HasBackup
        | Answer::NoBackup
        | Answer::Done
        | Answer::Skip
        | Answer::DontKnow
        | Answer::Help
        | Answer::Nothing => {}
    }
}

/// It fails again, in a way that tells its cause: everything starts afresh, with the fields kept.
fn reopen(turn: &mut Turn<'_>, saying: &Saying<'_>) {
    turn.case.round = turn.case.steps.len();
    turn.case.unhelped = 0;
    turn.case.dropped.clear();
    turn.case.left_out.clear();
    turn.case.computer_backup = ComputerBackup::Unknown;
    forget_helpers(turn);
    opening::diagnosed(turn, saying, &saying.diagnosis.causes, false);
}

/// The bot is at it again, as if nobody had helped yet.
fn forget_helpers(turn: &mut Turn<'_>) {
    turn.case.escalation = None;
    turn.case.owner = None;
    turn.case.helped_by = None;
}

/// It fails still or again: what was thought to have worked did not, and the next step follows.
fn go_on(turn: &mut Turn<'_>) {
    forget_helpers(turn);
    if let Some(record) = turn.case.steps.last_mut().filter(|record| record.outcome == Outcome::Worked) {
        record.outcome = Outcome::DidNotHelp;
        let step = record.step.clone();
        turn.by_actor(Happening::StepAnswered(step, Outcome::DidNotHelp));
    }
    let lead = turn.text(Reply::Reopened, &[]);
    next::advance(turn, vec![lead], None);
}
