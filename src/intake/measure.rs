//! Numbers and the units behind them, by which amounts are told from versions and models.

use super::phrases::{Phrases, one_of};

/// Splits a word behind its leading digits, with dots and commas between digits: `17.4.1`, `6s` -> `6` and `s`.
pub(super) fn leading_number(word: &str) -> Option<(&str, &str)> {
    let end = word.find(|ch: char| !ch.is_ascii_digit() && ch != '.' && ch != ',').unwrap_or(word.len());
    let (number, rest) = word.split_at_checked(end)?;
    number.starts_with(|ch: char| ch.is_ascii_digit()).then_some((number, rest))
}

/// Units of size, speed, money and the like: a number before one of them is no version and no model.
const UNITS: Phrases = Phrases::new(
    "gb|gbs|gib|tb|tbs|mb|mbs|kb|g|gig|gigs|giga|gigabyte|gigabytes|tera|terabyte|terabytes|megs|\
    meg|%|percent|pct|prozent|mbps|mbit|mbits|kbps|gbps|gbit|ms|mhz|ghz|mah|k|km|miles|euro|euros|\
    eur|usd|dollars|dollar|bucks|quid|pounds|cents|x|times|am|pm|uhr|гб",
);

/// Units of time, in the languages that people write here.
const TIMES: Phrases = Phrases::new(
    "second|seconds|sec|secs|minute|minutes|min|mins|hour|hours|hr|hrs|h|day|days|d|night|nights|\
    week|weeks|wk|wks|weks|w|fortnight|month|months|mo|mth|mths|year|years|yr|yrs|yo|tag|tage|\
    tagen|wochen|woche|monate|monaten|monat|stunden|minuten|jahre|dias|semanas|meses|horas|anos|\
    jours|semaines|mois|heures|giorni|settimane|mesi|ore|dagen|weken|maanden",
);

pub(super) fn is_unit(word: &str) -> bool {
    one_of(word, UNITS)
}

pub(super) fn is_time(word: &str) -> bool {
    one_of(word, TIMES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_part_from_what_follows() {
        assert_eq!(leading_number("17.4.1"), Some(("17.4.1", "")));
        assert_eq!(leading_number("6s"), Some(("6", "s")));
        assert_eq!(leading_number("14\u{3067}す"), Some(("14", "\u{3067}す")));
        assert_eq!(leading_number("mini"), None);
    }
}
