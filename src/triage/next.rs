//! Moves a case on: puts the next step on the table, the question about a computer backup, or calls a person.

use super::case::{ComputerBackup, Escalation, Stage, Table};
use super::effect::Block;
use super::order::{self, Next};
use super::say::Reply;
use super::turn::Turn;
use super::{escalate, explain, show};
use crate::knowledge::Step;

/// This many presses of "Didn't help" lead to a person, whatever is left to try.
pub(super) const LIMIT: u32 = 20;

/// Puts the next thing on the table after these opening words; `on_the_way` is said only when there is something.
pub(super) fn advance(turn: &mut Turn<'_>, mut lead: Vec<Block>, on_the_way: Option<Reply>) {
    let next = order::next(turn.ctx, &turn.case);
    if turn.case.unhelped >= LIMIT {
        return escalate::call(turn, Escalation::StepsExhausted, lead);
    }
    match next {
        Next::Step(_) | Next::ComputerBackup => {
            lead.extend(on_the_way.map(|reply| turn.text(reply, &[])));
            lead.extend(explain::left_out(turn));
        }
        Next::Person(_) => {}
    }
    match next {
        Next::Step(step) => show_step(turn, step, lead),
        Next::ComputerBackup => {
            turn.case.computer_backup = ComputerBackup::Offered;
            turn.put(Table::ComputerBackup);
            turn.enter(Stage::Fixing);
            show::present(turn, lead);
        }
        Next::Person(why) => escalate::call(turn, why, lead),
    }
}

fn show_step(turn: &mut Turn<'_>, step: &Step, mut lead: Vec<Block>) {
    lead.extend(change_of_cause(turn, step));
    turn.put(Table::Step(step.id.clone()));
    turn.shown(&step.id);
    turn.enter(Stage::Fixing);
    show::present(turn, lead);
}

/// A word when, with several causes, the talk moves from one to another.
fn change_of_cause(turn: &Turn<'_>, step: &Step) -> Option<Block> {
    let case = &turn.case;
    let of = |id| order::cause_of(turn.ctx.knowledge, case, id).map(|cause| &cause.id);
    let before = of(&case.steps.get(case.round..)?.last()?.step)?;
    let now = order::cause_of(turn.ctx.knowledge, case, &step.id)?;
    (*before != now.id).then(|| turn.text(Reply::ForCause, &[("title", &now.title)]))
}
