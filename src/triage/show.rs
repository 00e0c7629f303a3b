//! Shows what is on the table: a step, a question, its choices; and asks for missing fields, once, beside it.

use super::case::Table;
use super::effect::{Block, Offer};
use super::event::Choice;
use super::order::{self, COMPUTER_BACKUP};
use super::say::Reply;
use super::turn::Turn;
use super::{device, explain, fields};
use crate::knowledge::{CauseId, Level, Step, StepId};

/// The step that ends at Apple Support, where the summary is wanted.
const CONTACT_APPLE: &str = "contact_apple";

/// Says these words, what is on the table, what is still missing, and offers the choices.
pub(super) fn present(turn: &mut Turn<'_>, mut blocks: Vec<Block>) {
    let (body, question) = table(turn);
    blocks.extend(body);
    blocks.extend(beside(turn));
    blocks.extend(question);
    let choices = choices(turn);
    turn.say(blocks, choices);
}

/// Says these words and offers the choices again, without repeating the step.
pub(super) fn remind(turn: &mut Turn<'_>, mut blocks: Vec<Block>) {
    blocks.extend(beside(turn));
    blocks.extend(table(turn).1);
    let choices = choices(turn);
    turn.say(blocks, choices);
}

/// What is asked beside a step. While the member has to choose a cause there is enough to think about.
fn beside(turn: &mut Turn<'_>) -> Vec<Block> {
    match turn.case.table {
        Table::WhichCause(_) => Vec::new(),
        Table::Nothing | Table::Step(_) | Table::Result(_) | Table::ComputerBackup | Table::Morning => {
            fields::ask(turn).into_iter().chain(fields::doubt(turn)).collect()
        }
    }
}

/// Answers a press on an old message: politely, with what is on the table now.
pub(super) fn stale(turn: &mut Turn<'_>) {
    if turn.case.table == Table::Nothing {
        turn.remark(Reply::StaleOver);
    } else {
        let lead = turn.text(Reply::Stale, &[]);
        present(turn, vec![lead]);
    }
}

/// What is on the table: its body, and the question that the choices answer.
fn table(turn: &Turn<'_>) -> (Vec<Block>, Option<Block>) {
    let ask = |reply: Reply| Some(turn.text(reply, &[]));
    match &turn.case.table {
        Table::Nothing => (Vec::new(), None),
        Table::WhichCause(causes) => (candidates(turn, causes), ask(Reply::WhichQuestion)),
        Table::Step(step) => (step_block(turn, step).into_iter().collect(), ask(question(turn))),
        Table::Result(_) => (Vec::new(), ask(Reply::ResultQuestion)),
        Table::ComputerBackup => {
            let how = step_block(turn, &StepId::from(COMPUTER_BACKUP));
            (how.into_iter().collect(), ask(Reply::BackupQuestion))
        }
        Table::Morning => (Vec::new(), ask(Reply::MorningQuestion)),
    }
}

/// How disruptive the step on the table is; `None` when no step is.
pub(super) fn level(turn: &Turn<'_>) -> Option<Level> {
    match &turn.case.table {
        Table::Step(step) => turn.ctx.knowledge.step(step).map(|step| step.level),
        Table::Nothing | Table::WhichCause(_) | Table::Result(_) | Table::ComputerBackup | Table::Morning => {
            None
        }
    }
}

/// What is asked after a step: to look mends nothing, and to wait takes time.
fn question(turn: &Turn<'_>) -> Reply {
    match level(turn) {
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

fn candidates(turn: &Turn<'_>, causes: &[CauseId]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for cause in causes.iter().filter_map(|id| turn.ctx.knowledge.cause(id)) {
        let holes = [("title", cause.title.as_str()), ("explanation", cause.explanation.as_str())];
        blocks.push(turn.text(Reply::Candidate, &holes));
        blocks.extend(explain::quote(turn, &cause.id));
    }
    blocks
}

fn step_block(turn: &Turn<'_>, id: &StepId) -> Option<Block> {
    let step = turn.ctx.knowledge.step(id)?;
    let shown = turn.case.steps.get(turn.case.round..).unwrap_or_default();
    let place = shown.iter().position(|record| record.step == *id).unwrap_or(shown.len());
    Some(Block::Step {
        number: u32::try_from(place + 1).unwrap_or(u32::MAX),
        title: turn.fill(&step.title),
        body: turn.fill(&how(turn, step)),
        caution: step.caution.as_ref().map(|text| turn.fill(text)),
        check: step.check.as_ref().map(|text| turn.fill(text)),
    })
}

/// The text of a step with its menu path.
fn how(turn: &Turn<'_>, step: &Step) -> String {
    let path = step.path.as_deref();
    let path = path.map(|id| device::path(id, turn.ctx.knowledge, Some(&turn.case.intake)));
    path.map_or_else(|| step.how.clone(), |path| step.how.replace("{path}", &path))
}

/// The choices of what is on the table. `Didn't help` is always among them, and always moves on.
pub(super) fn choices(turn: &Turn<'_>) -> Vec<Offer> {
    let choices = match &turn.case.table {
        Table::Nothing => Vec::new(),
        Table::WhichCause(causes) => {
            let mut choices: Vec<Choice> = causes.iter().cloned().map(Choice::ThisCause).collect();
            choices.extend([Choice::NoneOfThese, Choice::DidntHelp, Choice::TalkToAPerson]);
            choices
        }
        Table::Step(step) | Table::Result(step) => of_step(turn, step),
        Table::ComputerBackup => vec![
            Choice::HaveComputerBackup,
            Choice::NoComputerBackup,
            Choice::DidntHelp,
            Choice::TalkToAPerson,
        ],
        Table::Morning => {
            vec![Choice::BackupCompleted, Choice::StillFailing, Choice::DidntHelp, Choice::TalkToAPerson]
        }
    };
    choices.into_iter().map(|choice| offer(turn, choice)).collect()
}

fn of_step(turn: &Turn<'_>, id: &StepId) -> Vec<Choice> {
    let mut choices = vec![Choice::FixedIt, Choice::DidntHelp];
    if order::cause_of(turn.ctx.knowledge, &turn.case, id).is_some() {
        choices.push(Choice::NotMyProblem);
    }
    choices.push(Choice::TalkToAPerson);
    if turn.ctx.knowledge.step(id).is_some_and(|step| step.level == Level::Wait) {
        choices.push(Choice::CheckTomorrow);
    }
    if id.as_str() == CONTACT_APPLE {
        choices.push(Choice::SummaryForApple);
    }
    choices
}

/// A choice with the words on its button.
pub(super) fn offer(turn: &Turn<'_>, choice: Choice) -> Offer {
    let label = match &choice {
        Choice::FixedIt => turn.sentence(Reply::LabelFixedIt, &[]),
        Choice::DidntHelp => turn.sentence(Reply::LabelDidntHelp, &[]),
        Choice::NotMyProblem => turn.sentence(Reply::LabelNotMyProblem, &[]),
        Choice::TalkToAPerson => turn.sentence(Reply::LabelTalkToAPerson, &[]),
        Choice::SummaryForApple => turn.sentence(Reply::LabelSummaryForApple, &[]),
        Choice::BackupCompleted => turn.sentence(Reply::LabelBackupCompleted, &[]),
        Choice::StillFailing => turn.sentence(Reply::LabelStillFailing, &[]),
        Choice::CheckTomorrow => turn.sentence(Reply::LabelCheckTomorrow, &[]),
        Choice::NoneOfThese => turn.sentence(Reply::LabelNoneOfThese, &[]),
        Choice::HaveComputerBackup => turn.sentence(Reply::LabelHaveComputerBackup, &[]),
        Choice::NoComputerBackup => turn.sentence(Reply::LabelNoComputerBackup, &[]),
        Choice::Claim => turn.sentence(Reply::LabelClaim, &[]),
        Choice::HandOff => turn.sentence(Reply::LabelHandOff, &[]),
        Choice::AskForDetails => turn.sentence(Reply::LabelAskForDetails, &[]),
        Choice::Resolve => turn.sentence(Reply::LabelResolve, &[]),
        Choice::Accept => turn.sentence(Reply::LabelAccept, &[]),
        Choice::Decline => turn.sentence(Reply::LabelDecline, &[]),
        Choice::ThisCause(id) => {
            turn.ctx.knowledge.cause(id).map_or_else(|| id.to_string(), |cause| turn.fill(&cause.title))
        }
    };
    Offer { choice, label }
}
