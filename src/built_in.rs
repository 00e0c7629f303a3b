//! What `build.rs` made of `patterns/`: the texts, and the knowledge as it is when they have been read. Decides nothing.

/// Name and text of each file.
pub(crate) const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/patterns.rs"));

/// The knowledge without the words and weights below; no bytes when the files have faults.
pub(crate) const IMAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.image"));

/// The table of `english.txt`.
pub(crate) const ENGLISH: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/english.table"));

/// The table of `weights.txt`: where the weights of each clue stand.
pub(crate) const PLACES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/weights.table"));

/// The weights themselves.
pub(crate) const ENTRIES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/weights.entries"));
