//! The words that patterns are matched on: a message without its filler, as one line that the automaton can run over.

use crate::knowledge::Filler;
use crate::text::Folded;

/// The content words of a message.
pub(super) struct Line {
    /// ` word word word `: every word has a space on both sides.
    pub text: String,
    /// Where each content word starts in `text`.
    starts: Vec<usize>,
    /// The index of each content word among the folded words.
    pub words: Vec<usize>,
    /// The sentence of each content word.
    pub sentences: Vec<u32>,
}

impl Line {
    pub(super) fn new(folded: &Folded, filler: &Filler) -> Self {
        let count = folded.words().len();
        let mut line = Self {
            text: String::from(" "),
            starts: Vec::with_capacity(count),
            words: Vec::with_capacity(count),
            sentences: Vec::with_capacity(count),
        };
        for (index, word) in folded.words().iter().enumerate() {
            let letters = folded.letters(word);
            if filler.contains(letters) {
                continue;
            }
            line.starts.push(line.text.len());
            line.words.push(index);
            line.sentences.push(word.sentence);
            line.text.push_str(letters);
            line.text.push(' ');
        }
        line
    }

    /// The content word in which a byte of `text` lies.
    pub(super) fn word_at(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The letters of a content word.
    pub(super) fn letters(&self, word: usize) -> &str {
        let start = self.starts.get(word).copied().unwrap_or_default();
        let rest = self.text.get(start..).unwrap_or_default();
        rest.split(' ').next().unwrap_or_default()
    }

    pub(super) fn sentence(&self, word: usize) -> Option<u32> {
        self.sentences.get(word).copied()
    }
}
