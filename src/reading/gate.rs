//! The gate: lets most chatter go at once, by the words without which no message is about a backup.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use crate::knowledge::{KnowledgeBase, Meaning, Rule, Signal};
use crate::text::{Folded, is_unspaced};

/// The words that speak of a backup or stand on the screen, and everything one edit away from them.
#[derive(Debug)]
pub(super) struct Gate {
    hasher: RandomState,
    /// Hashes of the words, whole and with one letter left out.
    keys: HashSet<u64>,
    /// The words that are long enough to be found inside a longer one: `icloudbackup`.
    long: Vec<String>,
}

/// Shorter words have no variants.
const SHORTEST: usize = 4;
/// A word is looked for inside a longer one from this length on.
const INSIDE: usize = 6;
/// A word of more letters is looked at only as a whole.
const LONGEST: usize = 24;

impl Gate {
    pub(super) fn new(base: &KnowledgeBase) -> Self {
        let hasher = RandomState::new();
        let mut keys = HashSet::new();
        let mut long = Vec::new();
        for word in words(base) {
            keys.insert(hasher.hash_one(word));
            if word.len() >= SHORTEST {
                skipping_one(word).for_each(|variant| {
                    keys.insert(hasher.hash_one(variant.as_str()));
                });
            }
            if word.len() >= INSIDE {
                long.push(word.to_owned());
            }
        }
        Self { hasher, keys, long }
    }

    /// Whether any pattern about a backup can match.
    pub(super) fn lets_through(&self, folded: &Folded) -> bool {
        folded.iter().any(|word| self.knows(word))
    }

    fn knows(&self, word: &str) -> bool {
        if self.keys.contains(&self.hasher.hash_one(word)) || word.starts_with(is_unspaced) {
            return true;
        }
        if !(SHORTEST..=LONGEST).contains(&word.len()) {
            return false;
        }
        skipping_one(word).any(|variant| self.keys.contains(&self.hasher.hash_one(variant.as_str())))
            || (word.len() > INSIDE && self.long.iter().any(|known| word.contains(known.as_str())))
    }
}

/// The words of the patterns that speak of a backup.
fn words(base: &KnowledgeBase) -> HashSet<&str> {
    let topical = base.patterns.iter().filter(|pattern| match pattern.meaning {
        Meaning::Topic(signal) => matches!(signal, Signal::Backup | Signal::Failure),
        Meaning::Screen { .. } => true,
        Meaning::Cause { .. }
        | Meaning::Subject { .. }
        | Meaning::Tried { .. }
        | Meaning::Talk(_)
        | Meaning::Question { .. }
        | Meaning::Adjacent { .. } => false,
    });
    let mut words = HashSet::new();
    for pattern in topical {
        let Rule::Phrase(phrase) = &pattern.rule else { continue };
        for element in phrase.ways.iter().flatten().filter(|element| !element.optional) {
            let literals = element.atom.and_then(|atom| base.atoms.get(atom)).map(|atom| &atom.literals);
            let parts = literals.into_iter().flatten().flat_map(|literal| literal.split(' '));
            words.extend(parts.filter(|word| word.chars().count() >= 2 && !base.filler.contains(*word)));
        }
    }
    words
}

fn skipping_one(word: &str) -> impl Iterator<Item = String> {
    word.char_indices().map(move |(at, gone)| {
        let (before, after) = word.split_at_checked(at).unwrap_or((word, ""));
        let mut variant = String::with_capacity(word.len());
        variant.push_str(before);
        variant.push_str(after.strip_prefix(gone).unwrap_or_default());
        variant
    })
}
