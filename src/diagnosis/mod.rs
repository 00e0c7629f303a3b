//! Says what is wrong: a message as read -> a [`Diagnosis`] with its evidence.
//!
//! Knows no case and no conversation: the same text always gets the same diagnosis.

mod rank;
mod scope;
mod signs;
#[cfg(test)]
mod tests;
mod topic;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::knowledge::{CauseId, Family, KnowledgeBase, Meaning};
use crate::reading::Reading;
use crate::text::Voice;

use signs::Signs;
pub use topic::{ON_TOPIC, TopicSign};

/// What the bot makes of one message.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnosis {
    /// Answer, ask, or stay silent.
    pub verdict: Verdict,
    /// The causes that a person would be told, best first; at most three, one per family; empty unless `Answer`.
    pub causes: Vec<RankedCause>,
    /// Everything that spoke for or against a cause or the topic, in the order of the text.
    pub evidence: Vec<Evidence>,
    /// The signs by which the topic was told; their weights add up to the score that [`ON_TOPIC`] is the least of.
    pub topic: Vec<TopicSign>,
    /// A question of `faq.toml` that the message asks, answered only when the bot was addressed.
    pub question: Option<String>,
    /// Another intent of `adjacent.toml` that the message shows.
    pub adjacent: Option<String>,
}

/// The three things that the bot can do about a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// A current iCloud Backup failure with at least one likely cause.
    Answer,
    /// A current iCloud Backup failure whose cause cannot be told from the message.
    Ask,
    /// Anything else.
    Silent,
}

/// A cause with how sure the bot is of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RankedCause {
    /// Which cause.
    pub id: CauseId,
    /// Its family, one of the corpus's labels.
    pub family: Family,
    /// From 0 to 1.
    pub confidence: f32,
}

/// A pattern that matched, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The cause that it speaks for or against; none for evidence about the topic.
    pub cause: Option<CauseId>,
    /// The pattern as written in its file.
    pub pattern: String,
    /// UTF-8 bytes of the text as given, end exclusive.
    pub span: Range<usize>,
    /// Whether it speaks for the cause (or for the topic).
    pub supports: bool,
}

/// Diagnoses a message.
#[must_use]
pub fn diagnose(base: &KnowledgeBase, reading: &Reading<'_>) -> Diagnosis {
    let signs = Signs { reading };
    let ruled_out = scope::ruled_out(&signs);
    let (causes, mut evidence) = rank::rank(base, &signs, &ruled_out);
    let topic = topic::weigh(base, &signs, &causes);
    let on_topic = topic.iter().map(TopicSign::weight).sum::<f32>() >= ON_TOPIC;
    evidence.extend(topic::evidence(base, &signs));
    evidence.sort_by_key(|evidence| (evidence.span.start, evidence.span.end));
    let verdict = match (on_topic, causes.is_empty()) {
        (false, _) => Verdict::Silent,
        (true, true) => Verdict::Ask,
        (true, false) => Verdict::Answer,
    };
    let causes = if verdict == Verdict::Answer { causes } else { Vec::new() };
    Diagnosis {
        verdict,
        causes,
        evidence,
        topic,
        question: question(base, reading),
        adjacent: adjacent(base, reading),
    }
}

/// The question of the FAQ that the message asks; the longest match wins.
fn question(base: &KnowledgeBase, reading: &Reading<'_>) -> Option<String> {
    longest(reading, |meaning| base.faq.get(meaning.question()?).map(|topic| topic.id.clone()))
}

/// The other intent that the message shows; the longest match wins.
fn adjacent(base: &KnowledgeBase, reading: &Reading<'_>) -> Option<String> {
    longest(reading, |meaning| base.adjacent.get(meaning.intent()?).map(|topic| topic.id.clone()))
}

fn longest(reading: &Reading<'_>, pick: impl Fn(Meaning) -> Option<String>) -> Option<String> {
    let own = reading.found().iter().filter(|found| found.voice == Voice::Own);
    let picked = own.filter_map(|found| Some((found.words.len(), pick(found.meaning)?)));
    picked.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, id)| id)
}
