//! Explains every pattern: where it fires and for whom, why it never does, and which other pattern makes it needless.
//!
//! | file | what it tells |
//! | --- | --- |
//! | `messages` | what the patterns are tried on, and what is right there |
//! | `sense` | when a pattern with a meaning is right |
//! | `tally` | where each fires, and how often it is right |
//! | `said` | a phrase in its own words |
//! | `probe` | which parts of patterns occur at all |
//! | `never` | why a pattern never fires |
//! | `cover` | whether one phrase matches wherever another does |
//! | `shadow` | which pattern stands before another |
//! | `render` | all of it on lines of at most 80 columns |

mod cover;
mod messages;
mod never;
mod probe;
mod render;
mod said;
mod sense;
mod shadow;
mod tally;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::knowledge::KnowledgeBase;
use crate::quality::Row;
use crate::quality::explain::fired;
use crate::reading::Reader;

pub use never::Never;
pub use shadow::{By, Known, Shadowed};
pub use tally::{Elsewhere, Fires};

use never::Reasons;
use probe::Parts;
use sense::Sense;
use shadow::Shadows;

/// Every pattern of every file, and what came of it. Shown as text it is a page for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Patterns {
    /// How many examples were run.
    pub examples: usize,
    /// How many labelled messages were run.
    pub rows: usize,
    /// How many patterns there are of each sort.
    pub sums: Sums,
    /// The files, by name.
    pub files: Vec<PatternFile>,
}

/// The patterns of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PatternFile {
    /// Its name.
    pub file: String,
    /// How many patterns there are of each sort.
    pub sums: Sums,
    /// Its patterns, by line.
    pub patterns: Vec<PatternUse>,
}

/// What came of one pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PatternUse {
    /// Its line in the file, from 1.
    pub line: usize,
    /// As written.
    pub pattern: String,
    /// What it says where it fires.
    pub means: String,
    /// Where it fires.
    pub fires: Fires,
    /// Why it never fires.
    pub never: Option<Never>,
    /// What stands before it; a pattern that fires can be shadowed too.
    pub shadowed: Option<Shadowed>,
}

/// How many patterns there are of each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// All of them.
    pub patterns: usize,
    /// Those that fire in at least one message.
    pub fire: usize,
    /// Those that fire for two causes.
    pub two_causes: usize,
    /// Those that never fire.
    pub never: usize,
    /// Those that another one makes needless.
    pub shadowed: usize,
}

/// A sort of patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Fires in at least one message.
    Fires,
    /// Fires in messages that are labelled as another family too.
    TwoCauses,
    /// Fires in no message.
    Never,
    /// Another pattern with the same meaning matches wherever it does.
    Shadowed,
}

/// Tries every pattern on the examples of all causes and on labelled messages.
#[must_use]
pub fn patterns(base: &KnowledgeBase, reader: &Reader, rows: &[Row]) -> Patterns {
    let messages = messages::all(base, rows);
    let places = tally::places(base, reader, &messages);
    let parts = Parts::new(base, &messages);
    let reasons = Reasons { base, reader, messages: &messages, parts: &parts };
    let shadows = Shadows::new(base, reader, &places);
    let mut files: BTreeMap<&str, Vec<PatternUse>> = BTreeMap::new();
    for (index, pattern) in base.patterns.iter().enumerate() {
        let places = places.get(index).map(Vec::as_slice).unwrap_or_default();
        files.entry(&pattern.file).or_default().push(PatternUse {
            line: pattern.line,
            pattern: pattern.written.clone(),
            means: fired::means(base, pattern.meaning).1,
            fires: tally::fires(&Sense::of(base, pattern.meaning), places, &messages),
            never: places.is_empty().then(|| reasons.of(index, pattern)),
            shadowed: shadows.of(index),
        });
    }
    let files = files.into_iter().map(|(file, patterns)| PatternFile::new(file, patterns)).collect();
    Patterns { examples: messages.len() - rows.len(), rows: rows.len(), sums: Sums::default(), files }
        .summed()
}

impl Patterns {
    /// Leaves only patterns of these sorts; the sums stay those of all.
    #[must_use]
    pub fn only(mut self, sorts: &[Sort]) -> Self {
        for file in &mut self.files {
            file.patterns.retain(|pattern| sorts.iter().any(|sort| pattern.is(*sort)));
        }
        self.files.retain(|file| !file.patterns.is_empty());
        self
    }

    fn summed(mut self) -> Self {
        for file in &self.files {
            self.sums.add(file.sums);
        }
        self
    }
}

impl PatternFile {
    fn new(file: &str, mut patterns: Vec<PatternUse>) -> Self {
        patterns.sort_by_key(|pattern| pattern.line);
        let count = |sort: Sort| patterns.iter().filter(|pattern| pattern.is(sort)).count();
        let sums = Sums {
            patterns: patterns.len(),
            fire: count(Sort::Fires),
            two_causes: count(Sort::TwoCauses),
            never: count(Sort::Never),
            shadowed: count(Sort::Shadowed),
        };
        Self { file: file.to_owned(), sums, patterns }
    }
}

impl PatternUse {
    /// Whether the pattern is of a sort; it can be of several.
    #[must_use]
    pub fn is(&self, sort: Sort) -> bool {
        match sort {
            Sort::Fires => self.fires.messages > 0,
            Sort::TwoCauses => self.fires.elsewhere.iter().any(|one| one.family),
            Sort::Never => self.fires.messages == 0,
            Sort::Shadowed => self.shadowed.is_some(),
        }
    }
}

impl Sums {
    fn add(&mut self, other: Self) {
        self.patterns += other.patterns;
        self.fire += other.fire;
        self.two_causes += other.two_causes;
        self.never += other.never;
        self.shadowed += other.shadowed;
    }
}
