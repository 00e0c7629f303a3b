//! A disk that does not keep what it is given, does so late, or shows what it has.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};

use crate::store::StoreError;
use crate::store::disk::{Changes, Disk, Entry};

/// A disk in memory whose saves can be counted, held up and made to fail.
#[derive(Default)]
pub(super) struct Frail {
    pub(super) entries: Mutex<BTreeMap<Vec<u8>, Vec<u8>>>,
    pub(super) saves: AtomicUsize,
    pub(super) fails_from: Option<usize>,
    pub(super) gate: Mutex<Option<mpsc::Receiver<()>>>,
}

impl Disk for Frail {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.entries.lock().unwrap().get(key).cloned())
    }

    fn scan(&self, prefix: &[u8]) -> Box<dyn Iterator<Item = Result<Entry, StoreError>> + '_> {
        let entries = self.entries.lock().unwrap().clone().into_iter();
        let found: Vec<_> = entries.filter(|(key, _)| key.starts_with(prefix)).map(Ok).collect();
        Box::new(found.into_iter())
    }

    fn scan_back(&self, prefix: &[u8]) -> Box<dyn Iterator<Item = Result<Entry, StoreError>> + '_> {
        let mut found: Vec<_> = self.scan(prefix).collect();
        found.reverse();
        Box::new(found.into_iter())
    }

    fn save(&self, changes: Changes) -> Result<(), StoreError> {
        let save = self.saves.fetch_add(1, Ordering::SeqCst);
        if let Some(gate) = &*self.gate.lock().unwrap() {
            gate.recv().unwrap();
        }
        if self.fails_from.is_some_and(|first| save >= first) {
            return Err(StoreError::Folder { folder: "/data".to_owned(), why: "no space left".to_owned() });
        }
        let mut entries = self.entries.lock().unwrap();
        for (key, value) in changes {
            match value {
                Some(value) => drop(entries.insert(key, value)),
                None => drop(entries.remove(&key)),
            }
        }
        Ok(())
    }

    fn compact(&self) -> Result<(), StoreError> {
        Err(StoreError::Stopped { why: "it is too frail".to_owned() })
    }
}
