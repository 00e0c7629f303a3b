//! The signs of a message, sorted out once: what was found, in whose voice, in which sentence.

use crate::knowledge::{Meaning, Signal};
use crate::reading::{Found, Reading};
use crate::text::Voice;

/// "Worked last week, and today it fails": so many words later it is still the same thought.
const RIGHT_AFTER: usize = 8;

/// A message's findings with ways to ask about them.
pub(super) struct Signs<'r> {
    pub reading: &'r Reading<'r>,
}

impl<'r> Signs<'r> {
    /// The findings of one signal in the writer's own words.
    pub(super) fn own(&self, signal: Signal) -> impl Iterator<Item = &'r Found> {
        self.reading
            .found()
            .iter()
            .filter(move |found| found.meaning == Meaning::Topic(signal) && found.voice == Voice::Own)
    }

    pub(super) fn has(&self, signal: Signal) -> bool {
        self.own(signal).next().is_some()
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
