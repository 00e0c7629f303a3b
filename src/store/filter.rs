//! Chooses cases: every condition that is given must hold.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::is_open;
use crate::knowledge::{CauseId, Family};
use crate::triage::case::{PersonId, Priority, Stage};
use crate::triage::{Case, ServerId};

/// Which cases are meant; the default means all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// Cases of this server.
    pub server: Option<ServerId>,
    /// Cases at this stage.
    pub stage: Option<Stage>,
    /// Cases that are not over; they are found without reading the others.
    pub open: bool,
    /// Cases whose first cause is this one.
    pub cause: Option<CauseId>,
    /// Cases whose first cause belongs to this family.
    pub family: Option<Family>,
    /// Cases opened at this time or later.
    pub since: Option<Timestamp>,
    /// Cases opened before this time.
    pub until: Option<Timestamp>,
    /// Cases in which nothing has happened since this time.
    pub quiet_since: Option<Timestamp>,
    /// Cases of this person; those that are forgotten are nobody's.
    pub person: Option<PersonId>,
    /// Cases that this moderator has.
    pub owner: Option<PersonId>,
    /// Cases at least as urgent as this.
    pub priority: Option<Priority>,
    /// Cases that are not forgotten.
    pub kept: bool,
    /// The order, not a condition: the highest server and number first.
    pub newest_first: bool,
}

impl Filter {
    /// Whether a case is meant.
    #[must_use]
    pub fn fits(&self, case: &Case) -> bool {
        let first = case.causes.first();
        self.server.is_none_or(|server| server == case.server)
            && self.stage.is_none_or(|stage| stage == case.stage)
            && (!self.open || is_open(case.stage))
            && self.cause.as_ref().is_none_or(|cause| first.is_some_and(|first| first.id == *cause))
            && self.family.is_none_or(|family| first.is_some_and(|first| first.family == family))
            && self.since.is_none_or(|since| case.opened_at >= since)
            && self.until.is_none_or(|until| case.opened_at < until)
            && self.quiet_since.is_none_or(|since| case.touched_at < since)
            && self.person.is_none_or(|person| person == case.person && !case.forgotten)
            && self.owner.is_none_or(|owner| case.owner == Some(owner))
            && self.priority.is_none_or(|least| case.priority >= least)
            && !(self.kept && case.forgotten)
    }

    /// Whether every case that is meant is open.
    #[cfg(feature = "app")]
    pub(super) fn is_of_open_ones(&self) -> bool {
        self.open || self.stage.is_some_and(is_open)
    }
}
