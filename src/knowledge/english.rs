//! The common English words: `english.txt` -> whether a word is one of them. Knows them by their fingerprints.

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::flat::Table;

/// Common English words, which are never taken for a mistyped word of the patterns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct English(Table);

impl English {
    /// Reads the file, one word a line.
    pub(super) fn read(text: &str) -> Self {
        let words: Vec<_> = text.lines().map(|word| (Fingerprint::of(word.as_bytes()).number(), 0)).collect();
        Self(Table::new(&words))
    }

    /// Whether it is one of them, letter by letter.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.0.get(Fingerprint::of(word.as_bytes()).number()).is_some()
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
