//! Lists what the writer rules out or denies, and by which words.

use serde::Serialize;

use super::causes::source;
use super::words::quote;
use crate::diagnosis::{Diagnosis, Evidence};
use crate::knowledge::{KnowledgeBase, Side, Signal};
use crate::reading::{Found, Reading};
use crate::text::Voice;

/// Something that the writer says is not the matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Denied {
    /// What was said, as typed.
    pub words: String,
    /// The words that deny it or say that it is fine, as typed.
    pub by: String,
    /// The titles of the causes that it speaks against.
    pub causes: Vec<String>,
    /// Whether the cause is ruled out; otherwise only these words do not speak for it.
    pub rules_out: bool,
}

/// Everything that is ruled out or denied, in the order of the text; what rules a cause out first.
pub(super) fn denied(base: &KnowledgeBase, reading: &Reading<'_>, diagnosis: &Diagnosis) -> Vec<Denied> {
    let mut all: Vec<Denied> = Vec::new();
    for evidence in diagnosis.evidence.iter().filter(|evidence| !evidence.supports) {
        let cause = evidence.cause.as_ref().and_then(|id| base.cause(id));
        let (Some(cause), Some(found)) = (cause, source(base, reading, evidence)) else { continue };
        let words = quote(reading.text(), &found.span);
        let one = if found.meaning.subject().is_some() {
            Denied { words, by: quote(reading.text(), &evidence.span), causes: Vec::new(), rules_out: true }
        } else if speaks_for(base, found) {
            Denied {
                words,
                by: denier(base, reading, diagnosis, found),
                causes: Vec::new(),
                rules_out: false,
            }
        } else {
            continue;
        };
        let same = |known: &Denied| {
            (&known.by, known.rules_out, &known.words) == (&one.by, one.rules_out, &one.words)
        };
        let at = all.iter().position(same).unwrap_or_else(|| {
            all.push(one);
            all.len() - 1
        });
        if let Some(known) = all.get_mut(at).filter(|known| !known.causes.contains(&cause.title)) {
            known.causes.push(cause.title.clone());
        }
    }
    all.sort_by_key(|one| !one.rules_out);
    all
}

fn speaks_for(base: &KnowledgeBase, found: &Found) -> bool {
    base.votes(found.meaning).iter().any(|(_, side, _)| *side == Side::For)
}

/// The words that deny a finding: those that say that its thing is fine, else the nearest "not" before it.
fn denier(base: &KnowledgeBase, reading: &Reading<'_>, diagnosis: &Diagnosis, found: &Found) -> String {
    let overlaps =
        |evidence: &&Evidence| evidence.span.start < found.span.end && found.span.start < evidence.span.end;
    let is_fine = |evidence: &&Evidence| {
        !evidence.supports
            && source(base, reading, evidence).is_some_and(|source| source.meaning.subject().is_some())
    };
    let fine = diagnosis.evidence.iter().filter(overlaps).find(is_fine);
    let not = || {
        let all = reading.found().iter();
        all.filter(|not| not.meaning.signal() == Some(Signal::Not) && not.voice == Voice::Own)
            .filter(|not| not.words.end <= found.words.start)
            .max_by_key(|not| not.words.end)
    };
    let span = fine.map(|evidence| evidence.span.clone()).or_else(|| not().map(|not| not.span.clone()));
    span.map(|span| quote(reading.text(), &span)).unwrap_or_default()
}
