//! Sizes that are measured when somebody asks: of the queue, of the data folder, of the process.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::pulse::{Figures, Level};
use crate::store::{Store, size};

/// Open cases are counted one by one, so it is done no more often than this.
const COUNTED: SignedDuration = SignedDuration::from_mins(1);

/// What is measured.
pub(super) struct Measures {
    store: Arc<dyn Store>,
    data: PathBuf,
    /// The open cases, and when they were counted.
    cases: Mutex<Option<(Timestamp, u64)>>,
}

impl Measures {
    pub(super) fn new(store: Arc<dyn Store>, data: PathBuf) -> Self {
        Self { store, data, cases: Mutex::default() }
    }

    /// Measures everything. What cannot be measured keeps its last value.
    pub(super) fn measure(&self, now: Timestamp, figures: &Figures) {
        if let Ok(queued) = self.store.queued(now) {
            figures.level(Level::WorkDue, queued.due as u64);
            figures.level(Level::WorkWaiting, queued.waiting as u64);
        }
        figures.level(Level::StoreBytes, size(&self.data));
        if let Some(cases) = self.open_cases(now) {
            figures.level(Level::OpenCases, cases);
        }
        if let Some(bytes) = memory() {
            figures.level(Level::Memory, bytes);
        }
        if let Some(files) = files() {
            figures.level(Level::Files, files);
        }
    }

    fn open_cases(&self, now: Timestamp) -> Option<u64> {
        let mut cases = self.cases.lock().unwrap_or_else(PoisonError::into_inner);
        match *cases {
            Some((at, count)) if now.duration_since(at) < COUNTED => Some(count),
            Some(_) | None => {
                let count = self.store.count_open().ok()?;
                *cases = Some((now, count));
                Some(count)
            }
        }
    }
}

/// Bytes of memory that the process holds; only Linux says.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// Files that the process has open; only Linux says.
fn files() -> Option<u64> {
    // The folder itself is one of them while it is read.
    Some((fs::read_dir("/proc/self/fd").ok()?.count() as u64).saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_process_has_memory_and_files() {
        assert!(memory().is_some_and(|bytes| bytes > 100_000), "{:?}", memory());
        assert!(files().is_some_and(|files| files >= 3), "{:?}", files());
    }
}
