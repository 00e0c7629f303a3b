//! Keeps cases with what finds them, bookmarks, and corrections.

use std::collections::BTreeSet;

use super::{Draft, put};
use crate::store::disk::Changes;
use crate::store::{StoreError, record, rules};
use crate::triage::{Case, CaseNumber, Correction, MessageId, PlaceId};

impl Draft<'_> {
    /// Keeps a case; a new one gets its number.
    pub(super) fn keep(&self, part: &mut Changes, mut case: Case) -> Result<CaseNumber, StoreError> {
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
        Ok(number)
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

    /// Keeps what is right about a message.
    pub(super) fn correct(&mut self, correction: &Correction) -> Result<(), StoreError> {
        let key = record::correction_key(correction.server, correction.about);
        put(&mut self.changes, key, "a correction", correction)
    }
}
