//! A disk that keeps exactly what was saved, outlives the stores over it, and says what is wrong with what it keeps.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};

use crate::store::Store as _;
use crate::store::disk::{Changes, Disk, Entry};
use crate::store::record::{self, decode};
use crate::store::{OnDisk, Record, StoreError, Work, WorkId, import, is_open, stub};
use crate::tally::{Grain, Section, Span, recount};
use crate::triage::{Case, CaseNumber, PersonId, ServerId, SourceId};

/// What becomes of a save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It fails, and nothing of it is kept.
    Lost,
    /// It is kept whole, and fails before anybody is told.
    KeptUntold,
}

/// Something that a save changed.
#[derive(Debug, Clone)]
pub(crate) enum Changed {
    /// A case is this now.
    Case(Box<Case>),
    /// Work was added or put back.
    Work(Box<Work>),
    /// Work is gone.
    NoWork(WorkId),
    /// An event is remembered.
    Seen(SourceId),
}

/// A way in which a disk breaks what it promises, so that it is seen that somebody notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// It says that it has saved, and has not.
    Lies,
    /// What is set under keys that begin like this is not kept.
    Drops(u8),
    /// What is removed under keys that begin like this stays.
    Retains(u8),
}

#[derive(Default)]
struct Inner {
    broken: Option<Broken>,
    entries: BTreeMap<Vec<u8>, Vec<u8>>,
    saves: usize,
    fate: BTreeMap<usize, Fate>,
    changed: Vec<Changes>,
}

/// The disk; clones are the same one.
#[derive(Clone, Default)]
pub(crate) struct Kept(Arc<Mutex<Inner>>);

impl Kept {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap()
    }

    /// A store over it that saves when it is told to, as after a restart.
    pub(crate) fn open(&self) -> Result<OnDisk, StoreError> {
        OnDisk::by_hand(Arc::new(self.clone()))
    }

    /// How many saves were tried so far.
    pub(crate) fn saves(&self) -> usize {
        self.inner().saves
    }

    /// Decides what becomes of the save of this number, counted from 0.
    pub(crate) fn fails(&self, save: usize, fate: Fate) {
        self.inner().fate.insert(save, fate);
    }

    /// From now on it breaks what it promises.
    pub(crate) fn breaks(&self, how: Broken) {
        self.inner().broken = Some(how);
    }

    /// No save fails any more.
    pub(crate) fn is_mended(&self) {
        self.inner().fate.clear();
    }

    /// Everything that is kept.
    pub(crate) fn entries(&self) -> BTreeMap<Vec<u8>, Vec<u8>> {
        self.inner().entries.clone()
    }

    /// Fills it with what was exported.
    pub(crate) fn fill(&self, records: Vec<Record>) -> Result<u64, StoreError> {
        import::fill(self, &mut (1..).zip(records).map(Ok))
    }

    /// What was saved since this was last asked.
    pub(crate) fn changed(&self) -> Vec<Changed> {
        let saves = std::mem::take(&mut self.inner().changed);
        saves.iter().flatten().filter_map(|(key, value)| changed(key, value.as_deref())).collect()
    }

    /// Whether an event is remembered.
    pub(crate) fn remembers(&self, source: &SourceId) -> bool {
        self.inner().entries.contains_key(&record::seen_key(source))
    }

    /// What is wrong with the indexes of these cases, which are all that are kept.
    pub(crate) fn faults(&self, cases: &BTreeMap<(ServerId, CaseNumber), Case>) -> Vec<String> {
        let mut faults = Vec::new();
        let open: BTreeSet<_> =
            cases.iter().filter(|(_, case)| is_open(case.stage)).map(|(at, _)| *at).collect();
        let entries = &self.inner().entries;
        let of = |prefix: &'static [u8]| {
            entries.range(prefix.to_vec()..).take_while(move |(key, _)| key.starts_with(prefix))
        };
        let listed: BTreeSet<_> = of(record::OPEN).filter_map(|(key, _)| record::open_in(key)).collect();
        if listed != open {
            faults.push(format!("open are {open:?}, and listed as open {listed:?}"));
        }
        let number_at =
            |key: &[u8]| entries.get(key).map(|bytes| decode::<CaseNumber>("a number", bytes).unwrap());
        let mut counts: BTreeMap<ServerId, u64> = BTreeMap::new();
        let mut persons = BTreeSet::new();
        for ((server, number), case) in cases {
            *counts.entry(*server).or_default() += 1;
            if *counts.get(server).unwrap() != number.0 {
                faults.push(format!("the numbers of server {server} have a gap before {number}"));
            }
            if !open.contains(&(*server, *number)) {
                continue;
            }
            if !persons.insert((*server, case.person)) {
                faults.push(format!("the person of case {number} of server {server} has two open cases"));
            }
            if number_at(&record::person_key(*server, case.person)) != Some(*number) {
                faults.push(format!("case {number} of server {server} is open and not its person's"));
            }
            if number_at(&record::place_key(*server, case.place)).is_none_or(|there| there < *number) {
                faults.push(format!("case {number} of server {server} is not found where it is"));
            }
        }
        for (server, count) in counts {
            if number_at(&record::number_key(server)) != Some(CaseNumber(count)) {
                faults.push(format!("the last number of server {server} is not {count}"));
            }
        }
        for (key, bytes) in of(b"p").chain(of(b"t")) {
            let number: CaseNumber = decode("a number", bytes).unwrap();
            let server = ServerId(u64::from_be_bytes(key[1..9].try_into().unwrap()));
            let case = cases.get(&(server, number));
            let fits = case.is_some_and(|case| {
                !case.forgotten && (key[0] == b't' || key[9..] == case.person.0.to_be_bytes())
            });
            if !fits {
                faults
                    .push(format!("key {} leads to case {number}, which is not theirs", key.escape_ascii()));
            }
        }
        faults
    }

    /// Where sums differ from a recount of these cases.
    pub(crate) fn miscounts(
        &self,
        store: &OnDisk,
        cases: &BTreeMap<(ServerId, CaseNumber), Case>,
        grains: &[Grain],
    ) -> Vec<String> {
        let mut faults = Vec::new();
        for section in Section::ALL {
            for grain in grains {
                let counted = recount(cases.values(), section, Span::ALL, *grain);
                if store.tallies(None, section, Span::ALL, *grain).unwrap() != counted {
                    faults.push(format!("the sums of {section:?} by {grain:?} differ from a recount"));
                }
            }
        }
        faults
    }

    /// The numbers of the work that is kept.
    pub(crate) fn work(&self) -> Vec<WorkId> {
        let inner = self.inner();
        let keys = inner.entries.keys().filter_map(|key| record::number_in(key, record::WORK));
        keys.map(WorkId).collect()
    }

    /// The keys in a server, and of what has no server, that name a person, or whose records do.
    pub(crate) fn names(&self, server: ServerId, person: PersonId) -> Vec<String> {
        let inner = self.inner();
        let elsewhere = |key: &[u8], value: &[u8]| {
            let here = server.0.to_be_bytes();
            match key.first() {
                // Counted by the ids of those who did something for others, which is kept.
                Some(b'r') => true,
                Some(b'w') => decode::<Work>("work", value).unwrap().server != server,
                Some(b's' | b'u' | b'i' | b'b' | b'm') | None => false,
                Some(_) => key.get(1..9) != Some(&here[..]),
            }
        };
        let id = person.0.to_be_bytes();
        let named = inner.entries.iter().filter(|(key, value)| {
            !elsewhere(key, value)
                && (stub::names(value, person)
                    || stub::names(key, person)
                    || key.windows(8).any(|part| part == id))
        });
        named.map(|(key, _)| key.escape_ascii().to_string()).collect()
    }
}

fn changed(key: &[u8], value: Option<&[u8]>) -> Option<Changed> {
    match (key.first()?, value) {
        (b'c', Some(bytes)) => Some(Changed::Case(Box::new(decode("a case", bytes).unwrap()))),
        (b'w', Some(bytes)) => Some(Changed::Work(Box::new(decode("work", bytes).unwrap()))),
        (b'w', None) => record::number_in(key, record::WORK).map(|id| Changed::NoWork(WorkId(id))),
        (b's', Some(_)) => record::text_in(key, record::SEEN.len()).map(Changed::Seen),
        (_, _) => None,
    }
}

impl Disk for Kept {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.inner().entries.get(key).cloned())
    }

    fn scan(&self, prefix: &[u8]) -> Box<dyn Iterator<Item = Result<Entry, StoreError>> + '_> {
        let inner = self.inner();
        let found = inner.entries.range(prefix.to_vec()..).take_while(|(key, _)| key.starts_with(prefix));
        let found: Vec<_> = found.map(|(key, value)| Ok((key.clone(), value.clone()))).collect();
        Box::new(found.into_iter())
    }

    fn scan_back(&self, prefix: &[u8]) -> Box<dyn Iterator<Item = Result<Entry, StoreError>> + '_> {
        let mut found: Vec<_> = self.scan(prefix).collect();
        found.reverse();
        Box::new(found.into_iter())
    }

    fn save(&self, mut changes: Changes) -> Result<(), StoreError> {
        let mut inner = self.inner();
        match inner.broken {
            None => {}
            Some(Broken::Lies) => changes.clear(),
            Some(Broken::Drops(kind)) => changes.retain(|key, value| key[0] != kind || value.is_none()),
            Some(Broken::Retains(kind)) => changes.retain(|key, value| key[0] != kind || value.is_some()),
        }
        let fate = inner.fate.get(&inner.saves).copied();
        inner.saves += 1;
        let failed = || StoreError::Folder { folder: "/data".to_owned(), why: "no space left".to_owned() };
        if fate == Some(Fate::Lost) {
            return Err(failed());
        }
        for (key, value) in &changes {
            match value {
                Some(value) => drop(inner.entries.insert(key.clone(), value.clone())),
                None => drop(inner.entries.remove(key)),
            }
        }
        inner.changed.push(changes);
        if fate.is_some() { Err(failed()) } else { Ok(()) }
    }

    fn compact(&self) -> Result<(), StoreError> {
        Ok(())
    }
}
