//! Checks a knowledge base that loads: every example against the whole of it, and what its tables leave unused.
//!
//! A complaint is a thing that must be mended; a note is one that a person may want to look at.

mod examples;
mod patterns;
mod phrases;
mod private;
#[cfg(test)]
mod tests;
mod unused;

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use crate::knowledge::{Files, Grade, KnowledgeBase, Rule};
use crate::reading::Reader;

pub use patterns::{
    By, Elsewhere, Fires, Known, Never, PatternFile, PatternUse, Patterns, Shadowed, Sort, Sums, patterns,
};

/// What a check came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What must be mended, in the order of files and lines.
    pub complaints: Vec<Remark>,
    /// What may be worth a look, in the same order.
    pub notes: Vec<Remark>,
    /// Patterns of causes that match no example of any cause, in the same order.
    pub unheard: Vec<Remark>,
    /// How much there is.
    pub counts: Counts,
}

/// How much a knowledge base holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Cause files.
    pub causes: usize,
    /// Patterns of all files.
    pub patterns: usize,
    /// Literals, each counted once.
    pub literals: usize,
    /// Examples of both sorts.
    pub examples: usize,
}

/// A sentence about a place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Remark {
    /// The name of the file in the folder.
    pub file: String,
    /// The line, from 1, when the remark has one.
    pub line: Option<usize>,
    /// The sentence.
    pub message: String,
}

/// Checks a knowledge base against its own examples and tables; `files` are those that it was loaded from.
#[must_use]
pub fn check(files: Files<'_>, base: &KnowledgeBase, reader: &Reader) -> Report {
    let heard = examples::run(base, reader);
    let mut complaints = heard.complaints;
    complaints.extend(doubtful_screens(base));
    complaints.extend(private::complaints(base, reader));
    let mut notes = phrases::notes(base);
    notes.extend(unused::concepts(files));
    notes.extend(unused::steps(base));
    let unheard = unused::patterns(base, &heard.patterns);
    let mut report = Report { complaints, notes, unheard, counts: counts(base) };
    for remarks in [&mut report.complaints, &mut report.notes, &mut report.unheard] {
        remarks.sort();
        remarks.dedup();
    }
    report
}

/// Every literal that is looked for, sorted, without doubles; the words that wake up a regex are literals too.
#[must_use]
pub fn literals(base: &KnowledgeBase) -> Vec<&str> {
    let guards = base.patterns.iter().flat_map(|pattern| match &pattern.rule {
        Rule::Phrase(_) => [].iter(),
        Rule::Regex { guard, .. } => guard.iter(),
    });
    let literals = base.atoms.iter().flat_map(|atom| base.said(atom));
    let all: BTreeSet<&str> = literals.chain(guards.map(String::as_str)).collect();
    all.into_iter().collect()
}

fn counts(base: &KnowledgeBase) -> Counts {
    Counts {
        causes: base.causes.len(),
        patterns: base.patterns.len(),
        literals: literals(base).len(),
        examples: of_causes(base) + private::count(base),
    }
}

fn of_causes(base: &KnowledgeBase) -> usize {
    base.causes.iter().map(|cause| cause.examples_yes.len() + cause.examples_no.len()).sum()
}

/// Texts that were looked for and not found must not be matched as if they were known.
fn doubtful_screens(base: &KnowledgeBase) -> impl Iterator<Item = Remark> {
    let doubtful = base.screens.iter().filter(|screen| screen.grade == Grade::D && screen.text.is_some());
    doubtful.map(|screen| {
        let message =
            format!("{} has grade D, so its exact `text` is not known; leave the text out", screen.id);
        Remark { file: "screens.toml".to_owned(), line: None, message }
    })
}

impl Remark {
    fn at(file: &str, line: usize, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: Some(line), message: message.into() }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

/// A report with what came of every pattern, when that was asked for.
#[derive(Serialize)]
struct Document<'r> {
    #[serde(flatten)]
    report: &'r Report,
    patterns: Option<&'r Patterns>,
}

impl Report {
    /// The report as one JSON document, with what came of every pattern when that is given.
    ///
    /// # Errors
    /// None that is known; a report is plain data.
    pub fn to_json(&self, patterns: Option<&Patterns>) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(&Document { report: self, patterns })
    }
}

impl fmt::Display for Report {
    /// The complaints, the notes and the counts; of the unheard patterns only how many there are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for complaint in &self.complaints {
            writeln!(f, "{complaint}")?;
        }
        for note in &self.notes {
            writeln!(f, "note: {note}")?;
        }
        if !self.unheard.is_empty() {
            let count = self.unheard.len();
            writeln!(
                f,
                "note: {count} patterns of causes match no example; `cloudmedic check --explain` tells why"
            )?;
        }
        let Counts { causes, patterns, literals, examples } = self.counts;
        writeln!(f, "{causes} causes, {patterns} patterns, {literals} literals, {examples} examples")?;
        match self.complaints.len() {
            0 => writeln!(f, "No complaints."),
            1 => writeln!(f, "1 complaint."),
            more => writeln!(f, "{more} complaints."),
        }
    }
}
