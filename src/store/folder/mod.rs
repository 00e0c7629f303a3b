//! Holds the data folder for one process, and keeps a copy of the store when the last stop was not a clean one.

mod files;
mod swap;

pub(in crate::store) use files::{make as make_private, sync};

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::{StoreError, exports};
use files::{make, remove, replace_copy};

/// There while a process has the store open; its text says how the last opening went.
const MARK: &str = "running";
/// The text of the mark while all is well.
const OPEN: &str = "open\n";
/// The text of the mark after an opening that failed: the copy that is there was made before it, and is kept.
const FAILED: &str = "opening failed\n";

/// Bytes up to which a store is copied and read at every opening; it takes less than a second.
const SMALL: u64 = 128 << 20;

/// What is known of the last stop when a store is opened.
#[derive(Debug, Clone, Copy)]
pub(super) struct LastStop {
    /// Everything was put away.
    pub(super) was_clean: bool,
}

/// The data folder, held until this is dropped or the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Folder {
    data: PathBuf,
    _lock: File,
}

impl Folder {
    /// Makes the folder when it is missing, and takes hold of it.
    pub(super) fn hold(data: &Path) -> Result<Self, StoreError> {
        make(data).map_err(|error| unusable(data, &error))?;
        let path = data.join("lock");
        let lock = OpenOptions::new().write(true).create(true).truncate(false).open(path);
        let lock = lock.map_err(|error| unusable(data, &error))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { data: data.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy { folder: name(data) }),
            Err(TryLockError::Error(error)) => Err(unusable(data, &error)),
        }
    }

    /// Where the store keeps its files.
    pub(super) fn store(&self) -> PathBuf {
        store_in(&self.data)
    }

    /// The data folder, as it is named to people.
    pub(super) fn name(&self) -> String {
        name(&self.data)
    }

    /// Where the copy from before an opening is.
    fn copy(&self) -> PathBuf {
        self.data.join("cases.copy")
    }

    /// Where the copy for the opening after a clean stop is: until that has succeeded.
    fn passing_copy(&self) -> PathBuf {
        self.data.join("cases.clean")
    }

    /// Before the store is opened: its files are copied, because opening may change them. A large store is copied only
    /// when the last stop was not a clean one.
    pub(super) fn before_opening(&self) -> Result<LastStop, StoreError> {
        let unusable = |error: io::Error| unusable(&self.data, &error);
        self.take_back().map_err(unusable)?;
        let mut stop = LastStop { was_clean: false };
        match fs::read_to_string(self.data.join(MARK)) {
            Ok(text) if text == FAILED => {}
            Ok(_) => replace_copy(&self.store(), &self.copy()).map_err(unusable)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                stop.was_clean = true;
                // Beside an older copy, which may be all that is left of something.
                if self.is_small() {
                    replace_copy(&self.store(), &self.passing_copy()).map_err(unusable)?;
                }
            }
            Err(error) => return Err(unusable(error)),
        }
        make(&self.store()).map_err(unusable)?;
        fs::write(self.data.join(MARK), FAILED).map_err(unusable)?;
        Ok(stop)
    }

    /// Whether copying and reading everything takes no time to speak of.
    pub(super) fn is_small(&self) -> bool {
        fs::metadata(self.store().join("db")).map_or(true, |found| found.len() <= SMALL)
    }

    /// After the store has opened: its file names are to outlast a loss of power, and nothing else is needed.
    pub(super) fn opened(&self, stop: LastStop) -> Result<(), StoreError> {
        let kept = sync(&self.store()).and_then(|()| sync(&self.data));
        kept.and_then(|()| fs::write(self.data.join(MARK), OPEN)).map_err(|error| self.unusable(&error))?;
        if stop.was_clean {
            remove(&self.passing_copy()).map_err(|error| self.unusable(&error))?;
        }
        if self.is_import_unfinished() {
            tracing::warn!(folder = name(&self.data), "an import did not finish; nothing of it is kept");
        }
        if let Err(error) = self.end_import() {
            // They are in nobody's way; the next rewriting needs them gone and says so.
            tracing::warn!(folder = name(&self.data), %error, "leftovers of a rewriting cannot be removed");
        }
        Ok(())
    }

    /// After the store has been closed with everything in it.
    pub(super) fn closed(&self) {
        // Should it stay, the next start copies the folder once for nothing.
        drop(fs::remove_file(self.data.join(MARK)));
    }

    /// The error for files that cannot be read, with the way out.
    pub(super) fn damaged(&self, why: String) -> StoreError {
        let mut rescue = String::new();
        if let Some(copy) = [self.passing_copy(), self.copy()].iter().find(|copy| copy.exists()) {
            rescue.push_str(&format!("a copy from before is in {}; ", name(copy)));
        }
        if let Some(export) = exports::newest(&self.data) {
            rescue.push_str(&format!(
                "to go on from the last export, run `cloudmedic import {} --data NEW` and use the folder NEW from then \
                 on; or ",
                name(&export)
            ));
        }
        rescue.push_str(&format!("move {} away to begin anew", name(&self.store())));
        StoreError::Damaged { folder: name(&self.data), why, rescue }
    }

    /// The error while something else has the files open.
    pub(super) fn busy(&self) -> StoreError {
        StoreError::Busy { folder: name(&self.data) }
    }

    /// The error for a folder that cannot be used.
    pub(super) fn unusable(&self, error: &io::Error) -> StoreError {
        unusable(&self.data, error)
    }
}

/// Whether a data folder holds a store, be it one whose rewriting was interrupted.
pub(super) fn is_store_in(data: &Path) -> bool {
    store_in(data).exists() || swap::old_in(data).exists()
}

/// Where the store of a data folder keeps its files.
pub(super) fn store_in(data: &Path) -> PathBuf {
    data.join("cases")
}

fn unusable(data: &Path, error: &io::Error) -> StoreError {
    StoreError::Folder { folder: name(data), why: error.to_string() }
}

fn name(path: &Path) -> String {
    path.display().to_string()
}
