//! Where the case stands, and what must and must not be there at that stage.

use super::super::case::{Case, Escalation, Happening, Outcome, Stage, Table};
use super::super::desk::Receiver;
use super::{Fault, happened, is_whole, is_with_the_bot};

pub(super) fn check(case: &Case, faults: &mut Vec<Fault>) {
    let stage = case.stage;
    let fits = fits(stage, &case.table);
    if !fits {
        faults.push(Fault::Table { stage });
    }
    step_on_the_table(case, faults);
    let owned = match stage {
        Stage::Claimed => case.owner.is_some(),
        Stage::Asking | Stage::Fixing | Stage::Waiting | Stage::Escalated | Stage::Offered => {
            case.owner.is_none()
        }
        // Who had it last is kept.
        Stage::Resolved | Stage::Closed => true,
    };
    if !owned {
        faults.push(Fault::Owner { stage });
    }
    if case.hand_off.is_some() != (stage == Stage::Offered) {
        faults.push(Fault::HandOff { stage });
    }
    let nobody = |by, to| to == Receiver::Apple || to == Receiver::Moderator(by);
    if case.hand_off.as_ref().is_some_and(|hand_off| nobody(hand_off.by, hand_off.to)) {
        faults.push(Fault::Receiver);
    }
    if !is_escalation_told(case) {
        faults.push(Fault::Escalation { stage });
    }
    if case.due.is_some() && stage != Stage::Waiting {
        faults.push(Fault::Due { stage });
    }
    if !is_sleep_told(case) {
        faults.push(Fault::Asleep { stage });
    }
    milestones(case, faults);
}

/// Whether a question is one of a stage.
fn fits(stage: Stage, table: &Table) -> bool {
    match stage {
        Stage::Asking => matches!(table, Table::WhichCause(_)),
        Stage::Fixing => matches!(table, Table::Step(_) | Table::Result(_) | Table::ComputerBackup),
        Stage::Waiting => *table == Table::Morning,
        Stage::Escalated | Stage::Claimed | Stage::Offered | Stage::Resolved | Stage::Closed => {
            *table == Table::Nothing
        }
    }
}

/// A step on the table is the last one shown, and nobody has answered it.
fn step_on_the_table(case: &Case, faults: &mut Vec<Fault>) {
    let (Table::Step(step) | Table::Result(step)) = &case.table else { return };
    let last = case.steps.get(case.round..).and_then(|round| round.last());
    if !last.is_some_and(|record| record.step == *step && record.outcome == Outcome::Open) {
        faults.push(Fault::TableStep { step: step.clone() });
    }
}

/// A person is needed for the reason that was told last; a moderator can also take a case that needs nobody.
fn is_escalation_told(case: &Case) -> bool {
    let Some(why) = case.escalation else { return true };
    if is_with_the_bot(case.stage) {
        return false;
    }
    let mut history = case.history.iter().rev();
    let told = history.find_map(|entry| {
        if let Happening::Escalated(told) = entry.what {
            return Some(told);
        }
        // Whoever runs the bot can put a case back into the queue that needed nobody before.
        (entry.what == Happening::Reopened && why == Escalation::AskedFor).then_some(why)
    });
    told.map_or(!is_whole(case), |told| told == why)
}

/// Only a case that was closed for silence sleeps, and it sleeps where the bot was at it.
fn is_sleep_told(case: &Case) -> bool {
    let Some(asleep) = &case.clocks.asleep else { return true };
    let last = case.history.iter().rev().find(|entry| {
        matches!(
            entry.what,
            Happening::FellSilent | Happening::Ended(_) | Happening::ClosedByStaff | Happening::Reopened
        )
    });
    case.stage == Stage::Closed
        && last.is_some_and(|entry| entry.what == Happening::FellSilent)
        && is_with_the_bot(asleep.stage)
        && fits(asleep.stage, &asleep.table)
}

/// What happened for the first time stands in the history too.
fn milestones(case: &Case, faults: &mut Vec<Fault>) {
    let stage = case.stage;
    let reached = &case.milestones;
    let moved = |to: Stage| happened(case, |what| *what == Happening::Moved(to));
    let mut must = |what: &'static str, fits: bool| {
        if !fits {
            faults.push(Fault::Milestone { what, stage });
        }
    };
    let fits = match reached.escalated {
        Some(_) => moved(Stage::Escalated),
        None => stage != Stage::Escalated,
    };
    must("escalated", fits);
    let fits = match reached.claimed {
        Some(_) => moved(Stage::Claimed),
        None => stage != Stage::Claimed,
    };
    must("claimed", fits);
    let fits = match (stage, reached.resolved) {
        (Stage::Resolved, resolved) => resolved.is_some(),
        (Stage::Closed, Some(_)) => moved(Stage::Resolved),
        (Stage::Closed, None) => true,
        (
            Stage::Asking
            | Stage::Fixing
            | Stage::Waiting
            | Stage::Escalated
            | Stage::Claimed
            | Stage::Offered,
            resolved,
        ) => resolved.is_none(),
    };
    must("resolved", fits);
}
