//! Holds the data folder for one process, and keeps a copy of the store when the last stop was not a clean one.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::StoreError;

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

    /// Where the copy from before an opening is.
    fn copy(&self) -> PathBuf {
        self.data.join("cases.copy")
    }

    /// Before the store is opened: after an unclean stop its files are copied, because opening may change them.
    pub(super) fn before_opening(&self) -> Result<(), StoreError> {
        let unusable = |error: io::Error| unusable(&self.data, &error);
        match fs::read_to_string(self.data.join(MARK)) {
            Ok(text) if text == FAILED => {}
            Ok(_) => replace_copy(&self.store(), &self.copy()).map_err(unusable)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(unusable(error)),
        }
        make(&self.store()).map_err(unusable)?;
        fs::write(self.data.join(MARK), FAILED).map_err(unusable)
    }

    /// After the store has opened.
    pub(super) fn opened(&self) -> Result<(), StoreError> {
        fs::write(self.data.join(MARK), OPEN).map_err(|error| unusable(&self.data, &error))
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

/// Makes a folder that only its owner can enter; an existing one stays as it is.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn replace_copy(from: &Path, to: &Path) -> io::Result<()> {
    if !from.exists() {
        return Ok(());
    }
    // Under another name until it is whole: an interrupted copy must not take the place of a good one.
    let part = to.with_extension("part");
    remove(&part)?;
    copy(from, &part)?;
    remove(to)?;
    fs::rename(part, to)
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Err(_) | Ok(()) => Ok(()),
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    make(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
