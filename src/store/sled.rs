//! One store of sled in one folder. The only file that names sled.
//!
//! Three habits of sled are kept away from the rest: it panics on damaged files, its flush does not wait for the
//! disk itself on Linux, and values too long for its log go to files that it never flushes (so the log is made large
//! enough for the longest page, see [`record::LONGEST`](super::record::LONGEST)).
//!
//! And it opens some damaged files without what was in them. So every save keeps a [`Check`] beside what it saves, and
//! writes it once more into the file `seal`, which is never ahead of what is safe.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sled::{Batch, Config, Db, Error, IVec};

use super::StoreError;
use super::check::{self, Check};
use super::disk::{Changes, Entry};
use super::folder::Folder;
use super::guard::guarded;

/// Bytes of memory for pages; some five thousand cases fit in it. Four times as much takes 60 MB more with 100,000 open
/// cases, and answers come no sooner.
const CACHE: u64 = 8 << 20;
/// Bytes of a piece of the log. A page of sixteen longest records is the longest thing that must fit in a quarter.
const SEGMENT: usize = 4 << 20;
/// How often opening is tried while the files are still held, and how long it waits in between: five seconds in all.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(50);

/// The file that says how many saves there were.
const SEAL: &str = "seal";

/// What sled gives of an entry: the key and the value.
type Pair = (IVec, IVec);
/// What an iterator of sled gives.
type Found = Result<Pair, Error>;

/// Keys and values in one folder.
#[derive(Debug)]
pub(super) struct Shelf {
    /// `None` once it is closed.
    db: Option<Db>,
    log: File,
    /// What it must hold, and the file that says so besides.
    check: Mutex<(Check, File)>,
    folder: Arc<Folder>,
}

impl Shelf {
    /// Opens the store in a folder, which is part of a data folder. What was saved last must be there; the rest is
    /// looked at by [`Shelf::verify`].
    pub(super) fn open(store: &Path, folder: &Arc<Folder>) -> Result<Self, StoreError> {
        // Without its own flusher: the writer flushes, and only then is anything shown.
        let config =
            Config::new().path(store).cache_capacity(CACHE).segment_size(SEGMENT).flush_every_ms(None);
        let db = open(&config, folder)?;
        let unusable = |error: io::Error| folder.unusable(&error);
        let log = File::open(store.join("db")).map_err(unusable)?;
        let seal =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(store.join(SEAL));
        let mut seal = seal.map_err(unusable)?;
        let sealed = match sealed(&mut seal).map_err(unusable)? {
            Sealed::Empty => None,
            Sealed::Whole(sealed) => Some(sealed),
            Sealed::Torn => return Err(folder.damaged("its seal cannot be read".to_owned())),
        };
        let check = Mutex::new((Check::default(), seal));
        let shelf = Self { db: Some(db), log, check, folder: Arc::clone(folder) };
        let check = match (shelf.kept()?, sealed) {
            // It may be behind, since nobody waits for it to reach the disk; it is never ahead.
            (Some(check), Some(sealed)) if sealed.saves <= check.saves => check,
            (Some(_), Some(_)) => {
                return Err(folder.damaged("what was saved last is missing".to_owned()));
            }
            (Some(check), None) => {
                tracing::warn!(folder = folder.name(), "the seal of the store is missing; it is made anew");
                check
            }
            (None, Some(sealed)) if sealed.saves > 0 => {
                return Err(folder.damaged("what was saved is missing".to_owned()));
            }
            (None, _) => shelf.counted()?,
        };
        let mut kept = shelf.check.lock().unwrap_or_else(PoisonError::into_inner);
        kept.0 = check;
        if sealed.is_none() {
            write_seal(&mut kept.1, check).and_then(|()| kept.1.sync_all()).map_err(unusable)?;
        }
        drop(kept);
        Ok(shelf)
    }

    /// The numbers of what is there, in a store that has none.
    fn counted(&self) -> Result<Check, StoreError> {
        self.run(|db| {
            let entries = db.iter().map(|entry| entry.map(|(key, value)| (key.to_vec(), value.to_vec())));
            Check::of(0, entries)
        })
    }

    /// Reads everything, and says whether it is what was saved.
    pub(super) fn verify(self: &Arc<Self>) -> Result<(), StoreError> {
        let check = self.check.lock().unwrap_or_else(PoisonError::into_inner).0;
        let there = Check::of(check.saves, Arc::clone(self).scan(b""))?;
        check.differs(there).map_or(Ok(()), |how| Err(self.folder.damaged(how)))
    }

    /// The numbers that were saved with the last change; `None` in a store from before they were kept.
    fn kept(&self) -> Result<Option<Check>, StoreError> {
        let Some(line) = self.get(check::KEY)? else { return Ok(None) };
        let check = Check::read(&line);
        check
            .map(Some)
            .ok_or_else(|| self.folder.damaged("the numbers of its records cannot be read".to_owned()))
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.run(|db| Ok(db.get(key)?.map(|value| value.to_vec())))
    }

    /// Every entry whose key begins with a prefix, in the order of keys; the shelf stays open for that long.
    pub(super) fn scan(
        self: Arc<Self>,
        prefix: &[u8],
    ) -> Box<dyn Iterator<Item = Result<Entry, StoreError>>> {
        self.entries(prefix, Iterator::next, |db, key| db.get_gt(key))
    }

    /// The same from the last key to the first.
    pub(super) fn scan_back(
        self: Arc<Self>,
        prefix: &[u8],
    ) -> Box<dyn Iterator<Item = Result<Entry, StoreError>>> {
        self.entries(prefix, DoubleEndedIterator::next_back, |db, key| db.get_lt(key))
    }

    /// Looks every entry up anew. The cache of sled has 256 parts, and each makes room only after 64 visits to its
    /// pages. An iterator of sled's own visits every page once, so 16,384 pages would stay, however small the cache is.
    fn entries(
        self: Arc<Self>,
        prefix: &[u8],
        first: fn(&mut sled::Iter) -> Option<Found>,
        beyond: fn(&Db, &IVec) -> Result<Option<Pair>, Error>,
    ) -> Box<dyn Iterator<Item = Result<Entry, StoreError>>> {
        let prefix = prefix.to_vec();
        let next = move |db: &Db, last: Option<&IVec>| {
            let found = match last {
                Some(last) => beyond(db, last),
                None => first(&mut db.scan_prefix(&prefix)).transpose(),
            };
            Ok(found?.filter(|(key, _)| key.starts_with(&prefix)))
        };
        let (mut last, mut ended) = (None, false);
        let entries = std::iter::from_fn(move || {
            if ended {
                return None;
            }
            let found = self.run(|db| next(db, last.as_ref()));
            // After a panic it is not to be asked again.
            ended = !matches!(found, Ok(Some(_)));
            let entry = found.transpose()?.map(|(key, value)| {
                let entry = (key.to_vec(), value.to_vec());
                last = Some(key);
                entry
            });
            Some(entry)
        });
        // The store's own numbers are no entry.
        Box::new(entries.filter(|entry| !matches!(entry, Ok((key, _)) if key == check::KEY)))
    }

    /// Saves all changes or none, and returns when they would survive a loss of power.
    pub(super) fn save(&self, changes: Changes) -> Result<(), StoreError> {
        let mut kept = self.check.lock().unwrap_or_else(PoisonError::into_inner);
        let (check, seal) = &mut *kept;
        let (mut next, mut batch) = (check.next(), Batch::default());
        self.run(|db| {
            for (key, value) in changes {
                let before = db.get(&key)?;
                // Much of what a step saves is as it was, such as who is known by which case: it is not written again.
                if before.as_deref() == value.as_deref() {
                    continue;
                }
                next.change(&key, before.as_deref(), value.as_deref());
                match value {
                    Some(value) => batch.insert(key, value),
                    None => batch.remove(key),
                }
            }
            Ok(())
        })?;
        batch.insert(check::KEY, next.line().into_bytes());
        self.run(|db| {
            db.apply_batch(batch)?;
            db.flush()
        })?;
        // On Linux sled asks the kernel to write, not the disk to keep.
        self.log.sync_data().map_err(|error| self.folder.unusable(&error))?;
        *check = next;
        let sealed = write_seal(seal, next);
        // Without it less damage is noticed; what was saved is safe all the same.
        drop(sealed.inspect_err(|error| tracing::warn!(%error, "the seal of the store was not written")));
        Ok(())
    }

    /// Closes the store; whether everything in it is on the disk.
    pub(super) fn close(&mut self) -> bool {
        let db = self.db.take();
        let flushed = guarded(|| db.as_ref().is_none_or(|db| db.flush().is_ok())).unwrap_or(false);
        guarded(|| drop(db)).is_ok() && flushed
    }

    fn run<T>(&self, run: impl FnOnce(&Db) -> Result<T, Error>) -> Result<T, StoreError> {
        let Some(db) = &self.db else { return Err(StoreError::Stopped { why: "it is closed".to_owned() }) };
        match guarded(|| run(db)) {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(in_words(&error, &self.folder)),
            Err(panic) => Err(self.folder.damaged(panic)),
        }
    }
}

/// Writes entries as versions before the numbers did: sled alone.
#[cfg(test)]
pub(super) fn write_plainly(store: &Path, changes: Changes) {
    let db = Config::new().path(store).cache_capacity(CACHE).segment_size(SEGMENT).open().unwrap();
    for (key, value) in changes {
        db.insert(key, value.unwrap_or_default()).unwrap();
    }
    db.flush().unwrap();
}

/// Writes the seal over the one that is there, which is as long.
fn write_seal(seal: &mut File, check: Check) -> io::Result<()> {
    seal.seek(SeekFrom::Start(0))?;
    seal.write_all(check.line().as_bytes())
}

/// What the seal says.
enum Sealed {
    /// It is new, or it was lost.
    Empty,
    Whole(Check),
    /// It is short, and written over its own place in one go: no crash leaves it like this.
    Torn,
}

fn sealed(seal: &mut File) -> io::Result<Sealed> {
    let mut line = Vec::new();
    seal.take(1024).read_to_end(&mut line)?;
    Ok(match Check::read(&line) {
        Some(check) => Sealed::Whole(check),
        None if line.is_empty() => Sealed::Empty,
        None => Sealed::Torn,
    })
}

/// Opens sled. Its own threads may hold the files a moment longer than the store that was closed before.
fn open(config: &Config, folder: &Folder) -> Result<Db, StoreError> {
    for _ in 0..TRIES {
        match guarded(|| config.open()) {
            Ok(Ok(db)) => return Ok(db),
            Ok(Err(Error::Io(error))) if error.to_string().contains("could not acquire lock") => {
                std::thread::sleep(PAUSE);
            }
            Ok(Err(error)) => return Err(in_words(&error, folder)),
            Err(panic) => return Err(folder.damaged(panic)),
        }
    }
    Err(folder.busy())
}

fn in_words(error: &Error, folder: &Folder) -> StoreError {
    let why = match error {
        Error::Io(error) => return folder.unusable(&plain(error)),
        Error::Corruption { .. } => "a checksum does not fit".to_owned(),
        Error::Unsupported(_) => "its settings are not those that were written".to_owned(),
        Error::CollectionNotFound(_) => "a part is missing".to_owned(),
        Error::ReportableBug(why) => why.clone(),
    };
    folder.damaged(why)
}

/// The system's own words: sled hands some errors on as the debug form of the first one.
fn plain(error: &io::Error) -> io::Error {
    let text = error.to_string();
    let words = text.split_once("message: \"").and_then(|(_, rest)| rest.split_once('"'));
    io::Error::new(error.kind(), words.map_or(text.as_str(), |(words, _)| words))
}

impl Drop for Shelf {
    fn drop(&mut self) {
        self.close();
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    #[test]
    fn an_error_in_debug_form_is_told_in_the_words_of_the_system() {
        let told = |text: &str| super::plain(&io::Error::other(text)).to_string();
        let debug = "Os { code: 28, kind: StorageFull, message: \"No space left on device\" }";
        assert_eq!(told(debug), "No space left on device");
        assert_eq!(told("disk on fire"), "disk on fire");
    }
}
