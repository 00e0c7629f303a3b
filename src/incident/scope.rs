//! What an incident is about: one cause, or everything.

use serde::{Deserialize, Serialize};

use crate::knowledge::CauseId;

/// What an incident, or a rate, is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Every case, those without a known cause too.
    All,
    /// The cases whose first cause this is.
    Cause(CauseId),
}

impl Scope {
    /// Whether a case with this first cause is meant.
    #[must_use]
    pub fn covers(&self, cause: Option<&CauseId>) -> bool {
        match self {
            Self::All => true,
            Self::Cause(own) => cause == Some(own),
        }
    }

    /// Whether everything that the other means is meant here too.
    #[must_use]
    pub fn includes(&self, other: &Self) -> bool {
        match self {
            Self::All => true,
            Self::Cause(_) => self == other,
        }
    }
}
