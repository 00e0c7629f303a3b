//! How many cases there are, when they came, how they ended, and how long it took.

use super::{Cell, Facts, Part, Table, by, times, trend};
use crate::tally::name;

/// Every table of the overview.
pub(super) fn parts(facts: &Facts) -> Vec<Part> {
    vec![
        endings(facts),
        times::part(facts),
        by::part(facts, name::CAUSE, "causes", "By cause"),
        trend::part(facts),
        plain(facts, name::HOUR, "hours", "By hour of the day"),
        weekdays(facts),
        unmatched(facts),
    ]
}

/// One row a count; shares are of all cases.
fn endings(facts: &Facts) -> Part {
    let count = |row| facts.cases.get(name::CASES, row);
    let mut table = Table::with_columns(&["what", "cases", "share"]);
    for (what, row) in [
        ("all cases", name::ALL),
        ("open", name::OPEN),
        ("with a human", name::WITH_A_HUMAN),
        ("resolved", name::RESOLVED),
        ("resolved without a human", name::RESOLVED_ALONE),
        ("closed unsolved", name::UNSOLVED),
        ("ever escalated", name::ESCALATED),
        ("answered by the bot", name::ANSWERED),
        ("answered by the bot alone", name::ANSWERED_ALONE),
        ("claimed by a moderator", name::CLAIMED),
        ("reply dismissed", name::DISMISSED),
        ("fell silent", name::SILENT),
        ("opened again", name::REOPENED),
    ] {
        table.rows.push(vec![
            Cell::text(what),
            Cell::Count(count(row)),
            Cell::share(count(row), count(name::ALL)),
        ]);
    }
    Part::new("overview", "Cases", table)
}

fn plain(facts: &Facts, rows: &str, part: &str, heading: &str) -> Part {
    let mut table = Table::with_columns(&[rows, "cases"]);
    let counts = facts.cases.rows(rows);
    table.rows.extend(counts.map(|(row, cases)| vec![Cell::text(row), Cell::Count(cases)]));
    Part::new(part, heading, table)
}

fn weekdays(facts: &Facts) -> Part {
    const NAMES: [(&str, &str); 7] = [
        ("1", "Monday"),
        ("2", "Tuesday"),
        ("3", "Wednesday"),
        ("4", "Thursday"),
        ("5", "Friday"),
        ("6", "Saturday"),
        ("7", "Sunday"),
    ];
    let mut table = Table::with_columns(&["weekday", "cases"]);
    for (row, day) in NAMES {
        table.rows.push(vec![Cell::text(day), Cell::Count(facts.cases.get(name::WEEKDAY, row))]);
    }
    Part::new("weekdays", "By day of the week", table)
}

/// Questions that the bot has no answer to, by day.
pub(super) fn unmatched(facts: &Facts) -> Part {
    let mut table = Table::with_columns(&["day", "questions"]);
    let days = facts.unmatched.iter();
    table.rows.extend(days.map(|(day, count)| vec![Cell::text(day.to_string()), Cell::Count(*count)]));
    Part::new("unmatched", "Questions without an answer, by day in UTC", table)
}
