//! Finds every literal of every pattern in a line of content words: word by word, by the fingerprint of the words so far.
//!
//! A literal begins and ends with a word, so nothing has to be looked for inside of words; only in scripts without spaces
//! it may begin or end anywhere, and those few literals have an automaton of their own.

use std::collections::HashMap;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::{Deserialize, Serialize};

use super::line::Line;
use crate::fingerprint::{Fingerprint, Quick};
use crate::flat::{Numbers, Table};
use crate::text::{effort, is_unspaced};

/// The literals by their numbers: 0, 1, 2, ... in the order in which they were given.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Literals {
    /// Every row of words that a literal begins with: see [`Row`].
    rows: Table,
    /// The literal before it with the same words, by number, as in [`Row`].
    same: Numbers,
    open: Vec<Open>,
    /// Made when the first text in a script without spaces comes.
    #[serde(skip)]
    automaton: OnceLock<Option<AhoCorasick>>,
}

/// A row of words.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    /// The last literal that has just these words: its number and 1, or 0 for none.
    literal: u32,
    /// Whether a longer literal begins with them.
    goes_on: bool,
}

/// A literal that starts or ends in a script without spaces.
#[derive(Debug, Serialize, Deserialize)]
struct Open {
    literal: u32,
    /// With a space before it, unless it may start inside of a word.
    needle: String,
    /// Whether it may start, and end, inside of a word.
    inside: (bool, bool),
}

impl<'t> FromIterator<&'t str> for Literals {
    /// Takes literals: each its content words, joined by single spaces.
    fn from_iter<I: IntoIterator<Item = &'t str>>(literals: I) -> Self {
        let mut rows = Rows::default();
        let (mut same, mut open) = (Vec::new(), Vec::new());
        for (words, literal) in literals.into_iter().zip(0..) {
            let inside = (words.starts_with(is_unspaced), words.ends_with(is_unspaced));
            if inside == (false, false) {
                same.push(std::mem::replace(&mut rows.of(words).literal, literal + 1));
            } else {
                same.push(0);
                let needle = if inside.0 { words.to_owned() } else { format!(" {words}") };
                open.push(Open { literal, needle, inside });
            }
        }
        let rows: Vec<_> = rows.0.into_iter().map(|(words, row)| (words.number(), row.number())).collect();
        Self { rows: Table::new(&rows), same: same.into_iter().collect(), open, automaton: OnceLock::new() }
    }
}

/// The rows while they are made.
#[derive(Default)]
struct Rows(HashMap<Fingerprint, Row, Quick>);

impl Rows {
    /// The row of some words; those that it begins with go on.
    fn of(&mut self, words: &str) -> &mut Row {
        let mut row = Fingerprint::NONE;
        let mut words = words.split(' ').peekable();
        while let Some(word) = words.next() {
            row = row.and(word.as_bytes());
            if words.peek().is_some() {
                self.0.entry(row).or_default().goes_on = true;
                row = row.and(b" ");
            }
        }
        self.0.entry(row).or_default()
    }
}

impl Row {
    /// It, as one number.
    fn number(self) -> u32 {
        self.literal << 1 | u32::from(self.goes_on)
    }

    fn from_number(number: u32) -> Self {
        Self { literal: number >> 1, goes_on: number & 1 == 1 }
    }
}

impl Literals {
    /// Calls back with every literal that stands in the line, and its first and its last word.
    pub(super) fn find(&self, line: &Line, mut found: impl FnMut(usize, usize, usize)) {
        for first in 0..line.len() {
            let mut row = Fingerprint::NONE;
            for last in first..line.len() {
                row = row.and(line.letters(last).as_bytes());
                let Some(known) = self.rows.get(row.number()).map(Row::from_number) else { break };
                self.alike(known.literal, |literal| found(literal, first, last));
                if !known.goes_on {
                    break;
                }
                row = row.and(b" ");
            }
        }
        if !line.text.is_ascii() && line.text.contains(is_unspaced) {
            self.find_inside(line, found);
        }
    }

    /// Every literal with the same words as one.
    fn alike(&self, literal: u32, found: impl FnMut(usize)) {
        let number = |literal: u32| (literal as usize).checked_sub(1);
        let before = |literal: &usize| number(self.same.get(*literal)?);
        let all = std::iter::successors(number(literal), before).inspect(|_| effort::spend(1));
        all.for_each(found);
    }

    /// The literals that may stand inside of words.
    fn find_inside(&self, line: &Line, mut found: impl FnMut(usize, usize, usize)) {
        let build = || {
            let needles = self.open.iter().map(|open| &open.needle);
            AhoCorasick::builder().match_kind(MatchKind::Standard).build(needles).ok()
        };
        let Some(automaton) = self.automaton.get_or_init(build) else { return };
        for seen in automaton.find_overlapping_iter(&line.text) {
            effort::spend(1);
            let Some(open) = self.open.get(seen.pattern().as_usize()) else { continue };
            let ends = line.text.as_bytes().get(seen.end()) == Some(&b' ');
            if ends || open.inside.1 {
                // What starts with a word has the space before it.
                let first = line.word_at(seen.start() + usize::from(!open.inside.0));
                found(open.literal as usize, first, line.word_at(seen.end().saturating_sub(1)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Filler;
    use crate::text;

    fn found(literals: &[&str], text: &str) -> Vec<(String, String)> {
        let all: Literals = literals.iter().copied().collect();
        let line = Line::new(&text::fold(text), &Filler::default());
        let mut found = Vec::new();
        all.find(&line, |literal, first, last| {
            let words: Vec<_> = (first..=last).map(|word| line.letters(word)).collect();
            found.push((literals[literal].to_owned(), words.join(" ")));
        });
        found.sort();
        found
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
    }

    #[test]
    fn literals_are_found_as_whole_words_and_within_each_other() {
        let literals = ["backup", "icloud backup", "icloud backup failed", "up", "backup failed", "fail"];
        let expected = [
            ("backup", "backup"),
            ("backup failed", "backup failed"),
            ("icloud backup", "icloud backup"),
            ("icloud backup failed", "icloud backup failed"),
        ];
        assert_eq!(found(&literals, "my icloud backup failed"), pairs(&expected));
    }

    #[test]
    fn a_row_that_only_begins_like_a_literal_is_none() {
        assert_eq!(
            found(&["not enough storage", "enough"], "not enough room"),
            pairs(&[("enough", "enough")])
        );
        assert_eq!(found(&["not enough storage"], "not enough"), []);
    }

    #[test]
    fn literals_with_the_same_words_are_all_found() {
        assert_eq!(found(&["did", "did"], "did"), pairs(&[("did", "did"), ("did", "did")]));
    }

    #[test]
    fn a_script_without_spaces_is_searched_inside_of_words() {
        let literals = ["備份", "icloud 備份", "備份 error", "error"];
        let expected = [("error", "error"), ("icloud 備份", "icloud 備份失敗"), ("備份", "備份失敗")];
        assert_eq!(found(&literals, "icloud 備份失敗 error"), pairs(&expected));
        assert_eq!(
            found(&literals, "備份 errors"),
            pairs(&[("備份", "備份")]),
            "a spaced script ends with its word"
        );
    }
}
