//! Finds out why a pattern never fires: which of its parts no message holds, or what reads its words as others.

use serde::Serialize;

use super::messages::Message;
use super::probe::Parts;
use super::said;
use crate::knowledge::{Atom, Element, KnowledgeBase, Pattern, Rule};
use crate::reading::Reader;

/// Why a pattern never fires.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Never {
    /// It does not even match its own words, because they are read as others or left out as filler.
    OwnWords {
        /// Its words.
        said: String,
        /// What they are read as, filler left out.
        read_as: String,
    },
    /// No message holds one of its guard words.
    Guard {
        /// The guard words.
        words: Vec<String>,
    },
    /// Messages hold a guard word, and the expression fits none of them.
    Expression {
        /// How many.
        messages: usize,
        /// One of them.
        sample: String,
    },
    /// No message holds these required parts.
    Missing {
        /// The parts as written; of a phrase with several ways, those of the way that is nearest to a match.
        parts: Vec<String>,
        /// Whether that is every required part.
        all: bool,
    },
    /// Each part occurs, but no message holds these two.
    Apart {
        /// The two parts.
        parts: Vec<String>,
    },
    /// Messages hold all required parts in this order in one sentence, but too far from each other.
    TooFar {
        /// How many.
        messages: usize,
        /// One of them.
        sample: String,
    },
    /// Messages hold all required parts, but in another order or not in one sentence.
    Order {
        /// How many.
        messages: usize,
        /// One of them.
        sample: String,
    },
    /// Each part occurs, but no message holds all of them.
    NotTogether,
}

/// Looks for reasons.
pub(super) struct Reasons<'a> {
    pub base: &'a KnowledgeBase,
    pub reader: &'a Reader,
    pub messages: &'a [Message<'a>],
    pub parts: &'a Parts,
}

impl Reasons<'_> {
    /// Why a pattern never fires.
    pub(super) fn of(&self, index: usize, pattern: &Pattern) -> Never {
        match &pattern.rule {
            Rule::Regex { guard, .. } => match self.parts.of_guard(index) {
                [] => Never::Guard { words: guard.clone() },
                seen => Never::Expression { messages: seen.len(), sample: self.sample(seen) },
            },
            Rule::Phrase(phrase) => self.own_words(index, &phrase.ways).unwrap_or_else(|| {
                let far = self.parts.of_loose(index);
                if !far.is_empty() {
                    return Never::TooFar { messages: far.len(), sample: self.sample(far) };
                }
                let best = phrase.ways.iter().min_by_key(|way| self.missing(way).len());
                best.map_or(Never::NotTogether, |way| self.of_way(way))
            }),
        }
    }

    fn sample(&self, messages: &[usize]) -> String {
        let first = messages.first().and_then(|index| self.messages.get(*index));
        first.map(|message| message.id.clone()).unwrap_or_default()
    }

    /// What becomes of the pattern's own words, when it does not match them in any way.
    fn own_words(&self, index: usize, ways: &[Vec<Element>]) -> Option<Never> {
        let fires = |words: &str| self.reader.read(words).found().iter().any(|found| found.pattern == index);
        let shortest = ways.iter().map(|way| said::shortest(self.base, way));
        let matches = shortest.clone().any(|words| fires(&words))
            || ways.iter().any(|way| said::others(self.base, way).any(|words| fires(&words)));
        if matches {
            return None;
        }
        let said = shortest.into_iter().next()?;
        let reading = self.reader.read(&said);
        let kept = reading.folded().iter().filter(|word| !self.base.filler.contains(*word));
        let read_as = kept.collect::<Vec<_>>().join(" ");
        Some(Never::OwnWords { said, read_as })
    }

    /// The required atoms of a way, each once.
    fn required(&self, way: &[Element]) -> Vec<usize> {
        let mut atoms: Vec<usize> =
            way.iter().filter(|element| !element.optional).filter_map(|element| element.atom).collect();
        atoms.sort_unstable();
        atoms.dedup();
        atoms
    }

    fn missing(&self, way: &[Element]) -> Vec<usize> {
        self.required(way).into_iter().filter(|atom| self.parts.of_atom(*atom).is_empty()).collect()
    }

    fn of_way(&self, way: &[Element]) -> Never {
        let required = self.required(way);
        let missing = self.missing(way);
        if !missing.is_empty() {
            let parts = missing.iter().map(|atom| self.name(*atom)).collect();
            return Never::Missing { parts, all: missing.len() == required.len() };
        }
        let holding = self.holding(&required);
        if !holding.is_empty() {
            return Never::Order { messages: holding.len(), sample: self.sample(&holding) };
        }
        let pairs = required
            .iter()
            .enumerate()
            .flat_map(|(at, one)| required.iter().skip(at + 1).map(move |other| [*one, *other]));
        let apart = pairs.into_iter().find(|pair| self.holding(pair).is_empty());
        apart.map_or(Never::NotTogether, |pair| Never::Apart {
            parts: pair.map(|atom| self.name(atom)).to_vec(),
        })
    }

    /// The messages that hold all of the atoms.
    fn holding(&self, atoms: &[usize]) -> Vec<usize> {
        let Some((first, rest)) = atoms.split_first() else { return Vec::new() };
        let first = self.parts.of_atom(*first).iter().copied();
        let all = |message: &usize| {
            rest.iter().all(|atom| self.parts.of_atom(*atom).binary_search(message).is_ok())
        };
        first.filter(all).collect()
    }

    fn name(&self, atom: usize) -> String {
        self.base.atoms.get(atom).map(|atom| name(self.base, atom)).unwrap_or_default()
    }
}

/// A part the way that the files write it.
fn name(base: &KnowledgeBase, atom: &Atom) -> String {
    match base.said(atom).collect::<Vec<_>>().as_slice() {
        [only] if *only == atom.name => atom.name.clone(),
        _ if atom.name.contains('|') => format!("({})", atom.name),
        _ => format!("<{}>", atom.name),
    }
}
