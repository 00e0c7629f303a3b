//! Incidents, and what changes about them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::limits::LONGEST;
use super::scope::Scope;
use crate::knowledge::CauseId;

/// One incident of one server, open or closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Its number in its server, from 1.
    pub number: u64,
    /// What it is about.
    pub scope: Scope,
    /// The first case of the spike; the same as `opened_at` when it was opened by hand. Cases of the scope that were
    /// opened from here on belong to it.
    pub since: Timestamp,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Who opened it, as a person's id; `None` when it opened by itself.
    pub opened_by: Option<u64>,
    /// When it was closed; `None` while it is open.
    pub closed_at: Option<Timestamp>,
    /// Who closed it, as a person's id; `None` while it is open or when it closed by itself.
    pub closed_by: Option<u64>,
    /// Cases from `since` until it opened, the one that opened it included; 0 when it was opened by hand.
    pub found_after: u32,
    /// How many times the usual rate the cases came when it opened, rounded; 0 when it was opened by hand.
    pub times_usual: u32,
    /// Cases that belong to it: those of `found_after` and every later one that it covers.
    pub cases: u64,
    /// The most of its cases in one hour of the clock.
    pub peak: u32,
    /// Whether the watched channels were told of it: the caller's to set, `false` when it opens.
    #[serde(default)]
    pub told: bool,
    /// The hour, from 1970, that `in_hour` counts.
    #[serde(default)]
    pub(super) hour: i64,
    /// Cases in that hour.
    #[serde(default)]
    pub(super) in_hour: u32,
}

impl Incident {
    /// An open incident without any case yet.
    #[must_use]
    pub fn new(number: u64, scope: Scope, opened_at: Timestamp) -> Self {
        Self {
            number,
            scope,
            since: opened_at,
            opened_at,
            opened_by: None,
            closed_at: None,
            closed_by: None,
            found_after: 0,
            times_usual: 0,
            cases: 0,
            peak: 0,
            told: false,
            hour: i64::MIN,
            in_hour: 0,
        }
    }

    /// Whether a case with this first cause belongs to it.
    #[must_use]
    pub fn covers(&self, cause: Option<&CauseId>) -> bool {
        self.scope.covers(cause)
    }

    /// Whether it is still going on.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }

    /// Whether what happened at a moment does not count for what is usual ([`super::Day::left_out`]): the incident was
    /// going on, or still is. One that reached [`LONGEST`] has become the usual and leaves nothing out.
    #[must_use]
    pub fn leaves_out(&self, at: Timestamp) -> bool {
        let lasted = self.closed_at.map(|closed| closed.duration_since(self.opened_at));
        at >= self.since
            && self.closed_at.is_none_or(|closed| at <= closed)
            && lasted.is_none_or(|lasted| lasted < LONGEST)
    }

    /// Counts a case that belongs to it.
    pub(super) fn count(&mut self, at: i64) {
        self.cases = self.cases.saturating_add(1);
        let hour = at.div_euclid(3600);
        if hour > self.hour {
            self.hour = hour;
            self.in_hour = 0;
        }
        if hour == self.hour {
            self.in_hour = self.in_hour.saturating_add(1);
            self.peak = self.peak.max(self.in_hour);
        }
    }
}

/// What came of a case, the clock or a moderator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// An incident opened.
    Opened(Incident),
    /// The open incident is about everything from now on.
    Widened(Incident),
    /// The incident closed.
    Closed(Incident),
    /// [`super::Watch::woke`] is to be called at this time.
    WakeAt(Timestamp),
}
