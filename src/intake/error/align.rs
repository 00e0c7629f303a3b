//! Lays a known text along the words of a message: the longest run of its words, in order.

use std::ops::Range;

use super::super::words::Words;
use crate::knowledge::KnowledgeBase;
use crate::text::{self, effort};

/// Finds the words of a text, in order, in a stretch: where they begin and end, and how many there are.
pub(super) fn find(
    words: Words<'_>,
    around: Range<usize>,
    wanted: &[String],
) -> Option<(usize, usize, usize)> {
    let said: Vec<(usize, String)> = plain_words(words, around);
    let table = Table::new(&said, wanted);
    let matched = table.at(said.len(), wanted.len());
    // From the earliest end on, so that a later word of the same name does not stretch it.
    let end = (0..=said.len()).find(|row| table.at(*row, wanted.len()) == matched)?;
    let (mut row, mut column) = (end, wanted.len());
    let mut used: Vec<usize> = Vec::new();
    while row > 0 && column > 0 {
        if said.get(row - 1).map(|(_, word)| word) == wanted.get(column - 1) {
            used.push(row - 1);
            row -= 1;
            column -= 1;
        } else if table.at(row - 1, column) >= table.at(row, column - 1) {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    let first = said.get(*used.last()?)?.0;
    let last = said.get(*used.first()?)?.0;
    Some((first, last + 1, matched))
}

/// The lengths of the longest common subsequences of all beginnings of two texts.
struct Table {
    cells: Vec<usize>,
    width: usize,
}

impl Table {
    fn new(said: &[(usize, String)], wanted: &[String]) -> Self {
        let width = wanted.len() + 1;
        let mut table = Self { cells: vec![0; (said.len() + 1) * width], width };
        effort::spend(said.len() * wanted.len());
        for (row, (_, word)) in said.iter().enumerate() {
            for (column, other) in wanted.iter().enumerate() {
                let best = if word == other {
                    table.at(row, column) + 1
                } else {
                    table.at(row, column + 1).max(table.at(row + 1, column))
                };
                if let Some(cell) = table.cells.get_mut((row + 1) * width + column + 1) {
                    *cell = best;
                }
            }
        }
        table
    }

    fn at(&self, row: usize, column: usize) -> usize {
        self.cells.get(row * self.width + column).copied().unwrap_or_default()
    }
}

/// Words with their places, `could not` as `couldnt` and every device as `iphone`.
pub(super) fn plain_words(words: Words<'_>, around: Range<usize>) -> Vec<(usize, String)> {
    let mut plain = Vec::new();
    let mut at = around.start;
    while at < around.end {
        let (word, next) = contracted(words.at(at), words.at(at + 1));
        // The last word of a contraction ends the text as well.
        plain.push((if next { at + 1 } else { at }, word));
        at += if next { 2 } else { 1 };
    }
    plain
}

/// The words of a known text, joined and contracted as those of messages are.
pub(super) fn wanted(base: &KnowledgeBase, text: &str) -> Vec<String> {
    let folded = text::fold(text);
    let words: Vec<&str> = folded.iter().collect();
    let mut plain = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let (word, both) = match base.joins.get(&((*word).to_owned(), next.to_owned())) {
            Some(joined) => (joined.clone(), true),
            None => contracted(word, next),
        };
        plain.push(word);
        at += if both { 2 } else { 1 };
    }
    plain
}

fn contracted(word: &str, next: &str) -> (String, bool) {
    match (word, next) {
        ("could" | "do" | "does" | "is" | "was" | "has" | "have" | "did" | "are" | "were", "not") => {
            (format!("{word}nt"), true)
        }
        ("can", "not") => ("cant".to_owned(), true),
        ("cannot", _) => ("cant".to_owned(), false),
        ("ipad" | "iphone" | "phone" | "device", _) => ("iphone".to_owned(), false),
        (word, _) => (word.to_owned(), false),
    }
}
