//! Runs the reader, the diagnosis and the intake over labelled messages, row by row, and keeps what came out.

use jiff::civil::Date;
use serde::Serialize;

use super::corpus::{Fields, Row};
use super::miss::{self, Miss, Why};
use super::score::Scores;
use super::sign;
use super::tables::Tables;
use crate::diagnosis::{self, RankedCause, Verdict};
use crate::intake::{self, Field};
use crate::knowledge::{Family, KnowledgeBase};
use crate::reading::{Reader, Reading};

/// Takes rows one by one, so that a long run can show how far it is.
#[derive(Debug)]
pub struct Evaluator<'a> {
    base: &'a KnowledgeBase,
    reader: &'a Reader,
    today: Date,
    evaluation: Evaluation,
}

/// What came out.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Evaluation {
    /// Rows that were run.
    pub rows: usize,
    /// The numbers.
    pub scores: Scores,
    /// The same by kind, by family and by confidence.
    pub tables: Tables,
    /// The rows that are not as expected, in the order of the corpus.
    pub misses: Vec<Miss>,
}

/// An evaluation as it is written.
#[derive(Serialize)]
struct Document<'e> {
    rows: usize,
    scores: &'e Scores,
    tables: &'e Tables,
    #[serde(skip_serializing_if = "Option::is_none")]
    misses: Option<&'e Vec<Miss>>,
}

/// What the bot made of a message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Given {
    /// Answer, ask or silent.
    pub verdict: Verdict,
    /// The causes told, best first.
    pub causes: Vec<RankedCause>,
    /// The fields; none when silent.
    pub fields: Fields,
}

impl<'a> Evaluator<'a> {
    /// Starts with no row. `today` is the day from which durations such as "since May" are counted.
    #[must_use]
    pub fn new(base: &'a KnowledgeBase, reader: &'a Reader, today: Date) -> Self {
        Self { base, reader, today, evaluation: Evaluation::default() }
    }

    /// Runs one row, the way that the bot hears a message in a channel.
    pub fn add(&mut self, row: &Row) {
        let Some(reading) = self.reader.read_if_topical(&row.text) else {
            self.evaluation.add(row, &Given::nothing(), || None);
            return;
        };
        let diagnosis = diagnosis::diagnose(self.base, &reading);
        let fields = match diagnosis.verdict {
            Verdict::Answer | Verdict::Ask => fields(self.base, &reading, self.today),
            Verdict::Silent => Fields::default(),
        };
        let given = Given { verdict: diagnosis.verdict, causes: diagnosis.causes.clone(), fields };
        self.evaluation.add(row, &given, || {
            let signs = sign::signs(self.base, &reading, &diagnosis);
            Some(Why { topic: diagnosis.topic.clone(), signs })
        });
    }

    /// What came out of the rows so far.
    #[must_use]
    pub fn finish(self) -> Evaluation {
        let mut evaluation = self.evaluation;
        evaluation.tables.sort();
        evaluation
    }
}

impl Evaluation {
    /// Everything as one JSON document; the misses only where they are wanted.
    ///
    /// # Errors
    /// When it cannot be written as JSON, which no evaluation is known for.
    pub fn to_json(&self, misses: bool) -> Result<String, serde_json::Error> {
        let Self { rows, scores, tables, misses: all } = self;
        let document = Document { rows: *rows, scores, tables, misses: misses.then_some(all) };
        serde_json::to_string_pretty(&document)
    }

    /// Counts one row; why it came so is asked for when it is not as expected.
    pub(super) fn add(&mut self, row: &Row, given: &Given, why: impl FnOnce() -> Option<Why>) {
        self.rows += 1;
        self.scores.add(row, given);
        self.tables.add(row, given);
        let reasons = miss::reasons(row, given);
        if !reasons.is_empty() {
            self.misses.push(Miss { reasons, row: row.clone(), given: given.clone(), why: why() });
        }
    }
}

impl Given {
    /// Silence.
    pub(super) fn nothing() -> Self {
        Self { verdict: Verdict::Silent, causes: Vec::new(), fields: Fields::default() }
    }

    /// The family of the first cause told.
    #[must_use]
    pub fn first(&self) -> Option<Family> {
        self.causes.first().map(|cause| cause.family)
    }
}

/// What the intake reads, in the corpus's shape.
pub(super) fn fields(base: &KnowledgeBase, reading: &Reading<'_>, today: Date) -> Fields {
    let intake = intake::read(base, reading, today);
    Fields {
        ios_version: known(intake.ios_version),
        device: known(intake.device),
        error: known(intake.error),
        duration: known(intake.duration).map(|duration| duration.words),
        steps_tried: intake.steps_tried.into_iter().collect(),
    }
}

fn known<T>(field: Field<T>) -> Option<T> {
    match field {
        Field::Known(value) => Some(value),
        Field::Missing | Field::Unknown => None,
    }
}
