//! What came of steps so far, by cause: how often each was shown, helped, did not. Plain numbers from the statistics.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::knowledge::{CauseId, StepId};

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
