//! The exports in a data folder: one a day, the last seven kept, and nothing in them that was forgotten.
//!
//! | file in `exports` | what it is |
//! | --- | --- |
//! | `YYYY-MM-DD.jsonl` | everything that was kept that day, as `cloudmedic export` writes it |
//! | `.part` | one that is being written |
//! | `forgotten` | what was forgotten and may still be in them: a line each, until it is not |

mod gone;
mod plan;

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;

pub(super) use gone::Gone;

use super::{Record, StoreError, line};

/// The exports of a data folder. One thing at a time is done to them.
#[derive(Debug)]
pub(super) struct Exports {
    folder: PathBuf,
    /// Whether an export is being written or cleaned.
    busy: Mutex<()>,
    /// Held while the list of what was forgotten is written.
    list: Mutex<()>,
}

/// The newest export of a data folder.
pub(super) fn newest(data: &Path) -> Option<PathBuf> {
    let folder = folder_in(data);
    let newest = names_in(&folder).ok()?.into_iter().filter_map(|name| plan::day_in(&name)).max()?;
    Some(folder.join(plan::name_of(newest)))
}

/// The day of the newest export of a data folder.
#[must_use]
pub fn newest_day(data: &Path) -> Option<Date> {
    plan::day_in(newest(data)?.file_name()?.to_str()?)
}

impl Exports {
    /// Those of a data folder.
    pub(super) fn of(data: &Path) -> Self {
        Self { folder: folder_in(data), busy: Mutex::default(), list: Mutex::default() }
    }

    /// Writes the export of a day unless it is there, and removes the oldest ones. After a failure everything is as it
    /// was.
    pub(super) fn write(
        &self,
        today: Date,
        records: &mut dyn Iterator<Item = Result<Record, StoreError>>,
    ) -> Result<(), StoreError> {
        let _busy = held(&self.busy);
        super::folder::make_private(&self.folder).map_err(|error| self.unusable(&error))?;
        let names = names_in(&self.folder).map_err(|error| self.unusable(&error))?;
        let plan = plan::plan(&names, today);
        if let Some(name) = &plan.write {
            self.replace(name, |out| {
                for record in records {
                    let text = line(&record?)? + "\n";
                    out.write_all(text.as_bytes()).map_err(|error| self.unusable(&error))?;
                }
                Ok(true)
            })?;
        }
        for old in &plan.remove {
            fs::remove_file(self.folder.join(old)).map_err(|error| self.unusable(&error))?;
        }
        Ok(())
    }

    /// Remembers, before it is forgotten, what exports may still hold.
    pub(super) fn expect(&self, gone: Gone) -> Result<(), StoreError> {
        let _list = held(&self.list);
        if !self.folder.exists() {
            return Ok(());
        }
        let text = serde_json::to_string(&gone).unwrap_or_default() + "\n";
        let kept = private().append(true).create(true).open(self.list_path()).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        kept.map_err(|error| self.unusable(&error))
    }

    /// Whether something was forgotten that may still be in an export.
    pub(super) fn is_behind(&self) -> bool {
        self.list_path().exists()
    }

    /// Takes everything that was forgotten out of all exports.
    pub(super) fn clean(&self) -> Result<(), StoreError> {
        let _busy = held(&self.busy);
        let gone = {
            let _list = held(&self.list);
            self.listed()?
        };
        if gone.is_empty() {
            return Ok(());
        }
        for name in names_in(&self.folder).map_err(|error| self.unusable(&error))? {
            if plan::day_in(&name).is_some() {
                self.clean_one(&name, &gone)?;
            }
        }
        self.drop_expected(gone.len())
    }

    fn clean_one(&self, name: &str, gone: &[Gone]) -> Result<(), StoreError> {
        let unusable = |error: io::Error| self.unusable(&error);
        let persons = gone::persons(gone);
        let mut lines = BufReader::new(File::open(self.folder.join(name)).map_err(unusable)?);
        self.replace(name, |out| {
            let (mut text, mut changed) = (Vec::new(), false);
            while lines.read_until(b'\n', &mut text).map_err(unusable)? > 0 {
                match gone::without(&text, gone, &persons)? {
                    Some(left) => {
                        changed |= *left != *text;
                        out.write_all(&left).map_err(unusable)?;
                    }
                    None => changed = true,
                }
                text.clear();
            }
            Ok(changed)
        })
    }

    /// Writes a file beside its place and moves it there once it is whole, unless `fill` says that it need not be.
    fn replace(
        &self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let unusable = |error: io::Error| self.unusable(&error);
        let part = self.folder.join(".part");
        let written = (|| {
            let file = private().write(true).create(true).truncate(true).open(&part).map_err(unusable)?;
            let mut out = BufWriter::new(file);
            if !fill(&mut out)? {
                return Ok(false);
            }
            let file = out.into_inner().map_err(io::IntoInnerError::into_error).map_err(unusable)?;
            file.sync_all().map_err(unusable)?;
            fs::rename(&part, self.folder.join(name)).map_err(unusable)?;
            super::folder::sync(&self.folder).map_err(unusable)?;
            Ok(true)
        })();
        if !matches!(written, Ok(true)) {
            // It holds what members wrote, and is good for nothing.
            drop(fs::remove_file(&part));
        }
        written.map(drop)
    }

    /// What is in the list; a line that was torn was never answered.
    fn listed(&self) -> Result<Vec<Gone>, StoreError> {
        match fs::read_to_string(self.list_path()) {
            Ok(text) => Ok(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(self.unusable(&error)),
        }
    }

    /// Takes the first ones off the list: others may have come meanwhile.
    fn drop_expected(&self, count: usize) -> Result<(), StoreError> {
        let _list = held(&self.list);
        let later = self.listed()?.split_off(count);
        let done = if later.is_empty() {
            fs::remove_file(self.list_path())
        } else {
            let lines = later.iter().filter_map(|gone| serde_json::to_string(gone).ok());
            let text: String = lines.map(|line| line + "\n").collect();
            let part = self.folder.join(".forgotten");
            private().write(true).create(true).truncate(true).open(&part).and_then(|mut file| {
                file.write_all(text.as_bytes())?;
                file.sync_all()?;
                fs::rename(&part, self.list_path())
            })
        };
        done.map_err(|error| self.unusable(&error))
    }

    fn list_path(&self) -> PathBuf {
        self.folder.join("forgotten")
    }

    fn unusable(&self, error: &io::Error) -> StoreError {
        StoreError::Exports { folder: self.folder.display().to_string(), why: error.to_string() }
    }
}

fn folder_in(data: &Path) -> PathBuf {
    data.join("exports")
}

fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.extend(entry?.file_name().into_string().ok());
    }
    Ok(names)
}

/// A file that only its owner reads.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn held(lock: &Mutex<()>) -> MutexGuard<'_, ()> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
