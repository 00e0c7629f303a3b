//! Shows what is on the table: a step, a question, its choices; and asks for missing fields, once, beside it.

use super::case::{Outcome, Table};
use super::effect::{Block, Offer};
use super::event::Choice;
use super::order::{self, COMPUTER_BACKUP};
use super::say::Reply;
use super::turn::Turn;
use super::view::View;
use super::{device, during, explain, fields, next};
use crate::knowledge::{CauseId, Level, Step, StepId};

/// The step that ends at Apple Support, where the summary is wanted.
const CONTACT_APPLE: &str = "contact_apple";

/// Says these words, what is on the table, what is still missing, and offers the choices. What the knowledge does not
/// know any more cannot be shown, so what comes next takes its place.
pub(super) fn present(turn: &mut Turn<'_>, mut blocks: Vec<Block>) {
    if is_gone(turn.view()) {
        turn.outcome(Outcome::Skipped);
        return next::advance(turn, blocks, None);
    }
    let (body, question) = table(turn.view());
    blocks.extend(body);
    blocks.extend(beside(turn));
    blocks.extend(question);
    let choices = choices(turn.view());
    turn.say(blocks, choices);
}

/// Says these words and offers the choices again, without repeating the step.
pub(super) fn remind(turn: &mut Turn<'_>, mut blocks: Vec<Block>) {
    blocks.extend(beside(turn));
    blocks.extend(table(turn.view()).1);
    let choices = choices(turn.view());
    turn.say(blocks, choices);
}

/// Whether what is on the table was taken out of the knowledge since it was put there.
fn is_gone(view: View<'_>) -> bool {
    let knowledge = view.ctx.knowledge;
    match &view.case.table {
        Table::Step(step) => knowledge.step(step).is_none(),
        Table::WhichCause(causes) => causes.iter().all(|cause| knowledge.cause(cause).is_none()),
        // These are questions of our own.
        Table::Nothing | Table::Result(_) | Table::ComputerBackup | Table::Morning => false,
    }
}

/// What is asked beside a step. While the member has to choose a cause there is enough to think about.
fn beside(turn: &mut Turn<'_>) -> Vec<Block> {
    // No questions while an incident explains the trouble.
    if during::waits(&turn.case) {
        return Vec::new();
    }
    match turn.case.table {
        Table::WhichCause(_) => Vec::new(),
        Table::Nothing | Table::Step(_) | Table::Result(_) | Table::ComputerBackup | Table::Morning => {
            fields::ask(turn).into_iter().chain(fields::doubt(turn)).collect()
        }
    }
}

/// Answers a press on an old message: politely, to that person alone. The present question stands where it was asked.
pub(super) fn stale(turn: &mut Turn<'_>) {
    let over = turn.case.table == Table::Nothing;
    turn.whisper(if over { Reply::StaleOver } else { Reply::Stale }, &[]);
}

/// What is on the table: its body, and the question that the choices answer.
pub(super) fn table(view: View<'_>) -> (Vec<Block>, Option<Block>) {
    let ask = |reply: Reply| Some(view.text(reply, &[]));
    match &view.case.table {
        Table::Nothing => (Vec::new(), None),
        Table::WhichCause(causes) => (candidates(view, causes), ask(Reply::WhichQuestion)),
        Table::Step(step) => (step_block(view, step).into_iter().collect(), ask(question(view))),
        Table::Result(_) => (Vec::new(), ask(Reply::ResultQuestion)),
        Table::ComputerBackup => {
            let how = step_block(view, &StepId::from(COMPUTER_BACKUP));
            (how.into_iter().collect(), ask(Reply::BackupQuestion))
        }
        Table::Morning => (Vec::new(), ask(Reply::MorningQuestion)),
    }
}

/// How disruptive the step on the table is; `None` when no step is.
pub(super) fn level(view: View<'_>) -> Option<Level> {
    match &view.case.table {
        Table::Step(step) => view.ctx.knowledge.step(step).map(|step| step.level),
        Table::Nothing | Table::WhichCause(_) | Table::Result(_) | Table::ComputerBackup | Table::Morning => {
            None
        }
    }
}

/// What is asked after a step: to look mends nothing, and to wait takes time.
fn question(view: View<'_>) -> Reply {
    match level(view) {
        Some(Level::Look) => Reply::LookQuestion,
        Some(Level::Wait) => Reply::WaitQuestion,
        Some(
            Level::Toggle
            | Level::Restart
            | Level::Isolate
            | Level::Update
            | Level::Delete
            | Level::SignOut
            | Level::Reset
            | Level::Erase,
        )
        | None => Reply::StepQuestion,
    }
}

fn candidates(view: View<'_>, causes: &[CauseId]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for cause in causes.iter().filter_map(|id| view.ctx.knowledge.cause(id)) {
        let holes = [("title", cause.title.as_str()), ("explanation", cause.explanation.as_str())];
        blocks.push(view.text(Reply::Candidate, &holes));
        blocks.extend(explain::quote(view, &cause.id));
    }
    blocks
}

fn step_block(view: View<'_>, id: &StepId) -> Option<Block> {
    let step = view.ctx.knowledge.step(id)?;
    let shown = view.case.steps.get(view.case.round..).unwrap_or_default();
    let place = shown.iter().position(|record| record.step == *id).unwrap_or(shown.len());
    Some(Block::Step {
        number: u32::try_from(place + 1).unwrap_or(u32::MAX),
        title: view.fill(&step.title),
        body: view.fill(&how(view, step)),
        caution: step.caution.as_ref().map(|text| view.fill(text)),
        check: step.check.as_ref().map(|text| view.fill(text)),
    })
}

/// The text of a step with its menu path.
fn how(view: View<'_>, step: &Step) -> String {
    let path = step.path.as_deref();
    let path = path.map(|id| device::path(id, view.ctx.knowledge, Some(&view.case.intake)));
    path.map_or_else(|| step.how.clone(), |path| step.how.replace("{path}", &path))
}

/// The choices of what is on the table. `Didn't help` is always among them, and always moves on.
pub(super) fn choices(view: View<'_>) -> Vec<Offer> {
    let choices = match &view.case.table {
        Table::Nothing => Vec::new(),
        Table::WhichCause(causes) => {
            let known = causes.iter().filter(|cause| view.ctx.knowledge.cause(cause).is_some());
            let mut choices: Vec<Choice> = known.cloned().map(Choice::ThisCause).collect();
            choices.extend([Choice::NoneOfThese, Choice::DidntHelp, Choice::TalkToAPerson]);
            choices
        }
        Table::Step(step) | Table::Result(step) => of_step(view, step),
        Table::ComputerBackup => vec![
            Choice::HaveComputerBackup,
            Choice::NoComputerBackup,
            Choice::DidntHelp,
            Choice::TalkToAPerson,
        ],
        // Nothing was shown that could have helped.
        Table::Morning if during::waits(view.case) => {
            vec![Choice::BackupCompleted, Choice::StillFailing, Choice::TalkToAPerson]
        }
        Table::Morning => {
            vec![Choice::BackupCompleted, Choice::StillFailing, Choice::DidntHelp, Choice::TalkToAPerson]
        }
    };
    choices.into_iter().map(|choice| offer(view, choice)).collect()
}

fn of_step(view: View<'_>, id: &StepId) -> Vec<Choice> {
    let mut choices = vec![Choice::FixedIt, Choice::DidntHelp];
    if order::cause_of(view.ctx.knowledge, view.case, id).is_some() {
        choices.push(Choice::NotMyProblem);
    }
    choices.push(Choice::TalkToAPerson);
    if view.ctx.knowledge.step(id).is_some_and(|step| step.level == Level::Wait) {
        choices.push(Choice::CheckTomorrow);
    }
    if id.as_str() == CONTACT_APPLE {
        choices.push(Choice::SummaryForApple);
    }
    choices
}

/// How Apple Support is reached, as the step says it.
pub(super) fn apple(view: View<'_>) -> String {
    let step = view.ctx.knowledge.step(&StepId::from(CONTACT_APPLE));
    step.map(|step| view.fill(&how(view, step))).unwrap_or_default()
}

/// A choice with the words on its button.
pub(super) fn offer(view: View<'_>, choice: Choice) -> Offer {
    let label = match &choice {
        Choice::FixedIt => view.sentence(Reply::LabelFixedIt, &[]),
        Choice::DidntHelp => view.sentence(Reply::LabelDidntHelp, &[]),
        Choice::NotMyProblem => view.sentence(Reply::LabelNotMyProblem, &[]),
        Choice::TalkToAPerson => view.sentence(Reply::LabelTalkToAPerson, &[]),
        Choice::SummaryForApple => view.sentence(Reply::LabelSummaryForApple, &[]),
        Choice::BackupCompleted => view.sentence(Reply::LabelBackupCompleted, &[]),
        Choice::StillFailing => view.sentence(Reply::LabelStillFailing, &[]),
        Choice::CheckTomorrow => view.sentence(Reply::LabelCheckTomorrow, &[]),
        Choice::NoneOfThese => view.sentence(Reply::LabelNoneOfThese, &[]),
        Choice::HaveComputerBackup => view.sentence(Reply::LabelHaveComputerBackup, &[]),
        Choice::NoComputerBackup => view.sentence(Reply::LabelNoComputerBackup, &[]),
        Choice::Claim => view.sentence(Reply::LabelClaim, &[]),
        Choice::HandOff => view.sentence(Reply::LabelHandOff, &[]),
        Choice::AskForDetails => view.sentence(Reply::LabelAskForDetails, &[]),
        Choice::Resolve => view.sentence(Reply::LabelResolve, &[]),
        Choice::Accept => view.sentence(Reply::LabelAccept, &[]),
        Choice::Decline => view.sentence(Reply::LabelDecline, &[]),
        Choice::ThisCause(id) => {
            view.ctx.knowledge.cause(id).map_or_else(|| id.to_string(), |cause| view.fill(&cause.title))
        }
    };
    Offer { choice, label }
}
