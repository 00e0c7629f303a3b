//! The store on disk, default of the program: one writer thread, readers beside it, and the durable work in a queue.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::disk::{Disk, Entry};
use super::exports::{Exports, Gone};
use super::growth::Growth;
use super::queue::{Claim, Ticket};
use super::record::{self, decode};
use super::tree::Tree;
use super::writer::{Shared, Writer};
use super::{
    Cases, Corrections, Filter, Grain, Incidents, Messages, Queued, Record, Records, Section, Span, Store,
    StoreError, Sums, Tally, Tell, Work, Write, derived, entries, folder, import, migrate, rollup, stub,
};
use crate::triage::{About, Case, CaseNumber, Correction, MessageId, PersonId, PlaceId, ServerId};

/// Cases in a folder on disk, held by one process at a time.
pub struct OnDisk {
    // Dropped first: it finishes what waits.
    writer: Writer,
    shared: Arc<Shared>,
    disk: Arc<dyn Disk>,
    /// Where it has a folder to put them.
    exports: Option<Exports>,
    /// Where it has a folder that can grow.
    growth: Option<Growth>,
}

impl OnDisk {
    /// Opens the store in a data folder, and makes the folder when it is missing.
    ///
    /// # Errors
    /// [`StoreError::Busy`] while another process has it; [`StoreError::Folder`], [`StoreError::Damaged`] and
    /// [`StoreError::Newer`] as they say.
    pub fn open(data: &Path) -> Result<Self, StoreError> {
        let disk = Tree::open(data)?;
        migrate::to_current(&disk, data)?;
        derived::recount_if_unsure(&disk)?;
        let growth = Some(Growth::of(folder::store_in(data)));
        Ok(Self { exports: Some(Exports::of(data)), growth, ..Self::over(Arc::new(disk))? })
    }

    /// Whether a data folder holds a store already.
    #[must_use]
    pub fn is_in(data: &Path) -> bool {
        folder::is_store_in(data)
    }

    /// Reads records, each with the number of its line, into a data folder that holds nothing; says how many. All of
    /// them are kept or none: until the last one is read they are in a place of their own, which the next opening
    /// removes if that never happens.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`], [`StoreError::Line`] for a record that cannot be, and as [`OnDisk::open`].
    pub fn import(
        data: &Path,
        records: &mut dyn Iterator<Item = Result<(u64, Record), StoreError>>,
    ) -> Result<u64, StoreError> {
        let tree = Tree::open(data)?;
        import::refuse_unless_empty(&tree)?;
        tree.refill(|disk| import::fill(disk, records))
    }

    /// Before something is forgotten: exports may hold it, and are to be cleaned of it even after a crash.
    fn expect(&self, write: &Write) -> Result<(), StoreError> {
        let Some(exports) = &self.exports else { return Ok(()) };
        match write {
            Write::ForgetPerson(server, person, _) => exports.expect(Gone::Person(*server, *person)),
            Write::ForgetCase(server, number) => match self.case(*server, *number)? {
                Some(case) if !case.forgotten => exports.expect(Gone::Case(*server, *number, case.person)),
                Some(_) | None => Ok(()),
            },
            Write::Commit(_)
            | Write::Done(_)
            | Write::Retry(..)
            | Write::Settings(..)
            | Write::Bookmarks(_)
            | Write::Correct(_)
            | Write::Incident(_)
            | Write::Posted(..)
            | Write::ForgetPosted(_) => Ok(()),
        }
    }

    /// Reads the work that is left and starts the writer.
    pub(super) fn over(disk: Arc<dyn Disk>) -> Result<Self, StoreError> {
        let shared = left_over(&*disk)?;
        let writer = Writer::start(Arc::clone(&disk), Arc::clone(&shared))
            .map_err(|error| StoreError::Stopped { why: error.to_string() })?;
        Ok(Self { writer, shared, disk, exports: None, growth: None })
    }

    /// The same without a thread: what is written waits until [`OnDisk::save_waiting`] is called.
    #[cfg(test)]
    pub(super) fn by_hand(disk: Arc<dyn Disk>) -> Result<Self, StoreError> {
        Ok(Self { writer: Writer::by_hand(), shared: left_over(&*disk)?, disk, exports: None, growth: None })
    }

    /// Merges up to so many of the changes that wait into one save; `false` when none did.
    #[cfg(test)]
    pub(crate) fn save_waiting(&self, most: usize) -> bool {
        self.writer.work_off(&*self.disk, &self.shared, most)
    }

    /// The numbers of the work in the queue.
    #[cfg(test)]
    pub(crate) fn queued_numbers(&self) -> Vec<super::WorkId> {
        self.shared.queue().numbers().collect()
    }

    fn all_cases(&self, filter: &Filter) -> Cases<'_> {
        let prefix = filter.server.map_or_else(|| record::CASES.to_vec(), record::cases_of);
        let kept = filter.kept;
        let entries = self.scan(&prefix, filter.newest_first);
        // What is left of forgotten cases need not be understood to be passed over.
        let meant = move |entry: &Result<Entry, StoreError>| {
            !kept || entry.as_ref().map_or(true, |(_, bytes)| !stub::is_one(bytes))
        };
        Box::new(entries.filter(meant).map(|entry| entries::case_in(&entry?)))
    }

    fn open_cases(&self, filter: &Filter) -> Cases<'_> {
        let prefix = filter.server.map_or_else(|| record::OPEN.to_vec(), record::open_of);
        let found = self.scan(&prefix, filter.newest_first).map(|entry| {
            let (key, _) = entry?;
            let (server, number) = record::open_in(&key).ok_or_else(|| entries::bad_key(&key))?;
            self.case(server, number)
        });
        Box::new(found.filter_map(Result::transpose))
    }

    fn scan(
        &self,
        prefix: &[u8],
        newest_first: bool,
    ) -> Box<dyn Iterator<Item = Result<Entry, StoreError>> + '_> {
        if newest_first { self.disk.scan_back(prefix) } else { self.disk.scan(prefix) }
    }

    /// The work that was claimed; `None` when it is not there any more.
    fn claimed(&self, claim: Claim) -> Result<Option<Work>, StoreError> {
        let work = self.read(&format!("work {}", claim.id), &record::work_key(claim.id))?;
        Ok(work.map(|work| claim.on(work)))
    }

    fn read<T: DeserializeOwned>(&self, what: &str, key: &[u8]) -> Result<Option<T>, StoreError> {
        self.shared.check()?;
        self.disk.get(key)?.map(|bytes| decode(what, &bytes)).transpose()
    }
}

/// The work that a process before this one left.
fn left_over(disk: &dyn Disk) -> Result<Arc<Shared>, StoreError> {
    let shared = Arc::new(Shared::default());
    for entry in disk.scan(record::WORK) {
        let mut work = entries::work_in(&entry?)?;
        // The process before this one may have been killed between doing it and ticking it off.
        work.again = true;
        shared.queue().add(work.id, Ticket::of(&work));
    }
    Ok(shared)
}

impl std::fmt::Debug for OnDisk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OnDisk").finish_non_exhaustive()
    }
}

impl Store for OnDisk {
    fn latest_case(&self, server: ServerId, person: PersonId) -> Result<Option<Case>, StoreError> {
        match self.read("a person's case", &record::person_key(server, person))? {
            Some(number) => self.case(server, number),
            None => Ok(None),
        }
    }

    fn case(&self, server: ServerId, number: CaseNumber) -> Result<Option<Case>, StoreError> {
        self.read(&format!("case {number}"), &record::case_key(server, number))
    }

    fn case_at(&self, server: ServerId, place: PlaceId) -> Result<Option<Case>, StoreError> {
        match self.read("the case of a place", &record::place_key(server, place))? {
            Some(number) => self.case(server, number),
            None => Ok(None),
        }
    }

    fn bookmark(&self, channel: PlaceId) -> Result<Option<MessageId>, StoreError> {
        self.read("a bookmark", &record::bookmark_key(channel))
    }

    fn compact(&self) -> Result<(), StoreError> {
        self.writer.compact()?;
        if let Some(growth) = &self.growth {
            growth.rewritten();
        }
        self.exports.as_ref().map_or(Ok(()), Exports::clean)
    }

    fn is_large(&self) -> bool {
        self.growth.as_ref().is_some_and(Growth::is_large)
    }

    fn is_behind(&self) -> bool {
        self.exports.as_ref().is_some_and(Exports::is_behind)
    }

    fn back_up(&self, today: Date) -> Result<(), StoreError> {
        self.exports.as_ref().map_or(Ok(()), |exports| exports.write(today, &mut self.records()))
    }

    fn submit(&self, write: Write, tell: Tell) {
        match self.shared.check().and_then(|()| self.expect(&write)) {
            Ok(()) => self.writer.submit(write, tell),
            Err(error) => tell(Err(error)),
        }
    }

    fn posted(&self) -> Messages<'_> {
        if let Err(stopped) = self.shared.check() {
            return Box::new(std::iter::once(Err(stopped)));
        }
        Box::new(self.disk.scan(record::POSTED).map(|entry| entries::posted_in(&entry?)))
    }

    /// Without a thread, whoever waits for a change carries out what waits before it.
    #[cfg(test)]
    fn write(&self, write: Write) -> Result<super::Written, StoreError> {
        let (tell, told) = std::sync::mpsc::sync_channel(1);
        self.submit(write, Box::new(move |answer| drop(tell.send(answer))));
        while self.save_waiting(usize::MAX) {}
        told.recv().unwrap_or_else(|_| Err(StoreError::Stopped { why: "the writer is gone".to_owned() }))
    }

    fn claim(&self, now: Timestamp, lease: SignedDuration, limit: usize) -> Result<Vec<Work>, StoreError> {
        self.shared.check()?;
        loop {
            let claims = self.shared.queue().claim(now, lease, limit);
            let found: Vec<Work> = claims
                .iter()
                .filter_map(|claim| self.claimed(*claim).transpose())
                .collect::<Result<_, _>>()?;
            // What is ticked off in this moment is not there any more: something behind it may be due.
            if !found.is_empty() || claims.is_empty() {
                return Ok(found);
            }
        }
    }

    fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        self.shared.check()?;
        Ok(self.shared.queue().next_due())
    }

    fn queued(&self, now: Timestamp) -> Result<Queued, StoreError> {
        self.shared.check()?;
        Ok(self.shared.queue().queued(now))
    }

    fn cases(&self, filter: &Filter) -> Cases<'_> {
        if let Err(stopped) = self.shared.check() {
            return Box::new(std::iter::once(Err(stopped)));
        }
        let filter = filter.clone();
        let cases = if filter.is_of_open_ones() { self.open_cases(&filter) } else { self.all_cases(&filter) };
        Box::new(cases.filter(move |case| case.as_ref().map_or(true, |case| filter.fits(case))))
    }

    fn count_open(&self) -> Result<u64, StoreError> {
        self.shared.check()?;
        self.disk.scan(record::OPEN).try_fold(0, |count, entry| entry.map(|_| count + 1))
    }

    fn correction(&self, server: ServerId, about: About) -> Result<Option<Correction>, StoreError> {
        self.read("a correction", &record::correction_key(server, about))
    }

    fn corrections(&self, server: Option<ServerId>) -> Corrections<'_> {
        if let Err(stopped) = self.shared.check() {
            return Box::new(std::iter::once(Err(stopped)));
        }
        let prefix = server.map_or_else(|| record::CORRECTIONS.to_vec(), record::corrections_of);
        Box::new(self.disk.scan(&prefix).map(|entry| entries::correction_in(&entry?)))
    }

    fn settings(&self, server: ServerId) -> Result<Option<Value>, StoreError> {
        self.read(&format!("the settings of server {server}"), &record::settings_key(server))
    }

    fn watch(&self, server: ServerId) -> Result<Option<Value>, StoreError> {
        self.read(&format!("the watch of server {server}"), &record::watch_key(server))
    }

    fn incidents(&self, server: Option<ServerId>) -> Incidents<'_> {
        if let Err(stopped) = self.shared.check() {
            return Box::new(std::iter::once(Err(stopped)));
        }
        let prefix = server.map_or_else(|| record::INCIDENTS.to_vec(), record::incidents_of);
        Box::new(self.disk.scan(&prefix).map(|entry| entries::incident_in(&entry?)))
    }

    fn tallies(
        &self,
        server: Option<ServerId>,
        section: Section,
        span: Span,
        grain: Grain,
    ) -> Result<Vec<Tally>, StoreError> {
        self.shared.check()?;
        rollup::read(&*self.disk, server, section, span, grain)
    }

    fn sums(&self, server: Option<ServerId>, section: Section, span: Span) -> Result<Sums, StoreError> {
        self.shared.check()?;
        rollup::sums(&*self.disk, server, section, span)
    }

    fn unmatched(
        &self,
        server: Option<ServerId>,
        span: Span,
    ) -> Result<Vec<(ServerId, Date, u64)>, StoreError> {
        self.shared.check()?;
        let prefix = server.map_or_else(|| record::UNMATCHED.to_vec(), record::unmatched_of);
        let counts = self.disk.scan(&prefix).map(|entry| entries::unmatched_in(&entry?));
        counts.filter(|one| one.as_ref().map_or(true, |(_, day, _)| span.holds(*day))).collect()
    }

    fn records(&self) -> Records<'_> {
        if let Err(stopped) = self.shared.check() {
            return Box::new(std::iter::once(Err(stopped)));
        }
        entries::records(&*self.disk)
    }
}
