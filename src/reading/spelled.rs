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
    pairs: Vec<(usize, u32)>,
}

impl<'b> Spelled<'b> {
    pub(super) fn new(base: &'b KnowledgeBase, corrector: &'b Corrector) -> Self {
        let count = base.literals.len();
        let places = HashMap::with_capacity_and_hasher(count, Quick::default());
        let mut spelled = Self { literals: Vec::with_capacity(count), places, pairs: Vec::new() };
        let places: Vec<usize> =
            base.literals.iter().map(|literal| spelled.place(spell(literal, corrector))).collect();
        for (atom, index) in base.atoms.iter().zip(0..) {
            let literals = atom.literals.iter().filter_map(|literal| places.get(*literal as usize));
            spelled.pairs.extend(literals.map(|place| (*place, index)));
        }
        spelled
    }

    /// Adds a literal to an atom.
    pub(super) fn add(&mut self, literal: &'b str, atom: u32) {
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

    /// The literals.
    pub(super) fn literals(&self) -> impl Iterator<Item = &str> {
        self.literals.iter().map(|literal| &**literal)
    }

    /// The atoms of each literal.
    pub(super) fn atoms(&self) -> Vec<Vec<u32>> {
        let mut atoms = vec![Vec::new(); self.literals.len()];
        for (place, atom) in &self.pairs {
            if let Some(atoms) = atoms.get_mut(*place) {
                atoms.push(*atom);
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
