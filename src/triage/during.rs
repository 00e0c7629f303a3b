//! While an incident lasts: a new case that it covers is linked to it and gets one short answer, and nothing is asked.
//! `Still failing` goes on with the usual steps at any time.

use super::answer::Answer;
use super::case::{Case, Happening, Table};
use super::effect::{Block, Effect};
use super::event::Choice;
use super::say::Reply;
use super::saying::Saying;
use super::turn::Turn;
use super::{opening, show, waiting};
use crate::incident::Scope;

/// Links a new case to the open incident, where it is one of its cases.
pub(super) fn link(turn: &mut Turn<'_>, saying: &Saying<'_>) {
    let cause = saying.diagnosis.causes.first().map(|cause| &cause.id);
    if let Some(incident) = turn.ctx.scene.incident.filter(|incident| incident.covers(cause)) {
        turn.case.incident = Some(incident.number);
        turn.by_bot(Happening::Linked(incident.number));
    }
}

/// Answers a case of the incident: what is going on, where it can be seen, and that tomorrow is early enough. `false`
/// when it is a case of none.
pub(super) fn answer(turn: &mut Turn<'_>, saying: &Saying<'_>) -> bool {
    let Some(incident) = turn.ctx.scene.incident.filter(|one| turn.case.incident == Some(one.number)) else {
        return false;
    };
    opening::follow(turn, saying, &saying.diagnosis.causes);
    let title = match &incident.scope {
        Scope::All => None,
        Scope::Cause(cause) => turn.ctx.knowledge.cause(cause).map(|cause| cause.title.as_str()),
    };
    let what = match title {
        Some(title) => turn.text(Reply::IncidentCause, &[("title", title)]),
        None => turn.text(Reply::IncidentAll, &[]),
    };
    waiting::let_pass(turn);
    let label = show::offer(turn.view(), Choice::StillFailing).label;
    let anyway = turn.text(Reply::IncidentAnyway, &[("label", &label)]);
    let blocks = vec![what, turn.text(Reply::IncidentWait, &[]), anyway];
    let choices = show::choices(turn.view());
    turn.say(blocks, choices);
    true
}

/// Whether the member had the short answer and no step yet.
pub(super) fn waits(case: &Case) -> bool {
    case.incident.is_some() && case.table == Table::Morning && case.steps.len() <= case.round
}

/// Begins with the usual steps, when the member had the short answer and it is of no use to them; `false` when the
/// answer is another, or the steps have begun.
pub(super) fn goes_on(turn: &mut Turn<'_>, answer: &Answer) -> bool {
    let wants = match answer {
        Answer::Fails | Answer::NotMine | Answer::NoneOfThese | Answer::Skip => true,
        Answer::Works
        | Answer::Person
        | Answer::Urgent
        | Answer::Summary
        | Answer::Tomorrow
        | Answer::Cause(_)
        | Answer::HasBackup
        | Answer::NoBackup
        | Answer::Done
        | Answer::DontKnow
        | Answer::Thanks
        | Answer::Help
        | Answer::Quiet
        | Answer::Nothing => false,
    };
    if !wants || !waits(&turn.case) {
        return false;
    }
    let causes = turn.case.causes.clone();
    opening::set_out(turn, &causes, false);
    true
}

/// Before the first answer of a case: what Apple itself says of its service, when it names a problem.
pub(super) fn say_first(turn: &mut Turn<'_>) {
    let Some(problem) = turn.ctx.scene.outage else { return };
    let known: Block = turn.text(Reply::OutageNow, &[("problem", problem)]);
    if let Some(first) = turn.effects.iter_mut().find_map(Effect::to_member_mut) {
        first.blocks.insert(0, known);
    }
}
