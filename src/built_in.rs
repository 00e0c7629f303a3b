//! What `build.rs` made of `patterns/`: the texts, the knowledge as it is when they have been read, and its patterns as they
//! are when they have been compiled. Decides nothing.

/// Name and text of each file.
pub(crate) const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/patterns.rs"));

/// The knowledge; no bytes when the files have faults.
pub(crate) const KNOWLEDGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.image"));

/// What reads messages with it.
pub(crate) const READER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/reader.image"));
