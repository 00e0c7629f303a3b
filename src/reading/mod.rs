//! Reads a message once for everybody: folds it, corrects it, and finds every pattern in one pass.
//!
//! What the findings mean together is for `diagnosis` and `intake` to say.

mod correct;
mod distance;
mod gate;
mod glance;
mod index;
mod line;
mod literals;
mod phrases;
mod required;
#[cfg(test)]
pub(crate) mod sample;
mod scan;
mod spelled;
mod spelling;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::built_in::READER;
use crate::knowledge::{KnowledgeBase, Meaning, Talk};
use crate::mask::Masker;
use crate::mask::scam::Watcher;
use crate::text::{self, Folded, Voice};

use correct::Corrector;
use gate::Gate;
use scan::Scanner;

/// The compiled patterns of a knowledge base; made once, used for every message.
#[derive(Debug)]
pub struct Reader {
    compiled: Compiled,
    masker: Masker,
    watcher: Watcher,
}

/// What takes time to make; it is made of the built-in patterns when the program is built.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Compiled {
    gate: Gate,
    corrector: Corrector,
    scanner: Scanner,
}

/// A message as read.
#[derive(Debug, Clone)]
pub struct Reading<'t> {
    text: &'t str,
    folded: Folded,
    corrections: Vec<Correction>,
    found: Vec<Found>,
}

/// A pattern that matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Index in the knowledge base's patterns.
    pub pattern: usize,
    /// What it means, from the pattern.
    pub meaning: Meaning,
    /// Indexes of the folded words from the first to behind the last.
    pub words: Range<usize>,
    /// UTF-8 bytes of the text as given, end exclusive.
    pub span: Range<usize>,
    /// Whether all of its words are the writer's own.
    pub voice: Voice,
}

/// A word that was read as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Index of the folded word.
    pub word: usize,
    /// As it was typed, folded.
    pub typed: String,
}

impl Reader {
    /// Compiles the patterns of a knowledge base.
    #[must_use]
    pub fn new(base: &KnowledgeBase) -> Self {
        let common = index::commonness(base);
        let corrector = Corrector::new(base, common.clone());
        let scanner = Scanner::new(base, &corrector);
        Self::with(base, Compiled { gate: Gate::new(base, common), corrector, scanner })
    }

    /// The patterns of the built-in knowledge, which is given, as they were compiled when the program was built.
    #[must_use]
    pub fn built_in(base: &KnowledgeBase) -> Self {
        let Ok(Compiled { gate, corrector, scanner }) = postcard::from_bytes(READER) else {
            return Self::new(base);
        };
        let (gate, corrector) = (gate.knowing(&base.english), corrector.knowing(&base.english));
        Self::with(base, Compiled { gate, corrector, scanner })
    }

    fn with(base: &KnowledgeBase, compiled: Compiled) -> Self {
        Self { compiled, masker: Masker::new(base), watcher: Watcher::new(base) }
    }

    /// What `build.rs` puts into the program.
    #[must_use]
    pub fn compiled(&self) -> &impl Serialize {
        &self.compiled
    }

    /// What masks personal data.
    #[must_use]
    pub fn masker(&self) -> &Masker {
        &self.masker
    }

    /// What knows offers of false helpers.
    #[must_use]
    pub fn watcher(&self) -> &Watcher {
        &self.watcher
    }

    /// Reads a message in full.
    #[must_use]
    pub fn read<'t>(&self, text: &'t str) -> Reading<'t> {
        self.finish(text, &text::fold(text))
    }

    /// Whether a message may be about a backup, which a glance tells: most chatter ends here.
    #[must_use]
    pub fn may_be_topical(&self, text: &str) -> bool {
        self.compiled.gate.lets_through(text, &mut Folded::default())
    }

    /// Reads a message, or says at a glance that it cannot be about a backup (`None`).
    #[must_use]
    pub fn read_if_topical<'t>(&self, text: &'t str) -> Option<Reading<'t>> {
        self.read_if_topical_with(text, &mut Folded::default())
    }

    /// The same with what an earlier text left behind: a text that is let go costs no memory then.
    #[must_use]
    pub fn read_if_topical_with<'t>(&self, text: &'t str, scratch: &mut Folded) -> Option<Reading<'t>> {
        if !self.compiled.gate.lets_through(text, scratch) {
            return None;
        }
        if scratch.words().is_empty() {
            text::fold_into(text, scratch);
        }
        Some(self.finish(text, scratch))
    }

    fn finish<'t>(&self, text: &'t str, folded: &Folded) -> Reading<'t> {
        let (folded, corrections) = self.compiled.corrector.correct(folded);
        let found = self.compiled.scanner.scan(&folded);
        Reading { text, folded, corrections, found }
    }
}

impl<'t> Reading<'t> {
    /// The text as given.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The folded words, joined and corrected.
    #[must_use]
    pub fn folded(&self) -> &Folded {
        &self.folded
    }

    /// The words that were read as others.
    #[must_use]
    pub fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    /// Every pattern that matched, in the order of the text.
    #[must_use]
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// The part of the text as given that a finding covers.
    #[must_use]
    pub fn words_of(&self, found: &Found) -> &'t str {
        self.text.get(found.span.clone()).unwrap_or_default()
    }

    /// What the message answers the bot in free text, in the order of the text.
    pub fn talk(&self) -> impl Iterator<Item = Talk> {
        self.found.iter().filter_map(|found| found.meaning.talk())
    }
}
