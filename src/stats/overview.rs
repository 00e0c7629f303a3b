//! How many cases there are, and how they ended.

use std::collections::HashSet;

use super::{Cell, Ending, Table};
use crate::triage::Case;

/// One row a count; shares are of all cases.
pub(super) fn of<E>(cases: impl Iterator<Item = Result<Case, E>>) -> Result<Table, E> {
    let mut people = HashSet::new();
    let (mut all, mut open, mut human, mut resolved, mut alone, mut unsolved, mut escalated) =
        (0, 0, 0, 0, 0, 0, 0);
    let mut nobodys = 0;
    for case in cases {
        let case = case?;
        // Of whom a forgotten case was is not known any more; most people have one.
        if case.forgotten {
            nobodys += 1;
        } else {
            people.insert(case.person);
        }
        all += 1;
        escalated += u64::from(case.escalation.is_some());
        match Ending::of(&case) {
            Ending::Open => open += 1,
            Ending::WithAHuman => human += 1,
            Ending::Resolved => {
                resolved += 1;
                alone += u64::from(case.escalation.is_none());
            }
            Ending::Unsolved => unsolved += 1,
        }
    }
    let mut table = Table::with_columns(&["what", "cases", "share"]);
    for (what, count) in [
        ("all cases", all),
        ("open", open),
        ("with a human", human),
        ("resolved", resolved),
        ("resolved without a human", alone),
        ("closed unsolved", unsolved),
        ("ever escalated", escalated),
    ] {
        table.rows.push(vec![Cell::text(what), Cell::Count(count), Cell::share(count, all)]);
    }
    let people = u64::try_from(people.len()).unwrap_or(u64::MAX).saturating_add(nobodys);
    table.rows.push(vec![Cell::text("people"), Cell::Count(people), Cell::Empty]);
    Ok(table)
}
