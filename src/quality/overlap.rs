//! Compares two texts by the words that they share.

use std::collections::BTreeMap;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::rate::float;
use crate::shares::wilson;

/// The mean overlap of words, over the rows where either side has a value.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Overlap {
    /// The F1 of each row, added up.
    pub sum: f64,
    /// The rows.
    pub rows: usize,
}

impl Overlap {
    /// Compares one value; a value against none overlaps by nothing.
    pub(super) fn add(&mut self, expected: Option<&str>, given: Option<&str>) {
        if expected.is_none() && given.is_none() {
            return;
        }
        self.sum += overlap(expected.unwrap_or_default(), given.unwrap_or_default());
        self.rows += 1;
    }

    /// From 0 to 1; `None` where nothing was expected or given.
    #[must_use]
    pub fn f1(self) -> Option<f64> {
        (self.rows > 0).then(|| self.sum / float(self.rows))
    }

    /// The 95 % interval of the mean, each end from 0 to 1; `None` of no row.
    ///
    /// It is the Wilson interval of a share as large as the mean. No values from 0 to 1 with this mean vary more than
    /// those that are all 0 or 1, so it is rather too wide than too narrow.
    #[must_use]
    pub fn interval(self) -> Option<(f64, f64)> {
        Some(wilson(self.f1()?, float(self.rows)))
    }
}

impl Serialize for Overlap {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut fields = to.serialize_struct("Overlap", 4)?;
        fields.serialize_field("rows", &self.rows)?;
        fields.serialize_field("f1", &self.f1())?;
        fields.serialize_field("low", &self.interval().map(|(low, _)| low))?;
        fields.serialize_field("high", &self.interval().map(|(_, high)| high))?;
        fields.end()
    }
}

/// The F1 of two texts' lower-cased words, each counted as often as it stands there.
pub(super) fn overlap(expected: &str, given: &str) -> f64 {
    let words = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        let words = lower.split(|ch: char| !ch.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (expected, given) = (words(expected), words(given));
    if expected.is_empty() || given.is_empty() {
        return 0.0;
    }
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for word in &expected {
        *left.entry(word).or_default() += 1;
    }
    let mut shared = 0;
    for word in &given {
        if let Some(count) = left.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    2.0 * float(shared) / float(expected.len() + given.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 0.000_5
    }

    #[test]
    fn words_overlap_whatever_their_case_and_punctuation() {
        assert!(near(overlap("About 2 weeks", "2 weeks!"), 0.8));
        assert!(near(overlap("two two", "two"), 2.0 / 3.0), "a word counts as often as it stands there");
        assert!(near(overlap("2週間", "2週間"), 1.0));
        assert!(near(overlap("...", "..."), 0.0));
    }

    #[test]
    fn a_value_against_none_overlaps_by_nothing() {
        let mut mean = Overlap::default();
        mean.add(Some("2 weeks"), Some("2 weeks"));
        mean.add(Some("2 weeks"), None);
        mean.add(None, Some("2 weeks"));
        mean.add(None, None);
        assert_eq!(mean.rows, 3, "a row where neither side has a value does not count");
        assert!(near(mean.f1().unwrap(), 1.0 / 3.0));
        let (low, high) = mean.interval().unwrap();
        assert!(low < 1.0 / 3.0 && high > 1.0 / 3.0, "{low} to {high}");
    }
}
