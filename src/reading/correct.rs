//! Reads mistyped words as the words of the patterns that they are near to; never touches a common English word.

use serde::{Deserialize, Serialize};

use super::Correction;
use super::index::Commonness;
use super::vocabulary::{LONGEST, SHORTEST, Vocabulary, is_correctable};
use crate::fingerprint::Fingerprint;
use crate::flat::{Table, Texts};
use crate::knowledge::{English, Filler, KnowledgeBase, Rule};
use crate::text::{Folded, Word, effort};

/// The vocabulary of the patterns, and what may not be corrected.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Corrector {
    vocabulary: Vocabulary,
    joins: Joins,
    filler: Filler,
    /// That of the knowledge base, where it is kept already.
    #[serde(skip)]
    english: English,
}

/// Pairs of words that are read as one.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Joins {
    /// By the first word, a space and the second.
    places: Table,
    pairs: Texts,
    joined: Texts,
}

/// A word that is not English but stands in so many literals is meant as it is: "icloud".
const OFTEN: u32 = 4;
/// Two words run together are at least this long.
const RUN_TOGETHER: usize = 7;

impl Corrector {
    pub(super) fn new<'k>(base: &'k KnowledgeBase, mut common: Commonness<'k>) -> Self {
        for pattern in &base.patterns {
            if let Rule::Regex { guard, .. } = &pattern.rule {
                guard.iter().for_each(|word| *common.entry(word).or_default() += 1);
            }
        }
        let (mut words, doubtful): (Vec<_>, Vec<_>) = common.into_iter().partition(|(word, count)| {
            *count >= OFTEN || !is_correctable(word) || base.english.contains(word)
        });
        let sure = Vocabulary::of(&words);
        let mut fresh: Vec<_> =
            doubtful.into_iter().filter(|(word, _)| sure.nearest(word).is_none()).collect();
        fresh.sort_unstable();
        words.extend(fresh);
        Self {
            vocabulary: Vocabulary::of(&words),
            joins: Joins::of(base),
            filler: base.filler.clone(),
            english: base.english.clone(),
        }
    }

    /// The same with the English words of a knowledge base.
    pub(super) fn knowing(self, english: &English) -> Self {
        Self { english: english.clone(), ..self }
    }

    /// A word of a pattern as messages spell it after correction: patterns may list mistakes, and all of them agree.
    pub(super) fn spell<'a>(&'a self, word: &'a str) -> &'a str {
        match self.mend(word) {
            Mended::One(better) => better,
            Mended::AsItIs | Mended::Two(..) => word,
        }
    }

    /// The words with joins made and mistakes mended, and which were mended.
    pub(super) fn correct(&self, folded: &Folded) -> (Folded, Vec<Correction>) {
        let mut corrected = Folded::default();
        let mut corrections = Vec::new();
        let mut words = folded.words().iter().peekable();
        while let Some(word) = words.next() {
            let letters = folded.letters(word);
            let pair = words
                .peek()
                .and_then(|next| Some((self.joins.of_two(letters, folded.letters(next))?, *next)));
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
        if let Some(word) = self.vocabulary.nearest(letters) {
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
        self.vocabulary.find(word).is_some() || self.filler.contains(word) || self.english.contains(word)
    }

    /// Whether a word is two words of which the longer belongs to the patterns.
    fn run_together(&self, first: &str, second: &str) -> bool {
        let known = |word: &str| self.is_known(word);
        let core = |word: &str| word.len() >= 4 && self.vocabulary.find(word).is_some();
        (core(first) && second.len() >= 3 && known(second)) || (core(second) && known(first))
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
        self.vocabulary.find(&plain)
    }
}

impl Joins {
    fn of(base: &KnowledgeBase) -> Self {
        let pairs: Vec<String> = base.joins.keys().map(|(one, other)| format!("{one} {other}")).collect();
        let places =
            pairs.iter().zip(0..).map(|(pair, number)| (Fingerprint::of(pair.as_bytes()).number(), number));
        Self {
            places: Table::new(&places.collect::<Vec<_>>()),
            pairs: pairs.iter().map(String::as_str).collect(),
            joined: base.joins.values().map(String::as_str).collect(),
        }
    }

    /// What two words in a row are read as.
    fn of_two(&self, one: &str, other: &str) -> Option<&str> {
        let key = Fingerprint::of(one.as_bytes()).and(b" ").and(other.as_bytes());
        let at = self.places.get(key.number())? as usize;
        let same = self.pairs.get(at)?.split_once(' ') == Some((one, other));
        self.joined.get(at).filter(|_| same)
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
