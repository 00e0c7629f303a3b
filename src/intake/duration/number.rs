//! Reads numbers in digits and in words, and ranges: `3`, `1.5`, `drei`, `2-3`, `two or three`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::measure::leading_number;
use super::super::phrases::{Phrases, one_of};
use super::super::words::Words;

/// Numbers that people write out, in the languages that they write here.
const NUMBERS: [(f64, &str); 26] = [
    (1.5, "anderthalb|anderhalve|полтора|полторы"),
    (1.0, "one"),
    (2.0, "two|zwei|dos|deux|dois|duas|due|twee|два|две|dwa|dwie|tva|iki|tow|kaksi|doua|dva|dve"),
    (3.0, "three|drei|tres|trois|tre|drie|три|trzy|uc|thre|threee|kolme|trei|tri"),
    (4.0, "four|vier|cuatro|quatre|quatro|quattro|четыре|cztery|fyra|dort"),
    (5.0, "five|funf|fuenf|cinco|cinq|cinque|vijf|пять|piec|fem|bes"),
    (6.0, "six|sechs|seis|sei|zes|шесть|szesc|sex|alti"),
    (7.0, "seven|sieben|siete|sept|sette|sete|zeven|семь|siedem|sju"),
    (8.0, "eight|acht|ocho|huit|otto|oito|восемь|osiem"),
    (9.0, "nine|neun|nueve|neuf|nove|negen|девять"),
    (10.0, "ten|zehn|diez|dix|dez|dieci|tien|десять|dziesiec|tio"),
    (11.0, "eleven|elf"),
    (12.0, "twelve|zwolf|doce|doze|dodici|twaalf|dozen"),
    (13.0, "thirteen"),
    (14.0, "fourteen|vierzehn|catorce|quatorze"),
    (15.0, "fifteen|quinze|quince|quindici"),
    (16.0, "sixteen"),
    (17.0, "seventeen"),
    (18.0, "eighteen"),
    (19.0, "nineteen"),
    (20.0, "twenty|zwanzig|veinte|vingt|vinte|venti|twintig"),
    (30.0, "thirty|dreissig|treinta|trente|trinta"),
    (40.0, "forty|fourty"),
    (50.0, "fifty|cinquenta|cincuenta"),
    (60.0, "sixty"),
    (90.0, "ninety"),
];

/// Every number word with its number: looked up for most words of a message.
static WORDS: LazyLock<HashMap<&'static str, f64>> = LazyLock::new(|| {
    NUMBERS.into_iter().flat_map(|(number, names)| names.split('|').map(move |name| (name, number))).collect()
});

/// The upper end of `2-3`, `2 or 3`, `two to three`.
pub(super) fn range(words: Words<'_>, at: usize) -> Option<(f64, usize)> {
    const JOINED: Phrases = Phrases::new("or|to|bis|oder|ou|o");
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
    // "50ish days"
    if rest.is_empty() || (rest == "ish" && !digits.is_empty()) {
        let digits = digits.replace(',', ".");
        return digits.parse().ok().filter(|number: &f64| *number <= 5_000.0);
    }
    WORDS.get(word).copied()
}
