//! Adds up what the learned weights know of a message's clues: a linear score for the topic and for every family.

use std::collections::BTreeMap;
use std::ops::Range;

use super::clues::{self, Rules, Sink};
use super::topic::{ON_TOPIC, TopicSign};
use super::{Evidence, RankedCause};
use crate::knowledge::{ClueKey, ClueKind, Family, Place, SCORES, Scores, Weights};
use crate::reading::Reading;

/// The log odds from which on a message is taken for a current iCloud Backup failure.
pub const NEEDED: f32 = 0.0;
/// The log odds that are enough where the bot is addressed: before it reads a word, a failure is as likely there as seven
/// to one.
pub const ADDRESSED: f32 = -2.0;
/// So many words at most are shown for a cause for which no pattern speaks.
const SHOWN: usize = 3;

/// A clue of a message.
#[derive(Debug, Clone, PartialEq)]
pub struct Clue {
    /// What kind.
    pub kind: ClueKind,
    /// What was seen: a word, letters, the name of a sign.
    pub text: String,
    /// How much of it there is; 1 for everything that is there or not.
    pub seen: f32,
    /// The folded words that it covers, where it was seen first; none for what the rules say.
    pub words: Range<usize>,
}

/// The rules alone tell a cause from this confidence on, ...
pub(super) const SURE: f32 = 0.4;
/// ... and a further one when it comes this near to the best.
const NEAR: f32 = 0.55;

/// The scores of a message; where nothing was learned, those of the rules alone.
pub(super) fn scores(weights: &Weights, rules: &Rules<'_>, text: &str) -> Scores {
    if weights.is_empty() {
        return by_rules(rules);
    }
    let mut sum = Sum { weights, scores: [0.0; SCORES], once: Vec::new() };
    clues::each(rules, text, &mut sum);
    sum.finish()
}

/// The scores that lead to what the rules alone would say.
fn by_rules(rules: &Rules<'_>) -> Scores {
    let mut scores = [f32::NEG_INFINITY; SCORES];
    let topic = rules.topic.iter().map(TopicSign::weight).sum::<f32>() - ON_TOPIC + NEEDED;
    let told = || rules.causes.iter().filter(|cause| cause.family.is_some());
    let best = told().map(|cause| cause.confidence).fold(0.0, f32::max);
    let likely = told().filter(|cause| cause.confidence >= SURE.max(NEAR * best));
    let families = likely.filter_map(|cause| Some((1 + cause.family? as usize, cause.confidence)));
    let odds = families.map(|(score, sure)| (score, (sure / (1.0 - sure)).ln()));
    for (index, odds) in std::iter::once((0, topic)).chain(odds) {
        if let Some(score) = scores.get_mut(index) {
            *score = score.max(odds);
        }
    }
    scores
}

/// The log odds of the topic.
pub(super) fn topic(scores: &Scores) -> f32 {
    scores.first().copied().unwrap_or_default()
}

/// How likely a family is, from 0 to 1: the logistic function of its score.
pub(super) fn confidence(scores: &Scores, family: Family) -> f32 {
    let score = scores.get(1 + family as usize).copied().unwrap_or_default();
    1.0 / (1.0 + (-score).exp())
}

/// Adds up weights; a clue that is there or not counts once, however often it is seen.
struct Sum<'w> {
    weights: &'w Weights,
    scores: Scores,
    once: Vec<Place>,
}

impl Sink for Sum<'_> {
    fn take(&mut self, kind: ClueKind, parts: &[&str], seen: f32, _: Range<usize>) {
        let Some(place) = self.weights.find(ClueKey::new(kind, parts)) else { return };
        if kind == ClueKind::Rules || kind == ClueKind::Family {
            add(&mut self.scores, self.weights, place, seen);
        } else {
            self.once.push(place);
        }
    }
}

impl Sum<'_> {
    fn finish(mut self) -> Scores {
        self.once.sort_unstable();
        self.once.dedup();
        for place in &self.once {
            add(&mut self.scores, self.weights, *place, 1.0);
        }
        self.scores
    }
}

fn add(scores: &mut Scores, weights: &Weights, place: Place, seen: f32) {
    for (score, weight) in weights.at(place) {
        if let Some(sum) = scores.get_mut(usize::from(score)) {
            *sum += seen * weight;
        }
    }
}

/// Every clue of a message, each once.
pub(super) fn clues(rules: &Rules<'_>, text: &str) -> Vec<Clue> {
    let mut list = List::default();
    clues::each(rules, text, &mut list);
    let clues = list.0.into_iter();
    clues.map(|((kind, text), (seen, words))| Clue { kind, text, seen, words }).collect()
}

/// Collects clues by name.
#[derive(Default)]
struct List(BTreeMap<(ClueKind, String), (f32, Range<usize>)>);

impl Sink for List {
    fn take(&mut self, kind: ClueKind, parts: &[&str], seen: f32, words: Range<usize>) {
        self.0.entry((kind, parts.concat())).or_insert((seen, words));
    }
}

/// The words that speak most for a cause for which no pattern speaks.
pub(super) fn evidence(
    weights: &Weights,
    rules: &Rules<'_>,
    reading: &Reading<'_>,
    told: &RankedCause,
) -> Vec<Evidence> {
    let mut spoken = Spoken { weights, score: 1 + told.family as usize, words: Vec::new() };
    clues::each(rules, reading.text(), &mut spoken);
    spoken.words.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    spoken.words.dedup_by(|one, other| one.1 == other.1);
    spoken.words.truncate(SHOWN);
    let words = reading.folded().words();
    let shown = spoken.words.into_iter().filter_map(|(_, clue, covered)| {
        let covered = words.get(covered)?;
        Some(Evidence {
            cause: Some(told.id.clone()),
            pattern: format!("learned: {clue}"),
            span: covered.first()?.span.start..covered.last()?.span.end,
            supports: true,
        })
    });
    shown.collect()
}

/// Collects the words that speak for one score, with how much they add.
struct Spoken<'w> {
    weights: &'w Weights,
    score: usize,
    words: Vec<(f32, String, Range<usize>)>,
}

impl Sink for Spoken<'_> {
    fn take(&mut self, kind: ClueKind, parts: &[&str], _: f32, words: Range<usize>) {
        if !matches!(kind, ClueKind::Word | ClueKind::Pair | ClueKind::Gap) {
            return;
        }
        let entries = self.weights.of(ClueKey::new(kind, parts));
        let adds = entries.filter(|(index, _)| usize::from(*index) == self.score).map(|(_, adds)| adds).sum();
        if adds > 0.0 {
            self.words.push((adds, parts.concat(), words));
        }
    }
}
