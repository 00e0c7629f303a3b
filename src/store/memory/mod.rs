//! The store in memory, for tests and for trying things out: nothing outlives the process.

mod forget;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::queue::Queue;
use super::{
    Cases, Commit, Corrections, Filter, Record, Records, Store, StoreError, Tell, Work, Write, Written, rules,
};
use crate::triage::{About, Case, CaseNumber, Correction, MessageId, PersonId, PlaceId, ServerId, SourceId};

/// Cases in memory.
#[derive(Debug, Default)]
pub struct Memory {
    shelves: Mutex<Shelves>,
}

/// Everything that is kept, behind one lock: whoever holds it sees a whole commit or none of it.
#[derive(Debug, Default)]
struct Shelves {
    cases: BTreeMap<(ServerId, CaseNumber), Case>,
    latest: BTreeMap<(ServerId, PersonId), CaseNumber>,
    places: BTreeMap<(ServerId, PlaceId), CaseNumber>,
    bookmarks: BTreeMap<PlaceId, MessageId>,
    seen: BTreeMap<SourceId, Timestamp>,
    settings: BTreeMap<ServerId, Value>,
    corrections: BTreeMap<(ServerId, About), Correction>,
    queue: Queue,
    last_work: u64,
}

impl Memory {
    fn shelves(&self) -> MutexGuard<'_, Shelves> {
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelves {
    fn write(&mut self, write: Write) -> Written {
        match write {
            Write::Commit(commit) => return self.commit(*commit),
            Write::Done(work) => self.queue.done(work),
            Write::Retry(work, at) => self.queue.retry(work, at),
            Write::Settings(server, value) => drop(self.settings.insert(server, value)),
            Write::Bookmarks(seen) => self.bookmark(seen),
            Write::Correct(correction) => {
                let key = (correction.server, correction.about);
                drop(self.corrections.insert(key, *correction));
            }
            Write::ForgetPerson(server, person) => self.forget_person(server, person),
            Write::ForgetCase(server, number) => self.forget_case(server, number),
        }
        Written::Saved { case: None }
    }

    fn commit(&mut self, mut commit: Commit) -> Written {
        self.seen.retain(|_, until| *until >= commit.now);
        if self.seen.contains_key(&commit.source) {
            return Written::AlreadySeen;
        }
        let named = commit.loaded.and_then(|loaded| self.cases.get(&(commit.server, loaded.number)));
        let latest = self.latest_case(commit.server, commit.person);
        if !rules::allow(&commit, named, latest) {
            return Written::Conflict;
        }
        let number = commit.case.take().map(|case| self.keep(case));
        let number = number.or(commit.loaded.map(|loaded| loaded.number));
        for work in rules::work_of(&mut commit, number, self.last_work + 1) {
            self.last_work = work.id.0;
            self.queue.add(work);
        }
        self.seen.insert(commit.source, commit.remember_until);
        Written::Saved { case: number }
    }

    fn latest_case(&self, server: ServerId, person: PersonId) -> Option<&Case> {
        let number = self.latest.get(&(server, person))?;
        self.cases.get(&(server, *number))
    }

    fn keep(&mut self, mut case: Case) -> CaseNumber {
        let server = case.server;
        let last = self.cases.range((server, CaseNumber(0))..=(server, CaseNumber(u64::MAX))).next_back();
        let next = CaseNumber(last.map_or(1, |((_, number), _)| number.0 + 1));
        let is_latest = rules::becomes_latest(&case);
        let number = *case.number.get_or_insert(next);
        if is_latest {
            self.latest.insert((server, case.person), number);
        }
        for place in rules::places_of(&case) {
            if rules::takes_place(self.places.get(&(server, place)).copied(), number) {
                self.places.insert((server, place), number);
            }
        }
        self.cases.insert((server, number), case);
        number
    }

    fn bookmark(&mut self, seen: Vec<(PlaceId, MessageId)>) {
        for (channel, message) in seen {
            if rules::moves_forward(self.bookmarks.get(&channel).copied(), message) {
                self.bookmarks.insert(channel, message);
            }
        }
    }

    fn records(&self) -> Vec<Record> {
        let mut records: Vec<_> =
            self.cases.values().map(|case| Record::Case(Box::new(case.clone()))).collect();
        records.extend(self.queue.all().map(|work| Record::Work(Box::new(work.clone()))));
        let seen = self.seen.iter();
        records.extend(seen.map(|(source, until)| Record::Seen { source: source.clone(), until: *until }));
        let settings = self.settings.iter();
        records.extend(
            settings.map(|(server, value)| Record::Settings { server: *server, value: value.clone() }),
        );
        let bookmarks = self.bookmarks.iter();
        records.extend(
            bookmarks.map(|(channel, message)| Record::Bookmark { channel: *channel, message: *message }),
        );
        let corrections = self.corrections.values();
        records.extend(corrections.map(|correction| Record::Correction(Box::new(correction.clone()))));
        records
    }
}

impl Store for Memory {
    fn latest_case(&self, server: ServerId, person: PersonId) -> Result<Option<Case>, StoreError> {
        Ok(self.shelves().latest_case(server, person).cloned())
    }

    fn case(&self, server: ServerId, number: CaseNumber) -> Result<Option<Case>, StoreError> {
        Ok(self.shelves().cases.get(&(server, number)).cloned())
    }

    fn case_at(&self, server: ServerId, place: PlaceId) -> Result<Option<Case>, StoreError> {
        let shelves = self.shelves();
        let number = shelves.places.get(&(server, place));
        Ok(number.and_then(|number| shelves.cases.get(&(server, *number))).cloned())
    }

    fn bookmark(&self, channel: PlaceId) -> Result<Option<MessageId>, StoreError> {
        Ok(self.shelves().bookmarks.get(&channel).copied())
    }

    fn compact(&self) -> Result<(), StoreError> {
        Ok(())
    }

    fn submit(&self, write: Write, tell: Tell) {
        let written = self.shelves().write(write);
        tell(Ok(written));
    }

    fn claim(&self, now: Timestamp, lease: SignedDuration, limit: usize) -> Result<Vec<Work>, StoreError> {
        Ok(self.shelves().queue.claim(now, lease, limit))
    }

    fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.shelves().queue.next_due())
    }

    fn cases(&self, filter: &Filter) -> Cases<'_> {
        let shelves = self.shelves();
        let cases: Vec<_> =
            shelves.cases.values().filter(|case| filter.fits(case)).cloned().map(Ok).collect();
        Box::new(cases.into_iter())
    }

    fn correction(&self, server: ServerId, about: About) -> Result<Option<Correction>, StoreError> {
        Ok(self.shelves().corrections.get(&(server, about)).cloned())
    }

    fn corrections(&self, server: Option<ServerId>) -> Corrections<'_> {
        let shelves = self.shelves();
        let meant =
            shelves.corrections.values().filter(|one| server.is_none_or(|server| server == one.server));
        let corrections: Vec<_> = meant.cloned().map(Ok).collect();
        Box::new(corrections.into_iter())
    }

    fn settings(&self, server: ServerId) -> Result<Option<Value>, StoreError> {
        Ok(self.shelves().settings.get(&server).cloned())
    }

    fn records(&self) -> Records<'_> {
        Box::new(self.shelves().records().into_iter().map(Ok))
    }
}
