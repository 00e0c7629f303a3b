//! Turns the waiting writes into changes to the disk and to the queue. Nothing happens until both are carried out.

mod forget;
mod incidents;
mod keep;
mod posted;

use keep::correct;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::disk::{Changes, Disk};
use super::queue::Ticket;
use super::record::{self, decode, encode};
use super::rollup::Book;
use super::{Commit, Lease, StoreError, Work, WorkId, Write, Written, rules};
use crate::triage::{Case, CaseNumber, PersonId, ServerId, SourceId};

/// No more events than this are forgotten at a time, so that no step waits long.
const FORGET_AT_ONCE: usize = 256;

/// What the queue learns once the changes are durable.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Notice {
    /// There is new work.
    Add(WorkId, Ticket),
    /// Work is ticked off.
    Done(WorkId),
    /// Work is put back.
    Retry(WorkId, Lease, Timestamp),
}

impl Notice {
    /// There is this new work.
    fn of(work: &Work) -> Self {
        Self::Add(work.id, Ticket::of(work))
    }
}

/// Changes that are decided, and not yet saved.
pub(super) struct Draft<'a> {
    disk: &'a dyn Disk,
    changes: Changes,
    notices: Vec<Notice>,
    book: Book,
}

impl<'a> Draft<'a> {
    /// An empty draft over what the disk holds.
    pub(super) fn new(disk: &'a dyn Disk) -> Self {
        Self { disk, changes: Changes::new(), notices: Vec::new(), book: Book::default() }
    }

    /// What is to be saved, and what the queue is to be told afterwards.
    pub(super) fn finish(mut self) -> Result<(Changes, Vec<Notice>), StoreError> {
        self.book.post(self.disk, &mut self.changes)?;
        Ok((self.changes, self.notices))
    }

    /// Adds one write; a refused or failed one leaves the draft as it was.
    pub(super) fn add(&mut self, write: Write) -> Result<Written, StoreError> {
        match write {
            Write::Commit(commit) => return self.commit(*commit),
            Write::Done(work) => {
                self.changes.insert(record::work_key(work), None);
                self.notices.push(Notice::Done(work));
            }
            Write::Retry(work, lease, at) => self.retry(work, lease, at)?,
            Write::Settings(server, value) => {
                let bytes = encode(format_args!("the settings of server {server}"), &value)?;
                self.changes.insert(record::settings_key(server), Some(bytes));
            }
            Write::Bookmarks(seen) => self.bookmarks(seen)?,
            Write::Correct(correction) => correct(&mut self.changes, &correction)?,
            Write::Incident(commit) => self.incident(*commit)?,
            Write::Posted(work, posted, now) => self.posted(work, posted, now)?,
            Write::ForgetPosted(posted) => {
                self.changes.extend(posted.iter().map(|posted| (record::posted_key(posted), None)));
            }
            Write::ForgetPerson(server, person, now) => self.forget_person(server, person, now)?,
            Write::ForgetCase(server, number) => self.forget_case(server, number)?,
        }
        Ok(Written::Saved { case: None })
    }

    fn commit(&mut self, mut commit: Commit) -> Result<Written, StoreError> {
        if self.remembers(&commit.source, commit.now)? {
            return Ok(Written::AlreadySeen);
        }
        let named = match commit.loaded {
            Some(loaded) => self.case(commit.server, loaded.number)?,
            None => None,
        };
        let latest = self.latest_number(commit.server, commit.person)?;
        // Mostly it is the same one, and a case takes long to read.
        let is_named = latest.is_some() && named.as_ref().and_then(|named| named.number) == latest;
        let another = match latest.filter(|_| !is_named) {
            Some(number) => self.case(commit.server, number)?,
            None => None,
        };
        let latest = if is_named { named.as_ref() } else { another.as_ref() };
        if !rules::allow(&commit, named.as_ref(), latest) {
            return Ok(Written::Conflict);
        }
        let mut part = Changes::new();
        let kept = commit.case.take().map(|case| self.keep(&mut part, case)).transpose()?;
        let number = match &kept {
            Some(case) => case.number,
            None => commit.loaded.map(|loaded| loaded.number),
        };
        let work = self.work(&mut part, &mut commit, number)?;
        self.remember(&mut part, &commit)?;
        if let Some(correction) = &commit.correction {
            correct(&mut part, correction)?;
        }
        if commit.unmatched {
            self.count_unmatched(&mut part, commit.server, commit.now)?;
        }
        if let Some(case) = &kept {
            // A case without a number is new, whatever it was decided on.
            let before = named.as_ref().filter(|named| named.number == case.number);
            self.book.change(before, Some(case));
        }
        self.changes.append(&mut part);
        self.notices.extend(work.iter().map(Notice::of));
        Ok(Written::Saved { case: number })
    }

    fn work(
        &self,
        part: &mut Changes,
        commit: &mut Commit,
        case: Option<CaseNumber>,
    ) -> Result<Vec<Work>, StoreError> {
        let last: u64 = self.read("the last work number", record::LAST_WORK_KEY)?.unwrap_or(0);
        let work = rules::work_of(commit, case, last + 1);
        keep_work(part, &work)?;
        Ok(work)
    }

    fn retry(&mut self, id: WorkId, lease: Lease, at: Timestamp) -> Result<(), StoreError> {
        let (what, key) = (format!("work {id}"), record::work_key(id));
        if let Some(mut work) = self.read::<Work>(&what, &key)? {
            work.put_back(at);
            self.changes.insert(key, Some(encode(what, &work)?));
            self.notices.push(Notice::Retry(id, lease, at));
        }
        Ok(())
    }

    fn remembers(&self, source: &SourceId, now: Timestamp) -> Result<bool, StoreError> {
        let until: Option<Timestamp> = self.read("a remembered event", &record::seen_key(source))?;
        Ok(until.is_some_and(|until| until >= now))
    }

    fn remember(&self, part: &mut Changes, commit: &Commit) -> Result<(), StoreError> {
        let (key, until) = (record::seen_key(&commit.source), commit.remember_until);
        if let Some(old) = self.read::<Timestamp>("a remembered event", &key)? {
            part.insert(record::until_key(old, &commit.source), None);
        }
        part.insert(record::until_key(until, &commit.source), Some(Vec::new()));
        put(part, key, "a remembered event", &until)
    }

    /// Drops events that need not be remembered any more.
    pub(super) fn forget(&mut self, now: Timestamp) -> Result<(), StoreError> {
        let end = record::until_before(now);
        for entry in self.disk.scan(record::UNTIL).take(FORGET_AT_ONCE) {
            let (key, _) = entry?;
            if key >= end {
                break;
            }
            if let Some(source) = record::text_in(&key, end.len()) {
                self.changes.insert(record::seen_key(&source), None);
            }
            self.changes.insert(key, None);
        }
        Ok(())
    }

    fn case(&self, server: ServerId, number: CaseNumber) -> Result<Option<Case>, StoreError> {
        self.read(format_args!("case {number}"), &record::case_key(server, number))
    }

    /// The number of a person's open or last case.
    fn latest_number(&self, server: ServerId, person: PersonId) -> Result<Option<CaseNumber>, StoreError> {
        self.read("a person's case", &record::person_key(server, person))
    }

    /// Reads through the changes that are not saved yet.
    fn read<T: DeserializeOwned>(
        &self,
        what: impl std::fmt::Display,
        key: &[u8],
    ) -> Result<Option<T>, StoreError> {
        let bytes = match self.changes.get(key) {
            Some(changed) => changed.clone(),
            None => self.disk.get(key)?,
        };
        bytes.map(|bytes| decode(what, &bytes)).transpose()
    }
}

fn keep_work(part: &mut Changes, work: &[Work]) -> Result<(), StoreError> {
    for work in work {
        put(part, record::work_key(work.id), format_args!("work {}", work.id), work)?;
    }
    if let Some(newest) = work.last() {
        put(part, record::LAST_WORK_KEY.to_vec(), "the last work number", &newest.id)?;
    }
    Ok(())
}

fn put<T: Serialize>(
    part: &mut Changes,
    key: Vec<u8>,
    what: impl std::fmt::Display,
    data: &T,
) -> Result<(), StoreError> {
    part.insert(key, Some(encode(what, data)?));
    Ok(())
}
