//! What a change of a watch leads to: incidents to keep, work, and when to look again.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::notice::Notices;
use crate::incident::{Change, Incident, Watch};
use crate::store::NewWork;
use crate::triage::PlaceId;

/// What is to be saved beside the watch.
pub(super) struct Outcome {
    /// Incidents that began or changed, by number.
    pub(super) incidents: Vec<Incident>,
    /// What is to be said, and where.
    pub(super) work: Vec<(PlaceId, NewWork)>,
    /// When to look again.
    pub(super) wake: Option<Timestamp>,
}

impl Outcome {
    /// Of these changes. An incident of which members are told is marked so in the watch too.
    pub(super) fn of(watch: &mut Watch, changes: &[Change], notices: &Notices<'_>) -> Self {
        let quiet = watch.is_quiet(notices.now);
        let (mut incidents, mut work, mut wake, mut told) = (BTreeMap::new(), Vec::new(), None, false);
        for change in changes {
            match change {
                Change::Opened(incident) | Change::Widened(incident) | Change::Closed(incident) => {
                    incidents.insert(incident.number, incident.clone());
                }
                Change::WakeAt(at) => wake = Some(*at),
            }
            if !quiet {
                told |= matches!(change, Change::Opened(_)) && notices.reach_members();
                work.extend(notices.of(change));
            }
        }
        // Its figures change with every case.
        if let Some(open) = watch.incident_mut() {
            open.told |= told;
            incidents.insert(open.number, open.clone());
        }
        Self { incidents: incidents.into_values().collect(), work, wake }
    }
}
