//! Cases by day, or by month where there are many days.

use super::{Cell, Facts, Part, Table};
use crate::tally::{Period, name};

/// A row for every day or month that has cases.
pub(super) fn part(facts: &Facts) -> Part {
    let (column, heading) = if facts.by_day { ("day", "By day") } else { ("month", "By month") };
    let mut table = Table::with_columns(&[column, "cases", "resolved", "escalated"]);
    for (period, sums) in &facts.periods {
        let count = |row| Cell::Count(sums.get(name::CASES, row));
        let cells = [name::ALL, name::RESOLVED, name::ESCALATED].map(count);
        table.rows.push(std::iter::once(Cell::Text(label(*period))).chain(cells).collect());
    }
    Part::new("periods", heading, table)
}

/// A day as `2026-01-31`, a month as `2026-01`.
pub(super) fn label(period: Period) -> String {
    match period {
        Period::Day(day) => day.to_string(),
        Period::Month(day) => day.strftime("%Y-%m").to_string(),
        Period::All => "all".to_owned(),
    }
}
