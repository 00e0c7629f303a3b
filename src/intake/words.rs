//! The words of a message with the questions that every field asks of them. Decides nothing about a field.

use std::ops::Range;

use super::asked::{self, Asked};
use super::phrases::Phrases;
use crate::reading::Correction;
use crate::text::{Folded, Voice};

/// A message as words. Every question looks at a bounded stretch, and no list of phrases is held against a word twice,
/// so a field takes time linear in the message.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    text: &'a str,
    folded: &'a Folded,
    corrections: &'a [Correction],
    asked: &'a Asked,
}

/// Discord ends a message at 4000 characters.
const MOST_WORDS: usize = 4096;

/// A clause or sentence is looked at this many words to either side.
const STRETCH: usize = 40;

impl<'a> Words<'a> {
    pub(super) fn new(
        text: &'a str,
        folded: &'a Folded,
        corrections: &'a [Correction],
        asked: &'a Asked,
    ) -> Self {
        Self { text, folded, corrections, asked }
    }

    pub(super) fn text(self) -> &'a str {
        self.text
    }

    /// The number of words that are looked at: longer messages are no messages, and this bounds the time.
    pub(super) fn count(self) -> usize {
        self.folded.words().len().min(MOST_WORDS)
    }

    /// The folded letters of a word; empty outside the message.
    pub(super) fn at(self, index: usize) -> &'a str {
        self.folded.words().get(index).map_or("", |word| self.folded.letters(word))
    }

    /// The letters before correction, and behind which word they end: "easter" may have been read as "easier", and
    /// "thanksgiving" as two words.
    pub(super) fn uncorrected(self, index: usize) -> (&'a str, usize) {
        let found = self.corrections.binary_search_by(|correction| correction.word.cmp(&index)).ok();
        let Some(correction) = found.and_then(|at| self.corrections.get(at)) else {
            return (self.at(index), index + 1);
        };
        let all = self.folded.words();
        let touches = all
            .get(index)
            .zip(all.get(index + 1))
            .is_some_and(|(one, other)| one.span.end == other.span.start);
        (&correction.typed, if touches { index + 2 } else { index + 1 })
    }

    /// The folded letters of the word `back` places before `index`.
    pub(super) fn before(self, index: usize, back: usize) -> &'a str {
        index.checked_sub(back).map_or("", |at| self.at(at))
    }

    /// Whether the word stands in a quoted line or a code block.
    pub(super) fn is_quoted(self, index: usize) -> bool {
        self.folded.words().get(index).is_some_and(|word| word.voice == Voice::Quoted)
    }

    /// Where some words stood in the text as given, in bytes.
    pub(super) fn span(self, words: &Range<usize>) -> Range<usize> {
        let all = self.folded.words();
        let start = all.get(words.start).map_or(self.text.len(), |word| word.span.start);
        let last = words.end.checked_sub(1).and_then(|last| all.get(last));
        start..last.map_or(start, |word| word.span.end.max(start))
    }

    /// Some words as they were typed, with what stood between them.
    pub(super) fn typed(self, words: &Range<usize>) -> &'a str {
        self.text.get(self.span(words)).unwrap_or_default()
    }

    /// What was typed between a word and the next.
    pub(super) fn gap_after(self, index: usize) -> &'a str {
        let all = self.folded.words();
        let start = all.get(index).map_or(self.text.len(), |word| word.span.end);
        let end = all.get(index + 1).map_or(self.text.len(), |word| word.span.start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// What was typed between a word and the one before it.
    pub(super) fn gap_before(self, index: usize) -> &'a str {
        match index.checked_sub(1) {
            Some(before) => self.gap_after(before),
            None => {
                let end = self.folded.words().first().map_or(0, |word| word.span.start);
                self.text.get(..end).unwrap_or_default()
            }
        }
    }

    pub(super) fn same_clause(self, one: usize, other: usize) -> bool {
        self.clause_of(one).is_some() && self.clause_of(one) == self.clause_of(other)
    }

    pub(super) fn same_sentence(self, one: usize, other: usize) -> bool {
        self.sentence_of(one).is_some() && self.sentence_of(one) == self.sentence_of(other)
    }

    /// The words of the clause around a word.
    pub(super) fn clause(self, index: usize) -> Range<usize> {
        self.stretch(index, |at| self.clause_of(at))
    }

    /// The words of the sentence around a word.
    pub(super) fn sentence(self, index: usize) -> Range<usize> {
        self.stretch(index, |at| self.sentence_of(at))
    }

    /// Whether one of the phrases stands among the words.
    pub(super) fn says(self, words: Range<usize>, phrases: Phrases) -> bool {
        let end = words.end.min(self.count());
        self.asked.any(self, words.start..end, phrases, |start, fitting| {
            fitting.shortest().is_some_and(|length| start + length <= end)
        })
    }

    /// Whether one of the phrases stands right before a word, in its sentence.
    pub(super) fn led_by(self, index: usize, phrases: Phrases) -> bool {
        let joined = index < self.count() && index > 0 && self.same_sentence(index - 1, index);
        let from = index.saturating_sub(asked::LONGEST);
        joined && self.asked.any(self, from..index, phrases, |start, fitting| fitting.has(index - start))
    }

    /// Where the first of the phrases ends that starts at a word.
    pub(super) fn follows(self, index: usize, phrases: Phrases) -> Option<usize> {
        self.asked.at(self, index, phrases).first().map(|length| index + length)
    }

    /// Whether some words are just one of the phrases.
    pub(super) fn are(self, words: &Range<usize>, phrases: Phrases) -> bool {
        self.asked.at(self, words.start, phrases).has(words.len())
    }

    /// The words before `index`, at most `count`, of the same sentence.
    pub(super) fn lead(self, index: usize, count: usize) -> Range<usize> {
        self.sentence(index).start.max(index.saturating_sub(count))..index
    }

    /// The words from `index` on, at most `count`, of the sentence that the word before it stands in.
    pub(super) fn tail(self, index: usize, count: usize) -> Range<usize> {
        let end = self.sentence(index.saturating_sub(1)).end;
        index..end.min(index + count).max(index)
    }

    fn stretch(self, index: usize, group: impl Fn(usize) -> Option<u32>) -> Range<usize> {
        let Some(here) = group(index) else { return self.count()..self.count() };
        let is_here = |at: usize| group(at) == Some(here);
        let before = (1..=STRETCH).take_while(|back| index.checked_sub(*back).is_some_and(is_here));
        let after = (1..=STRETCH).take_while(|ahead| is_here(index + ahead));
        index.saturating_sub(before.count())..(index + 1 + after.count()).min(self.count())
    }

    fn clause_of(self, index: usize) -> Option<u32> {
        self.folded.words().get(index).map(|word| word.clause)
    }

    fn sentence_of(self, index: usize) -> Option<u32> {
        self.folded.words().get(index).map(|word| word.sentence)
    }
}

#[cfg(test)]
mod tests {
    use super::super::phrases::phrases;
    use super::*;
    use crate::text;

    #[test]
    fn clauses_and_sentences_are_told_apart() {
        let text = "iPhone 12, stuck. Help";
        let folded = text::fold(text);
        let asked = Asked::of(&folded);
        let words = Words::new(text, &folded, &[], &asked);
        assert_eq!(words.clause(0), 0..2);
        assert_eq!(words.sentence(0), 0..3);
        assert_eq!(words.typed(&words.sentence(1)), "iPhone 12, stuck");
        assert_eq!(words.clause(99), 4..4, "outside the message nothing is found");
    }

    #[test]
    fn phrases_are_found_where_they_stand() {
        let text = "on my other phone it works";
        let folded = text::fold(text);
        let asked = Asked::of(&folded);
        let words = Words::new(text, &folded, &[], &asked);
        assert!(words.says(0..6, phrases!("other phone")));
        assert!(!words.says(0..3, phrases!("other phone")), "a phrase that runs over the end does not count");
        assert!(words.led_by(3, phrases!("my other")));
        assert_eq!(words.follows(4, phrases!("it works")), Some(6));
    }
}
