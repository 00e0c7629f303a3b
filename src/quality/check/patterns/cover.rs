//! Decides from the written form alone whether one way of a phrase matches wherever another does.
//!
//! A `true` is a proof: every literal, every optional part and the widest gap was tried. A `false` only says that this
//! proof was not found.

use std::collections::BTreeSet;

use crate::knowledge::{Element, KnowledgeBase};

/// What stands for any number.
const NUMBER: &str = "#";
/// A literal of so many words may run over the end of a sentence, so only as a whole does it stand for itself.
const PASTED: usize = 5;
/// So many steps are followed before a proof is given up.
const MOST_STEPS: usize = 4_000;

/// The literals of all atoms as words.
pub(super) struct Cover<'k> {
    atoms: Vec<Vec<Words<'k>>>,
    number: Vec<Words<'k>>,
}

struct Words<'k> {
    words: Vec<&'k str>,
    /// How many words before each one, and in all, are no filler; only they count in gaps.
    counted: Vec<usize>,
}

/// How far the wider way has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    /// Its next element.
    next: usize,
    /// How many words may stand before that.
    allowed: usize,
    /// How many stand there at most; `None` before the first element was seen.
    since: Option<usize>,
}

impl At {
    fn later(self, words: usize) -> Self {
        Self { since: self.since.map(|since| since + words), ..self }
    }
}

/// One proof: the wider way, and what is left of the steps.
struct Proof<'c, 'k> {
    cover: &'c Cover<'k>,
    wide: &'c [Element],
    /// Whether it has to cover the narrower way from its first word to its last.
    whole: bool,
    steps: usize,
}

impl<'k> Cover<'k> {
    pub(super) fn new(base: &'k KnowledgeBase) -> Self {
        let words = |literal: &'k str| {
            let words: Vec<&str> = literal.split(' ').collect();
            let mut counted = vec![0];
            for word in &words {
                let before = counted.last().copied().unwrap_or_default();
                counted.push(before + usize::from(!base.filler.contains(*word)));
            }
            Words { words, counted }
        };
        let atoms = base.atoms.iter();
        let atoms = atoms.map(|atom| base.said(atom).map(words).collect());
        Self { atoms: atoms.collect(), number: vec![words(NUMBER)] }
    }

    /// Whether `wide` matches wherever `narrow` does; if `whole`, with all of the words.
    pub(super) fn covers(&self, wide: &[Element], narrow: &[Element], whole: bool) -> bool {
        let start = BTreeSet::from([At { next: 0, allowed: 0, since: None }]);
        wide == narrow || Proof { cover: self, wide, whole, steps: MOST_STEPS }.holds(narrow, 0, &start)
    }

    fn literals(&self, element: &Element) -> &[Words<'k>] {
        match element.atom {
            Some(atom) => self.atoms.get(atom).map(Vec::as_slice).unwrap_or_default(),
            None => &self.number,
        }
    }
}

impl<'k> Proof<'_, 'k> {
    /// Whether the wider way comes to its end, whatever the rest of the narrower one is said with.
    fn holds(&mut self, narrow: &[Element], spare: usize, states: &BTreeSet<At>) -> bool {
        let Some((first, rest)) = narrow.split_first() else {
            return states.iter().any(|at| self.is_at_end(*at) && (!self.whole || at.since == Some(0)));
        };
        if !self.whole && states.iter().any(|at| self.is_at_end(*at)) {
            return true;
        }
        let before = usize::from(first.gap).max(spare);
        if first.optional && !self.holds(rest, before, states) {
            return false;
        }
        let mut known = BTreeSet::new();
        for literal in self.cover.literals(first) {
            let Some(left) = self.steps.checked_sub(1) else { return false };
            self.steps = left;
            let after = self.after(literal, before, states);
            if !known.contains(&after) {
                if !self.holds(rest, 0, &after) {
                    return false;
                }
                known.insert(after);
            }
        }
        true
    }

    fn is_at_end(&self, at: At) -> bool {
        self.wide.get(at.next..).is_some_and(|rest| rest.iter().all(|element| element.optional))
    }

    /// How far the wider way can be behind a literal with words before it.
    fn after(&self, literal: &Words<'k>, before: usize, states: &BTreeSet<At>) -> BTreeSet<At> {
        let mut out = BTreeSet::new();
        for at in states {
            self.within(literal, 0, at.later(before), &mut out);
        }
        out
    }

    /// Tries every place in the literal from a word on, and the way past it.
    fn within(&self, literal: &Words<'k>, from: usize, at: At, out: &mut BTreeSet<At>) {
        let past = at.later(literal.between(from, literal.words.len()));
        let begins = self.whole && at.since.is_none();
        if !begins && self.can_go_on(past) {
            out.insert(past);
        }
        let starts = if begins { from..from + 1 } else { from..literal.words.len() };
        for start in starts {
            let mut at = at.later(literal.between(from, start));
            while let Some(element) = self.wide.get(at.next) {
                if at.since.is_none_or(|since| since <= at.allowed) {
                    for end in self.ends(element, literal, start) {
                        let gap = self.wide.get(at.next + 1).map_or(0, |next| usize::from(next.gap));
                        let next = At { next: at.next + 1, allowed: gap, since: Some(0) };
                        self.within(literal, end, next, out);
                    }
                }
                if !element.optional {
                    break;
                }
                at = self.skip(at);
            }
        }
    }

    /// Leaves out an optional element; the words that might have stood before it may stand before the next one.
    fn skip(&self, at: At) -> At {
        let gap = self.wide.get(at.next + 1).map_or(0, |next| usize::from(next.gap));
        At { next: at.next + 1, allowed: at.allowed.max(gap), ..at }
    }

    /// Whether anything can still match behind so many words.
    fn can_go_on(&self, mut at: At) -> bool {
        loop {
            if at.since.is_none_or(|since| since <= at.allowed) || self.is_at_end(at) {
                return true;
            }
            if !self.wide.get(at.next).is_some_and(|element| element.optional) {
                return false;
            }
            at = self.skip(at);
        }
    }

    /// Where the literals of an element end that begin at a word of the literal.
    fn ends(&self, element: &Element, literal: &Words<'k>, start: usize) -> BTreeSet<usize> {
        let rest = literal.words.get(start..).unwrap_or_default();
        if element.atom.is_none() {
            let number = rest.first().is_some_and(|word| {
                *word == NUMBER || word.starts_with(|first: char| first.is_ascii_digit())
            });
            return number.then_some(start + 1).into_iter().collect();
        }
        let pasted = literal.words.len() >= PASTED;
        let literals = self.cover.literals(element).iter();
        literals
            .filter(|known| rest.starts_with(&known.words) && known.between(0, known.words.len()) > 0)
            .filter(|known| !pasted || known.words.len() == literal.words.len())
            .map(|known| start + known.words.len())
            .collect()
    }
}

impl Words<'_> {
    /// How many words that are no filler stand between two places.
    fn between(&self, from: usize, to: usize) -> usize {
        let at = |index: usize| self.counted.get(index).copied().unwrap_or_default();
        at(to).saturating_sub(at(from))
    }
}
