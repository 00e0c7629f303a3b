//! Suggests phrases that tell corrected messages from the rest, as lines for the pattern files.
//!
//! Every phrase is ranked by Dunning's log-likelihood ratio (see `score`), and then measured: the lines are put into
//! the files, the knowledge is loaded with them, and what they match is counted.

mod class;
mod heard;
mod measure;
mod pick;
mod place;
mod score;
#[cfg(test)]
mod tests;
mod words;

use super::corpus::Row;
use crate::knowledge::{Complaints, Files, KnowledgeBase};
use crate::reading::Reader;

pub use class::Class;

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wishes {
    /// The most lines of a class.
    pub top: usize,
    /// Whether messages that the bot gets right by now count as those that it does not.
    pub all: bool,
}

/// What is suggested, and what would come of all of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Suggestions {
    /// By class, as far as messages were corrected to it.
    pub classes: Vec<Suggested>,
    /// Corrected messages that the bot does not get right yet.
    pub open: usize,
    /// Those of them that it would get right with every line in its file.
    pub mended: usize,
    /// Messages that it gets right by now and would not any more.
    pub broken: usize,
}

/// The suggestions of one class of corrected messages.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggested {
    /// What the messages were corrected to.
    pub class: Class,
    /// How many there are.
    pub corrected: usize,
    /// How many of them the bot does not get right yet.
    pub open: usize,
    /// The lines, by where they belong.
    pub blocks: Vec<Block>,
}

/// Lines that belong into one list of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The pattern file.
    pub file: String,
    /// The table of the list `say`: `[foreign]`, or a `[[for]]` with its strength.
    pub table: String,
    /// The line of that list, from 1.
    pub line: usize,
    /// Where the lines could belong as well: tables of the file, or other files of the family.
    pub or: Vec<String>,
    /// The lines, most telling first.
    pub lines: Vec<Line>,
}

/// A phrase, and what it would match.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The phrase, as it is written in a pattern file.
    pub phrase: String,
    /// Dunning's log-likelihood ratio; chance alone reaches 3.84 in one of twenty cases. It tells the messages that need
    /// the phrase (off topic: those that the bot fell for; failing backups: those that it missed) from all where it is
    /// wrong.
    pub score: f64,
    /// Messages that it matches and that are as the class says.
    pub hits: u32,
    /// Those of them that were corrected.
    pub corrected: u32,
    /// Other messages that it matches.
    pub wrong: u32,
    /// A pattern of the same meaning that matches there already, and in how many of the hits.
    pub already: Option<(String, u32)>,
}

impl Line {
    /// The line as it is pasted.
    #[must_use]
    pub fn toml(&self) -> String {
        format!("\"{}\",", self.phrase)
    }
}

/// Suggests lines for each class of corrected messages, told from the rest of them and from a corpus.
///
/// # Errors
/// What is wrong with the files once the lines are in them; a line that is suggested loads.
pub fn suggest(
    files: Files<'_>,
    base: &KnowledgeBase,
    reader: &Reader,
    (corrected, corpus): (&[Row], &[Row]),
    wishes: Wishes,
) -> Result<Suggestions, Complaints> {
    let heard = heard::all(base, reader, corrected, corpus);
    let mut picked = Vec::new();
    for class in Class::all() {
        let of_class = heard.iter().filter(|one| one.corrected && class.needs(one));
        let open = of_class.clone().filter(|one| one.open).count();
        let corrected = of_class.count();
        if corrected > 0 {
            let picks = pick::picks(class, &heard, wishes);
            picked.push((Suggested { class, corrected, open, blocks: Vec::new() }, picks));
        }
    }
    measure::fill(files, base, &heard, picked)
}
