//! Counts what came of the steps of a case, by cause and step.

use super::{Sums, name};
use crate::triage::Case;
use crate::triage::case::Outcome;

/// Counts every step that was shown.
pub(super) fn count(case: &Case, sums: &mut Sums) {
    for record in &case.steps {
        let cause = record.cause.as_ref().map(ToString::to_string).unwrap_or_default();
        let row = format!("{cause}/{}", record.step);
        sums.count(name::SHOWN, &row);
        match record.outcome {
            Outcome::Open => {}
            Outcome::Worked => sums.count(name::WORKED, &row),
            Outcome::DidNotHelp => sums.count(name::DID_NOT_HELP, &row),
            Outcome::Skipped => sums.count(name::SKIPPED, &row),
        }
    }
}
