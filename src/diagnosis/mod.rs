//! Says what is wrong: a message as read -> a [`Diagnosis`] with its evidence.
//!
//! Knows no case and no conversation: the same text always gets the same diagnosis.

mod clues;
mod learned;
mod rank;
mod scope;
mod signs;
#[cfg(test)]
mod tests;
mod told;
mod topic;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::knowledge::{CauseId, Family, KnowledgeBase, Meaning};
use crate::reading::Reading;
use crate::text::Voice;

use clues::Rules;
pub use learned::{ADDRESSED, Clue, NEEDED};
use signs::Signs;
pub use told::LEAST;
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
    /// What the rules make of the topic; the weights add up to a sum of which [`ON_TOPIC`] is enough for them.
    pub topic: Vec<TopicSign>,
    /// The log odds that it is a current iCloud Backup failure, all clues together; from [`NEEDED`] on the bot speaks.
    pub score: f32,
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

/// A cause that anything was said of, told or not.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsideredCause {
    /// Which cause.
    pub id: CauseId,
    /// Its family; `None` for a cause that leads to the checklist, which is never told.
    pub family: Option<Family>,
    /// That it is its family, from 0 to 1, all clues together; from [`LEAST`] on one cause of the family may be told.
    pub confidence: f32,
    /// What the rules alone make of it, from 0 to 1.
    pub by_rules: f32,
    /// Whether the person says that this is in order.
    pub ruled_out: bool,
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

/// Diagnoses a message that is said in a channel.
#[must_use]
pub fn diagnose(base: &KnowledgeBase, reading: &Reading<'_>) -> Diagnosis {
    diagnose_from(base, reading, NEEDED)
}

/// Diagnoses a message that is said to the bot itself, and so is far more often about a backup.
#[must_use]
pub fn diagnose_addressed(base: &KnowledgeBase, reading: &Reading<'_>) -> Diagnosis {
    diagnose_from(base, reading, ADDRESSED)
}

fn diagnose_from(base: &KnowledgeBase, reading: &Reading<'_>, needed: f32) -> Diagnosis {
    by_rules(base, reading, |rules, evidence| weigh(base, rules, evidence, needed))
}

/// Hands over what the rules make of a message, and the evidence about causes.
fn by_rules<T>(
    base: &KnowledgeBase,
    reading: &Reading<'_>,
    then: impl FnOnce(&Rules<'_>, Vec<Evidence>) -> T,
) -> T {
    let signs = Signs::new(reading);
    let ruled_out = scope::ruled_out(&signs);
    let (causes, evidence) = rank::rank(base, &signs, &ruled_out);
    let topic = topic::weigh(base, &signs, &causes);
    then(&Rules { signs: &signs, topic: &topic, causes: &causes, ruled_out: &ruled_out }, evidence)
}

fn weigh(base: &KnowledgeBase, rules: &Rules<'_>, mut evidence: Vec<Evidence>, needed: f32) -> Diagnosis {
    let reading = rules.signs.reading;
    let scores = learned::scores(&base.weights, rules, reading.text());
    let score = learned::topic(&scores);
    let causes = if score >= needed { told::choose(base, rules.causes, &scores) } else { Vec::new() };
    let verdict = match (score >= needed, causes.is_empty()) {
        (false, _) => Verdict::Silent,
        (true, true) => Verdict::Ask,
        (true, false) => Verdict::Answer,
    };
    evidence.extend(topic::evidence(base, rules.signs));
    let unspoken = causes.iter().filter(|told| !is_shown(&evidence, told));
    let words: Vec<Evidence> =
        unspoken.flat_map(|told| learned::evidence(&base.weights, rules, reading, told)).collect();
    evidence.extend(words);
    evidence.sort_by_key(|evidence| (evidence.span.start, evidence.span.end));
    let (question, adjacent) = (question(base, reading), adjacent(base, reading));
    let topic = rules.topic.to_vec();
    Diagnosis { verdict, causes, evidence, topic, score, question, adjacent }
}

/// Whether a pattern speaks for a cause that is told.
fn is_shown(evidence: &[Evidence], told: &RankedCause) -> bool {
    evidence.iter().any(|one| one.supports && one.cause.as_ref() == Some(&told.id))
}

/// Every clue of a message, each once, in no order: for training, and for people who ask how a diagnosis came about.
#[must_use]
pub fn clues(base: &KnowledgeBase, reading: &Reading<'_>) -> Vec<Clue> {
    by_rules(base, reading, |rules, _| learned::clues(rules, reading.text()))
}

/// Every cause that anything was said of, the likeliest first: for people who ask how a diagnosis came about.
#[must_use]
pub fn considered(base: &KnowledgeBase, reading: &Reading<'_>) -> Vec<ConsideredCause> {
    by_rules(base, reading, |rules, _| {
        told::considered(base, rules.causes, &learned::scores(&base.weights, rules, reading.text()))
    })
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
