//! Everything that is kept in memory, in the order of an export.

use super::Shelves;
use crate::store::{Record, WorkId};

impl Shelves {
    /// Everything, one kind after the other.
    pub(super) fn records(&self) -> Vec<Record> {
        let mut records = Vec::new();
        records.extend(self.cases.values().map(|case| Record::Case(Box::new(case.clone()))));
        records.extend(self.work.values().map(|work| Record::Work(Box::new(work.clone()))));
        records.extend(
            self.seen.iter().map(|(source, until)| Record::Seen { source: source.clone(), until: *until }),
        );
        records.extend(
            self.settings
                .iter()
                .map(|(server, value)| Record::Settings { server: *server, value: value.clone() }),
        );
        records.extend(
            self.bookmarks
                .iter()
                .map(|(channel, message)| Record::Bookmark { channel: *channel, message: *message }),
        );
        records.extend(
            self.corrections.values().map(|correction| Record::Correction(Box::new(correction.clone()))),
        );
        records.extend(
            self.incidents.iter().map(|((server, _), incident)| Record::Incident {
                server: *server,
                incident: incident.clone(),
            }),
        );
        records.extend(
            self.watches
                .iter()
                .map(|(server, value)| Record::Watch { server: *server, value: value.clone() }),
        );
        records.extend(self.unmatched.iter().map(|((server, day), count)| Record::Unmatched {
            server: *server,
            day: *day,
            count: *count,
        }));
        let mut posted = self.posted.clone();
        posted.sort_by_key(|one| (one.server, one.person, one.case, one.at.channel, one.at.message));
        records.extend(posted.into_iter().map(Record::Posted));
        records.extend((self.last_work > 0).then_some(Record::LastWork(WorkId(self.last_work))));
        records
    }
}
