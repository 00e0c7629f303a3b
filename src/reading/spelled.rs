//! The literals of the patterns as messages spell them after correction, and the atoms that each of them belongs to.

use std::borrow::Cow;
use std::collections::HashMap;

use super::correct::Corrector;
use crate::fingerprint::{Fingerprint, Quick};
use crate::knowledge::KnowledgeBase;

/// Literals, each once, with their atoms.
pub(super) struct Spelled<'b> {
    literals: Vec<Cow<'b, str>>,
    places: HashMap<Fingerprint, usize, Quick>,
    /// Which literal belongs to which atom.
    pairs: Vec<(usize, usize)>,
}

impl<'b> Spelled<'b> {
    pub(super) fn new(base: &'b KnowledgeBase, corrector: &'b Corrector) -> Self {
        let count = base.literals.len();
        let places = HashMap::with_capacity_and_hasher(count, Quick::default());
        let mut spelled = Self { literals: Vec::with_capacity(count), places, pairs: Vec::new() };
        let places: Vec<usize> =
            base.literals.iter().map(|literal| spelled.place(spell(literal, corrector))).collect();
        for (index, atom) in base.atoms.iter().enumerate() {
            let literals = atom.literals.iter().filter_map(|literal| places.get(*literal as usize));
            spelled.pairs.extend(literals.map(|place| (*place, index)));
        }
        spelled
    }

    /// Adds a literal to an atom.
    pub(super) fn add(&mut self, literal: &'b str, atom: usize) {
        let place = self.place(literal.into());
        self.pairs.push((place, atom));
    }

    /// Where a literal stands; new ones are added.
    fn place(&mut self, literal: Cow<'b, str>) -> usize {
        let next = self.literals.len();
        let place = *self.places.entry(Fingerprint::of(literal.as_bytes())).or_insert(next);
        if place == next {
            self.literals.push(literal);
        }
        place
    }

    /// The literals, each with where its atoms start.
    pub(super) fn literals(&self) -> impl Iterator<Item = (&str, usize)> {
        let mut counts = vec![0; self.literals.len()];
        for (place, _) in &self.pairs {
            if let Some(count) = counts.get_mut(*place) {
                *count += 1;
            }
        }
        let mut start = 0;
        let starts = counts.into_iter().map(move |count: usize| {
            start += count;
            start - count
        });
        self.literals.iter().map(|literal| &**literal).zip(starts)
    }

    /// The atoms of one literal after the other.
    pub(super) fn atoms(&self) -> Vec<usize> {
        let mut next: Vec<usize> = self.literals().map(|(_, start)| start).collect();
        let mut atoms = vec![0; self.pairs.len()];
        for (place, atom) in &self.pairs {
            if let Some(next) = next.get_mut(*place)
                && let Some(slot) = atoms.get_mut(*next)
            {
                *slot = *atom;
                *next += 1;
            }
        }
        atoms
    }
}

fn spell<'b>(literal: &'b str, corrector: &'b Corrector) -> Cow<'b, str> {
    if literal.split(' ').all(|word| corrector.spell(word) == word) {
        return literal.into();
    }
    literal.split(' ').map(|word| corrector.spell(word)).collect::<Vec<_>>().join(" ").into()
}
