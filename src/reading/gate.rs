//! The gate: lets most chatter go at once, by the words without which no message is about a backup.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::glance::Glance;
use super::index::Commonness;
use super::spelling::{LONGEST, Spelling};
use crate::fingerprint::Quick;
use crate::flat::{Bytes, Table};
use crate::knowledge::{Atom, Element, English, KnowledgeBase, Meaning, Rule, Signal};
use crate::text::{self, Folded, is_unspaced};

/// The words that speak of a backup or stand on the screen, and everything one edit away from them.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Gate {
    /// The words as they are.
    words: Keys,
    /// The words that may be mistyped, whole and with one letter left out.
    near: Keys,
    /// The beginnings of the words that are long enough to be found inside a longer one: `icloudbackup`.
    beginnings: Keys,
    long: Vec<String>,
    glance: Glance,
    /// Words that are meant as they are, whatever they are near to: correction leaves them alone. They are those of the
    /// knowledge base, where they are kept already.
    #[serde(skip)]
    english: English,
}

/// Shorter words have no variants.
const SHORTEST: usize = 4;
/// A word is looked for inside a longer one from this length on.
const INSIDE: usize = 6;

impl Gate {
    pub(super) fn new<'k>(base: &'k KnowledgeBase, common: Commonness<'k>) -> Self {
        let (mut near, mut beginnings, mut long) = (Vec::new(), Vec::new(), Vec::new());
        let words = words(base, common);
        for word in &words {
            let spelling = Spelling::of(word);
            if word.len() >= SHORTEST {
                near.push(spelling.whole());
                near.extend(spelling.lacking_one());
            }
            if word.len() >= INSIDE {
                beginnings.extend(spelling.parts::<INSIDE>().next());
                long.push((*word).to_owned());
            }
        }
        let glance = Glance::new(words.iter().any(|word| word.contains(|ch: char| ch.is_numeric())));
        Self {
            words: words.iter().map(|word| Spelling::of(word).whole()).collect(),
            near: near.into_iter().collect(),
            beginnings: beginnings.into_iter().collect(),
            long,
            english: base.english.clone(),
            glance,
        }
    }

    /// The same with the English words of a knowledge base.
    pub(super) fn knowing(self, english: &English) -> Self {
        Self { english: english.clone(), ..self }
    }

    /// Whether any pattern about a backup can match. A text that is not plain is folded for it: then the folded text is
    /// left in `folded`, else that is empty.
    pub(super) fn lets_through(&self, text: &str, folded: &mut Folded) -> bool {
        folded.clear();
        if let Some(knows) = self.glance.any(text, |spelling, word| self.knows(spelling, word)) {
            return knows;
        }
        text::fold_into(text, folded);
        let mut spelling = Spelling::default();
        folded.iter().any(|word| {
            spelling.clear();
            word.chars().for_each(|letter| spelling.push(letter));
            word.contains(is_unspaced) || self.knows(&spelling, word)
        })
    }

    fn knows(&self, spelling: &Spelling, word: &str) -> bool {
        if self.words.has(spelling.whole()) {
            return true;
        }
        if !(SHORTEST..=LONGEST).contains(&word.len()) {
            return false;
        }
        let is_near = self.near.has(spelling.whole())
            || spelling.lacking_one().any(|variant| self.near.has(variant))
            || (word.len() > INSIDE
                && spelling.parts::<INSIDE>().any(|part| self.beginnings.has(part))
                && self.long.iter().any(|known| word.contains(known.as_str())));
        is_near && !self.english.contains(word)
    }
}

/// Numbers of words. Nearly all words that are asked for are not among them, and nearly all of those end at the first
/// look, at one bit.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Keys {
    /// A bit for every number, at the place that its upper bits tell; as many bits as are 64 times the numbers.
    bits: Bytes,
    shift: u32,
    numbers: Table,
}

impl FromIterator<u64> for Keys {
    fn from_iter<I: IntoIterator<Item = u64>>(numbers: I) -> Self {
        let numbers: HashSet<u64, Quick> = numbers.into_iter().collect();
        let count = (numbers.len() + 1).next_power_of_two();
        let shift = u64::BITS - count.trailing_zeros() - u64::BITS.trailing_zeros();
        let mut bits = vec![0; count * size_of::<u64>()];
        for number in &numbers {
            let (at, bit) = place(*number, shift);
            if let Some(bits) = bits.get_mut(at) {
                *bits |= bit;
            }
        }
        let numbers: Vec<(u64, u32)> = numbers.into_iter().map(|number| (number, 0)).collect();
        Self { bits: bits.into(), shift, numbers: Table::new(&numbers) }
    }
}

impl Keys {
    #[inline]
    fn has(&self, number: u64) -> bool {
        let (at, bit) = place(number, self.shift);
        self.bits.get().get(at).is_some_and(|bits| bits & bit != 0) && self.numbers.get(number).is_some()
    }
}

/// The byte and the bit of a number.
#[inline]
fn place(number: u64, shift: u32) -> (usize, u8) {
    let place = number >> shift;
    (usize::try_from(place >> 3).unwrap_or(usize::MAX), 1 << (place & 7))
}

/// The words one of which stands in every message that can be on topic: of each way to speak of a backup, of iCloud, of
/// a failure or of a screen, the words of that part of it which people say least.
fn words<'k>(base: &'k KnowledgeBase, common: Commonness<'k>) -> HashSet<&'k str, Quick> {
    let said = Said { base, common };
    let mut words = HashSet::default();
    for way in ways(base, |meaning| matches!(meaning, Meaning::Topic(Signal::Backup | Signal::Icloud))) {
        words.extend(said.least(way));
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
        if !required(base, way).any(|atom| atom.literals.iter().all(is_covered)) {
            words.extend(said.least(way));
        }
    }
    words
}

/// How often people say what.
struct Said<'k> {
    base: &'k KnowledgeBase,
    common: Commonness<'k>,
}

impl<'k> Said<'k> {
    /// A word of every way to say that part of a way which is said least.
    fn least(&self, way: &'k [Element]) -> impl Iterator<Item = &'k str> {
        let often = |atom: &&Atom| -> u32 {
            self.base.said(atom).filter_map(|literal| self.rarest(literal)).map(|(often, ..)| often).sum()
        };
        let least = required(self.base, way).min_by_key(often);
        let literals = least.into_iter().flat_map(|atom| self.base.said(atom));
        literals.filter_map(|literal| self.rarest(literal)).map(|(.., word)| word)
    }

    /// The word of a literal that is said least, with how often it is said.
    fn rarest<'l>(&self, literal: &'l str) -> Option<(u32, u32, &'l str)> {
        let word = |word| (self.often(word), self.common.get(word).copied().unwrap_or_default(), word);
        literal.split(' ').map(word).min()
    }

    /// Roughly how often a word is said in a channel: the shorter, the oftener (Zipf's law of abbreviation), and what
    /// is no English word, or has no vowel, is hardly said at all.
    fn often(&self, word: &str) -> u32 {
        match word.len() {
            _ if self.base.filler.contains(word) => 3000,
            _ if !word.contains(['a', 'e', 'i', 'o', 'u', 'y']) => 10,
            0..=2 => 1000,
            3 => 300,
            _ if !self.base.english.contains(word) => 1,
            4 => 30,
            5 => 8,
            6 => 4,
            _ => 2,
        }
    }
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
