//! Counts cases one by one: what sums that were kept all along must equal.

use std::collections::BTreeMap;

use super::{Contribution, Grain, Section, Span, Sums, Tally};
use crate::triage::Case;

/// What cases count for in a section, by server and period.
#[must_use]
pub fn recount<'c>(
    cases: impl Iterator<Item = &'c Case>,
    section: Section,
    span: Span,
    grain: Grain,
) -> Vec<Tally> {
    let mut found: BTreeMap<_, Sums> = BTreeMap::new();
    for case in cases {
        let mut one = Contribution::of(case);
        if let (Some(period), Some(sums)) = (span.period(one.day, grain), one.sections.remove(&section)) {
            found.entry((one.server, period)).or_default().plus(&sums);
        }
    }
    let tallies = found.into_iter().map(|((server, period), sums)| Tally { server, section, period, sums });
    tallies.collect()
}
