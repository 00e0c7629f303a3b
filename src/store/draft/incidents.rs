//! Keeps incidents, what the watch over them knows, and what is to be said about them.

use super::{Draft, Notice, keep_work, put};
use crate::store::disk::Changes;
use crate::store::{IncidentCommit, StoreError, record, rules};

impl Draft<'_> {
    /// Keeps what a watch saves.
    pub(super) fn incident(&mut self, mut commit: IncidentCommit) -> Result<(), StoreError> {
        let mut part = Changes::new();
        let server = commit.server;
        put(
            &mut part,
            record::watch_key(server),
            format_args!("the watch of server {server}"),
            &commit.watch,
        )?;
        for incident in &commit.incidents {
            let what = format_args!("incident {}", incident.number);
            put(&mut part, record::incident_key(server, incident.number), what, incident)?;
        }
        let last: u64 = self.read("the last work number", record::LAST_WORK_KEY)?.unwrap_or(0);
        let work = rules::work_of_incident(&mut commit, last + 1);
        keep_work(&mut part, &work)?;
        self.changes.append(&mut part);
        self.notices.extend(work.iter().map(Notice::of));
        Ok(())
    }
}
