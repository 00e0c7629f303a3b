//! The sums that decide: what was counted, and what each row adds. A further way of weighing adds its sum here.

use serde::Serialize;

use super::words::quote;
use crate::diagnosis::{self, Clue, Diagnosis, LEAST, NEEDED, ON_TOPIC, TopicSign};
use crate::knowledge::{ClueKey, ClueKind, Family, KnowledgeBase};
use crate::reading::Reading;

/// What adds less than this says nothing.
const SMALLEST: f32 = 0.001;

/// A sum with its rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sum {
    /// The question that it answers.
    pub name: String,
    /// What was counted, the weightiest first.
    pub rows: Vec<Addend>,
    /// What the rows add up to.
    pub total: f32,
    /// The least that means yes; `None` where the sum is only one part of something.
    pub needed: Option<f32>,
}

/// A row of a sum.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Addend {
    /// What was seen.
    pub what: String,
    /// In which words, as typed; `None` for what is told from the whole message.
    pub words: Option<String>,
    /// What it adds; below zero it takes away.
    pub adds: f32,
}

impl Sum {
    /// Adds the rows up and brings the weightiest to the top.
    #[must_use]
    pub fn new(name: &str, needed: Option<f32>, mut rows: Vec<Addend>) -> Self {
        rows.sort_by(|one, other| other.adds.abs().total_cmp(&one.adds.abs()));
        let total = three_places(rows.iter().map(|row| row.adds).sum());
        rows.iter_mut().for_each(|row| row.adds = three_places(row.adds));
        Self { name: name.to_owned(), rows, total, needed }
    }
}

/// Every sum of a diagnosis: what decides, what the rules make of it alone, and how sure each told cause is.
pub(super) fn all(base: &KnowledgeBase, reading: &Reading<'_>, diagnosis: &Diagnosis) -> Vec<Sum> {
    let clues = diagnosis::clues(base, reading);
    let known = |score: usize| -> Vec<Addend> {
        clues.iter().filter_map(|clue| learned(base, reading, clue, score)).collect()
    };
    let mut sums =
        vec![Sum::new("Is it a failing iCloud backup?", Some(NEEDED), known(0)), topic(&diagnosis.topic)];
    let least = (LEAST / (1.0 - LEAST)).ln();
    for cause in &diagnosis.causes {
        let place = Family::ALL.iter().position(|family| *family == cause.family).unwrap_or_default();
        let title = base.cause(&cause.id).map_or(cause.id.as_str(), |known| known.title.as_str());
        sums.push(Sum::new(&format!("Is it \"{title}\", or alike?"), Some(least), known(1 + place)));
    }
    sums
}

/// What the rules make of the topic.
fn topic(signs: &[TopicSign]) -> Sum {
    let row = |sign: &TopicSign| Addend { what: sign.name.to_owned(), words: None, adds: sign.weight() };
    Sum::new("What the patterns alone make of that.", Some(ON_TOPIC), signs.iter().map(row).collect())
}

/// What a clue adds to a score; `None` where it adds nothing.
fn learned(base: &KnowledgeBase, reading: &Reading<'_>, clue: &Clue, score: usize) -> Option<Addend> {
    let entries = base.weights.of(ClueKey::new(clue.kind, &[&clue.text]));
    let weight: f32 =
        entries.filter(|(index, _)| usize::from(*index) == score).map(|(_, weight)| weight).sum();
    let adds = weight * clue.seen;
    let words = reading.folded().words().get(clue.words.clone());
    let words = words.and_then(|words| Some(words.first()?.span.start..words.last()?.span.end));
    let words = words.map(|span| quote(reading.text(), &span));
    (adds.abs() >= SMALLEST).then(|| Addend { what: named(clue), words, adds })
}

/// What kind of clue it is, for people.
fn named(clue: &Clue) -> String {
    match clue.kind {
        ClueKind::Always => "for every message".to_owned(),
        ClueKind::Rules if clue.text == "enough" => "the patterns are for it".to_owned(),
        ClueKind::Rules => "what the patterns add up to".to_owned(),
        ClueKind::Family => format!("a cause of the kind {}, by its patterns", clue.text),
        ClueKind::RuledOut => format!("ruled out: the kind {}", clue.text),
        ClueKind::Sign => format!("a sign of the topic: {}", clue.text),
        ClueKind::Mark => "a question mark".to_owned(),
        ClueKind::Word => "the word".to_owned(),
        ClueKind::Pair | ClueKind::Gap => "the words".to_owned(),
        ClueKind::Denied => "denied, or said to be fine".to_owned(),
        ClueKind::Letters => format!("the letters {} in", clue.text.trim_matches(['<', '>'])),
    }
}

/// More places than this say nothing.
fn three_places(number: f32) -> f32 {
    // Nothing at all is zero, not minus zero.
    (number * 1000.0).round() / 1000.0 + 0.0
}
