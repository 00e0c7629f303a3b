//! The folded text: its words, their sentences and clauses, and the way back to what was typed.

use std::ops::Range;

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The writer's own.
    Own,
    /// A quoted line (`> ...`) or a code block: somebody else's words, a log, or a screen.
    Quoted,
}

/// One folded word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where its letters stand in [`Folded::letters`].
    pub(super) letters: Range<usize>,
    /// Where it stood in the text as given, in UTF-8 bytes, end exclusive.
    pub span: Range<usize>,
    /// Counts sentences from 0; a line ends one too.
    pub sentence: u32,
    /// Counts clauses from 0, over the whole text; a sentence ends one too.
    pub clause: u32,
    /// Whose word it is.
    pub voice: Voice,
}

/// A text as words. The words' letters lie in one buffer, so folding costs two allocations, whatever the length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    letters: String,
    words: Vec<Word>,
    /// Where the letters begin that belong to no word yet.
    open: usize,
}

impl Folded {
    /// The words in order.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The folded letters of a word.
    #[must_use]
    pub fn letters(&self, word: &Word) -> &str {
        self.letters.get(word.letters.clone()).unwrap_or_default()
    }

    /// The letters of every word in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| self.letters(word))
    }

    /// Adds a word; its letters are copied.
    pub fn push(&mut self, letters: &str, span: Range<usize>, sentence: u32, clause: u32, voice: Voice) {
        self.letters.push_str(letters);
        self.close(letters.len(), span, sentence, clause, voice);
    }

    /// Forgets everything, and keeps its buffers.
    pub(crate) fn clear(&mut self) {
        self.letters.clear();
        self.words.clear();
        self.open = 0;
    }

    /// Makes room for the letters of a text of so many bytes.
    pub(super) fn make_room(&mut self, length: usize) {
        self.letters.reserve(length);
    }

    /// Adds a letter to the word that is being collected.
    pub(super) fn collect(&mut self, letter: char) {
        self.letters.push(letter);
    }

    /// The letters of the word that is being collected.
    pub(super) fn collected(&self) -> &str {
        self.letters.get(self.open..).unwrap_or_default()
    }

    /// Makes a word of so many of the collected bytes.
    pub(super) fn close(
        &mut self,
        length: usize,
        span: Range<usize>,
        sentence: u32,
        clause: u32,
        voice: Voice,
    ) {
        let letters = self.open..self.open + length;
        self.open = letters.end;
        self.words.push(Word { letters, span, sentence, clause, voice });
    }
}
