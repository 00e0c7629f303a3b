//! Points in time as people write them in the options of a command.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A text that names no point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotATime;

/// A point in time as people write it: `30d`, `12h`, `2w`, or a date; empty means none. A date ends with its day.
pub(super) fn time(
    text: &str,
    now: Timestamp,
    zone: &TimeZone,
    end: bool,
) -> Result<Option<Timestamp>, NotATime> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let Ok(date) = text.parse::<Date>() {
        let date = if end { date.tomorrow().map_err(|_| NotATime)? } else { date };
        let start = date.to_zoned(zone.clone()).map_err(|_| NotATime)?;
        return Ok(Some(start.timestamp()));
    }
    let unit = text.chars().next_back().ok_or(NotATime)?;
    let number: i64 = text.trim_end_matches(unit).trim().parse().map_err(|_| NotATime)?;
    let hours = match unit.to_ascii_lowercase() {
        'h' => 1,
        'd' => 24,
        'w' => 24 * 7,
        _ => return Err(NotATime),
    };
    let ago = number.checked_mul(hours).filter(|hours| *hours >= 0).ok_or(NotATime)?;
    let ago = jiff::SignedDuration::try_from_hours(ago).ok_or(NotATime)?;
    Ok(Some(now.checked_sub(ago).unwrap_or(Timestamp::MIN)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, end: bool) -> Result<Option<String>, NotATime> {
        let now = "2026-11-22T12:00:00Z".parse().unwrap();
        time(text, now, &TimeZone::UTC, end).map(|at| at.map(|at| at.to_string()))
    }

    #[test]
    fn spans_count_back_from_now_and_dates_begin_or_end_their_day() {
        assert_eq!(read("", false), Ok(None));
        assert_eq!(read("12h", false), Ok(Some("2026-11-22T00:00:00Z".to_owned())));
        assert_eq!(read(" 2w ", false), Ok(Some("2026-11-08T12:00:00Z".to_owned())));
        assert_eq!(read("2026-11-20", false), Ok(Some("2026-11-20T00:00:00Z".to_owned())));
        assert_eq!(read("2026-11-20", true), Ok(Some("2026-11-21T00:00:00Z".to_owned())));
    }

    #[test]
    fn anything_else_is_no_time() {
        for text in
            ["soon", "d", "-3d", "3y", "2026-13-01", "99999999999999999999d", "9999999999999999w", "3\u{fc}"]
        {
            assert_eq!(read(text, false), Err(NotATime), "{text}");
        }
    }
}
