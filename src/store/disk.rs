//! What the durable store needs of a disk: read, list, and save many changes as one. It knows no case.

use std::collections::BTreeMap;

use super::StoreError;

/// Keys with their new values; `None` removes.
pub(super) type Changes = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

/// A key and its value.
pub(super) type Entry = (Vec<u8>, Vec<u8>);

/// Sorted keys with values, kept by one process at a time.
pub(super) trait Disk: Send + Sync + 'static {
    /// The value of a key.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// Every entry whose key begins with a prefix, in the order of keys.
    fn scan(&self, prefix: &[u8]) -> Box<dyn Iterator<Item = Result<Entry, StoreError>> + '_>;

    /// The same from the last key to the first.
    fn scan_back(&self, prefix: &[u8]) -> Box<dyn Iterator<Item = Result<Entry, StoreError>> + '_>;

    /// Saves all changes or none, and returns when they would survive a loss of power.
    fn save(&self, changes: Changes) -> Result<(), StoreError>;

    /// Rewrites its files, so that removed entries are gone from them; nothing may be saved meanwhile. After a
    /// failure everything is as it was, except for [`StoreError::Stopped`]: nothing more may be saved then.
    fn compact(&self) -> Result<(), StoreError>;
}

/// Every entry whose key begins with a prefix as it will be once some changes are saved, in no order.
pub(super) fn overlaid<'a>(
    disk: &'a dyn Disk,
    changes: &'a Changes,
    prefix: &'a [u8],
) -> impl Iterator<Item = Result<Entry, StoreError>> + 'a {
    let unchanged = |entry: &Result<Entry, StoreError>| {
        entry.as_ref().map_or(true, |(key, _)| !changes.contains_key(key.as_slice()))
    };
    let changed = changes.range(prefix.to_vec()..).take_while(move |(key, _)| key.starts_with(prefix));
    let changed = changed.filter_map(|(key, value)| Some(Ok((key.clone(), value.clone()?))));
    disk.scan(prefix).filter(unchanged).chain(changed)
}
