//! Sees which parts of patterns occur at all: every atom and every guard as a pattern of its own, and
//! every phrase with its parts as far apart as they may be. All is read with the same words and corrections.

use super::messages::Message;
use crate::knowledge::{Element, KnowledgeBase, Pattern, Phrase, Rule};
use crate::reading::Reader;

/// In which messages the parts of patterns occur, by the index of the message.
pub(super) struct Parts {
    atoms: Vec<Vec<usize>>,
    guards: Vec<Vec<usize>>,
    loose: Vec<Vec<usize>>,
}

impl Parts {
    /// Reads all messages once more.
    pub(super) fn new(base: &KnowledgeBase, messages: &[Message<'_>]) -> Self {
        let atoms = base.atoms.len();
        let mut probe = base.clone();
        probe.patterns = (0..atoms).filter_map(|atom| alone(base, atom)).collect();
        probe.patterns.extend(base.patterns.iter().map(guard));
        probe.patterns.extend(base.patterns.iter().map(loose));
        let reader = Reader::new(&probe);
        let mut seen = vec![Vec::new(); probe.patterns.len()];
        for (index, message) in messages.iter().enumerate() {
            for found in reader.read(message.text).found() {
                if let Some(list) = seen.get_mut(found.pattern).filter(|list| list.last() != Some(&index)) {
                    list.push(index);
                }
            }
        }
        let mut guards = seen.split_off(atoms.min(seen.len()));
        let loose = guards.split_off(base.patterns.len().min(guards.len()));
        Self { atoms: seen, guards, loose }
    }

    /// The messages in which an atom occurs, in their order.
    pub(super) fn of_atom(&self, atom: usize) -> &[usize] {
        self.atoms.get(atom).map(Vec::as_slice).unwrap_or_default()
    }

    /// The messages in which a phrase would fire if its parts might stand far from each other, in their order.
    pub(super) fn of_loose(&self, pattern: usize) -> &[usize] {
        self.loose.get(pattern).map(Vec::as_slice).unwrap_or_default()
    }

    /// The messages in which a guard word of a pattern occurs, in their order.
    pub(super) fn of_guard(&self, pattern: usize) -> &[usize] {
        self.guards.get(pattern).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A phrase whose parts may stand anywhere behind each other in a sentence; a regular expression matches nowhere.
fn loose(pattern: &Pattern) -> Pattern {
    let mut ways = match &pattern.rule {
        Rule::Phrase(phrase) => phrase.ways.clone(),
        Rule::Regex { .. } => Vec::new(),
    };
    ways.iter_mut().flatten().for_each(|element| element.gap = u8::MAX);
    Pattern { rule: Rule::Phrase(Phrase { ways }), ..pattern.clone() }
}

/// A pattern that is one atom. What it means is not looked at.
fn alone(base: &KnowledgeBase, atom: usize) -> Option<Pattern> {
    let like = base.patterns.first()?;
    let way = vec![Element { atom: Some(atom), optional: false, gap: 0 }];
    Some(Pattern { rule: Rule::Phrase(Phrase { ways: vec![way] }), ..like.clone() })
}

/// A pattern that matches wherever one of the guard words stands; one without guard matches nowhere.
fn guard(pattern: &Pattern) -> Pattern {
    let rule = match &pattern.rule {
        Rule::Phrase(_) => Rule::Phrase(Phrase { ways: Vec::new() }),
        Rule::Regex { guard, .. } => Rule::Regex { guard: guard.clone(), regex: "^".to_owned() },
    };
    Pattern { rule, ..pattern.clone() }
}
