//! Days and spans as people write them in the options of a command. Pure.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// A text that names no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotADay;

/// A day as people write it: a date, or how long ago, `30d`, `12h`, `2w`; empty means none.
pub(super) fn day(text: &str, now: Timestamp, zone: &TimeZone) -> Result<Option<Date>, NotADay> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let Ok(date) = text.parse::<Date>() {
        return Ok(Some(date));
    }
    let ago = span(text).and_then(SignedDuration::try_from_hours).ok_or(NotADay)?;
    let then = now.checked_sub(ago).unwrap_or(Timestamp::MIN);
    Ok(Some(then.to_zoned(zone.clone()).date()))
}

/// A span as people write it, `12h`, `3d` or `2w`, in hours.
pub(super) fn hours(text: &str) -> Option<u32> {
    span(text.trim()).and_then(|hours| u32::try_from(hours).ok())
}

fn span(text: &str) -> Option<i64> {
    let unit = text.chars().next_back()?;
    let number: i64 = text.trim_end_matches(unit).trim().parse().ok()?;
    let hours = match unit.to_ascii_lowercase() {
        'h' => 1,
        'd' => 24,
        'w' => 24 * 7,
        _ => return None,
    };
    number.checked_mul(hours).filter(|hours| *hours >= 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<String>, NotADay> {
        let now = "2026-11-22T01:00:00Z".parse().unwrap();
        let zone = TimeZone::fixed(jiff::tz::offset(-5));
        day(text, now, &zone).map(|day| day.map(|day| day.to_string()))
    }

    #[test]
    fn spans_count_back_from_now_where_the_server_is_and_dates_are_dates() {
        assert_eq!(read(""), Ok(None));
        assert_eq!(read("1h"), Ok(Some("2026-11-21".to_owned())));
        assert_eq!(read(" 2w "), Ok(Some("2026-11-07".to_owned())));
        assert_eq!(read("2026-11-20"), Ok(Some("2026-11-20".to_owned())));
        assert_eq!((hours("3D"), hours(" 2 w"), hours("0h")), (Some(72), Some(336), Some(0)));
    }

    #[test]
    fn anything_else_is_no_day_and_no_span() {
        for text in
            ["soon", "d", "-3d", "3y", "2026-13-01", "99999999999999999999d", "9999999999999999w", "3\u{fc}"]
        {
            assert_eq!(read(text), Err(NotADay), "{text}");
            assert_eq!(hours(text), None, "{text}");
        }
        assert_eq!(hours(""), None);
    }
}
