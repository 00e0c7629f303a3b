//! Tells how the text was read: its sentences as words, whose they are, and which words were read as others.

use std::ops::Range;

use serde::Serialize;

use crate::reading::Reading;
use crate::text::{self, Folded, Voice, Word};

/// A sentence as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Whether it is quoted or a code block: somebody else's words, a log or a screen.
    pub quoted: bool,
    /// Its clauses, each as its words with blanks between.
    pub clauses: Vec<String>,
}

/// Words that were read as others: mended, joined, or parted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// As typed.
    pub typed: String,
    /// As read.
    pub read_as: String,
    /// How often.
    pub times: usize,
}

/// The sentences of a reading.
pub(super) fn sentences(reading: &Reading<'_>) -> Vec<Sentence> {
    let folded = reading.folded();
    let sentence = |words: &[Word]| Sentence {
        quoted: words.first().is_some_and(|word| word.voice == Voice::Quoted),
        clauses: words
            .chunk_by(|one, other| one.clause == other.clause)
            .map(|clause| letters(folded, clause))
            .collect(),
    };
    folded.words().chunk_by(|one, other| one.sentence == other.sentence).map(sentence).collect()
}

/// The words that were read as others, in the order of the text.
pub(super) fn changes(reading: &Reading<'_>) -> Vec<Change> {
    let (typed, read) = (text::fold(reading.text()), reading.folded());
    let (mut typed_rest, mut read_rest) = (typed.words(), read.words());
    let mut changes: Vec<Change> = Vec::new();
    while let (Some(before), Some(after)) = (typed_rest.first(), read_rest.first()) {
        let (one, other) =
            if typed.letters(before) == read.letters(after) { (1, 1) } else { group(typed_rest, read_rest) };
        let (Some((from, typed_on)), Some((to, read_on))) =
            (typed_rest.split_at_checked(one), read_rest.split_at_checked(other))
        else {
            break;
        };
        if letters(&typed, from) != letters(read, to) {
            note(&mut changes, as_typed(reading.text(), from), letters(read, to));
        }
        (typed_rest, read_rest) = (typed_on, read_on);
    }
    changes
}

/// How many words of each side stand in the same place, from the first on.
fn group(typed: &[Word], read: &[Word]) -> (usize, usize) {
    let mut end = 0;
    let (mut one, mut other) = (1, 1);
    loop {
        let reach = |words: &[Word], count: usize| words.iter().take(count).map(|word| word.span.end).max();
        let further = reach(typed, one).max(reach(read, other)).unwrap_or_default();
        if further <= end {
            return (one, other);
        }
        end = further;
        let within = |words: &[Word]| words.iter().take_while(|word| word.span.start < end).count().max(1);
        (one, other) = (within(typed), within(read));
    }
}

fn note(changes: &mut Vec<Change>, typed: String, read_as: String) {
    match changes.iter_mut().find(|known| known.typed == typed && known.read_as == read_as) {
        Some(known) => known.times += 1,
        None => changes.push(Change { typed, read_as, times: 1 }),
    }
}

fn letters(folded: &Folded, words: &[Word]) -> String {
    words.iter().map(|word| folded.letters(word)).collect::<Vec<_>>().join(" ")
}

fn as_typed(text: &str, words: &[Word]) -> String {
    let start = words.iter().map(|word| word.span.start).min().unwrap_or_default();
    let end = words.iter().map(|word| word.span.end).max().unwrap_or_default();
    quote(text, &(start..end))
}

/// A part of the text on one line.
pub(super) fn quote(text: &str, span: &Range<usize>) -> String {
    let part = text.get(span.clone()).unwrap_or_default();
    part.split_whitespace().collect::<Vec<_>>().join(" ")
}
