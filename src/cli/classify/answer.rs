//! What the bot makes of one message, in the shape of the contract. Keys are only ever added.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::message::Message;
use crate::cli::lines::beginning;
use crate::diagnosis::{Diagnosis, Evidence, RankedCause, Verdict, diagnose};
use crate::intake::{self, Field, Intake};
use crate::knowledge::{CauseId, Family, KnowledgeBase};
use crate::reading::Reader;
use crate::text::Folded;

/// The longest part of a message that is matched, in bytes.
const LONGEST: usize = 64 * 1024;

/// Classifies messages with one knowledge base.
pub(super) struct Classifier<'b> {
    base: &'b KnowledgeBase,
    reader: Reader,
    today: Date,
}

/// An answer, as it is written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Answer<'m> {
    pub id: &'m Value,
    pub verdict: Verdict,
    pub causes: Vec<Cause>,
    pub evidence: Vec<Told<'m>>,
    pub fields: Fields,
}

/// A cause that a person would be told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Cause {
    pub id: CauseId,
    pub family: Family,
    /// From 0 to 1, to three places.
    pub confidence: f64,
}

/// Words that speak for one of the causes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Told<'m> {
    pub cause: CauseId,
    pub pattern: String,
    /// UTF-8 bytes of the text as given.
    pub start: usize,
    /// Exclusive.
    pub end: usize,
    pub text: &'m str,
}

/// The fields, in the person's own words where those matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(super) struct Fields {
    pub ios_version: Option<String>,
    pub device: Option<String>,
    pub error: Option<String>,
    pub duration: Option<String>,
    pub steps_tried: Vec<String>,
}

impl<'b> Classifier<'b> {
    pub(super) fn new(base: &'b KnowledgeBase, reader: Reader, today: Date) -> Self {
        Self { base, reader, today }
    }

    pub(super) fn base(&self) -> &'b KnowledgeBase {
        self.base
    }

    /// Answers a message; of a very long one only the beginning is matched.
    pub(super) fn classify<'m>(&self, message: &'m Message<'_>, scratch: &mut Folded) -> Answer<'m> {
        let text = beginning(&message.text, LONGEST);
        let read = self.reader.read_if_topical_with(text, scratch).map(|reading| {
            let diagnosis = diagnose(self.base, &reading);
            let fields = match diagnosis.verdict {
                Verdict::Silent => Fields::default(),
                Verdict::Answer | Verdict::Ask => intake::read(self.base, &reading, self.today).into(),
            };
            (diagnosis, fields)
        });
        match read {
            Some((diagnosis, fields)) => told(&message.id, text, diagnosis, fields),
            None => Answer::silent(&message.id),
        }
    }
}

fn told<'m>(id: &'m Value, text: &'m str, diagnosis: Diagnosis, fields: Fields) -> Answer<'m> {
    let causes: Vec<Cause> = diagnosis.causes.into_iter().map(Cause::from).collect();
    let evidence = diagnosis.evidence.into_iter().filter(|evidence| evidence.supports);
    let evidence = evidence.filter_map(|evidence| Told::of(text, evidence));
    let evidence = evidence.filter(|told| causes.iter().any(|cause| cause.id == told.cause)).collect();
    Answer { id, verdict: diagnosis.verdict, causes, evidence, fields }
}

impl Answer<'_> {
    fn silent(id: &Value) -> Answer<'_> {
        Answer {
            id,
            verdict: Verdict::Silent,
            causes: Vec::new(),
            evidence: Vec::new(),
            fields: Fields::default(),
        }
    }

    /// Writes it as one line of JSON.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

impl From<RankedCause> for Cause {
    fn from(ranked: RankedCause) -> Self {
        let RankedCause { id, family, confidence } = ranked;
        Self { id, family, confidence: (f64::from(confidence) * 1000.0).round() / 1000.0 }
    }
}

impl<'m> Told<'m> {
    fn of(text: &'m str, evidence: Evidence) -> Option<Self> {
        let Evidence { cause, pattern, span, supports: _ } = evidence;
        let text = text.get(span.clone())?;
        Some(Self { cause: cause?, pattern, start: span.start, end: span.end, text })
    }
}

impl From<Intake> for Fields {
    fn from(intake: Intake) -> Self {
        Self {
            ios_version: known(intake.ios_version),
            device: known(intake.device),
            error: known(intake.error),
            duration: known(intake.duration).map(|duration| duration.words),
            steps_tried: intake.steps_tried,
        }
    }
}

fn known<T>(field: Field<T>) -> Option<T> {
    match field {
        Field::Known(value) => Some(value),
        Field::Missing | Field::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(cause: Option<&str>, span: std::ops::Range<usize>, supports: bool) -> Evidence {
        Evidence { cause: cause.map(CauseId::from), pattern: "p".to_owned(), span, supports }
    }

    fn diagnosis() -> Diagnosis {
        let full = RankedCause { id: "full".into(), family: Family::StorageFull, confidence: 0.123_456 };
        Diagnosis {
            verdict: Verdict::Answer,
            causes: vec![full],
            evidence: vec![
                evidence(None, 0..1, true),
                evidence(Some("full"), 0..3, true),
                evidence(Some("full"), 4..6, false),
                evidence(Some("other"), 4..6, true),
                evidence(Some("full"), 1..3, true),
            ],
            topic: Vec::new(),
            score: 0.0,
            question: None,
            adjacent: None,
        }
    }

    #[test]
    fn an_answer_holds_the_words_for_its_causes_and_no_others() {
        let id = Value::from(5);
        let answer = told(&id, "éa bcd", diagnosis(), Fields::default());
        let json = serde_json::to_value(&answer).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "id": 5,
                "verdict": "answer",
                "causes": [{"id": "full", "family": "storage_full", "confidence": 0.123}],
                "evidence": [{"cause": "full", "pattern": "p", "start": 0, "end": 3, "text": "éa"}],
                "fields": {"ios_version": null, "device": null, "error": null, "duration": null, "steps_tried": []},
            })
        );
    }
}
