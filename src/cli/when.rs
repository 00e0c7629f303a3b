//! Points in time as people write them: `30d`, `2w`, `2026-09-14`, or a full timestamp. Pure: now is an argument.

use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// A point in time, as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// So long ago.
    Ago(SignedDuration),
    /// A day of the calendar.
    Day(Date),
    /// A moment.
    Moment(Timestamp),
}

const EXPECTED: &str = "expected a time such as 30d, 12h, 2w, or a date such as 2026-09-14";

impl FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if let Some(ago) = ago(text) {
            return Ok(Self::Ago(ago));
        }
        if let Ok(moment) = text.parse() {
            return Ok(Self::Moment(moment));
        }
        // A date with a time and no zone would be read as a date, and its time forgotten.
        let day = if text.len() <= "2026-09-14".len() { text.parse().ok() } else { None };
        day.map(Self::Day).ok_or_else(|| EXPECTED.to_owned())
    }
}

/// `12h`, `30d`, `2w`.
fn ago(text: &str) -> Option<SignedDuration> {
    let hours = match text.chars().last()? {
        'h' => 1,
        'd' => 24,
        'w' => 7 * 24,
        _ => return None,
    };
    let number: u32 = text.get(..text.len() - 1)?.trim_end().parse().ok()?;
    i64::from(number).checked_mul(hours).map(SignedDuration::from_hours)
}

impl When {
    /// The moment from which something counts: of a day, its beginning.
    pub(super) fn begin(self, now: Timestamp, zone: &TimeZone) -> Timestamp {
        match self {
            Self::Ago(ago) => now.checked_sub(ago).unwrap_or(Timestamp::MIN),
            Self::Day(day) => start(day, zone).unwrap_or(Timestamp::MIN),
            Self::Moment(moment) => moment,
        }
    }

    /// The day of it, where the one who asks is.
    pub(super) fn day(self, now: Timestamp, zone: &TimeZone) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Ago(_) | Self::Moment(_) => self.begin(now, zone).to_zoned(zone.clone()).date(),
        }
    }

    /// The moment up to which something counts: a day counts to its end.
    pub(super) fn end(self, now: Timestamp, zone: &TimeZone) -> Timestamp {
        match self {
            Self::Day(day) => {
                day.tomorrow().ok().and_then(|next| start(next, zone)).unwrap_or(Timestamp::MAX)
            }
            Self::Ago(_) | Self::Moment(_) => self.begin(now, zone),
        }
    }
}

fn start(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    zone.to_zoned(day.into()).ok().map(|start| start.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn begin(text: &str) -> Timestamp {
        text.parse::<When>().unwrap().begin(at("2026-03-31T12:00:00Z"), &TimeZone::UTC)
    }

    #[test]
    fn lengths_count_back_from_now() {
        assert_eq!(begin("12h"), at("2026-03-31T00:00:00Z"));
        assert_eq!(begin("30d"), at("2026-03-01T12:00:00Z"));
        assert_eq!(begin("2w"), at("2026-03-17T12:00:00Z"));
        assert_eq!(begin("4294967295w"), Timestamp::MIN);
    }

    #[test]
    fn a_day_begins_at_midnight_and_counts_to_its_end() {
        assert_eq!(begin("2026-03-05"), at("2026-03-05T00:00:00Z"));
        let until: When = "2026-03-05".parse().unwrap();
        assert_eq!(until.end(at("2026-03-31T12:00:00Z"), &TimeZone::UTC), at("2026-03-06T00:00:00Z"));
    }

    #[test]
    fn everything_is_on_a_day() {
        let day = |text: &str| {
            let day = text.parse::<When>().unwrap().day(at("2026-03-31T12:00:00Z"), &TimeZone::UTC);
            day.to_string()
        };
        assert_eq!(day("2026-03-05"), "2026-03-05");
        assert_eq!((day("12h"), day("13h")), ("2026-03-31".to_owned(), "2026-03-30".to_owned()));
        assert_eq!(day("4294967295w"), day("9999999w"), "the first day of all");
    }

    #[test]
    fn a_moment_is_a_moment() {
        assert_eq!(begin("2026-03-05T10:30:00Z"), at("2026-03-05T10:30:00Z"));
    }

    #[test]
    fn anything_else_says_what_was_expected() {
        for text in ["", "30", "d", "-3d", "30 days ago", "yesterday", "2026-02-30", "2026-03-05T10:30", "é"]
        {
            assert_eq!(text.parse::<When>(), Err(EXPECTED.to_owned()), "{text}");
        }
    }
}
