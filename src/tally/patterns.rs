//! Counts what came of the patterns that spoke in the message that opened a case.

use std::collections::BTreeSet;

use super::{Sums, name};
use crate::triage::Case;
use crate::triage::case::Happening;
use crate::triage::desk::Ending as EndedBy;

/// The longest name of a pattern that is counted, in characters; a longer one is counted by its beginning.
const LONGEST: usize = 120;

/// Counts every pattern once, and once more where the reply was dismissed or a moderator said what is right.
pub(super) fn count(case: &Case, sums: &mut Sums) {
    let happened = |what: &Happening| case.history.iter().any(|entry| entry.what == *what);
    let dismissed = happened(&Happening::Ended(EndedBy::Dismissed));
    let reclassified = happened(&Happening::Reclassified);
    let patterns: BTreeSet<String> =
        case.patterns.iter().map(|pattern| pattern.chars().take(LONGEST).collect()).collect();
    for pattern in &patterns {
        sums.count(name::ALL, pattern);
        if dismissed {
            sums.count(name::DISMISSED, pattern);
        }
        if reclassified {
            sums.count(name::RECLASSIFIED, pattern);
        }
    }
}
