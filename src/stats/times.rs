//! How long people waited: medians and ninetieth percentiles, read from buckets.

use super::{Cell, Facts, Part, Table};
use crate::tally::{PRECISION, name, quantile};

/// The name of the table.
pub(super) const NAME: &str = "times";

/// A row for every wait.
pub(super) fn part(facts: &Facts) -> Part {
    let mut table = Table::with_columns(&["what", "cases", "median", "p90"]);
    for (what, rows) in [
        ("opening to first answer", name::TO_ANSWER),
        ("opening to call for a human", name::TO_CALL),
        ("call to claim", name::TO_CLAIM),
        ("opening to resolution", name::TO_RESOLUTION),
    ] {
        let rows = facts.cases.rows(rows);
        table.rows.push(vec![
            Cell::text(what),
            Cell::Count(rows.clone().map(|(_, count)| count).sum()),
            Cell::time(quantile(rows.clone(), 50)),
            Cell::time(quantile(rows, 90)),
        ]);
    }
    Part::new(NAME, "Times", table)
}

/// How exact the times are.
pub(super) fn note() -> String {
    format!("Times are exact to {:.0}%.", (PRECISION * 100.0).ceil())
}
