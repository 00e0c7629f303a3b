//! The store in memory, for tests and for trying things out: nothing outlives the process.

mod forget;
mod records;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::queue::{Queue, Ticket};
use super::{
    Cases, Commit, Corrections, Filter, Grain, IncidentCommit, Incidents, Lease, Messages, Posted, Queued,
    Records, Section, Span, Store, StoreError, Tally, Tell, Work, WorkId, Write, Written, is_open, rules,
};
use crate::incident::Incident;
use crate::tally::recount;
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
    work: BTreeMap<WorkId, Work>,
    queue: Queue,
    last_work: u64,
    watches: BTreeMap<ServerId, Value>,
    incidents: BTreeMap<(ServerId, u64), Incident>,
    unmatched: BTreeMap<(ServerId, Date), u64>,
    posted: Vec<Posted>,
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
            Write::Done(work) => self.done(work),
            Write::Retry(work, lease, at) => self.retry(work, lease, at),
            Write::Settings(server, value) => drop(self.settings.insert(server, value)),
            Write::Bookmarks(seen) => self.bookmark(seen),
            Write::Correct(correction) => self.correct(*correction),
            Write::Incident(commit) => self.incident(*commit),
            Write::Posted(work, posted, now) => self.posted(work, posted, now),
            Write::ForgetPosted(posted) => self.posted.retain(|one| !posted.contains(one)),
            Write::ForgetPerson(server, person, now) => self.forget_person(server, person, now),
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
        self.add(rules::work_of(&mut commit, number, self.last_work + 1));
        if let Some(correction) = commit.correction.take() {
            self.correct(correction);
        }
        if commit.unmatched {
            *self.unmatched.entry((commit.server, rules::day_of(commit.now))).or_default() += 1;
        }
        self.seen.insert(commit.source, commit.remember_until);
        Written::Saved { case: number }
    }

    fn add(&mut self, work: Vec<Work>) {
        for work in work {
            self.last_work = work.id.0;
            self.queue.add(work.id, Ticket::of(&work));
            self.work.insert(work.id, work);
        }
    }

    fn done(&mut self, id: WorkId) {
        self.work.remove(&id);
        self.queue.done(id);
    }

    fn retry(&mut self, id: WorkId, lease: Lease, at: Timestamp) {
        if self.queue.retry(id, lease, at)
            && let Some(work) = self.work.get_mut(&id)
        {
            work.put_back(at);
        }
    }

    fn claim(&mut self, now: Timestamp, lease: SignedDuration, limit: usize) -> Vec<Work> {
        let claims = self.queue.claim(now, lease, limit).into_iter();
        claims.filter_map(|claim| self.work.get(&claim.id).map(|work| claim.on(work.clone()))).collect()
    }

    fn correct(&mut self, correction: Correction) {
        self.corrections.insert((correction.server, correction.about), correction);
    }

    fn incident(&mut self, mut commit: IncidentCommit) {
        let server = commit.server;
        self.add(rules::work_of_incident(&mut commit, self.last_work + 1));
        self.watches.insert(server, commit.watch);
        let incidents = commit.incidents.into_iter();
        self.incidents.extend(incidents.map(|incident| ((server, incident.number), incident)));
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

    fn cases(&self, filter: &Filter) -> Vec<Case> {
        let mut cases: Vec<_> = self.cases.values().filter(|case| filter.fits(case)).cloned().collect();
        if filter.newest_first {
            cases.reverse();
        }
        cases
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
        Ok(self.shelves().claim(now, lease, limit))
    }

    fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.shelves().queue.next_due())
    }

    fn queued(&self, now: Timestamp) -> Result<Queued, StoreError> {
        Ok(self.shelves().queue.queued(now))
    }

    fn cases(&self, filter: &Filter) -> Cases<'_> {
        Box::new(self.shelves().cases(filter).into_iter().map(Ok))
    }

    fn count_open(&self) -> Result<u64, StoreError> {
        Ok(self.shelves().cases.values().filter(|case| is_open(case.stage)).count() as u64)
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

    fn watch(&self, server: ServerId) -> Result<Option<Value>, StoreError> {
        Ok(self.shelves().watches.get(&server).cloned())
    }

    fn incidents(&self, server: Option<ServerId>) -> Incidents<'_> {
        let shelves = self.shelves();
        let meant =
            shelves.incidents.iter().filter(|((there, _), _)| server.is_none_or(|server| server == *there));
        let incidents: Vec<_> = meant.map(|((there, _), incident)| Ok((*there, incident.clone()))).collect();
        Box::new(incidents.into_iter())
    }

    fn tallies(
        &self,
        server: Option<ServerId>,
        section: Section,
        span: Span,
        grain: Grain,
    ) -> Result<Vec<Tally>, StoreError> {
        let filter = Filter { server, ..Filter::default() };
        let cases = self.shelves().cases(&filter);
        Ok(recount(cases.iter(), section, span, grain))
    }

    fn unmatched(
        &self,
        server: Option<ServerId>,
        span: Span,
    ) -> Result<Vec<(ServerId, Date, u64)>, StoreError> {
        let shelves = self.shelves();
        let counts = shelves.unmatched.iter().map(|((there, day), count)| (*there, *day, *count));
        let meant = |(there, day, _): &(ServerId, Date, u64)| {
            server.is_none_or(|server| server == *there) && span.holds(*day)
        };
        Ok(counts.filter(meant).collect())
    }

    fn posted(&self) -> Messages<'_> {
        Box::new(self.shelves().posted.clone().into_iter().map(Ok))
    }

    fn back_up(&self, _today: Date) -> Result<(), StoreError> {
        // It has no files.
        Ok(())
    }

    fn is_large(&self) -> bool {
        false
    }

    fn is_behind(&self) -> bool {
        false
    }

    fn records(&self) -> Records<'_> {
        Box::new(self.shelves().records().into_iter().map(Ok))
    }
}
