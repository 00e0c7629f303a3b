//! The signs of a message, sorted out once: what was found, in whose voice, in which sentence.

use std::collections::HashMap;

use crate::knowledge::Signal;
use crate::reading::{Found, Reading};
use crate::text::{Voice, effort};

/// "Worked last week, and today it fails": so many words later it is still the same thought.
const RIGHT_AFTER: usize = 8;

/// A message's findings with ways to ask about them.
pub(super) struct Signs<'r> {
    pub reading: &'r Reading<'r>,
    /// The findings in the writer's own words, by signal: they are asked for again and again.
    own: HashMap<Signal, Vec<&'r Found>>,
}

impl<'r> Signs<'r> {
    /// Sorts the findings of a message out.
    pub(super) fn new(reading: &'r Reading<'r>) -> Self {
        let mut own: HashMap<Signal, Vec<&Found>> = HashMap::new();
        for found in reading.found().iter().filter(|found| found.voice == Voice::Own) {
            if let Some(signal) = found.meaning.signal() {
                own.entry(signal).or_default().push(found);
            }
        }
        Self { reading, own }
    }

    /// The findings of one signal in the writer's own words, in the order of the text.
    pub(super) fn own(&self, signal: Signal) -> impl Iterator<Item = &'r Found> {
        self.own.get(&signal).into_iter().flatten().copied().inspect(|_| effort::spend(1))
    }

    pub(super) fn has(&self, signal: Signal) -> bool {
        self.own.contains_key(&signal)
    }

    /// Whether it is solved or past: said so, and nothing fails right after that.
    pub(super) fn is_solved(&self) -> bool {
        let taken_back = |solved: &Found| {
            let after = solved.words.end..solved.words.end + RIGHT_AFTER;
            self.own(Signal::Fails).any(|fails| after.contains(&fails.words.start))
        };
        self.own(Signal::Solved).any(|solved| !taken_back(solved))
    }

    /// The sentence in which a finding starts.
    pub(super) fn sentence(&self, found: &Found) -> u32 {
        self.word(found.words.start).map_or(0, |word| word.sentence)
    }

    /// The clause in which a word stands.
    pub(super) fn clause(&self, word: usize) -> Option<u32> {
        self.word(word).map(|word| word.clause)
    }

    /// Whether one sentence holds a signal.
    pub(super) fn sentence_has(&self, signal: Signal, sentence: u32) -> bool {
        self.own(signal).any(|found| self.sentence(found) == sentence)
    }

    fn word(&self, index: usize) -> Option<&'r crate::text::Word> {
        self.reading.folded().words().get(index)
    }
}
