//! Loads words.toml and english.txt: concepts, filler, joins, and the words that correction never touches.

use std::collections::BTreeMap;

use super::super::complaint::Complaint;
use super::super::phrase::Phrases;
use super::super::written::{Text, Words};
use super::super::{English, Files, Filler};
use crate::text;

/// Two words that are written as one.
pub(super) type Joins = BTreeMap<(String, String), String>;

pub(super) fn read(files: Files<'_>, complaints: &mut Vec<Complaint>) -> (Phrases, Joins, English) {
    const FILE: &str = "words.toml";
    let find = |wanted: &str| files.iter().find(|(name, _)| *name == wanted).map(|(_, text)| *text);
    let english = English::read(find("english.txt").unwrap_or_default());

    let source = find(FILE).unwrap_or_default();
    let words = match super::parse::<Words>(FILE, source) {
        Ok(words) => words,
        Err(complaint) => {
            if !source.is_empty() {
                complaints.push(complaint);
            }
            Words { concepts: BTreeMap::new(), joins: BTreeMap::new() }
        }
    };
    let mut complain = |place: &Text, message: String| {
        complaints.push(Complaint::at(FILE, source, place.span().start, message));
    };

    let mut joins = Joins::new();
    for (pair, one) in &words.joins {
        let folded = text::fold(pair);
        let mut parts = folded.iter().map(str::to_owned);
        match (parts.next(), parts.next(), parts.next()) {
            (Some(first), Some(second), None) => {
                joins.insert((first, second), one.get_ref().clone());
            }
            _ => complain(one, format!("{pair:?} is not two words; a join makes one word of two")),
        }
    }

    let filler: Filler = words
        .concepts
        .get("filler")
        .into_iter()
        .flatten()
        .flat_map(|way| text::fold(way.get_ref()).iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let mut phrases = Phrases::new(filler, joins.clone());
    for name in words.concepts.keys() {
        let mut literals = Vec::new();
        collect(name, &words.concepts, &phrases, &mut literals, &mut complain, 0);
        phrases.define(name, literals);
    }
    (phrases, joins, english)
}

/// Concepts may include concepts, this deep.
const DEEPEST: usize = 8;

fn collect(
    name: &str,
    concepts: &BTreeMap<String, Vec<Text>>,
    phrases: &Phrases,
    literals: &mut Vec<String>,
    complain: &mut impl FnMut(&Text, String),
    depth: usize,
) {
    for way in concepts.get(name).into_iter().flatten() {
        let written = way.get_ref().trim();
        let other = written.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
        match other {
            Some(other) if depth >= DEEPEST => {
                complain(way, format!("<{other}> goes round in a circle; a concept cannot include itself"));
            }
            Some(other) if concepts.contains_key(other) => {
                collect(other, concepts, phrases, literals, complain, depth + 1);
            }
            Some(other) => {
                complain(way, format!("there is no concept <{other}> to include; define it or write words"));
            }
            None => {
                let literal = phrases.literal(written);
                if literal.is_empty() {
                    complain(way, format!("{written:?} folds to nothing; write letters or digits"));
                } else {
                    literals.push(literal);
                }
            }
        }
    }
}
