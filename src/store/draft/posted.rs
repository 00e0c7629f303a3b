//! Remembers the bot's own messages that are about a person, and has them erased.

use jiff::Timestamp;

use super::{Draft, Notice, keep_work};
use crate::store::disk::{Changes, overlaid};
use crate::store::posted::erasing;
use crate::store::{Posted, StoreError, WorkId, record};
use crate::triage::{CaseNumber, MessageId, Origin, PersonId, PlaceId, ServerId};

impl Draft<'_> {
    /// Remembers the message of a piece of work; when both are gone, its person was forgotten while it was sent. A
    /// message that is remembered already was: of two workers who had the work, one after the other, the first ticked
    /// it off.
    pub(super) fn posted(
        &mut self,
        work: Option<WorkId>,
        posted: Posted,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let key = record::posted_key(&posted);
        let is_there = work.map(|work| self.holds(&record::work_key(work))).transpose()?;
        if is_there.unwrap_or(true) || self.holds(&key)? {
            self.changes.insert(key, Some(Vec::new()));
            return Ok(());
        }
        let mut part = Changes::new();
        let work = self.erase(&mut part, posted.server, [posted.at], now)?;
        self.changes.append(&mut part);
        self.notices.extend(work);
        Ok(())
    }

    /// Forgets where the messages about a person are, or about one of their cases, and says where they were.
    pub(super) fn forget_posted(
        &self,
        part: &mut Changes,
        server: ServerId,
        person: PersonId,
        case: Option<CaseNumber>,
    ) -> Result<Vec<(PlaceId, MessageId)>, StoreError> {
        let mut messages = Vec::new();
        for entry in overlaid(self.disk, &self.changes, &record::posted_about(server, person)) {
            let (key, _) = entry?;
            let Some(posted) = record::posted_in(&key).filter(|one| case.is_none() || one.case == case)
            else {
                continue;
            };
            messages.push((posted.at.channel, posted.at.message));
            part.insert(key, None);
        }
        Ok(messages)
    }

    /// Has messages erased; what the queue is to be told.
    pub(super) fn erase(
        &self,
        part: &mut Changes,
        server: ServerId,
        messages: impl IntoIterator<Item = Origin>,
        now: Timestamp,
    ) -> Result<Vec<Notice>, StoreError> {
        let last: u64 = self.read("the last work number", record::LAST_WORK_KEY)?.unwrap_or(0);
        let work = erasing(server, messages, last + 1, now);
        keep_work(part, &work)?;
        Ok(work.iter().map(Notice::of).collect())
    }

    fn holds(&self, key: &[u8]) -> Result<bool, StoreError> {
        match self.changes.get(key) {
            Some(changed) => Ok(changed.is_some()),
            None => Ok(self.disk.get(key)?.is_some()),
        }
    }
}
