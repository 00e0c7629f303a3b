//! Puts a rewritten store in the place of the old one, so that a crash at any point leaves one of them whole.
//!
//! | there is | then |
//! | --- | --- |
//! | `cases`, `cases.new` | the rewriting was under way: `cases` counts |
//! | `cases.old`, `cases.new` | the swap was under way: `cases.old` goes back to `cases` |
//! | `cases`, `cases.old` | the swap was done: `cases` counts, and holds the same |

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Folder;
use super::files::{make, remove, sync, sync_all};

/// Where the old store is during a swap.
pub(super) fn old_in(data: &Path) -> PathBuf {
    data.join("cases.old")
}

/// There while an import is under way.
fn importing_in(data: &Path) -> PathBuf {
    data.join("importing")
}

impl Folder {
    /// An empty folder for the rewritten store; nothing is left of an earlier rewriting.
    pub(in crate::store) fn make_new(&self) -> io::Result<PathBuf> {
        self.clear_leftovers()?;
        make(&self.new_store())?;
        Ok(self.new_store())
    }

    /// An empty folder for what is imported; from now on the data folder says that an import is under way.
    pub(in crate::store) fn begin_import(&self) -> io::Result<PathBuf> {
        let new = self.make_new()?;
        fs::write(importing_in(&self.data), "")?;
        Ok(new)
    }

    /// Nothing is left of an import but what was put in place.
    pub(in crate::store) fn end_import(&self) -> io::Result<()> {
        self.clear_leftovers()?;
        match fs::remove_file(importing_in(&self.data)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Err(_) | Ok(()) => Ok(()),
        }
    }

    /// Whether an import was interrupted here.
    pub(super) fn is_import_unfinished(&self) -> bool {
        importing_in(&self.data).exists()
    }

    /// First half of the swap, once the rewritten store is closed: nothing is in its place.
    pub(in crate::store) fn set_old_aside(&self) -> io::Result<()> {
        sync_all(&self.new_store())?;
        sync(&self.data)?;
        fs::rename(self.store(), old_in(&self.data))?;
        sync(&self.data)
    }

    /// Second half of the swap.
    pub(in crate::store) fn put_new_in_place(&self) -> io::Result<()> {
        fs::rename(self.new_store(), self.store())?;
        sync(&self.data)
    }

    /// Undoes a swap, however far it came.
    pub(in crate::store) fn undo_swap(&self) -> io::Result<()> {
        if self.store().exists() && old_in(&self.data).exists() {
            fs::rename(self.store(), self.new_store())?;
        }
        self.take_back()
    }

    /// Undoes the first half of the swap, also after a crash in between.
    pub(super) fn take_back(&self) -> io::Result<()> {
        let old = old_in(&self.data);
        if !self.store().exists() && old.exists() {
            fs::rename(old, self.store())?;
            sync(&self.data)?;
        }
        Ok(())
    }

    /// Removes what an interrupted rewriting left, and the old store after a swap.
    pub(in crate::store) fn clear_leftovers(&self) -> io::Result<()> {
        remove(&self.new_store())?;
        if self.store().exists() { remove(&old_in(&self.data)) } else { Ok(()) }
    }

    /// Removes the copies from before an opening, which hold what has been removed since.
    pub(in crate::store) fn clear_copy(&self) -> io::Result<()> {
        remove(&self.copy().with_extension("part"))?;
        remove(&self.passing_copy())?;
        remove(&self.copy())
    }

    fn new_store(&self) -> PathBuf {
        self.data.join("cases.new")
    }
}
