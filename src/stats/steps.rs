//! How often each step was shown, and whether it worked.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Cell, Table};
use crate::knowledge::StepId;
use crate::triage::Case;
use crate::triage::case::Outcome;

#[derive(Default)]
struct Count {
    shown: u64,
    worked: u64,
    did_not_help: u64,
    skipped: u64,
}

/// A row for every step, most shown first. The share is of those who said whether it worked.
pub(super) fn of<E>(cases: impl Iterator<Item = Result<Case, E>>) -> Result<Table, E> {
    let mut counts: BTreeMap<StepId, Count> = BTreeMap::new();
    for case in cases {
        for record in case?.steps {
            let count = counts.entry(record.step).or_default();
            count.shown += 1;
            match record.outcome {
                Outcome::Open => {}
                Outcome::Worked => count.worked += 1,
                Outcome::DidNotHelp => count.did_not_help += 1,
                Outcome::Skipped => count.skipped += 1,
            }
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(count.shown));
    let mut table =
        Table::with_columns(&["step", "shown", "worked", "did_not_help", "skipped", "worked_share"]);
    table.rows.extend(counts.into_iter().map(|(step, count)| {
        vec![
            Cell::Text(step.0),
            Cell::Count(count.shown),
            Cell::Count(count.worked),
            Cell::Count(count.did_not_help),
            Cell::Count(count.skipped),
            Cell::share(count.worked, count.worked + count.did_not_help),
        ]
    }));
    Ok(table)
}
