//! Chooses cases: every condition that is given must hold.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::knowledge::{CauseId, Family};
use crate::triage::{Case, PersonId, ServerId, Stage};

/// Which cases are meant; the default means all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// Cases of this server.
    pub server: Option<ServerId>,
    /// Cases at this stage.
    pub stage: Option<Stage>,
    /// Cases whose first cause is this one.
    pub cause: Option<CauseId>,
    /// Cases whose first cause belongs to this family.
    pub family: Option<Family>,
    /// Cases opened at this time or later.
    pub since: Option<Timestamp>,
    /// Cases opened before this time.
    pub until: Option<Timestamp>,
    /// Cases of this person; those that are forgotten are nobody's.
    pub person: Option<PersonId>,
}

impl Filter {
    /// Whether a case is meant.
    #[must_use]
    pub fn fits(&self, case: &Case) -> bool {
        let first = case.causes.first();
        self.server.is_none_or(|server| server == case.server)
            && self.stage.is_none_or(|stage| stage == case.stage)
            && self.cause.as_ref().is_none_or(|cause| first.is_some_and(|first| first.id == *cause))
            && self.family.is_none_or(|family| first.is_some_and(|first| first.family == family))
            && self.since.is_none_or(|since| case.opened_at >= since)
            && self.until.is_none_or(|until| case.opened_at < until)
            && self.person.is_none_or(|person| person == case.person && !case.forgotten)
    }
}
