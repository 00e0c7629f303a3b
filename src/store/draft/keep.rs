//! Keeps cases with what finds them, bookmarks, and corrections.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{Draft, put};
use crate::store::disk::Changes;
use crate::store::{StoreError, is_open, record, rules};
use crate::triage::{Case, CaseNumber, Correction, MessageId, PlaceId, ServerId};

impl Draft<'_> {
    /// Keeps a case as it is now; a new one gets its number.
    pub(super) fn keep(&self, part: &mut Changes, mut case: Case) -> Result<Case, StoreError> {
        let server = case.server;
        let is_latest = rules::becomes_latest(&case);
        let number = match case.number {
            Some(number) => number,
            None => {
                let last: u64 = self.read("the last case number", &record::number_key(server))?.unwrap_or(0);
                put(part, record::number_key(server), "the last case number", &(last + 1))?;
                CaseNumber(last + 1)
            }
        };
        case.number = Some(number);
        put(part, record::case_key(server, number), format_args!("case {number}"), &case)?;
        if is_latest {
            put(part, record::person_key(server, case.person), "a person's case", &number)?;
        }
        self.keep_places(part, &case, number)?;
        list_open(part, &case, number);
        Ok(case)
    }

    /// Makes a case found in its places.
    fn keep_places(&self, part: &mut Changes, case: &Case, number: CaseNumber) -> Result<(), StoreError> {
        for place in rules::places_of(case) {
            let key = record::place_key(case.server, place);
            let there = self.read("the case of a place", &key)?;
            if rules::takes_place(there, number) {
                put(part, key, "the case of a place", &number)?;
            }
        }
        Ok(())
    }

    /// Keeps the last messages seen in channels.
    pub(super) fn bookmarks(&mut self, seen: Vec<(PlaceId, MessageId)>) -> Result<(), StoreError> {
        let mut part = Changes::new();
        // In order of ids, so that of two for one channel the later one stays.
        for (channel, message) in seen.into_iter().collect::<BTreeSet<_>>() {
            let key = record::bookmark_key(channel);
            let before: Option<MessageId> = self.read("a bookmark", &key)?;
            if rules::moves_forward(before, message) {
                put(&mut part, key, "a bookmark", &message)?;
            }
        }
        self.changes.append(&mut part);
        Ok(())
    }

    /// Counts one question without an answer.
    pub(super) fn count_unmatched(
        &self,
        part: &mut Changes,
        server: ServerId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let key = record::unmatched_key(server, rules::day_of(now));
        let before: u64 = self.read("questions without an answer", &key)?.unwrap_or(0);
        put(part, key, "questions without an answer", &before.saturating_add(1))
    }
}

/// Makes a case found among the open ones, or not any more.
pub(super) fn list_open(part: &mut Changes, case: &Case, number: CaseNumber) {
    let listed = is_open(case.stage).then(Vec::new);
    part.insert(record::open_key(case.server, number), listed);
}

/// Keeps what is right about a message.
pub(super) fn correct(part: &mut Changes, correction: &Correction) -> Result<(), StoreError> {
    let key = record::correction_key(correction.server, correction.about);
    put(part, key, "a correction", correction)
}
