//! Runs every cause's examples against the whole knowledge base: a new cause must not take another's messages.

use std::collections::BTreeSet;

use super::Remark;
use crate::diagnosis::{self, Diagnosis, RankedCause, Verdict};
use crate::knowledge::{Cause, Example, KnowledgeBase};
use crate::reading::{Reader, Reading};

/// What helps most often: words that were never learned weigh nothing.
const HINT: &str = "what words weigh is learned, so run `cloudmedic train` after adding examples";

/// What the examples came to.
pub(super) struct Heard {
    pub complaints: Vec<Remark>,
    /// Indexes of the patterns that matched in any example.
    pub patterns: BTreeSet<usize>,
}

/// Runs all examples.
pub(super) fn run(base: &KnowledgeBase, reader: &Reader) -> Heard {
    let mut heard = Heard { complaints: Vec::new(), patterns: BTreeSet::new() };
    for cause in &base.causes {
        for example in &cause.examples_yes {
            heard.note(base, reader, cause, example, wrong_yes);
        }
        for example in &cause.examples_no {
            heard.note(base, reader, cause, example, wrong_no);
        }
    }
    heard
}

impl Heard {
    fn note(
        &mut self,
        base: &KnowledgeBase,
        reader: &Reader,
        cause: &Cause,
        example: &Example,
        wrong: impl Fn(&Cause, &Told<'_>) -> Option<String>,
    ) {
        let reading = reader.read_if_topical(&example.text);
        let diagnosis = reading.as_ref().map(|reading| diagnosis::diagnose(base, reading));
        self.patterns.extend(reading.iter().flat_map(Reading::found).map(|found| found.pattern));
        let told = Told { reading: reading.as_ref(), diagnosis: diagnosis.as_ref() };
        if let Some(message) = wrong(cause, &told) {
            let message = format!("{message}; {HINT}");
            self.complaints.push(Remark::at(&format!("{}.toml", cause.id), example.line, message));
        }
    }
}

/// What an example got; nothing when it was let go at a glance.
struct Told<'r> {
    reading: Option<&'r Reading<'r>>,
    diagnosis: Option<&'r Diagnosis>,
}

/// A `yes` example gets its cause first; one of a checklist cause gets any reply.
fn wrong_yes(cause: &Cause, told: &Told<'_>) -> Option<String> {
    match cause.family {
        None => told.is_silent().then(|| format!("this must get a reply; it got {}", told.describe())),
        Some(_) if told.causes().first().is_some_and(|first| first.id == cause.id) => None,
        Some(_) => Some(format!("this must get {} first; it got {}", cause.id, told.describe())),
    }
}

/// A `no` example does not get its cause at all.
fn wrong_no(cause: &Cause, told: &Told<'_>) -> Option<String> {
    let named = told.causes().iter().any(|given| given.id == cause.id);
    named.then(|| format!("this must not get {}; it got {}", cause.id, told.describe()))
}

impl Told<'_> {
    fn is_silent(&self) -> bool {
        self.diagnosis.is_none_or(|diagnosis| diagnosis.verdict == Verdict::Silent)
    }

    fn causes(&self) -> &[RankedCause] {
        self.diagnosis.map(|diagnosis| diagnosis.causes.as_slice()).unwrap_or_default()
    }

    /// What came out, with the words and the pattern that spoke for each cause.
    fn describe(&self) -> String {
        let Some(diagnosis) = self.diagnosis else {
            return "nothing: no word in it belongs to a backup that fails".to_owned();
        };
        match diagnosis.verdict {
            Verdict::Silent => "silence".to_owned(),
            Verdict::Ask => "a question, because no cause was sure enough".to_owned(),
            Verdict::Answer => {
                let causes: Vec<String> =
                    diagnosis.causes.iter().map(|cause| self.describe_cause(diagnosis, cause)).collect();
                causes.join(", ")
            }
        }
    }

    fn describe_cause(&self, diagnosis: &Diagnosis, cause: &RankedCause) -> String {
        let spoke =
            diagnosis.evidence.iter().find(|one| one.supports && one.cause.as_ref() == Some(&cause.id));
        let words = spoke.and_then(|one| self.reading?.text().get(one.span.clone()));
        match (spoke, words) {
            (Some(spoke), Some(words)) => {
                format!("{} ({:.2}, {words:?} by {})", cause.id, cause.confidence, spoke.pattern)
            }
            (Some(_) | None, _) => format!("{} ({:.2})", cause.id, cause.confidence),
        }
    }
}
