//! What moderators did, and how long people waited for them.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Cell, Facts, Part, Table, times};
use crate::tally::{NOBODY, name};

/// The tables of what moderators did, in the order of the columns.
const TABLES: [&str; 10] = [
    name::CLAIMED,
    name::RELEASED,
    name::HANDED_OFF,
    name::ACCEPTED,
    name::DECLINED,
    name::ASKED,
    name::NOTED,
    name::RECLASSIFIED,
    name::RESOLVED,
    name::UNSOLVED,
];

/// Every table of the support desk.
pub(super) fn parts(facts: &Facts) -> Vec<Part> {
    vec![people(facts), times::part(facts), priorities(facts)]
}

/// A row for every moderator, who claimed most first; whoever is not known any more is last.
fn people(facts: &Facts) -> Part {
    let people: BTreeSet<&str> =
        TABLES.iter().flat_map(|table| facts.more.rows(table)).map(|(person, _)| person).collect();
    let mut people: Vec<_> = people.into_iter().collect();
    people.sort_by_key(|person| (*person == NOBODY, Reverse(facts.more.get(name::CLAIMED, person))));
    let mut table = Table::with_columns(&[&["moderator"], TABLES.as_slice()].concat());
    for person in people {
        let counts = TABLES.map(|table| Cell::Count(facts.more.get(table, person)));
        table.rows.push(std::iter::once(Cell::text(person)).chain(counts).collect());
    }
    Part::new("desk", "Moderators", table)
}

fn priorities(facts: &Facts) -> Part {
    let mut table = Table::with_columns(&["priority", "cases"]);
    for row in ["urgent", "high", "normal", "low"] {
        table.rows.push(vec![Cell::text(row), Cell::Count(facts.cases.get(name::PRIORITY, row))]);
    }
    Part::new("priorities", "By priority", table)
}
