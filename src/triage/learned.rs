//! What came of steps so far, by cause: how often each was shown, helped, did not. Plain numbers from the statistics.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::knowledge::{CauseId, StepId};
use crate::shares::{float, wilson};

/// What came of every step, for every cause that it was shown for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Learned {
    /// By cause and step; steps of the checklist have no cause.
    pub steps: BTreeMap<(Option<CauseId>, StepId), Tried>,
}

/// What came of one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tried {
    /// How often it was shown.
    pub shown: u64,
    /// How often it helped.
    pub helped: u64,
    /// How often it did not.
    pub did_not: u64,
}

impl Tried {
    /// How many said whether it helped.
    #[must_use]
    pub fn answered(self) -> u64 {
        self.helped.saturating_add(self.did_not)
    }

    /// The share of those whom it helped among those who said, from 0 to 1; `None` when nobody has said.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.answered() > 0).then(|| float(self.helped) / float(self.answered()))
    }

    /// The 95 % interval of that share; from 0 to 1 when nobody has said.
    #[must_use]
    pub fn interval(self) -> (f64, f64) {
        wilson(self.share().unwrap_or_default(), float(self.answered()))
    }
}
