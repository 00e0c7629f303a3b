//! The gate: lets most chatter go at once, by the words without which no message is about a backup.

use std::collections::HashSet;

use super::index::{Commonness, lacking_one};
use crate::fingerprint::{Fingerprint, Quick};
use crate::knowledge::{Atom, Element, KnowledgeBase, Meaning, Rule, Signal};
use crate::text::{Folded, is_unspaced};

/// The words that speak of a backup or stand on the screen, and everything one edit away from them.
#[derive(Debug)]
pub(super) struct Gate {
    /// The words, whole and with one letter left out.
    keys: HashSet<Fingerprint, Quick>,
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
    pub(super) fn new<'k>(base: &'k KnowledgeBase, common: Commonness<'k>) -> Self {
        let mut keys = HashSet::default();
        let mut long = Vec::new();
        for word in words(base, common) {
            keys.insert(Fingerprint::of(word.as_bytes()));
            if word.len() >= SHORTEST {
                keys.extend(lacking_one(word));
            }
            if word.len() >= INSIDE {
                long.push(word.to_owned());
            }
        }
        Self { keys, long }
    }

    /// Whether any pattern about a backup can match.
    pub(super) fn lets_through(&self, folded: &Folded) -> bool {
        folded.iter().any(|word| self.knows(word))
    }

    fn knows(&self, word: &str) -> bool {
        if self.keys.contains(&Fingerprint::of(word.as_bytes())) || word.contains(is_unspaced) {
            return true;
        }
        if !(SHORTEST..=LONGEST).contains(&word.len()) {
            return false;
        }
        lacking_one(word).any(|variant| self.keys.contains(&variant))
            || (word.len() > INSIDE && self.long.iter().any(|known| word.contains(known.as_str())))
    }
}

/// The words one of which stands in every message that can be on topic.
///
/// They are the words for a backup and for iCloud; and of a pattern that holds neither, the rarest word of each way
/// to say the part of it that can be said in the fewest ways.
fn words<'k>(base: &'k KnowledgeBase, mut common: Commonness<'k>) -> HashSet<&'k str, Quick> {
    // Filler is in nearly every message, and patterns leave it out.
    base.filler.iter().for_each(|word| *common.entry(word).or_default() = u32::MAX);
    let mut words = HashSet::default();
    let core = ways(base, |meaning| matches!(meaning, Meaning::Topic(Signal::Backup | Signal::Icloud)));
    for atom in core.flat_map(|way| required(base, way)) {
        words.extend(base.said(atom).filter_map(|literal| rarest_word(literal, &common)));
    }
    let is_covered = |literal: &String| literal.split(' ').any(|word| words.contains(word));
    let covered: Vec<bool> = base.literals.iter().map(is_covered).collect();
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
        let is_covered = |literal: &u32| covered.get(*literal as usize) == Some(&true);
        if required(base, way).any(|atom| atom.literals.iter().all(is_covered)) {
            continue;
        }
        let narrowest = required(base, way).min_by_key(|atom| atom.literals.len());
        let literals = narrowest.into_iter().flat_map(|atom| base.said(atom));
        words.extend(literals.filter_map(|literal| rarest_word(literal, &common)));
    }
    words
}

fn rarest_word<'a>(literal: &'a str, common: &Commonness<'_>) -> Option<&'a str> {
    literal.split(' ').min_by_key(|word| common.get(word))
}

/// The ways of all phrases with a meaning.
fn ways<'a>(
    base: &'a KnowledgeBase,
    wanted: impl Fn(&Meaning) -> bool + 'a,
) -> impl Iterator<Item = &'a [Element]> {
    base.patterns.iter().filter(move |pattern| wanted(&pattern.meaning)).flat_map(|pattern| {
        let ways = match &pattern.rule {
            Rule::Phrase(phrase) => phrase.ways.as_slice(),
            Rule::Regex { .. } => &[],
        };
        ways.iter().map(Vec::as_slice)
    })
}

/// The atoms that a way cannot match without.
fn required<'a>(base: &'a KnowledgeBase, way: &'a [Element]) -> impl Iterator<Item = &'a Atom> {
    way.iter().filter(|element| !element.optional).filter_map(|element| base.atoms.get(element.atom?))
}
