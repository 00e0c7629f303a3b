//! The gate: lets most chatter go at once, by the words without which no message is about a backup.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};

use crate::knowledge::{Atom, Element, KnowledgeBase, Meaning, Rule, Signal};
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
        if self.keys.contains(&self.hasher.hash_one(word)) || word.contains(is_unspaced) {
            return true;
        }
        if !(SHORTEST..=LONGEST).contains(&word.len()) {
            return false;
        }
        skipping_one(word).any(|variant| self.keys.contains(&self.hasher.hash_one(variant.as_str())))
            || (word.len() > INSIDE && self.long.iter().any(|known| word.contains(known.as_str())))
    }
}

/// The words one of which stands in every message that can be on topic.
///
/// They are the words for a backup and for iCloud; and of a pattern that holds neither, the rarest word of each way
/// to say the part of it that can be said in the fewest ways.
fn words(base: &KnowledgeBase) -> HashSet<&str> {
    let common = commonness(base);
    let mut words = HashSet::new();
    let core = ways(base, |meaning| matches!(meaning, Meaning::Topic(Signal::Backup | Signal::Icloud)));
    for atom in core.flat_map(|way| required(base, way)) {
        words.extend(atom.literals.iter().filter_map(|literal| rarest_word(literal, &common)));
    }
    let covered = words.clone();
    let others = ways(base, |meaning| match meaning {
        Meaning::Topic(signal) => *signal == Signal::Failure,
        Meaning::Screen { .. } => true,
        Meaning::Cause { .. }
        | Meaning::Subject { .. }
        | Meaning::Tried { .. }
        | Meaning::Talk(_)
        | Meaning::Question { .. }
        | Meaning::Adjacent { .. } => false,
    });
    for way in others {
        let is_covered = |atom: &Atom| {
            atom.literals.iter().all(|literal| literal.split(' ').any(|word| covered.contains(word)))
        };
        if required(base, way).any(is_covered) {
            continue;
        }
        let narrowest = required(base, way).min_by_key(|atom| atom.literals.len());
        let literals = narrowest.into_iter().flat_map(|atom| &atom.literals);
        words.extend(literals.filter_map(|literal| rarest_word(literal, &common)));
    }
    words
}

/// In how many literals each word stands.
fn commonness(base: &KnowledgeBase) -> HashMap<&str, usize> {
    let mut common: HashMap<&str, usize> = HashMap::new();
    for literal in base.atoms.iter().flat_map(|atom| &atom.literals) {
        literal.split(' ').for_each(|word| *common.entry(word).or_default() += 1);
    }
    // Filler is in nearly every message, and patterns leave it out.
    base.filler.iter().for_each(|word| *common.entry(word).or_default() = usize::MAX);
    common
}

fn rarest_word<'a>(literal: &'a str, common: &HashMap<&str, usize>) -> Option<&'a str> {
    literal.split(' ').min_by_key(|word| common.get(word))
}

/// The ways of all phrases with a meaning.
fn ways<'a>(
    base: &'a KnowledgeBase,
    wanted: impl Fn(&Meaning) -> bool + 'a,
) -> impl Iterator<Item = &'a [Element]> {
    base.patterns.iter().filter(move |pattern| wanted(&pattern.meaning)).flat_map(|pattern| {
        match &pattern.rule {
            Rule::Phrase(phrase) => phrase.ways.iter().map(Vec::as_slice).collect::<Vec<_>>(),
            Rule::Regex { .. } => Vec::new(),
        }
    })
}

/// The atoms that a way cannot match without.
fn required<'a>(base: &'a KnowledgeBase, way: &'a [Element]) -> impl Iterator<Item = &'a Atom> {
    way.iter().filter(|element| !element.optional).filter_map(|element| base.atoms.get(element.atom?))
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
