//! Reads numbers in digits and in words, and ranges: `3`, `1.5`, `drei`, `2-3`, `two or three`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::measure::leading_number;
use super::super::words::{Words, one_of};

/// Numbers that people write out, in the languages that they write here.
const NUMBERS: [(f64, &str); 20] = [
    (1.0, "one"),
    (2.0, "two|zwei|dos|deux|dois|duas|due|twee|два|две|dwa"),
    (3.0, "three|drei|tres|trois|tre|drie|три"),
    (4.0, "four|vier|cuatro|quatre|quatro|quattro|четыре"),
    (5.0, "five|funf|cinco|cinq|cinque|vijf|пять"),
    (6.0, "six|sechs|seis|sei|zes|шесть"),
    (7.0, "seven|sieben|siete|sept|zeven|семь"),
    (8.0, "eight|acht|ocho|huit"),
    (9.0, "nine"),
    (10.0, "ten|zehn|diez|dix|tien|десять"),
    (11.0, "eleven"),
    (12.0, "twelve"),
    (13.0, "thirteen"),
    (14.0, "fourteen"),
    (15.0, "fifteen"),
    (18.0, "eighteen"),
    (20.0, "twenty"),
    (30.0, "thirty"),
    (60.0, "sixty"),
    (90.0, "ninety"),
];

/// Every number word with its number: looked up for most words of a message.
static WORDS: LazyLock<HashMap<&'static str, f64>> = LazyLock::new(|| {
    NUMBERS.into_iter().flat_map(|(number, names)| names.split('|').map(move |name| (name, number))).collect()
});

/// The upper end of `2-3`, `2 or 3`, `two to three`.
pub(super) fn range(words: Words<'_>, at: usize) -> Option<(f64, usize)> {
    const JOINED: &str = "or|to|bis|oder|ou|o";
    if one_of(words.at(at + 1), JOINED) {
        return number(words.at(at + 2)).map(|last| (last, at + 3));
    }
    let dashed = words.gap_after(at).trim().chars().all(|ch| matches!(ch, '-' | '\u{2013}' | '/' | '~'));
    if dashed && !words.gap_after(at).trim().is_empty() {
        return number(words.at(at + 1)).map(|last| (last, at + 2));
    }
    None
}

pub(super) fn number(word: &str) -> Option<f64> {
    let (digits, rest) = leading_number(word).unwrap_or(("", word));
    if rest.is_empty() {
        let digits = digits.replace(',', ".");
        return digits.parse().ok().filter(|number: &f64| *number <= 5_000.0);
    }
    WORDS.get(word).copied()
}
