//! Incidents: many people with the same trouble at once. Decides when one begins and when it is over.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::knowledge::CauseId;

/// What an incident is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Failing backups of every cause.
    All,
    /// One cause.
    Cause(CauseId),
}

/// Many people with the same trouble at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// Its number in its server, from 1.
    pub number: u64,
    /// What it is about.
    pub scope: Scope,
    /// When it began.
    pub opened_at: Timestamp,
    /// When it was over.
    pub closed_at: Option<Timestamp>,
}

impl Incident {
    /// Whether a case with this first cause belongs to it.
    #[must_use]
    pub fn covers(&self, cause: Option<&CauseId>) -> bool {
        match &self.scope {
            Scope::All => true,
            Scope::Cause(one) => cause == Some(one),
        }
    }
}
