//! The common English words: `english.txt` -> whether a word is one of them. Knows them by their fingerprints.

use super::table::{Bytes, Table};
use crate::fingerprint::Fingerprint;

/// Common English words, which are never taken for a mistyped word of the patterns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct English(pub(super) Table);

impl English {
    /// Reads the file, one word a line.
    pub(super) fn read(text: &str) -> Self {
        let words: Vec<_> = text.lines().map(|word| (Fingerprint::of(word.as_bytes()), 0)).collect();
        Self(Table::new(&words))
    }

    /// What [`English::read`] made of the file before.
    pub(super) fn made(bytes: &'static [u8]) -> Self {
        Self(Table(Bytes::BuiltIn(bytes)))
    }

    /// The table as it lies in memory; `build.rs` puts it into the program.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.0.get()
    }

    /// Whether it is one of them, letter by letter.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.0.get(Fingerprint::of(word.as_bytes())).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_as_it_is_written_and_not_otherwise() {
        let english = English::read("backup\nstore\r\nstorage\n");
        for word in ["backup", "store", "storage"] {
            assert!(english.contains(word), "{word:?} was read");
        }
        for word in ["back", "backups", "Backup", "", "backup\n", "store\r"] {
            assert!(!english.contains(word), "{word:?} was not");
        }
    }
}
