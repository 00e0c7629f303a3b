//! What came of steps as triage wants to know it.

use super::{Sums, name};
use crate::knowledge::{CauseId, StepId};
use crate::triage::learned::{Learned, Tried};

/// Sums of [`Section::Steps`](super::Section::Steps) -> what triage can learn from them.
#[must_use]
pub fn learned(sums: &Sums) -> Learned {
    let rows = sums.rows(name::SHOWN).filter_map(|(row, shown)| {
        let (cause, step) = row.split_once('/')?;
        let cause = (!cause.is_empty()).then(|| CauseId::from(cause));
        let (helped, did_not) = (sums.get(name::WORKED, row), sums.get(name::DID_NOT_HELP, row));
        Some(((cause, StepId(step.to_owned())), Tried { shown, helped, did_not }))
    });
    Learned { steps: rows.collect() }
}
