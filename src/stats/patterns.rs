//! False replies: which patterns spoke in cases whose reply was dismissed or put right.

use std::cmp::Reverse;

use super::{Cell, Facts, Part, Table};
use crate::tally::name;

/// A row for every pattern that has misled, the one with most dismissals first.
pub(super) fn part(facts: &Facts) -> Part {
    let mut table =
        Table::with_columns(&["pattern", "cases", "dismissed", "reclassified", "dismissed_share"]);
    let rows = facts.more.rows(name::ALL).map(|(pattern, cases)| {
        let count = |table| facts.more.get(table, pattern);
        (pattern, cases, count(name::DISMISSED), count(name::RECLASSIFIED))
    });
    let mut rows: Vec<_> = rows.filter(|(_, _, dismissed, put_right)| dismissed + put_right > 0).collect();
    rows.sort_by_key(|(_, cases, dismissed, put_right)| (Reverse((*dismissed, *put_right)), *cases));
    table.rows.extend(rows.into_iter().map(|(pattern, cases, dismissed, put_right)| {
        vec![
            Cell::text(pattern),
            Cell::Count(cases),
            Cell::Count(dismissed),
            Cell::Count(put_right),
            Cell::share(dismissed, cases),
        ]
    }));
    Part::new("patterns", "Patterns in replies that were dismissed or put right", table)
}
