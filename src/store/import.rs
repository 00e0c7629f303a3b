//! Fills an empty store with records, and builds everything that finds them again.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::disk::{Changes, Disk};
use super::record::{self, FORMAT, FORMAT_KEY, decode, encode};
use super::tree::Tree;
use super::{Record, StoreError, WorkId, derived, is_open, rules};
use crate::triage::{Case, CaseNumber, PersonId, ServerId};

/// So many changes are saved together.
const AT_ONCE: usize = 4096;

/// Refuses a store that holds anything: what is there and what comes would mix.
pub(super) fn refuse_unless_empty(tree: &Tree) -> Result<(), StoreError> {
    for entry in tree.scan(b"") {
        let (key, _) = entry?;
        if key != FORMAT_KEY {
            return Err(StoreError::NotEmpty { folder: tree.name() });
        }
    }
    Ok(())
}

/// Fills an empty disk with records and says how many there were.
pub(super) fn fill(
    disk: &dyn Disk,
    records: &mut dyn Iterator<Item = Result<(u64, Record), StoreError>>,
) -> Result<u64, StoreError> {
    let mut filling = Filling { disk, changes: Changes::new(), last: BTreeMap::new(), last_work: None };
    let mut count = 0;
    for record in records {
        let (number, record) = record?;
        filling.add(record).map_err(|error| StoreError::Line { number, why: error.to_string() })?;
        count += 1;
        if filling.changes.len() >= AT_ONCE {
            disk.save(std::mem::take(&mut filling.changes))?;
        }
    }
    filling.finish()?;
    derived::rebuild(disk)?;
    disk.save([(FORMAT_KEY.to_vec(), Some(encode("the format", &FORMAT)?))].into())?;
    Ok(count)
}

/// A store that is being filled.
struct Filling<'a> {
    disk: &'a dyn Disk,
    changes: Changes,
    /// The highest case number of every server.
    last: BTreeMap<ServerId, CaseNumber>,
    last_work: Option<WorkId>,
}

impl Filling<'_> {
    fn add(&mut self, record: Record) -> Result<(), StoreError> {
        match record {
            Record::Case(case) => self.case(&case),
            Record::Work(work) => {
                self.last_work = self.last_work.max(Some(work.id));
                self.put_new(record::work_key(work.id), &format!("work {}", work.id), &work)
            }
            Record::Seen { source, until } => {
                self.changes.insert(record::until_key(until, &source), Some(Vec::new()));
                self.put_new(record::seen_key(&source), "a remembered event", &until)
            }
            Record::Settings { server, value } => self.put_new(
                record::settings_key(server),
                &format!("the settings of server {server}"),
                &value,
            ),
            Record::Bookmark { channel, message } => {
                self.put_new(record::bookmark_key(channel), "a bookmark", &message)
            }
            Record::Correction(correction) => {
                let key = record::correction_key(correction.server, correction.about);
                self.put_new(key, "a correction", &correction)
            }
            Record::Incident { server, incident } => {
                let key = record::incident_key(server, incident.number);
                self.put_new(key, &format!("incident {}", incident.number), &incident)
            }
            Record::Watch { server, value } => {
                self.put_new(record::watch_key(server), &format!("the watch of server {server}"), &value)
            }
            Record::Unmatched { server, day, count } => {
                self.put_new(record::unmatched_key(server, day), "questions without an answer", &count)
            }
            Record::Posted(posted) => {
                self.changes.insert(record::posted_key(&posted), Some(Vec::new()));
                Ok(())
            }
            Record::LastWork(work) => {
                self.last_work = self.last_work.max(Some(work));
                Ok(())
            }
        }
    }

    fn case(&mut self, case: &Case) -> Result<(), StoreError> {
        let wrong = |why: &str| StoreError::Record { what: "a case".to_owned(), why: why.to_owned() };
        let number = case.number.ok_or_else(|| wrong("it has no number"))?;
        self.put_new(record::case_key(case.server, number), &format!("case {number}"), case)?;
        let last = self.last.entry(case.server).or_insert(number);
        *last = number.max(*last);
        if case.forgotten {
            return Ok(());
        }
        if is_open(case.stage) {
            self.changes.insert(record::open_key(case.server, number), Some(Vec::new()));
        }
        self.known_by(case.server, case.person, number, is_open(case.stage))?;
        for place in rules::places_of(case) {
            let key = record::place_key(case.server, place);
            if rules::takes_place(self.read(&key)?, number) {
                self.put(key, "the case of a place", &number)?;
            }
        }
        Ok(())
    }

    /// A person is known by the open case, or else by the last one.
    fn known_by(
        &mut self,
        server: ServerId,
        person: PersonId,
        number: CaseNumber,
        open: bool,
    ) -> Result<(), StoreError> {
        let key = record::person_key(server, person);
        if let Some(before) = self.read::<CaseNumber>(&key)? {
            let before_open = self.holds(&record::open_key(server, before))?;
            if before_open && open {
                let why = format!("its person has an open case already, number {before}");
                return Err(StoreError::Record { what: format!("case {number}"), why });
            }
            if before_open || (!open && before > number) {
                return Ok(());
            }
        }
        self.put(key, "a person's case", &number)
    }

    /// Keeps what must not be there yet.
    fn put_new<T: Serialize>(&mut self, key: Vec<u8>, what: &str, data: &T) -> Result<(), StoreError> {
        if self.holds(&key)? {
            return Err(StoreError::Record { what: what.to_owned(), why: "it comes twice".to_owned() });
        }
        self.put(key, what, data)
    }

    fn put<T: Serialize>(&mut self, key: Vec<u8>, what: &str, data: &T) -> Result<(), StoreError> {
        self.changes.insert(key, Some(encode(what, data)?));
        Ok(())
    }

    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        match self.changes.get(key) {
            Some(changed) => Ok(changed.clone()),
            None => self.disk.get(key),
        }
    }

    fn holds(&self, key: &[u8]) -> Result<bool, StoreError> {
        Ok(self.get(key)?.is_some())
    }

    fn read<T: DeserializeOwned>(&self, key: &[u8]) -> Result<Option<T>, StoreError> {
        self.get(key)?.map(|bytes| decode("what finds a case", &bytes)).transpose()
    }

    fn finish(mut self) -> Result<(), StoreError> {
        for (server, last) in std::mem::take(&mut self.last) {
            self.put(record::number_key(server), "the last case number", &last)?;
        }
        if let Some(last) = self.last_work {
            self.put(record::LAST_WORK_KEY.to_vec(), "the last work number", &last)?;
        }
        self.disk.save(self.changes)
    }
}
