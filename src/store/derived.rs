//! Builds what follows from the cases anew: the index of open ones, and the sums of what they count for.
//!
//! It reads one case at a time and saves every so often, so that it needs little memory however many there are. What is
//! half built is removed when it begins again.

use super::StoreError;
use super::disk::{Changes, Disk};
use super::is_open;
use super::record::{self, decode};
use super::rollup::Book;
use crate::triage::Case;

/// So many changed records, or bytes of keys, are saved together.
const AT_ONCE: usize = 4096;

/// Builds the index of open cases and the sums anew; a case that cannot be read counts for nothing.
pub(super) fn rebuild(disk: &dyn Disk) -> Result<(), StoreError> {
    clear(disk, record::OPEN)?;
    clear(disk, record::SUMS)?;
    let (mut changes, mut book) = (Changes::new(), Book::default());
    for entry in disk.scan(record::CASES) {
        let (key, bytes) = entry?;
        // It is told when it is asked for; it must not keep the others from being counted.
        let Ok(case) = decode::<Case>(format_args!("a case (key {})", key.escape_ascii()), &bytes) else {
            continue;
        };
        if let Some(number) = case.number.filter(|_| is_open(case.stage)) {
            changes.insert(record::open_key(case.server, number), Some(Vec::new()));
        }
        book.change(None, Some(&case));
        if changes.len() + book.len() >= AT_ONCE {
            book.post(disk, &mut changes)?;
            disk.save(std::mem::take(&mut changes))?;
        }
    }
    book.post(disk, &mut changes)?;
    disk.save(changes)
}

/// Counts anew where a sum could not be read; the mark goes last, so that what is interrupted begins again.
pub(super) fn recount_if_unsure(disk: &dyn Disk) -> Result<(), StoreError> {
    if disk.get(record::UNSURE_KEY)?.is_none() {
        return Ok(());
    }
    rebuild(disk)?;
    disk.save([(record::UNSURE_KEY.to_vec(), None)].into())
}

/// Removes every entry whose key begins with a prefix.
fn clear(disk: &dyn Disk, prefix: &[u8]) -> Result<(), StoreError> {
    loop {
        let keys = disk.scan(prefix).take(AT_ONCE).map(|entry| Ok((entry?.0, None)));
        let changes = keys.collect::<Result<Changes, StoreError>>()?;
        if changes.is_empty() {
            return Ok(());
        }
        disk.save(changes)?;
    }
}
