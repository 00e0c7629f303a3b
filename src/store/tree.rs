//! The disk in a data folder: a shelf that is replaced by a rewritten one while readers go on.

use std::io;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use super::StoreError;
use super::disk::{Changes, Disk, Entry};
use super::folder::Folder;
use super::sled::Shelf;

/// How much is copied in one save; more would need more memory, less more waits for the disk.
const AT_ONCE: usize = 1 << 20;

/// Keys and values in a data folder.
#[derive(Debug)]
pub(super) struct Tree {
    /// Held for a moment only, to take or replace what is in it: whoever reads has the shelf itself.
    shelf: RwLock<Arc<Shelf>>,
    folder: Arc<Folder>,
}

impl Tree {
    /// Opens the store in a data folder.
    pub(super) fn open(data: &Path) -> Result<Self, StoreError> {
        let folder = Arc::new(Folder::hold(data)?);
        let stop = folder.before_opening()?;
        let shelf = Arc::new(Shelf::open(&folder.store(), &folder)?);
        // Damage that opening does not show is looked for wherever there was a reason for it, or it takes no time.
        if !stop.was_clean || folder.is_small() {
            shelf.verify()?;
        }
        folder.opened(stop)?;
        Ok(Self { shelf: RwLock::new(shelf), folder })
    }

    fn shelf(&self) -> Arc<Shelf> {
        Arc::clone(&self.shelf.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Copies everything into new files beside the old ones.
    fn copy(&self, to: &Path) -> Result<(), StoreError> {
        fill(to, &self.shelf(), &self.folder)?;
        if self.is_same_in(to)? { Ok(()) } else { Err(self.folder.damaged("the copy differs".to_owned())) }
    }

    /// Whether new files can be opened and hold what the old ones hold.
    fn is_same_in(&self, new: &Path) -> Result<bool, StoreError> {
        let new = Arc::new(Shelf::open(new, &self.folder)?);
        let (mut before, mut after) = (self.shelf().scan(b""), new.scan(b""));
        loop {
            match (before.next().transpose()?, after.next().transpose()?) {
                (None, None) => return Ok(true),
                (before, after) if before == after => {}
                (_, _) => return Ok(false),
            }
        }
    }

    /// Lets new files be filled beside the old ones, and puts them in their place once they are whole; everything stays
    /// as it is when that fails, or when the process ends before.
    pub(super) fn refill<T>(
        &self,
        fill: impl FnOnce(&dyn Disk) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let unusable = |error| self.folder.unusable(&error);
        let new = self.folder.begin_import().map_err(unusable)?;
        let filled =
            Shelf::open(&new, &self.folder).and_then(|shelf| fill(&Fresh { shelf: Arc::new(shelf) }));
        let placed = filled.and_then(|filled| self.swap().map(|()| filled));
        let ended = self.folder.end_import().map_err(unusable);
        placed.and_then(|filled| ended.map(|()| filled))
    }

    /// The data folder, as it is named to people.
    pub(super) fn name(&self) -> String {
        self.folder.name()
    }

    /// Puts the new files in the place of the old ones, which stay open for those who read.
    fn swap(&self) -> Result<(), StoreError> {
        let moved = self.folder.set_old_aside().and_then(|()| self.folder.put_new_in_place());
        let moved = moved.map_err(|error| self.folder.unusable(&error));
        match moved.and_then(|()| Shelf::open(&self.folder.store(), &self.folder)) {
            Ok(new) => {
                *self.shelf.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(new);
                Ok(())
            }
            Err(error) => {
                // With two stores there, what is saved from now on might be in the one that the next opening drops.
                let stopped = |error: io::Error| StoreError::Stopped { why: error.to_string() };
                self.folder.undo_swap().map_err(stopped)?;
                Err(error)
            }
        }
    }

    fn failed(&self, error: StoreError) -> StoreError {
        match error {
            StoreError::Stopped { .. } => error,
            StoreError::Busy { .. }
            | StoreError::Folder { .. }
            | StoreError::Damaged { .. }
            | StoreError::Newer { .. }
            | StoreError::Record { .. }
            | StoreError::TooLong { .. }
            | StoreError::NotEmpty { .. }
            | StoreError::Line { .. }
            | StoreError::Exports { .. }
            | StoreError::Rewrite { .. } => {
                StoreError::Rewrite { folder: self.folder.name(), why: error.why() }
            }
        }
    }
}

impl Disk for Tree {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.shelf().get(key)
    }

    fn scan(&self, prefix: &[u8]) -> Box<dyn Iterator<Item = Result<Entry, StoreError>> + '_> {
        self.shelf().scan(prefix)
    }

    fn scan_back(&self, prefix: &[u8]) -> Box<dyn Iterator<Item = Result<Entry, StoreError>> + '_> {
        self.shelf().scan_back(prefix)
    }

    fn save(&self, changes: Changes) -> Result<(), StoreError> {
        self.shelf().save(changes)
    }

    fn compact(&self) -> Result<(), StoreError> {
        let unusable = |error| self.folder.unusable(&error);
        let new = self.folder.make_new().map_err(unusable).map_err(|error| self.failed(error))?;
        let swapped = self.copy(&new).and_then(|()| self.swap());
        let cleared = self.folder.clear_leftovers().map_err(unusable);
        let copy_too = || self.folder.clear_copy().map_err(unusable);
        swapped.and(cleared).and_then(|()| copy_too()).map_err(|error| self.failed(error))
    }
}

/// A store that is being filled, in a folder of its own.
struct Fresh {
    shelf: Arc<Shelf>,
}

impl Disk for Fresh {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.shelf.get(key)
    }

    fn scan(&self, prefix: &[u8]) -> Box<dyn Iterator<Item = Result<Entry, StoreError>> + '_> {
        Arc::clone(&self.shelf).scan(prefix)
    }

    fn scan_back(&self, prefix: &[u8]) -> Box<dyn Iterator<Item = Result<Entry, StoreError>> + '_> {
        Arc::clone(&self.shelf).scan_back(prefix)
    }

    fn save(&self, changes: Changes) -> Result<(), StoreError> {
        self.shelf.save(changes)
    }

    fn compact(&self) -> Result<(), StoreError> {
        // There is nothing in it yet that was removed.
        Ok(())
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        let shelf = self.shelf.get_mut().unwrap_or_else(PoisonError::into_inner);
        // Nobody reads any more: whoever does has borrowed this.
        if Arc::get_mut(shelf).is_some_and(Shelf::close) {
            self.folder.closed();
        }
    }
}

/// Copies a shelf into an empty folder.
fn fill(to: &Path, from: &Arc<Shelf>, folder: &Arc<Folder>) -> Result<(), StoreError> {
    let copy = Shelf::open(to, folder)?;
    let (mut changes, mut bytes) = (Changes::new(), 0);
    for entry in Arc::clone(from).scan(b"") {
        let (key, value) = entry?;
        bytes += key.len() + value.len();
        changes.insert(key, Some(value));
        if bytes >= AT_ONCE {
            copy.save(std::mem::take(&mut changes))?;
            bytes = 0;
        }
    }
    copy.save(changes)
}
