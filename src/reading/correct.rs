//! Reads mistyped words as the words of the patterns that they are near to; never touches a common English word.

use std::collections::BTreeMap;

use super::Correction;
use super::distance::distance;
use super::index::{Commonness, Index, lacking_one};
use crate::fingerprint::Fingerprint;
use crate::knowledge::{English, Filler, KnowledgeBase, Rule};
use crate::text::{Folded, Word, effort};

/// The vocabulary of the patterns, and what may not be corrected.
#[derive(Debug)]
pub(super) struct Corrector {
    /// Words of the patterns, with how many literals they stand in.
    vocabulary: Vec<(String, u32)>,
    /// Where a word stands in the vocabulary.
    known: Index,
    /// By a word, and by it with one letter left out: the words of the vocabulary that it can come from.
    near: Index,
    english: English,
    joins: BTreeMap<(String, String), String>,
    filler: Filler,
}

/// A word that is not English but stands in so many literals is meant as it is: "icloud".
const OFTEN: u32 = 4;
/// Shorter words have too many neighbors.
const SHORTEST: usize = 4;
/// From this length on two mistakes are forgiven.
const TWO_MISTAKES: usize = 8;
/// Longer words are no typos of anything.
const LONGEST: usize = 24;
/// Two words run together are at least this long.
const RUN_TOGETHER: usize = 7;

impl Corrector {
    pub(super) fn new<'k>(base: &'k KnowledgeBase, mut common: Commonness<'k>) -> Self {
        for pattern in &base.patterns {
            if let Rule::Regex { guard, .. } = &pattern.rule {
                guard.iter().for_each(|word| *common.entry(word).or_default() += 1);
            }
        }
        let keys = common.keys().filter(|word| is_correctable(word)).map(|word| word.len() + 1).sum();
        let mut corrector = Self {
            vocabulary: Vec::with_capacity(common.len()),
            known: Index::for_about(common.len()),
            near: Index::for_about(keys),
            english: base.english.clone(),
            joins: base.joins.clone(),
            filler: base.filler.clone(),
        };
        let (sure, doubtful): (Vec<_>, Vec<_>) = common.into_iter().partition(|(word, count)| {
            *count >= OFTEN || !is_correctable(word) || corrector.english.contains(word)
        });
        sure.into_iter().for_each(|(word, count)| corrector.learn(word, count));
        let mut fresh: Vec<_> =
            doubtful.into_iter().filter(|(word, _)| corrector.nearest(word).is_none()).collect();
        fresh.sort_unstable();
        fresh.into_iter().for_each(|(word, count)| corrector.learn(word, count));
        corrector
    }

    /// A word of a pattern as messages spell it after correction: patterns may list mistakes, and all of them agree.
    pub(super) fn spell<'a>(&'a self, word: &'a str) -> &'a str {
        match self.mend(word) {
            Mended::One(better) => better,
            Mended::AsItIs | Mended::Two(..) => word,
        }
    }

    fn learn(&mut self, word: &str, count: u32) {
        let number = self.vocabulary.len();
        let whole = Fingerprint::of(word.as_bytes());
        if is_correctable(word) {
            std::iter::once(whole).chain(lacking_one(word)).for_each(|key| self.near.add(key, number));
        }
        self.known.add(whole, number);
        self.vocabulary.push((word.to_owned(), count));
    }

    /// A word of the vocabulary as it stands there.
    fn find(&self, word: &str) -> Option<&str> {
        let mut same = self.known.of(Fingerprint::of(word.as_bytes()));
        same.find_map(|at| Some(self.vocabulary.get(at)?.0.as_str()).filter(|known| *known == word))
    }

    /// The words with joins made and mistakes mended, and which were mended.
    pub(super) fn correct(&self, folded: &Folded) -> (Folded, Vec<Correction>) {
        let mut corrected = Folded::default();
        let mut corrections = Vec::new();
        let mut words = folded.words().iter().peekable();
        while let Some(word) = words.next() {
            let letters = folded.letters(word);
            let pair = words.peek().and_then(|next| {
                let key = (letters.to_owned(), folded.letters(next).to_owned());
                Some((self.joins.get(&key)?, *next))
            });
            if let Some((one, next)) = pair {
                words.next();
                push(&mut corrected, one, word.span.start..next.span.end, word);
                continue;
            }
            match self.mend(letters) {
                Mended::AsItIs => push(&mut corrected, letters, word.span.clone(), word),
                Mended::One(better) => {
                    corrections.push(Correction { word: corrected.words().len(), typed: letters.to_owned() });
                    push(&mut corrected, better, word.span.clone(), word);
                }
                Mended::Two(first, second) => {
                    corrections.push(Correction { word: corrected.words().len(), typed: letters.to_owned() });
                    let exact = word.span.len() == letters.len();
                    let middle = if exact { word.span.start + first.len() } else { word.span.end };
                    push(&mut corrected, first, word.span.start..middle, word);
                    let from = if exact { middle } else { word.span.start };
                    push(&mut corrected, second, from..word.span.end, word);
                }
            }
        }
        (corrected, corrections)
    }

    fn mend<'a>(&'a self, letters: &'a str) -> Mended<'a> {
        let length = letters.len();
        if !(SHORTEST..=LONGEST).contains(&length) || self.is_known(letters) {
            return Mended::AsItIs;
        }
        if !letters.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return self.unleet(letters).map_or(Mended::AsItIs, Mended::One);
        }
        if let Some(word) = self.nearest(letters) {
            return Mended::One(word);
        }
        if length >= RUN_TOGETHER {
            effort::spend(length);
            for at in 2..length - 1 {
                let Some((first, second)) = letters.split_at_checked(at) else { continue };
                if self.run_together(first, second) {
                    return Mended::Two(first, second);
                }
            }
        }
        Mended::AsItIs
    }

    fn is_known(&self, word: &str) -> bool {
        self.find(word).is_some() || self.filler.contains(word) || self.english.contains(word)
    }

    /// Whether a word is two words of which the longer belongs to the patterns.
    fn run_together(&self, first: &str, second: &str) -> bool {
        let known = |word: &str| self.is_known(word);
        let core = |word: &str| word.len() >= 4 && self.find(word).is_some();
        (core(first) && second.len() >= 3 && known(second)) || (core(second) && known(first))
    }

    fn nearest(&self, letters: &str) -> Option<&str> {
        let most = if letters.len() >= TWO_MISTAKES { 2 } else { 1 };
        let typed = letters.as_bytes();
        let keys = std::iter::once(Fingerprint::of(typed)).chain(lacking_one(letters));
        let candidates = keys.flat_map(|key| self.near.of(key)).filter_map(|at| self.vocabulary.get(at));
        candidates
            .filter_map(|(word, count)| {
                effort::spend(letters.len());
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
            .map(|(.., word)| word.as_str())
    }

    /// Digits written for letters: `st0rage`, `1cloud`.
    fn unleet(&self, letters: &str) -> Option<&str> {
        if letters.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let plain: String = letters
            .chars()
            .map(|ch| match ch {
                '0' => 'o',
                '1' => 'i',
                '3' => 'e',
                '4' => 'a',
                '5' => 's',
                '7' => 't',
                other => other,
            })
            .collect();
        self.find(&plain)
    }
}

/// What became of a word.
enum Mended<'a> {
    AsItIs,
    One(&'a str),
    Two(&'a str, &'a str),
}

fn push(folded: &mut Folded, letters: &str, span: std::ops::Range<usize>, like: &Word) {
    folded.push(letters, span, like.sentence, like.clause, like.voice);
}

fn is_correctable(word: &str) -> bool {
    word.len() > SHORTEST && word.len() <= LONGEST && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn sorted(letters: &[u8]) -> Vec<u8> {
    let mut letters = letters.to_vec();
    letters.sort_unstable();
    letters
}
