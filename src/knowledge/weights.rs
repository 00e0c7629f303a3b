//! What experience has taught: `weights.txt` -> what every word adds to the scores of a message.
//!
//! The file is written by `cloudmedic train` and holds one clue a line, its parts separated by tabs: what kind of clue
//! it is, its text, and what it adds to which score, in log odds.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Family;
use super::complaint::Complaint;
use crate::fingerprint::Fingerprint;
use crate::flat::{Bytes, Table};

/// The name of the file.
pub(super) const FILE: &str = "weights.txt";

/// Scores that a message has: the topic, and one for each family.
pub const SCORES: usize = 1 + Family::ALL.len();

/// The log odds of a message: index 0 is the topic's, then the families in the order of [`Family::ALL`].
pub type Scores = [f32; SCORES];

/// What kind of clue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClueKind {
    /// There in every message.
    Always,
    /// What the rules make of the message.
    Rules,
    /// How sure the rules are of a family, from 0 to 1.
    Family,
    /// The rules say that the family is ruled out.
    RuledOut,
    /// A sign of `topic.toml` in the writer's own words.
    Sign,
    /// A question mark somewhere, or at the very end.
    Mark,
    /// A folded word; its digits are `#`, and `~` stands before a quoted one.
    Word,
    /// Two words in a row; `^` and `$` are the ends of the message.
    Pair,
    /// Two words with one between them.
    Gap,
    /// A word that is denied, or said to be in order.
    Denied,
    /// Letters in a row; `<` and `>` are the ends of the word.
    Letters,
}

impl ClueKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Always,
        Self::Rules,
        Self::Family,
        Self::RuledOut,
        Self::Sign,
        Self::Mark,
        Self::Word,
        Self::Pair,
        Self::Gap,
        Self::Denied,
        Self::Letters,
    ];

    /// As the file names it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Rules => "rules",
            Self::Family => "family",
            Self::RuledOut => "ruled-out",
            Self::Sign => "sign",
            Self::Mark => "mark",
            Self::Word => "word",
            Self::Pair => "pair",
            Self::Gap => "gap",
            Self::Denied => "denied",
            Self::Letters => "letters",
        }
    }
}

impl fmt::Display for ClueKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What names a clue: a hash of its kind and text, made in pieces so that a lookup copies nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClueKey(Fingerprint);

impl ClueKey {
    /// The key of a clue whose text is the parts in a row.
    #[must_use]
    pub fn new(kind: ClueKind, parts: &[&str]) -> Self {
        let start = Fingerprint::of(&[kind as u8]);
        Self(parts.iter().fold(start, |key, part| key.and(part.as_bytes())))
    }
}

/// Where the weights of a clue stand in [`Weights`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    start: u32,
    length: u8,
}

/// What every known clue adds to which scores.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Weights {
    /// Where a clue's entries stand: start and length in one number.
    places: Table,
    /// Which score, and how much: [`ENTRY`] bytes each.
    entries: Bytes,
}

/// The bytes of an entry: the index of a score, and a little-endian number.
const ENTRY: usize = 5;
/// The bits of a place that hold its length.
const LENGTH: u32 = 8;

impl Weights {
    /// What a clue adds to which scores (an index of [`Scores`]); nothing for one that is not known.
    pub fn of(&self, key: ClueKey) -> impl Iterator<Item = (u8, f32)> {
        self.find(key).into_iter().flat_map(|place| self.at(place))
    }

    /// Where a clue's weights stand, when it is known.
    #[must_use]
    pub fn find(&self, key: ClueKey) -> Option<Place> {
        let place = self.places.get(key.0.number())?;
        Some(Place { start: place >> LENGTH, length: u8::try_from(place & ((1 << LENGTH) - 1)).ok()? })
    }

    /// The weights at a place.
    pub fn at(&self, place: Place) -> impl Iterator<Item = (u8, f32)> {
        let start = place.start as usize * ENTRY;
        let bytes = self.entries.get().get(start..start + usize::from(place.length) * ENTRY);
        bytes.unwrap_or_default().chunks_exact(ENTRY).filter_map(|entry| {
            let (score, adds) = entry.split_first()?;
            Some((*score, f32::from_le_bytes(*adds.first_chunk()?)))
        })
    }

    /// How many clues are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.get().is_empty()
    }

    /// Reads the file; what is wrong with a line is told with its number.
    pub(super) fn read(text: &str, complaints: &mut Vec<Complaint>) -> Self {
        let (mut places, mut entries) = (Vec::new(), Vec::new());
        let mut offset = 0;
        for line in text.split_inclusive('\n') {
            let written = line.trim_end_matches(['\n', '\r']);
            if !(written.is_empty() || written.starts_with('#')) {
                match clue(written, &mut entries) {
                    Ok(place) => places.push(place),
                    Err(message) => complaints.push(Complaint::at(FILE, text, offset, message)),
                }
            }
            offset += line.len();
        }
        Self { places: Table::new(&places), entries: entries.into() }
    }
}

/// Adds the entries of a line, and says where they stand.
fn clue(line: &str, entries: &mut Vec<u8>) -> Result<(u64, u32), String> {
    let mut parts = line.split('\t');
    let kind = parts.next().unwrap_or_default();
    let kind = ClueKind::ALL
        .into_iter()
        .find(|known| known.name() == kind)
        .ok_or_else(|| format!("{kind:?} is no kind of clue; the file is written by `cloudmedic train`"))?;
    let clue = parts.next().unwrap_or_default();
    let start = entries.len() / ENTRY;
    for part in parts {
        let (score, adds) = entry(part)?;
        entries.push(score);
        entries.extend(adds.to_le_bytes());
    }
    let length = entries.len() / ENTRY - start;
    let place = u32::try_from(start).ok().filter(|start| start.leading_zeros() >= LENGTH);
    let length = u8::try_from(length).ok().filter(|length| *length > 0);
    let (start, length) = place.zip(length).ok_or_else(|| {
        format!("{clue:?} adds to no score, or to too many; write them as name=number, with tabs between")
    })?;
    Ok((ClueKey::new(kind, &[clue]).0.number(), start << LENGTH | u32::from(length)))
}

/// `storage_full=-0.52` as the index of a score and a number.
fn entry(written: &str) -> Result<(u8, f32), String> {
    let wrong = || format!("{written:?} is no weight; write the name of a score, `=` and a number");
    let (name, number) = written.split_once('=').ok_or_else(wrong)?;
    let score = score_names().position(|known| known == name).ok_or_else(wrong)?;
    let number: f32 = number.parse().ok().filter(|number: &f32| number.is_finite()).ok_or_else(wrong)?;
    Ok((u8::try_from(score).map_err(|_| wrong())?, number))
}

/// The names of the scores, in their order.
pub fn score_names() -> impl Iterator<Item = &'static str> {
    std::iter::once("topic").chain(Family::ALL.into_iter().map(Family::label))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Weights, Vec<String>) {
        let mut complaints = Vec::new();
        let weights = Weights::read(text, &mut complaints);
        (weights, complaints.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_clue_adds_what_its_line_says() {
        let (weights, complaints) = read("# a remark\npair\twont back\ttopic=0.8\tnetwork=-0.25\n");
        assert_eq!(complaints, Vec::<String>::new());
        let of = |kind, parts: &[&str]| weights.of(ClueKey::new(kind, parts)).collect::<Vec<_>>();
        assert_eq!(of(ClueKind::Pair, &["wont", " ", "back"]), [(0, 0.8), (2, -0.25)]);
        assert_eq!(of(ClueKind::Word, &["wont back"]), []);
    }

    #[test]
    fn a_line_that_is_no_clue_is_told_with_its_number() {
        let (_, complaints) = read(
            "word\tfull\ttopic=1\nwrod\tfull\ttopic=1\nword\tfull\tweather=1\nword\tfull\nword\tx\ttopic=inf",
        );
        assert_eq!(complaints.len(), 4, "{complaints:?}");
        assert!(
            complaints.iter().zip(2..).all(|(complaint, line)| complaint.contains(&format!("{FILE}:{line}"))),
            "{complaints:?}"
        );
    }
}
