//! Days from one to another, and the periods that they are counted in: whole months where that can be.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// More months than this are not worth naming one by one.
const MOST_MONTHS: usize = 48;

/// How finely the days of a span are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// Not at all: as few periods as possible.
    #[default]
    Whole,
    /// By month; the days of a month that is not wholly meant are given one by one.
    Month,
    /// By day.
    Day,
}

/// A day, a month, or all time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// One day.
    Day(Date),
    /// The month that begins with this day.
    Month(Date),
    /// Everything.
    All,
}

impl Period {
    /// The day, or the first one of the month; `None` for all time.
    #[must_use]
    pub fn begin(self) -> Option<Date> {
        match self {
            Self::Day(day) | Self::Month(day) => Some(day),
            Self::All => None,
        }
    }
}

/// Days from one to another, both counted; without an end it goes on for ever on that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Span {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// Why two days make no span.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{to} is before {from}; give the earlier day first")]
pub struct SpanError {
    /// What was to be the first day.
    pub from: Date,
    /// What was to be the last day.
    pub to: Date,
}

impl Span {
    /// All days.
    pub const ALL: Self = Self { from: None, to: None };

    /// The days from one to another.
    ///
    /// # Errors
    /// When the days run backwards.
    pub fn new(from: Option<Date>, to: Option<Date>) -> Result<Self, SpanError> {
        match (from, to) {
            (Some(from), Some(to)) if to < from => Err(SpanError { from, to }),
            (_, _) => Ok(Self { from, to }),
        }
    }

    /// The days that are not meant: those before, and those after.
    #[must_use]
    pub fn others(self) -> Vec<Self> {
        let before = self.from.and_then(|from| from.yesterday().ok());
        let after = self.to.and_then(|to| to.tomorrow().ok());
        let before = before.map(|to| Self { from: None, to: Some(to) });
        before.into_iter().chain(after.map(|from| Self { from: Some(from), to: None })).collect()
    }

    /// Whether a day is meant.
    #[must_use]
    pub fn holds(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether every day of the month of a day is meant.
    #[must_use]
    pub fn holds_month(self, day: Date) -> bool {
        self.holds(day.first_of_month()) && self.holds(day.last_of_month())
    }

    /// The period that a day is counted in; `None` when it is not meant.
    #[must_use]
    pub fn period(self, day: Date, grain: Grain) -> Option<Period> {
        if !self.holds(day) {
            return None;
        }
        Some(match grain {
            Grain::Day => Period::Day(day),
            Grain::Whole if self == Self::ALL => Period::All,
            Grain::Whole | Grain::Month if self.holds_month(day) => Period::Month(day.first_of_month()),
            Grain::Whole | Grain::Month => Period::Day(day),
        })
    }

    /// The first days of all its months; `None` when they are without end, or more than a few years.
    #[must_use]
    pub fn months(self) -> Option<Vec<Date>> {
        let (from, to) = (self.from?.first_of_month(), self.to?);
        let mut months = Vec::new();
        for month in from.series(jiff::Span::new().months(1)).take_while(|month| *month <= to) {
            if months.len() == MOST_MONTHS {
                return None;
            }
            months.push(month);
        }
        Some(months)
    }

    /// The first days of the months of which some days are meant, and others not: the ends, at most two.
    #[must_use]
    pub fn torn_months(self) -> Vec<Date> {
        let ends = [self.from, self.to].into_iter().flatten().map(Date::first_of_month);
        let mut torn: Vec<Date> = ends.filter(|month| !self.holds_month(*month)).collect();
        torn.dedup();
        torn
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn whole_months_are_taken_whole_and_the_ends_by_day() {
        let span = Span::new(Some(date(2025, 12, 31)), Some(date(2026, 3, 31))).unwrap();
        let period = |day| span.period(day, Grain::Whole);
        assert_eq!(period(date(2025, 12, 30)), None);
        assert_eq!(period(date(2025, 12, 31)), Some(Period::Day(date(2025, 12, 31))));
        assert_eq!(period(date(2026, 2, 28)), Some(Period::Month(date(2026, 2, 1))));
        assert_eq!(period(date(2026, 3, 31)), Some(Period::Month(date(2026, 3, 1))));
        assert_eq!(period(date(2026, 4, 1)), None);
        assert_eq!(span.torn_months(), [date(2025, 12, 1)]);
        assert_eq!(span.period(date(2026, 2, 3), Grain::Day), Some(Period::Day(date(2026, 2, 3))));
        let one_month = Span::new(Some(date(2026, 2, 2)), Some(date(2026, 2, 5))).unwrap();
        assert_eq!(one_month.torn_months(), [date(2026, 2, 1)], "once");
    }

    #[test]
    fn without_an_end_everything_is_one_period() {
        assert_eq!(Span::ALL.period(date(2026, 2, 3), Grain::Whole), Some(Period::All));
        assert_eq!(Span::ALL.period(date(2026, 2, 3), Grain::Month), Some(Period::Month(date(2026, 2, 1))));
        let since = Span::new(Some(date(2026, 2, 2)), None).unwrap();
        assert_eq!(since.period(date(9999, 12, 31), Grain::Whole), Some(Period::Month(date(9999, 12, 1))));
        assert_eq!(since.torn_months(), [date(2026, 2, 1)]);
    }

    #[test]
    fn days_that_run_backwards_get_a_sentence() {
        let error = Span::new(Some(date(2026, 2, 2)), Some(date(2026, 2, 1))).unwrap_err();
        assert_eq!(error.to_string(), "2026-02-01 is before 2026-02-02; give the earlier day first");
    }
}
