//! The phrase language of the pattern files: `<wifi> .. (drops|cuts out)` -> elements over shared atoms.

mod parse;

use serde::{Deserialize, Serialize};

use std::collections::{BTreeMap, HashMap};

use super::Filler;
use crate::fingerprint::Quick;
use crate::text;

use parse::{Item, Kind};

/// A way to say one thing: any of its literals, each some folded words without filler, joined by single spaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Atom {
    /// The concept's name, or the alternatives as written.
    pub name: String,
    /// The literals, in the order of their letters and without doubles, as indexes of those of the knowledge base;
    /// filler in them is required.
    pub literals: Vec<u32>,
}

/// One part of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// Index of the atom in the knowledge base; `None` for any number (`#`).
    pub atom: Option<usize>,
    /// Whether the phrase also matches without it.
    pub optional: bool,
    /// How many other words may stand before it.
    pub gap: u8,
}

/// What matches: any of the ways, each a sequence of elements in order within one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// In each way at least one element is neither optional nor a number.
    pub ways: Vec<Vec<Element>>,
}

/// A phrase spells out at most this many ways.
const MOST_WAYS: usize = 64;

/// Turns written phrases into elements; atoms that say the same are shared.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    pub atoms: Vec<Atom>,
    /// What atoms refer to: many share a literal.
    pub literals: Vec<String>,
    known: HashMap<String, u32, Quick>,
    by_literals: HashMap<Vec<u32>, usize, Quick>,
    concepts: BTreeMap<String, usize>,
    filler: Filler,
    joins: BTreeMap<(String, String), String>,
}

/// One way as far as it has been spelled out, with the gap that its next element starts with.
#[derive(Clone, Default)]
struct Way {
    elements: Vec<Element>,
    gap: u8,
}

impl Phrases {
    pub(super) fn new(filler: Filler, joins: BTreeMap<(String, String), String>) -> Self {
        Self { filler, joins, ..Self::default() }
    }

    pub(super) fn filler(&self) -> &Filler {
        &self.filler
    }

    /// Defines a concept; its literals have been folded by [`Phrases::literal`].
    pub(super) fn define(&mut self, name: &str, literals: Vec<String>) {
        let index = self.atom(name.to_owned(), literals);
        self.concepts.insert(name.to_owned(), index);
    }

    /// Folds some words the way that messages are folded, and leaves the filler out.
    ///
    /// Filler that stands beside a single other word stays and is then required: "that did it" is more than "did".
    pub(super) fn literal(&self, words: &str) -> String {
        let folded = text::fold(words);
        let joined = join(folded.iter(), &self.joins);
        let content: Vec<&str> =
            joined.iter().map(String::as_str).filter(|word| !self.filler.contains(*word)).collect();
        if content.len() < 2 { joined.join(" ") } else { content.join(" ") }
    }

    /// Reads a phrase.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub(super) fn parse(&mut self, written: &str) -> Result<Phrase, String> {
        let items = parse::parse(written)?;
        let mut ways = vec![Way::default()];
        self.spell(&items, &mut ways)?;
        let mut spelled = Vec::new();
        for mut way in ways {
            if way.elements.iter().all(|element| element.optional || element.atom.is_none()) {
                return Err("the phrase holds nothing that must be there; add a word or a concept".to_owned());
            }
            if let Some(first) = way.elements.first_mut() {
                first.gap = 0;
            }
            if !spelled.contains(&way.elements) {
                spelled.push(way.elements);
            }
        }
        Ok(Phrase { ways: spelled })
    }

    /// A phrase of plain words: brackets and dots in them are no phrase language.
    ///
    /// # Errors
    /// As [`Phrases::parse`].
    pub(super) fn plain(&mut self, words: &str) -> Result<Phrase, String> {
        let literal = self.literal(words);
        if literal.is_empty() {
            return Err(format!("{words:?} folds to nothing; write letters or digits"));
        }
        let atom = self.atom(literal.clone(), vec![literal]);
        Ok(Phrase { ways: vec![vec![Element { atom: Some(atom), optional: false, gap: 0 }]] })
    }

    /// Continues every way with the items.
    fn spell(&mut self, items: &[Item], ways: &mut Vec<Way>) -> Result<(), String> {
        for item in items {
            match &item.kind {
                Kind::Gap(words) => ways.iter_mut().for_each(|way| way.gap = way.gap.max(*words)),
                Kind::Number => add(ways, None, item.optional),
                Kind::Concept(name) => {
                    let atom = self.concept(name)?;
                    let spared = items.len() > 1 && self.spares(atom);
                    if spared && !item.optional {
                        return Err(format!(
                            "<{name}> holds filler, so it could be left out: put `?` behind it"
                        ));
                    }
                    add(ways, Some(atom), item.optional);
                }
                Kind::Words(words) => {
                    let literal = self.literal(words);
                    if literal.is_empty() {
                        return Err(format!("{words:?} folds to nothing; write letters or digits"));
                    }
                    // Filler inside a phrase is allowed anyway.
                    if !self.is_filler(&literal) || items.len() == 1 {
                        let atom = self.atom(literal.clone(), vec![literal]);
                        add(ways, Some(atom), item.optional);
                    }
                }
                Kind::Choice(choices) => self.choose(choices, item.optional, ways)?,
            }
            if ways.len() > MOST_WAYS {
                return Err(format!(
                    "the phrase can be said in more than {MOST_WAYS} ways; write it as several"
                ));
            }
        }
        Ok(())
    }

    /// Continues every way with each of the choices; those that are plain words or a concept become one atom.
    fn choose(&mut self, choices: &[Vec<Item>], optional: bool, ways: &mut Vec<Way>) -> Result<(), String> {
        let mut literals = Vec::new();
        let mut longer = Vec::new();
        for choice in choices {
            match choice.as_slice() {
                [Item { kind: Kind::Words(words), optional: false }] => {
                    let literal = self.literal(words);
                    if literal.is_empty() {
                        return Err(format!("{words:?} folds to nothing; write letters or digits"));
                    }
                    literals.push(literal);
                }
                [Item { kind: Kind::Concept(name), optional: false }] => {
                    let atom = self.concept(name)?;
                    literals.extend(self.said(atom).map(str::to_owned));
                }
                _ => longer.push(choice),
            }
        }
        if let Some(filler) = literals.iter().find(|literal| self.is_filler(literal)).filter(|_| !optional) {
            return Err(format!(
                "{filler:?} is filler, so the choice could be left out: put `?` behind it, or take {filler:?} out"
            ));
        }
        literals.retain(|literal| !self.is_filler(literal));
        let before = std::mem::take(ways);
        if !literals.is_empty() {
            let atom = self.atom(literals.join("|"), literals);
            let mut one = before.clone();
            add(&mut one, Some(atom), optional);
            ways.extend(one);
        } else if optional {
            ways.extend(before.iter().cloned());
        }
        for choice in longer {
            let mut one = before.clone();
            self.spell(choice, &mut one)?;
            ways.extend(one);
        }
        Ok(())
    }

    /// The literals of an atom.
    fn said(&self, atom: usize) -> impl Iterator<Item = &str> {
        let literals = self.atoms.get(atom).into_iter().flat_map(|atom| &atom.literals);
        literals.filter_map(|index| self.literals.get(*index as usize)).map(String::as_str)
    }

    /// Whether a literal of an atom is filler, which is never missed: the element that holds it can be left out.
    fn spares(&self, atom: usize) -> bool {
        self.said(atom).any(|literal| self.is_filler(literal))
    }

    fn is_filler(&self, literal: &str) -> bool {
        literal.split(' ').all(|word| self.filler.contains(word))
    }

    fn concept(&self, name: &str) -> Result<usize, String> {
        self.concepts.get(name).copied().ok_or_else(|| {
            let near =
                self.concepts.keys().find(|known| known.contains(name) || name.contains(known.as_str()));
            match near {
                Some(near) => format!("words.toml defines no concept <{name}>; did you mean <{near}>?"),
                None => {
                    format!("words.toml defines no concept <{name}>; define it there or write the words out")
                }
            }
        })
    }

    fn atom(&mut self, name: String, mut literals: Vec<String>) -> usize {
        literals.sort();
        literals.dedup();
        let literals: Vec<u32> = literals.into_iter().map(|literal| self.shared(literal)).collect();
        if let Some(index) = self.by_literals.get(&literals) {
            return *index;
        }
        let index = self.atoms.len();
        self.by_literals.insert(literals.clone(), index);
        self.atoms.push(Atom { name, literals });
        index
    }

    /// The index of a literal.
    fn shared(&mut self, literal: String) -> u32 {
        if let Some(index) = self.known.get(&literal) {
            return *index;
        }
        let index = u32::try_from(self.literals.len()).unwrap_or(u32::MAX);
        self.known.insert(literal.clone(), index);
        self.literals.push(literal);
        index
    }
}

/// Adds an element to every way.
fn add(ways: &mut [Way], atom: Option<usize>, optional: bool) {
    for way in ways {
        let gap = std::mem::take(&mut way.gap);
        way.elements.push(Element { atom, optional, gap });
    }
}

/// Joins neighbors that are written as one word: `wi fi` -> `wifi`.
fn join<'a>(words: impl Iterator<Item = &'a str>, joins: &BTreeMap<(String, String), String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for word in words {
        let pair = joined.last().and_then(|last| joins.get(&(last.clone(), word.to_owned())));
        if let (Some(one), Some(last)) = (pair, joined.last_mut()) {
            last.clone_from(one);
        } else {
            joined.push(word.to_owned());
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases() -> Phrases {
        let filler = ["the", "my", "is"].map(str::to_owned).into_iter().collect();
        let joins = BTreeMap::from([(("wi".to_owned(), "fi".to_owned()), "wifi".to_owned())]);
        let mut phrases = Phrases::new(filler, joins);
        let literals = ["Wi-Fi", "the internet"].map(|way| phrases.literal(way)).to_vec();
        phrases.define("wifi", literals);
        phrases.define("whose", vec!["my".to_owned(), "your".to_owned()]);
        phrases
    }

    #[test]
    fn literals_are_folded_joined_and_freed_of_filler() {
        assert_eq!(phrases().literal("The Wi-Fi isn’t OK"), "wifi isnt ok");
        assert_eq!(phrases().literal("is the"), "is the", "filler alone stays, or nothing would be left");
        assert_eq!(
            phrases().literal("is working"),
            "is working",
            "one word more than filler: all of it is meant"
        );
    }

    #[test]
    fn a_phrase_is_a_row_of_elements_with_gaps() {
        let phrase = phrases().parse("<wifi> .. (drops|cuts out)? ... # again").unwrap();
        let [way] = phrase.ways.as_slice() else { panic!("expected one way, got {:?}", phrase.ways) };
        let shape: Vec<_> = way.iter().map(|e| (e.atom.is_some(), e.optional, e.gap)).collect();
        assert_eq!(shape, [(true, false, 0), (true, true, 4), (false, false, 10), (true, false, 0)]);
    }

    #[test]
    fn choices_of_several_parts_become_several_ways() {
        let phrase = phrases().parse("<wifi> (down|(very|so) slow|# bars)").unwrap();
        assert_eq!(phrase.ways.iter().map(Vec::len).collect::<Vec<_>>(), [2, 3, 3]);
    }

    #[test]
    fn the_same_words_are_one_atom() {
        let mut phrases = phrases();
        let first = phrases.parse("(dies|drops)").unwrap();
        let second = phrases.parse("(drops|dies|drops)").unwrap();
        assert_eq!(first, second);
    }

    #[test]
    fn mistakes_are_named() {
        let mut phrases = phrases();
        for (written, part) in [
            ("<wify> drops", "no concept <wify>"),
            ("<wifi drops", "no closing"),
            ("(a|b) )", "has no beginning"),
            ("..", "nothing that must be there"),
            ("<wifi>? #", "nothing that must be there"),
            ("()", "is empty"),
            ("(is|was) down", "is filler"),
            ("<whose> <wifi>", "holds filler"),
            ("", "nothing that must be there"),
        ] {
            let complaint = phrases.parse(written).unwrap_err();
            assert!(complaint.contains(part), "{written:?} gave {complaint:?}, expected {part:?}");
        }
    }
}
