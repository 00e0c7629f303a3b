//! Counts what came out right: shares with their 95 % intervals, and F1 of values.

use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::shares::wilson;

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rate {
    /// Those counted.
    pub hits: usize,
    /// Out of these.
    pub total: usize,
}

impl Rate {
    /// Counts one more.
    pub(super) fn add(&mut self, hit: bool) {
        self.hits += usize::from(hit);
        self.total += 1;
    }

    /// From 0 to 1; `None` of nothing.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.total > 0).then(|| float(self.hits) / float(self.total))
    }

    /// The 95 % Wilson interval, each end from 0 to 1; `None` of nothing.
    #[must_use]
    pub fn interval(self) -> Option<(f64, f64)> {
        Some(wilson(self.share()?, float(self.total)))
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut fields = to.serialize_struct("Rate", 5)?;
        fields.serialize_field("hits", &self.hits)?;
        fields.serialize_field("total", &self.total)?;
        fields.serialize_field("share", &self.share())?;
        fields.serialize_field("low", &self.interval().map(|(low, _)| low))?;
        fields.serialize_field("high", &self.interval().map(|(_, high)| high))?;
        fields.end()
    }
}

/// F1 of values that are right or wrong, counted over all rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exact {
    /// Given and right.
    pub right: usize,
    /// Given, and not what was expected.
    pub wrong: usize,
    /// Expected and not given.
    pub missed: usize,
}

impl Exact {
    /// Compares one value; a wrong one is both wrong and missed.
    pub(super) fn add(&mut self, expected: Option<&str>, given: Option<&str>) {
        if expected.is_some() && expected == given {
            self.right += 1;
            return;
        }
        self.wrong += usize::from(given.is_some());
        self.missed += usize::from(expected.is_some());
    }

    /// From 0 to 1; `None` where nothing was expected or given.
    #[must_use]
    pub fn f1(self) -> Option<f64> {
        let all = 2 * self.right + self.wrong + self.missed;
        (all > 0).then(|| 2.0 * float(self.right) / float(all))
    }

    /// The 95 % interval of the F1, each end from 0 to 1; `None` where it has none.
    ///
    /// F1 grows with one share alone, right out of right, wrong and missed: with `s` that share, it is
    /// `2s / (1 + s)`. The Wilson interval of the share is carried over.
    #[must_use]
    pub fn interval(self) -> Option<(f64, f64)> {
        let rate = Rate { hits: self.right, total: self.right + self.wrong + self.missed };
        let (low, high) = rate.interval()?;
        let f1 = |share: f64| 2.0 * share / (1.0 + share);
        Some((f1(low), f1(high)))
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut fields = to.serialize_struct("Exact", 6)?;
        fields.serialize_field("right", &self.right)?;
        fields.serialize_field("wrong", &self.wrong)?;
        fields.serialize_field("missed", &self.missed)?;
        fields.serialize_field("f1", &self.f1())?;
        fields.serialize_field("low", &self.interval().map(|(low, _)| low))?;
        fields.serialize_field("high", &self.interval().map(|(_, high)| high))?;
        fields.end()
    }
}

/// A count as a number to divide by; no corpus has more rows than an `f64` counts exactly.
pub(super) fn float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 0.000_5
    }

    #[test]
    fn the_interval_of_a_share_is_wilsons() {
        // Known values: 81 of 263 gives 0.2553 to 0.3662.
        let (low, high) = Rate { hits: 81, total: 263 }.interval().unwrap();
        assert!(near(low, 0.2553) && near(high, 0.3662), "{low} to {high}");
    }

    #[test]
    fn the_interval_stays_between_nothing_and_everything() {
        let (low, high) = Rate { hits: 0, total: 10 }.interval().unwrap();
        assert!(low.abs() < f64::EPSILON && near(high, 0.2775), "{low} to {high}");
        let (low, high) = Rate { hits: 10, total: 10 }.interval().unwrap();
        assert!(near(low, 0.7225) && near(high, 1.0), "{low} to {high}");
    }

    #[test]
    fn the_interval_of_an_f1_holds_it_and_narrows_with_more_values() {
        let few = Exact { right: 9, wrong: 1, missed: 2 };
        let many = Exact { right: 900, wrong: 100, missed: 200 };
        let width = |exact: Exact| {
            let ((low, high), f1) = (exact.interval().unwrap(), exact.f1().unwrap());
            assert!(low < f1 && f1 < high, "{f1} is not within {low} to {high}");
            high - low
        };
        assert!(width(many) < width(few) / 5.0);
        assert_eq!(Exact::default().interval(), None);
    }

    #[test]
    fn of_nothing_there_is_no_share() {
        assert_eq!(Rate::default().share(), None);
        assert_eq!(Rate::default().interval(), None);
        assert_eq!(Exact::default().f1(), None);
    }

    #[test]
    fn a_wrong_value_is_wrong_and_missed() {
        let mut exact = Exact::default();
        for (expected, given) in [
            (Some("17.4"), Some("17.4")),
            (Some("17.4"), Some("17")),
            (None, Some("17")),
            (Some("17.4"), None),
            (None, None),
        ] {
            exact.add(expected, given);
        }
        assert_eq!(exact, Exact { right: 1, wrong: 2, missed: 2 });
        assert!(near(exact.f1().unwrap(), 1.0 / 3.0));
    }
}
