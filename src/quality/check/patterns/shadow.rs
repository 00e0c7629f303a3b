//! Finds patterns that add nothing: another one with the same meaning matches wherever they do.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use serde::Serialize;

use super::cover::Cover;
use super::said;
use super::tally::Place;
use crate::knowledge::{Element, KnowledgeBase, Meaning, Pattern, Rule, Signal, Strength, Told};
use crate::quality::check::phrases::without_strength;
use crate::quality::explain::fired;
use crate::reading::Reader;

/// A pattern is said to follow another only when it fired in so many messages.
const LEAST_SEEN: usize = 3;

/// A pattern is shadowed, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shadowed {
    /// What stands before it.
    pub by: By,
    /// How that is known.
    pub known: Known,
}

/// A pattern that stands before another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct By {
    /// Its file and line: `wifi-unstable.toml:14`.
    pub place: String,
    /// As written.
    pub pattern: String,
}

/// How it is known that a pattern is shadowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// By the patterns as written: it holds for every message.
    Written,
    /// By the messages that were run: it never fired without the other.
    Seen,
}

/// Looks for what stands before a pattern.
pub(super) struct Shadows<'a> {
    base: &'a KnowledgeBase,
    reader: &'a Reader,
    places: &'a [Vec<Place>],
    cover: Cover<'a>,
    alike: HashMap<Meaning, Vec<usize>>,
}

impl<'a> Shadows<'a> {
    pub(super) fn new(base: &'a KnowledgeBase, reader: &'a Reader, places: &'a [Vec<Place>]) -> Self {
        let mut alike: HashMap<Meaning, Vec<usize>> = HashMap::new();
        for (index, pattern) in base.patterns.iter().enumerate() {
            alike.entry(without_strength(pattern.meaning)).or_default().push(index);
        }
        Self { base, reader, places, cover: Cover::new(base), alike }
    }

    /// What stands before the pattern, as far as that can be told.
    pub(super) fn of(&self, index: usize) -> Option<Shadowed> {
        let pattern = self.base.patterns.get(index)?;
        let (by, known) = match self.written(index, pattern) {
            Some(by) => (by, Known::Written),
            None => (self.seen(index, pattern)?, Known::Seen),
        };
        let by = self.base.patterns.get(by)?;
        Some(Shadowed { by: By { place: fired::place(by), pattern: by.written.clone() }, known })
    }

    /// The pattern that matches wherever this one does, by how both are written.
    pub(super) fn written(&self, index: usize, pattern: &Pattern) -> Option<usize> {
        let mut ways = ways(pattern);
        let mut covering = self.covering(index, pattern, ways.next()?);
        for way in ways {
            if covering.is_empty() {
                return None;
            }
            let also = self.covering(index, pattern, way);
            covering.retain(|one| also.contains(one));
        }
        covering.first().copied()
    }

    /// The patterns that match wherever one way does; only those can that match its shortest message.
    fn covering(&self, index: usize, pattern: &Pattern, way: &[Element]) -> Vec<usize> {
        let words = said::shortest(self.base, way);
        let reading = self.reader.read(&words);
        let found: BTreeSet<usize> = reading.found().iter().map(|found| found.pattern).collect();
        let whole = its_words_count(pattern.meaning);
        let covers =
            |other: &Pattern, way: &[Element]| ways(other).any(|wide| self.cover.covers(wide, way, whole));
        found
            .into_iter()
            .filter(|other| *other != index)
            .filter(|other| {
                let Some(candidate) = self.base.patterns.get(*other) else { return false };
                // Of two that say the same the first one stays.
                let back = || ways(candidate).all(|way| covers(pattern, way));
                stands_before(candidate, pattern)
                    && covers(candidate, way)
                    && (strength(candidate) > strength(pattern) || *other < index || !back())
            })
            .collect()
    }

    /// The pattern beside which this one always fired.
    fn seen(&self, index: usize, pattern: &Pattern) -> Option<usize> {
        let own = by_message(self.places.get(index)?);
        if own.len() < LEAST_SEEN {
            return None;
        }
        let whole = its_words_count(pattern.meaning);
        let alike = self.alike.get(&without_strength(pattern.meaning))?.iter().copied();
        let others = alike.filter(|other| *other != index).filter(|other| {
            let candidate = self.base.patterns.get(*other);
            candidate.is_some_and(|candidate| stands_before(candidate, pattern))
        });
        let with_it = others.filter(|other| {
            let places = self.places.get(*other).map(|places| by_message(places)).unwrap_or_default();
            // Of two that always come together neither may be called needless: one of them has to stay.
            let more = places.len() > own.len();
            let meets = |message: &usize, spans: &Spans<'_>| {
                places.get(message).is_some_and(|others| meet(spans, others, whole))
            };
            more && own.iter().all(|(message, spans)| meets(message, spans))
        });
        with_it.max_by_key(|other| self.places.get(*other).map_or(0, Vec::len))
    }
}

/// The ways of a phrase; none of a regular expression.
fn ways(pattern: &Pattern) -> impl Iterator<Item = &[Element]> {
    let ways = match &pattern.rule {
        Rule::Phrase(phrase) => phrase.ways.as_slice(),
        Rule::Regex { .. } => &[],
    };
    ways.iter().map(Vec::as_slice)
}

/// Whether a pattern says all that another one does: the same, and no less surely.
fn stands_before(candidate: &Pattern, pattern: &Pattern) -> bool {
    without_strength(candidate.meaning) == without_strength(pattern.meaning)
        && strength(candidate) >= strength(pattern)
}

fn strength(pattern: &Pattern) -> Strength {
    if let Meaning::Cause { strength, .. } = pattern.meaning { strength } else { Strength::Hint }
}

/// Whether it counts which words a pattern covers, and not only that it matches: of questions the longest match wins,
/// a text on the screen is shown to helpers, and what is fine or denied stands beside the words.
fn its_words_count(meaning: Meaning) -> bool {
    match meaning {
        Meaning::Question { .. }
        | Meaning::Adjacent { .. }
        | Meaning::Screen { .. }
        | Meaning::Subject { .. }
        | Meaning::Tried { told: Told::Named | Told::State, .. }
        | Meaning::Topic(Signal::FineAfter | Signal::FineBefore | Signal::Not | Signal::Contrast) => true,
        Meaning::Cause { .. }
        | Meaning::Tried { told: Told::Done, .. }
        | Meaning::Topic(_)
        | Meaning::Talk(_) => false,
    }
}

type Spans<'p> = Vec<&'p Range<usize>>;

fn by_message(places: &[Place]) -> BTreeMap<usize, Spans<'_>> {
    let mut by_message: BTreeMap<usize, Spans<'_>> = BTreeMap::new();
    for (message, words) in places {
        by_message.entry(*message).or_default().push(words);
    }
    by_message
}

/// Whether each of the places shares a word with one of the others, or all of its words when they count.
fn meet(spans: &Spans<'_>, others: &Spans<'_>, whole: bool) -> bool {
    let meets = |one: &Range<usize>, other: &Range<usize>| {
        if whole {
            other.start <= one.start && one.end <= other.end
        } else {
            one.start < other.end && other.start < one.end
        }
    };
    spans.iter().all(|span| others.iter().any(|other| meets(span, other)))
}
