//! The steps: what the history shows and answers is what the records say, in the same order.

use jiff::Timestamp;

use super::super::case::{Case, Happening, Outcome};
use super::{Fault, is_whole};
use crate::knowledge::StepId;

/// A step as the history tells it.
struct Told<'c> {
    step: &'c StepId,
    at: Timestamp,
    outcome: Outcome,
}

pub(super) fn check(case: &Case, faults: &mut Vec<Fault>) {
    if case.round > case.steps.len() {
        faults.push(Fault::Round { round: case.round, steps: case.steps.len() });
    }
    let told = told(case, faults);
    compare(case, &told, faults);
    if !case.forgotten {
        once(case, faults);
    }
}

/// Shows and answers the steps again.
fn told<'c>(case: &'c Case, faults: &mut Vec<Fault>) -> Vec<Told<'c>> {
    let mut told: Vec<Told<'_>> = Vec::new();
    for (line, entry) in (1..).zip(&case.history) {
        if let Happening::StepShown(step) = &entry.what {
            told.push(Told { step, at: entry.at, outcome: Outcome::Open });
        }
        let Happening::StepAnswered(step, outcome) = &entry.what else { continue };
        match told.iter().rposition(|one| one.step == step) {
            Some(place) => told.iter_mut().skip(place).take(1).for_each(|one| one.outcome = *outcome),
            None if is_whole(case) => faults.push(Fault::AnsweredUnshown { line, step: step.clone() }),
            None => {}
        }
    }
    told
}

/// Compares from the end. A step that was overtaken before anybody answered it has no record any more.
fn compare(case: &Case, told: &[Told<'_>], faults: &mut Vec<Fault>) {
    let mut left = case.steps.as_slice();
    for one in told.iter().rev() {
        match left.split_last() {
            Some((record, before))
                if record.step == *one.step && record.outcome == one.outcome && record.shown_at == one.at =>
            {
                left = before;
            }
            Some(_) | None if one.outcome == Outcome::Open => {}
            Some(_) => return faults.push(Fault::StepDiffers { number: left.len() }),
            None => return faults.push(Fault::StepMissing { step: one.step.clone() }),
        }
    }
    if !left.is_empty() && is_whole(case) {
        faults.push(Fault::StepDiffers { number: left.len() });
    }
}

/// For one trouble every step is shown once.
fn once(case: &Case, faults: &mut Vec<Fault>) {
    let round = case.steps.get(case.round..).unwrap_or_default();
    for (index, record) in round.iter().enumerate() {
        let before = round.get(..index).unwrap_or_default();
        if before.iter().any(|known| known.step == record.step) {
            faults.push(Fault::StepTwice { step: record.step.clone() });
        }
    }
}
