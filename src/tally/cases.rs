//! Counts the case itself: of what, when, and how it ended.

use super::contribution::opened;
use super::{Ending, Sums, coarse, name, times};
use crate::intake::Field;
use crate::triage::Case;
use crate::triage::case::{Happening, Priority};
use crate::triage::desk::Ending as EndedBy;

/// Counts a case.
pub(super) fn count(case: &Case, sums: &mut Sums) {
    let facts = Facts::of(case);
    for row in facts.rows() {
        sums.count(name::CASES, row);
    }
    let first = case.causes.first();
    let names = [
        (name::CAUSE, first.map(|cause| cause.id.to_string())),
        (name::FAMILY, first.map(|cause| cause.family.to_string())),
        (name::VERSION, told(&case.intake.ios_version, coarse::major)),
        (name::DEVICE, told(&case.intake.device, coarse::device)),
    ];
    for (table, row) in names {
        by(sums, table, &row.unwrap_or_else(|| name::UNKNOWN.to_owned()), &facts);
    }
    if let Some(incident) = case.incident {
        by(sums, name::INCIDENT, &incident.to_string(), &facts);
    }
    let opened = opened(case);
    sums.count(name::HOUR, &format!("{:02}", opened.hour()));
    sums.count(name::WEEKDAY, &opened.weekday().to_monday_one_offset().to_string());
    sums.count(name::PRIORITY, priority(case.priority));
    times::count(case, sums);
}

/// A row and, in the tables beside it, how its cases ended.
fn by(sums: &mut Sums, table: &str, row: &str, facts: &Facts) {
    sums.count(table, row);
    for (ending, holds) in [
        (name::RESOLVED, facts.ending == Ending::Resolved),
        (name::ESCALATED, facts.escalated),
        (name::DISMISSED, facts.dismissed),
    ] {
        if holds {
            sums.count(&name::ended(table, ending), row);
        }
    }
}

/// What is asked of a case more than once.
struct Facts {
    ending: Ending,
    answered: bool,
    escalated: bool,
    claimed: bool,
    dismissed: bool,
    silent: bool,
    reopened: bool,
    /// A moderator or helper has done something in it.
    human: bool,
    step_shown: bool,
}

impl Facts {
    fn of(case: &Case) -> Self {
        let happened = |is: fn(&Happening) -> bool| case.history.iter().any(|entry| is(&entry.what));
        let claimed = times::claimed(case).is_some();
        let escalated = times::escalated(case).is_some() || case.escalation.is_some();
        let joined = happened(|what| *what == Happening::JoinedIn);
        Self {
            ending: Ending::of(case),
            answered: times::answered(case).is_some(),
            escalated,
            claimed,
            dismissed: happened(|what| *what == Happening::Ended(EndedBy::Dismissed)),
            silent: happened(|what| *what == Happening::FellSilent),
            reopened: happened(|what| *what == Happening::Reopened),
            human: escalated || claimed || joined,
            step_shown: !case.steps.is_empty(),
        }
    }

    fn rows(&self) -> impl Iterator<Item = &'static str> {
        let resolved = self.ending == Ending::Resolved;
        let helped = self.answered && (self.step_shown || self.human);
        let ending = match self.ending {
            Ending::Open => name::OPEN,
            Ending::WithAHuman => name::WITH_A_HUMAN,
            Ending::Resolved => name::RESOLVED,
            Ending::Unsolved => name::UNSOLVED,
        };
        let rows = [
            (name::ALL, true),
            (ending, true),
            (name::RESOLVED_ALONE, resolved && !self.human),
            (name::ANSWERED, self.answered),
            (name::ANSWERED_ALONE, self.answered && !self.human),
            (name::ESCALATED, self.escalated),
            (name::CLAIMED, self.claimed),
            (name::DISMISSED, self.dismissed),
            (name::SILENT, self.silent),
            (name::REOPENED, self.reopened),
            (name::HELPED, helped),
            (name::HELPED_RESOLVED, helped && resolved),
        ];
        rows.into_iter().filter_map(|(row, holds)| holds.then_some(row))
    }
}

/// A part of what the person told; builds and "don't know" count as unknown.
fn told(field: &Field<String>, part: impl Fn(&str) -> Option<String>) -> Option<String> {
    match field {
        Field::Known(said) => part(said),
        Field::Missing | Field::Unknown => None,
    }
}

fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Low => "low",
        Priority::Normal => "normal",
        Priority::High => "high",
        Priority::Urgent => "urgent",
    }
}
