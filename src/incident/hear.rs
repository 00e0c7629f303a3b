//! What the watch does with a case: keeps its time, and looks whether too many came.

use jiff::Timestamp;

use super::baseline::Baseline;
use super::change::Change;
use super::limits::{LONGEST_WINDOW, MOST_CAUSES, STALE};
use super::recent::Recent;
use super::scope::Scope;
use super::unusual::{Unusual, look};
use super::watch::Watch;
use crate::knowledge::CauseId;

impl Watch {
    /// A case was opened at `at` with this first cause; `now` is when the bot learned of it, later than `at` when it
    /// catches up. Call it once a case. Cases may come in any order: each counts at its own time, and a spike that
    /// ended before the bot heard of it opens nothing.
    pub fn heard(
        &mut self,
        baseline: &Baseline,
        at: Timestamp,
        now: Timestamp,
        cause: Option<&CauseId>,
    ) -> Vec<Change> {
        let mut changes = self.close_if_over(baseline, now);
        let at = at.min(now);
        if self.fresh_from.is_some_and(|from| at < from.min(now)) {
            return changes;
        }
        if let Some(incident) = self.incident.as_mut()
            && incident.scope.covers(cause)
            && at >= incident.since
        {
            incident.count(at.as_second());
        }
        let unusual = self.keep(baseline, at, now, cause);
        if self.calm_since.is_some() && !self.is_calm(baseline, now) {
            self.calm_since = None;
        }
        if let Some((scope, unusual)) = unusual
            && baseline.is_learned()
            && !self.is_quiet(now)
            && self.rests_until.is_none_or(|until| until <= now)
        {
            changes.extend(self.found(scope, unusual, now));
        }
        changes
    }

    /// Keeps a case at its time, and looks whether the windows around it are unusual: those of its cause first.
    fn keep(
        &mut self,
        baseline: &Baseline,
        at: Timestamp,
        now: Timestamp,
        cause: Option<&CauseId>,
    ) -> Option<(Scope, Unusual)> {
        let (at, now) = (at.as_second(), now.as_second());
        let fresh = |unusual: &Unusual| now - unusual.until <= STALE.as_secs();
        let mut found = None;
        if let Some(cause) = cause {
            self.make_room(cause, now);
            if let Some(recent) = self.causes.get_mut(cause)
                && let Some(place) = recent.insert(at, now)
            {
                let scope = Scope::Cause(cause.clone());
                found = look(baseline, &scope, recent, place).filter(fresh).map(|unusual| (scope, unusual));
            }
        }
        // What one cause's incident explains does not make everything unusual.
        let explained =
            self.incident.as_ref().is_some_and(|open| open.scope != Scope::All) && self.covers(cause);
        if !explained && let Some(place) = self.all.insert(at, now) {
            let all = || look(baseline, &Scope::All, &self.all, place).filter(fresh);
            found = found.or_else(|| all().map(|unusual| (Scope::All, unusual)));
        }
        found
    }

    /// Makes sure that a cause has a place, unless there are too many already.
    fn make_room(&mut self, cause: &CauseId, now: i64) {
        if self.causes.contains_key(cause) {
            return;
        }
        if self.causes.len() >= MOST_CAUSES {
            self.causes.retain(|_, recent| !recent.is_older_than(now - LONGEST_WINDOW.as_secs()));
        }
        if self.causes.len() < MOST_CAUSES {
            self.causes.insert(cause.clone(), Recent::default());
        }
    }

    /// Something unusual was found: opens an incident, or widens the open one.
    fn found(&mut self, scope: Scope, unusual: Unusual, now: Timestamp) -> Vec<Change> {
        match &self.incident {
            Some(open) if open.scope.includes(&scope) => Vec::new(),
            Some(_) => self.widen(),
            None => {
                let since = Timestamp::from_second(unusual.since).unwrap_or(now);
                self.begin(scope, since, now, None, Some(unusual))
            }
        }
    }
}
