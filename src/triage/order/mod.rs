//! The order of steps: the cause's own sequence, or the checklist; the least disruptive first, and never a step
//! that can lose data before a computer backup was offered.

mod learn;

use super::case::{Case, ComputerBackup, Escalation, Outcome};
use super::context::Context;
use super::device;
use crate::diagnosis::RankedCause;
use crate::intake::Field;
pub use learn::{ENOUGH, Ordered, Why, order_of};

use crate::knowledge::{Cause, KnowledgeBase, Level, Needs, Step, StepId, Version};

/// The step that asks for a backup on a computer.
pub(super) const COMPUTER_BACKUP: &str = "computer_backup";
/// The step that asks for the words on the screen; pointless once they are known.
const ERROR_TEXT: &str = "check_error_text";
/// From this confidence on a cause counts as named outright: several such causes are treated together.
pub(super) const CLEAR: f32 = 0.75;

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Next<'k> {
    /// This step.
    Step(&'k Step),
    /// The question whether there is a backup on a computer.
    ComputerBackup,
    /// Nothing that is safe and fits is left: a person.
    Person(Escalation),
}

/// Finds what comes next in a case.
pub(super) fn next<'k>(ctx: &Context<'k>, case: &Case) -> Next<'k> {
    let knowledge = ctx.knowledge;
    let own = sequence(ctx, case);
    let of_causes = search(knowledge, case, own.iter().copied());
    match of_causes {
        Next::Person(_) if !any_shown(case, &own) => {
            search(knowledge, case, knowledge.checklist.iter().filter_map(|id| knowledge.step(id)))
        }
        Next::Step(_) | Next::ComputerBackup | Next::Person(_) => of_causes,
    }
}

/// The cause that a step is for: the best one that lists it; `None` for a step of the checklist.
pub(super) fn cause_of<'k>(knowledge: &'k KnowledgeBase, case: &Case, step: &StepId) -> Option<&'k Cause> {
    let mut causes = case.causes.iter().filter_map(|ranked| knowledge.cause(&ranked.id));
    causes.find(|cause| cause.steps.contains(step))
}

/// The steps of the case's causes: those named outright merged, the others behind them, each step once; asking other
/// people comes last, and erasing behind even that.
fn sequence<'k>(ctx: &Context<'k>, case: &Case) -> Vec<&'k Step> {
    let places = |ranked: &RankedCause| {
        let Some(cause) = ctx.knowledge.cause(&ranked.id) else { return Vec::new() };
        let ordered = order_of(ctx.knowledge, ctx.settings, ctx.scene.learned, cause);
        place(ordered.into_iter().map(|one| one.step).collect())
    };
    let clear = case.causes.iter().take_while(|cause| cause.confidence >= CLEAR).count().max(1);
    let (together, later) = case.causes.split_at(clear.min(case.causes.len()));
    let mut order = merge(together.iter().map(places).collect());
    order.extend(later.iter().flat_map(places));
    // Erasing is the last resort, behind the gentler steps of every cause.
    order.sort_by_key(|placed| (placed.step.level == Level::Erase, placed.last));
    let mut once: Vec<&Step> = Vec::new();
    for Placed { step, .. } in order {
        if !once.iter().any(|known| known.id == step.id) {
            once.push(step);
        }
    }
    once
}

/// A step of a cause's sequence with its place among those of other causes.
struct Placed<'k> {
    step: &'k Step,
    /// As disruptive as the most disruptive step up to here: what stands behind a restart waits for a restart.
    level: Level,
    /// A look at the end, behind steps that do something, asks other people: Apple, a carrier, an administrator.
    last: bool,
}

fn place(steps: Vec<&Step>) -> Vec<Placed<'_>> {
    let acting = steps.iter().rposition(|step| step.level != Level::Look);
    let mut level = Level::Look;
    let placed = steps.into_iter().enumerate().map(|(index, step)| {
        level = level.max(step.level);
        Placed { step, level, last: acting.is_some_and(|acting| index > acting) }
    });
    placed.collect()
}

/// Merges sequences: whichever goes on with the least disruptive step goes on; each keeps its own order.
fn merge(mut sequences: Vec<Vec<Placed<'_>>>) -> Vec<Placed<'_>> {
    sequences.iter_mut().for_each(|sequence| sequence.reverse());
    let mut merged = Vec::new();
    loop {
        let heads = sequences.iter_mut().filter(|sequence| !sequence.is_empty());
        let least = heads.min_by_key(|sequence| sequence.last().map(|placed| placed.level));
        match least.and_then(Vec::pop) {
            Some(placed) => merged.push(placed),
            None => return merged,
        }
    }
}

/// The first of these steps that fits now, or what has to come before it, or why none does.
fn search<'k>(knowledge: &'k KnowledgeBase, case: &Case, steps: impl Iterator<Item = &'k Step>) -> Next<'k> {
    let version = device::version(knowledge, &case.intake);
    let mut held_back = false;
    for step in steps {
        if is_done(case, step) || was_tried(case, step) || !is_for(step, version) {
            continue;
        }
        if step.id.as_str() == COMPUTER_BACKUP {
            match case.computer_backup {
                ComputerBackup::Unknown => return Next::ComputerBackup,
                ComputerBackup::Offered | ComputerBackup::Confirmed | ComputerBackup::Declined => continue,
            }
        }
        match (needs(step), case.computer_backup) {
            (None, _) => return Next::Step(step),
            (Some(_), ComputerBackup::Unknown) => return Next::ComputerBackup,
            (Some(_), ComputerBackup::Confirmed) => return Next::Step(step),
            (Some(Needs::ComputerBackup), ComputerBackup::Offered | ComputerBackup::Declined) => {
                return Next::Step(step);
            }
            (Some(Needs::ConfirmedComputerBackup), ComputerBackup::Offered | ComputerBackup::Declined) => {
                held_back = true;
            }
        }
    }
    let why = if held_back {
        Escalation::DataAtRisk
    } else if case.causes.is_empty() && !case.dropped.is_empty() {
        Escalation::CauseUnknown
    } else {
        Escalation::StepsExhausted
    };
    Next::Person(why)
}

/// What must be there before a step is offered. Erasing always needs a confirmed backup and losing data an offered
/// one, even where a pattern file forgets to say so.
pub(super) fn needs(step: &Step) -> Option<Needs> {
    let at_least = match step.level {
        Level::Erase => Some(Needs::ConfirmedComputerBackup),
        Level::Delete | Level::SignOut | Level::Reset => Some(Needs::ComputerBackup),
        Level::Look | Level::Wait | Level::Toggle | Level::Restart | Level::Isolate | Level::Update => {
            step.can_lose_data.then_some(Needs::ComputerBackup)
        }
    };
    match (step.needs, at_least) {
        (Some(Needs::ConfirmedComputerBackup), _) | (_, Some(Needs::ConfirmedComputerBackup)) => {
            Some(Needs::ConfirmedComputerBackup)
        }
        (Some(Needs::ComputerBackup), _) | (_, Some(Needs::ComputerBackup)) => Some(Needs::ComputerBackup),
        (None, None) => None,
    }
}

/// Whether the step was shown since this trouble began. One that was passed over is not shown again either.
fn is_done(case: &Case, step: &Step) -> bool {
    let told = step.id.as_str() == ERROR_TEXT && matches!(case.intake.error, Field::Known(_));
    told || case.steps.iter().skip(case.round).any(|record| record.step == step.id)
}

fn any_shown(case: &Case, steps: &[&Step]) -> bool {
    let round = case.steps.iter().skip(case.round);
    let answered = |outcome: Outcome| match outcome {
        Outcome::Open | Outcome::Worked | Outcome::DidNotHelp => true,
        Outcome::Skipped => false,
    };
    round
        .filter(|record| answered(record.outcome))
        .any(|record| steps.iter().any(|step| step.id == record.step))
}

/// Whether the member did it before it was shown. A computer backup is asked about anyway: it may have failed.
fn was_tried(case: &Case, step: &Step) -> bool {
    let tried = step.tried.as_ref().is_some_and(|id| case.intake.steps_tried.contains(id));
    tried && step.id.as_str() != COMPUTER_BACKUP
}

/// Whether the step is for this version. `max = "17"` includes 17.4: zeros at the end are left open.
fn is_for(step: &Step, version: Option<Version>) -> bool {
    let Some(version) = version else { return true };
    let (from, to) = step.ios;
    let too_old = from.is_some_and(|from| version < from);
    let too_new = to.is_some_and(|to| {
        let cut = Version {
            major: version.major,
            minor: if to.minor == 0 && to.patch == 0 { 0 } else { version.minor },
            patch: if to.patch == 0 { 0 } else { version.patch },
        };
        cut > to
    });
    !too_old && !too_new
}
