//! Counts cases by a name that each has, and how they ended.

use std::cmp::Reverse;

use super::{Cell, Facts, Part, Table};
use crate::tally::name;

/// A row for every name, most frequent first; cases without one are counted as `unknown`, last.
pub(super) fn part(facts: &Facts, table: &str, part: &str, heading: &str) -> Part {
    let column = if table == name::VERSION { "ios" } else { table };
    let columns = [column, "cases", "resolved", "escalated", "resolved_share", "dismissed"];
    let mut answer = Table::with_columns(&columns);
    for (row, cases) in ordered(facts, table) {
        let ended = |ending| facts.cases.get(&name::ended(table, ending), row);
        let resolved = ended(name::RESOLVED);
        answer.rows.push(vec![
            Cell::text(row),
            Cell::Count(cases),
            Cell::Count(resolved),
            Cell::Count(ended(name::ESCALATED)),
            Cell::share(resolved, cases),
            Cell::Count(ended(name::DISMISSED)),
        ]);
    }
    Part::new(part, heading, answer)
}

/// The names of a table, most frequent first, what is not known last.
pub(super) fn ordered<'f>(facts: &'f Facts, table: &str) -> Vec<(&'f str, u64)> {
    let mut rows: Vec<_> = facts.cases.rows(table).collect();
    rows.sort_by_key(|(row, cases)| (*row == name::UNKNOWN, Reverse(*cases)));
    rows
}
