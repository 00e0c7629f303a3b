//! Holds the data folder for one process, and keeps a copy of the store when the last stop was not a clean one.

mod files;
mod swap;

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::StoreError;
use files::{make, replace_copy, sync};

/// There while a process has the store open; its text says how the last opening went.
const MARK: &str = "running";
/// The text of the mark while all is well.
const OPEN: &str = "open\n";
/// The text of the mark after an opening that failed: the copy that is there was made before it, and is kept.
const FAILED: &str = "opening failed\n";

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

    /// Before the store is opened: after an unclean stop its files are copied, because opening may change them.
    pub(super) fn before_opening(&self) -> Result<(), StoreError> {
        let unusable = |error: io::Error| unusable(&self.data, &error);
        self.take_back().map_err(unusable)?;
        match fs::read_to_string(self.data.join(MARK)) {
            Ok(text) if text == FAILED => {}
            Ok(_) => replace_copy(&self.store(), &self.copy()).map_err(unusable)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(unusable(error)),
        }
        make(&self.store()).map_err(unusable)?;
        fs::write(self.data.join(MARK), FAILED).map_err(unusable)
    }

    /// After the store has opened: its file names are to outlast a loss of power, and nothing else is needed.
    pub(super) fn opened(&self) -> Result<(), StoreError> {
        let kept = sync(&self.store()).and_then(|()| sync(&self.data));
        kept.and_then(|()| fs::write(self.data.join(MARK), OPEN)).map_err(|error| self.unusable(&error))?;
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
        let store = self.store();
        let rescue = if self.copy().exists() {
            format!(
                "a copy from before is in {}; move {} away to begin anew",
                name(&self.copy()),
                name(&store)
            )
        } else {
            format!("move {} away to begin anew", name(&store))
        };
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
fn store_in(data: &Path) -> PathBuf {
    data.join("cases")
}

fn unusable(data: &Path, error: &io::Error) -> StoreError {
    StoreError::Folder { folder: name(data), why: error.to_string() }
}

fn name(path: &Path) -> String {
    path.display().to_string()
}
