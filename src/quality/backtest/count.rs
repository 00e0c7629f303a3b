//! Counts what happened, in all and by day. Days are those on the clock of whoever exported.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use serde::Serialize;

use super::scene::{Outcome, Why};

/// More rows than this are no overview any more.
const ROWS: i32 = 62;
const DAYS_OF_A_WEEK: i32 = 7;

/// How often what happened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All messages.
    pub messages: u64,
    /// A cause is told.
    pub answered: u64,
    /// A failing backup, and the bot asks what happens.
    pub asked: u64,
    /// The same person about the same within the cooldown, or in the conversation that was begun.
    pub again: u64,
    /// Of members, and no failing backup.
    pub left_alone: u64,
    /// By programs.
    pub bots: u64,
    /// Discord's own: somebody joined, something was pinned.
    pub notices: u64,
    /// Only pictures, stickers, or messages passed on.
    pub wordless: u64,
    /// By people who help members.
    pub helpers: u64,
    /// In somebody else's post or conversation.
    pub not_theirs: u64,
}

/// How the periods of a report are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// By day.
    #[default]
    Day,
    /// By week, from Monday on.
    Week,
    /// By month.
    Month,
}

/// What happened in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Period {
    /// Its first day.
    pub from: Date,
    /// What happened.
    #[serde(flatten)]
    pub counts: Counts,
}

/// What happened by day.
#[derive(Debug, Default)]
pub(super) struct Days(BTreeMap<Date, Counts>);

impl Counts {
    pub(super) fn add(&mut self, outcome: Outcome) {
        self.messages += 1;
        let count = match outcome {
            Outcome::Answered => &mut self.answered,
            Outcome::Asked => &mut self.asked,
            Outcome::Again => &mut self.again,
            Outcome::LeftAlone => &mut self.left_alone,
            Outcome::NotHeard(Why::Bot) => &mut self.bots,
            Outcome::NotHeard(Why::Notice) => &mut self.notices,
            Outcome::NotHeard(Why::Wordless) => &mut self.wordless,
            Outcome::NotHeard(Why::Helper) => &mut self.helpers,
            Outcome::NotHeard(Why::NotTheirs) => &mut self.not_theirs,
        };
        *count += 1;
    }

    /// Messages that the bot would have replied to.
    #[must_use]
    pub fn replies(&self) -> u64 {
        self.answered + self.asked
    }

    fn and(&mut self, other: &Self) {
        let Self {
            messages,
            answered,
            asked,
            again,
            left_alone,
            bots,
            notices,
            wordless,
            helpers,
            not_theirs,
        } = other;
        self.messages += messages;
        self.answered += answered;
        self.asked += asked;
        self.again += again;
        self.left_alone += left_alone;
        self.bots += bots;
        self.notices += notices;
        self.wordless += wordless;
        self.helpers += helpers;
        self.not_theirs += not_theirs;
    }
}

impl By {
    /// In a word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week from",
            Self::Month => "month",
        }
    }

    /// What gives not too many rows.
    fn over(days: i32) -> Self {
        if days <= ROWS {
            Self::Day
        } else if days <= ROWS * DAYS_OF_A_WEEK {
            Self::Week
        } else {
            Self::Month
        }
    }

    fn begin(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let days = i64::from(day.weekday().since(Weekday::Monday));
                day.saturating_sub(jiff::Span::new().days(days))
            }
            Self::Month => day.first_of_month(),
        }
    }
}

impl Days {
    /// Counts a message on its day; one without a day only counts in all.
    pub(super) fn add(&mut self, day: Option<Date>, outcome: Outcome) {
        if let Some(day) = day {
            self.0.entry(day).or_default().add(outcome);
        }
    }

    /// The first and the last day.
    pub(super) fn ends(&self) -> Option<(Date, Date)> {
        Some((*self.0.first_key_value()?.0, *self.0.last_key_value()?.0))
    }

    /// By day, or by week or month when there are many.
    pub(super) fn periods(&self) -> (By, Vec<Period>) {
        let days = self.ends().and_then(|(first, last)| Some(first.until(last).ok()?.get_days() + 1));
        let by = By::over(days.unwrap_or_default());
        let mut periods: BTreeMap<Date, Counts> = BTreeMap::new();
        for (day, counts) in &self.0 {
            periods.entry(by.begin(*day)).or_default().and(counts);
        }
        (by, periods.into_iter().map(|(from, counts)| Period { from, counts }).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(days: i64) -> (By, Vec<Period>) {
        let first = jiff::civil::date(2024, 2, 26);
        let mut all = Days::default();
        for day in 0..days {
            all.add(Some(first.saturating_add(jiff::Span::new().days(day))), Outcome::Answered);
        }
        all.add(None, Outcome::Asked);
        all.periods()
    }

    #[test]
    fn a_month_is_told_by_day_a_year_by_week_and_more_by_month() {
        let rows = [31, 366, 1000].map(|days| {
            let (by, periods) = over(days);
            assert_eq!(periods.iter().map(|one| one.counts.answered).sum::<u64>(), days as u64);
            assert_eq!(periods.iter().map(|one| one.counts.asked).sum::<u64>(), 0, "it has no day");
            (by, periods.len())
        });
        assert_eq!(rows, [(By::Day, 31), (By::Week, 53), (By::Month, 34)]);
    }

    #[test]
    fn a_week_begins_on_monday_and_a_month_on_its_first() {
        let thursday = jiff::civil::date(2024, 2, 29);
        assert_eq!(By::Week.begin(thursday), jiff::civil::date(2024, 2, 26));
        assert_eq!(By::Week.begin(jiff::civil::date(2024, 2, 26)), jiff::civil::date(2024, 2, 26));
        assert_eq!(By::Month.begin(thursday), jiff::civil::date(2024, 2, 1));
    }
}
