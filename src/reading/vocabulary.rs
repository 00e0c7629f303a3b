//! The words of the patterns, found as they are written or with a mistake or two.

use serde::{Deserialize, Serialize};

use super::distance::distance;
use super::index::lacking_one;
use crate::fingerprint::Fingerprint;
use crate::flat::{Numbers, Table, Texts};
use crate::text::effort;

/// Shorter words have too many neighbors.
pub(super) const SHORTEST: usize = 4;
/// From this length on two mistakes are forgiven.
const TWO_MISTAKES: usize = 8;
/// Longer words are no typos of anything.
pub(super) const LONGEST: usize = 24;

/// Words of the patterns, by their number.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Vocabulary {
    words: Texts,
    /// In how many literals each of them stands.
    counts: Numbers,
    /// Where a word stands.
    known: Table,
    /// By a word, and by it with one letter left out: the words that it can come from.
    near: Table,
}

impl Vocabulary {
    /// The words with how many literals they stand in.
    pub(super) fn of(words: &[(&str, u32)]) -> Self {
        let (mut known, mut near) = (Vec::new(), Vec::new());
        for ((word, _), number) in words.iter().zip(0..) {
            let whole = Fingerprint::of(word.as_bytes());
            known.push((whole.number(), number));
            if is_correctable(word) {
                let keys = std::iter::once(whole).chain(lacking_one(word));
                near.extend(keys.map(|key| (key.number(), number)));
            }
        }
        Self {
            words: words.iter().map(|(word, _)| *word).collect(),
            counts: words.iter().map(|(_, count)| *count).collect(),
            known: Table::new(&known),
            near: Table::of_several(&near),
        }
    }

    /// A word as it stands here.
    pub(super) fn find(&self, word: &str) -> Option<&str> {
        let at = self.known.get(Fingerprint::of(word.as_bytes()).number())?;
        self.words.get(at as usize).filter(|known| *known == word)
    }

    /// The word that is most likely meant, if any is near enough.
    pub(super) fn nearest(&self, letters: &str) -> Option<&str> {
        let most = if letters.len() >= TWO_MISTAKES { 2 } else { 1 };
        let typed = letters.as_bytes();
        let keys = std::iter::once(Fingerprint::of(typed)).chain(lacking_one(letters));
        let candidates = keys.flat_map(|key| self.near.all(key.number())).map(|at| at as usize);
        candidates
            .filter_map(|at| {
                effort::spend(letters.len());
                let (word, count) = (self.words.get(at)?, self.counts.get(at)?);
                let wanted = word.as_bytes();
                let apart = distance(typed, wanted, most)?;
                // A word of four letters may lack one or have two swapped, but not be another word with one changed.
                if typed.len() <= SHORTEST && wanted.len() <= typed.len() && sorted(typed) != sorted(wanted) {
                    return None;
                }
                let other_start = typed.first() != wanted.first();
                Some((apart, other_start, u32::MAX - count, word))
            })
            .min()
            .map(|(.., word)| word)
    }
}

/// Whether a mistyped word may be read as this one.
pub(super) fn is_correctable(word: &str) -> bool {
    word.len() > SHORTEST && word.len() <= LONGEST && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn sorted(letters: &[u8]) -> Vec<u8> {
    let mut letters = letters.to_vec();
    letters.sort_unstable();
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_as_it_is_or_with_a_mistake() {
        let vocabulary = Vocabulary::of(&[("storage", 9), ("wifi", 5), ("stored", 1)]);
        assert_eq!((vocabulary.find("wifi"), vocabulary.find("wfii")), (Some("wifi"), None));
        assert_eq!(vocabulary.nearest("stroage"), Some("storage"));
        assert_eq!(vocabulary.nearest("weather"), None);
        assert_eq!(vocabulary.nearest("wfii"), None, "too short to be mistyped");
    }
}
