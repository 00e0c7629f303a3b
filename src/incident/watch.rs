//! The stored state of one server: the last cases, the open incident, whether it is muted.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::baseline::Baseline;
use super::calm::is_calm;
use super::change::{Change, Incident};
use super::limits::{AFTER_CLOSED_BY_HAND, AFTER_LONGEST, CALM_FOR, CHECK_EVERY, LEAST_BY_HAND, LONGEST};
use super::recent::Recent;
use super::scope::Scope;
use super::unusual::Unusual;
use crate::knowledge::CauseId;

/// Watches one server. At most one incident is open at a time.
///
/// Plain data of bounded size (a few kilobytes), to be stored with the server's other state.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Watch {
    /// The number of the last incident; 0 when there was none.
    pub(super) last: u64,
    /// The open incident.
    pub(super) incident: Option<Incident>,
    /// Since when its rate has been near the usual.
    pub(super) calm_since: Option<Timestamp>,
    /// Until when nothing opens by itself and nothing is said, and who wished so.
    pub(super) muted: Option<(Timestamp, Option<u64>)>,
    /// Until when nothing opens by itself although nobody muted it.
    pub(super) rests_until: Option<Timestamp>,
    /// Cases before this do not count: they belong to an incident that is over.
    pub(super) fresh_from: Option<Timestamp>,
    /// The last cases; while an incident of one cause is open, without those of that cause.
    pub(super) all: Recent,
    /// The last cases by first cause.
    pub(super) causes: BTreeMap<CauseId, Recent>,
}

impl Watch {
    /// The open incident.
    #[must_use]
    pub fn incident(&self) -> Option<&Incident> {
        self.incident.as_ref()
    }

    /// The open incident, to mark it as told.
    pub fn incident_mut(&mut self) -> Option<&mut Incident> {
        self.incident.as_mut()
    }

    /// The number of the last incident, open or not; 0 when there was none.
    #[must_use]
    pub fn last_number(&self) -> u64 {
        self.last
    }

    /// Until when it is muted, and by whom; `None` when it is not.
    #[must_use]
    pub fn muted(&self, now: Timestamp) -> Option<(Timestamp, Option<u64>)> {
        self.muted.filter(|(until, _)| *until > now)
    }

    /// Whether a case with this first cause belongs to the open incident.
    #[must_use]
    pub fn covers(&self, cause: Option<&CauseId>) -> bool {
        self.incident.as_ref().is_some_and(|incident| incident.scope.covers(cause))
    }

    /// Whether nothing is to be said of incidents now: no notice, and normal replies. True while muted.
    #[must_use]
    pub fn is_quiet(&self, now: Timestamp) -> bool {
        self.muted(now).is_some()
    }

    /// The clock struck: closes the incident when it is over, or asks to be woken again. Harmless at any time; call it
    /// once after a start, since a wake-up may have been missed.
    pub fn woke(&mut self, baseline: &Baseline, now: Timestamp) -> Vec<Change> {
        let mut changes = self.close_if_over(baseline, now);
        if self.incident.is_some() {
            changes.push(Change::WakeAt(later(now, CHECK_EVERY)));
        }
        changes
    }

    /// A moderator opens an incident; without a scope it is about everything. While one is open it is widened if it
    /// does not include the scope, and else nothing happens.
    pub fn open(&mut self, scope: Option<Scope>, by: Option<u64>, now: Timestamp) -> Vec<Change> {
        let scope = scope.unwrap_or(Scope::All);
        match &self.incident {
            Some(open) if open.scope.includes(&scope) => Vec::new(),
            Some(_) => self.widen(),
            None => self.begin(scope, now, now, by, None),
        }
    }

    /// A moderator closes the open incident; nothing happens when there is none. Nothing opens by itself for
    /// [`AFTER_CLOSED_BY_HAND`].
    pub fn close(&mut self, by: Option<u64>, now: Timestamp) -> Vec<Change> {
        self.rests_until =
            self.incident.as_ref().map(|_| later(now, AFTER_CLOSED_BY_HAND)).or(self.rests_until);
        self.end(by, now)
    }

    /// Says nothing and opens nothing by itself until then. An open incident stays open, and closes, without a word.
    pub fn mute(&mut self, until: Timestamp, by: Option<u64>) {
        self.muted = Some((until, by));
    }

    /// Nobody knows any more what this person did here.
    pub fn forget(&mut self, person: u64) {
        if let Some((_, by)) = &mut self.muted
            && *by == Some(person)
        {
            *by = None;
        }
        if let Some(incident) = &mut self.incident {
            for by in [&mut incident.opened_by, &mut incident.closed_by] {
                if *by == Some(person) {
                    *by = None;
                }
            }
        }
    }

    /// Ends the muting, and the rest after an incident was closed by hand.
    pub fn unmute(&mut self) {
        self.muted = None;
        self.rests_until = None;
    }

    pub(super) fn begin(
        &mut self,
        scope: Scope,
        since: Timestamp,
        now: Timestamp,
        by: Option<u64>,
        found: Option<Unusual>,
    ) -> Vec<Change> {
        self.last = self.last.saturating_add(1);
        let mut incident = Incident { since, opened_by: by, ..Incident::new(self.last, scope, now) };
        if let Some(found) = found {
            incident.found_after = u32::try_from(found.cases).unwrap_or(u32::MAX);
            incident.times_usual = times(&found);
            let recent = self.recent(&incident.scope);
            let from = since.as_second();
            recent.times().iter().filter(|time| **time >= from).for_each(|time| incident.count(*time));
        }
        if let Scope::Cause(cause) = &incident.scope
            && let Some(own) = self.causes.get(cause)
        {
            self.all.take_out(own);
        }
        self.calm_since = None;
        self.incident = Some(incident.clone());
        vec![Change::Opened(incident), Change::WakeAt(later(now, CHECK_EVERY))]
    }

    pub(super) fn widen(&mut self) -> Vec<Change> {
        let Some(incident) = self.incident.as_mut() else { return Vec::new() };
        incident.scope = Scope::All;
        self.calm_since = None;
        vec![Change::Widened(incident.clone())]
    }

    /// Closes the incident when it has been calm for long enough, or when it has lasted too long.
    pub(super) fn close_if_over(&mut self, baseline: &Baseline, now: Timestamp) -> Vec<Change> {
        let Some(incident) = &self.incident else { return Vec::new() };
        let lasted = now.duration_since(incident.opened_at);
        if lasted >= LONGEST {
            self.rests_until = Some(later(now, AFTER_LONGEST));
            return self.end(None, now);
        }
        let early = incident.opened_by.is_some() && lasted < LEAST_BY_HAND;
        if !self.is_calm(baseline, now) {
            self.calm_since = None;
            return Vec::new();
        }
        let since = self.calm_since.filter(|since| *since <= now).unwrap_or(now);
        self.calm_since = Some(since);
        if !early && now.duration_since(since) >= CALM_FOR { self.end(None, now) } else { Vec::new() }
    }

    /// Closes the incident; the cases so far are explained by it and count for no other.
    fn end(&mut self, by: Option<u64>, now: Timestamp) -> Vec<Change> {
        let Some(mut incident) = self.incident.take() else { return Vec::new() };
        incident.closed_at = Some(now);
        incident.closed_by = by;
        self.calm_since = None;
        self.fresh_from = Some(now);
        self.all = Recent::default();
        self.causes.clear();
        vec![Change::Closed(incident)]
    }

    pub(super) fn is_calm(&self, baseline: &Baseline, now: Timestamp) -> bool {
        self.incident
            .as_ref()
            .is_none_or(|open| is_calm(baseline, &open.scope, &self.recent(&open.scope), now))
    }

    /// The last cases of a scope.
    fn recent(&self, scope: &Scope) -> Recent {
        match scope {
            Scope::All => self.all.clone(),
            Scope::Cause(cause) => self.causes.get(cause).cloned().unwrap_or_default(),
        }
    }
}

/// How many times the usual, rounded, at most 9999.
fn times(found: &Unusual) -> u32 {
    #[expect(clippy::cast_precision_loss, reason = "at most a few dozen cases")]
    let times = (found.cases as f64 / found.expected.max(1e-6)).round().min(9999.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 9999")]
    let times = times as u32;
    times
}

/// A moment later, or the last moment there is.
fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}
