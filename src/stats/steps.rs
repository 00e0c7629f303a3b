//! How often each step was shown, and whether it worked.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Cell, Facts, Part, Table};
use crate::tally::learned;
use crate::triage::learned::Tried;

/// What came of steps: shown, worked, did not help, passed over.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Count {
    pub(super) tried: Tried,
    skipped: u64,
}

/// By step, and by cause and step. Shares are of those who said whether it worked.
pub(super) fn parts(facts: &Facts) -> Vec<Part> {
    let columns = ["shown", "worked", "did_not_help", "skipped", "worked_share", "low", "high"];
    let mut steps = Table::with_columns(&[&["step"], columns.as_slice()].concat());
    for (step, count) in by_step(facts) {
        steps.rows.push(std::iter::once(Cell::Text(step)).chain(cells(&count)).collect());
    }
    let mut causes = Table::with_columns(&[&["cause", "step"], columns.as_slice()].concat());
    for ((cause, step), count) in by_cause(facts) {
        let names = [cause.map_or(Cell::Empty, Cell::Text), Cell::Text(step)];
        causes.rows.push(names.into_iter().chain(cells(&count)).collect());
    }
    vec![
        Part::new("steps", "Steps (share that worked, with its 95% interval)", steps),
        Part::new("causes_steps", "Steps by cause", causes),
    ]
}

/// Most shown first.
pub(super) fn by_step(facts: &Facts) -> Vec<(String, Count)> {
    let mut steps: BTreeMap<String, Count> = BTreeMap::new();
    for ((_, step), count) in by_cause(facts) {
        let sum = steps.entry(step).or_default();
        sum.tried.shown += count.tried.shown;
        sum.tried.helped += count.tried.helped;
        sum.tried.did_not += count.tried.did_not;
        sum.skipped += count.skipped;
    }
    let mut steps: Vec<_> = steps.into_iter().collect();
    steps.sort_by_key(|(_, count)| Reverse(count.tried.shown));
    steps
}

fn by_cause(facts: &Facts) -> Vec<((Option<String>, String), Count)> {
    let learned = learned(&facts.more).steps.into_iter().map(|((cause, step), tried)| {
        let row = format!("{}/{step}", cause.as_ref().map_or("", |cause| cause.as_str()));
        let skipped = facts.more.get(crate::tally::name::SKIPPED, &row);
        ((cause.map(|cause| cause.0), step.0), Count { tried, skipped })
    });
    let mut rows: Vec<_> = learned.collect();
    rows.sort_by_key(|((cause, _), count)| (cause.is_none(), cause.clone(), Reverse(count.tried.shown)));
    rows
}

fn cells(count: &Count) -> [Cell; 7] {
    let tried = count.tried;
    let (low, high) = tried.interval();
    let ends =
        if tried.answered() > 0 { [Cell::Share(low), Cell::Share(high)] } else { [Cell::Empty, Cell::Empty] };
    let [low, high] = ends;
    [
        Cell::Count(tried.shown),
        Cell::Count(tried.helped),
        Cell::Count(tried.did_not),
        Cell::Count(count.skipped),
        Cell::share(tried.helped, tried.answered()),
        low,
        high,
    ]
}
