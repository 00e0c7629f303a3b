//! Counts cases by a name that each has, and how they ended.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Cell, Ending, Table};
use crate::triage::Case;

#[derive(Default)]
struct Count {
    cases: u64,
    resolved: u64,
    escalated: u64,
}

/// A row for every name, most frequent first; cases without one are counted as `unknown`, last.
pub(super) fn by<E>(
    column: &str,
    cases: impl Iterator<Item = Result<Case, E>>,
    name: impl Fn(&Case) -> Option<String>,
) -> Result<Table, E> {
    let mut counts: BTreeMap<Option<String>, Count> = BTreeMap::new();
    for case in cases {
        let case = case?;
        let count = counts.entry(name(&case)).or_default();
        count.cases += 1;
        count.resolved += u64::from(Ending::of(&case) == Ending::Resolved);
        count.escalated += u64::from(case.escalation.is_some());
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(name, count)| (name.is_none(), Reverse(count.cases)));
    let mut table = Table::with_columns(&[column, "cases", "resolved", "escalated", "resolved_share"]);
    table.rows.extend(counts.into_iter().map(|(name, count)| {
        vec![
            Cell::Text(name.unwrap_or_else(|| "unknown".to_owned())),
            Cell::Count(count.cases),
            Cell::Count(count.resolved),
            Cell::Count(count.escalated),
            Cell::share(count.resolved, count.cases),
        ]
    }));
    Ok(table)
}
