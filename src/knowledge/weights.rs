//! What experience has taught: `weights.txt` -> what every word adds to the scores of a message.
//!
//! The file is written by `cloudmedic train` and holds one clue a line, its parts separated by tabs: what kind of clue
//! it is, its text, and what it adds to which score, in log odds.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

use super::Family;
use super::complaint::Complaint;
use crate::fingerprint::Fingerprint;

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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weights {
    /// Where a clue's entries stand.
    places: HashMap<u64, Place, BuildHasherDefault<Ready>>,
    /// Which score, and how much.
    entries: Vec<(u8, f32)>,
}

impl Weights {
    /// What a clue adds to which scores (an index of [`Scores`]); nothing for one that is not known.
    #[must_use]
    pub fn of(&self, key: ClueKey) -> &[(u8, f32)] {
        self.find(key).map(|place| self.at(place)).unwrap_or_default()
    }

    /// Where a clue's weights stand, when it is known.
    #[must_use]
    pub fn find(&self, key: ClueKey) -> Option<Place> {
        self.places.get(&key.0.number()).copied()
    }

    /// The weights at a place.
    #[must_use]
    pub fn at(&self, place: Place) -> &[(u8, f32)] {
        let start = place.start as usize;
        self.entries.get(start..start + usize::from(place.length)).unwrap_or_default()
    }

    /// How many clues are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Reads the file; what is wrong with a line is told with its number.
    pub(super) fn read(text: &str, complaints: &mut Vec<Complaint>) -> Self {
        let mut weights = Self::default();
        let mut offset = 0;
        for line in text.split_inclusive('\n') {
            let written = line.trim_end_matches(['\n', '\r']);
            if !(written.is_empty() || written.starts_with('#'))
                && let Err(message) = weights.line(written)
            {
                complaints.push(Complaint::at(FILE, text, offset, message));
            }
            offset += line.len();
        }
        weights
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        let mut parts = line.split('\t');
        let kind = parts.next().unwrap_or_default();
        let kind = ClueKind::ALL.into_iter().find(|known| known.name() == kind).ok_or_else(|| {
            format!("{kind:?} is no kind of clue; the file is written by `cloudmedic train`")
        })?;
        let clue = parts.next().unwrap_or_default();
        let start = self.entries.len();
        for part in parts {
            self.entries.push(entry(part)?);
        }
        let length = self.entries.len() - start;
        let place = u32::try_from(start).ok().zip(u8::try_from(length).ok());
        let place = place.filter(|(_, length)| *length > 0).ok_or_else(|| {
            format!("{clue:?} adds to no score, or to too many; write them as name=number, with tabs between")
        })?;
        let (start, length) = place;
        self.places.insert(ClueKey::new(kind, &[clue]).0.number(), Place { start, length });
        Ok(())
    }
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

/// Keys are hashes already.
#[derive(Debug, Clone, Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        // Only whole numbers are keys; this is here for completeness.
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
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
        assert_eq!(weights.of(ClueKey::new(ClueKind::Pair, &["wont", " ", "back"])), [(0, 0.8), (2, -0.25)]);
        assert_eq!(weights.of(ClueKey::new(ClueKind::Word, &["wont back"])), []);
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
