//! Reads a number that stands alone between stops as a model: "11 days. 15, nothing odd", "13 / 18.2".

use super::super::measure::leading_number;
use super::super::words::Words;
use super::Mention;
use crate::knowledge::DeviceKind;

/// "11 days. 15, nothing odd", "13 / 18.2": a number that stands alone between stops is a model, unless one is named.
pub(super) fn read(words: Words<'_>, at: usize, named: &[Mention]) -> Option<Mention> {
    let said = words.at(at);
    let number: u16 = said.parse().unwrap_or_default();
    let fits = match number {
        11..=16 => true,
        // 17 and 18 are versions as well: another version must be named.
        6..=8 => words.at(at + 1) == "ios" || is_dotted(words.at(at + 1)),
        17 | 18 => (0..words.count()).any(|other| other != at && is_dotted(words.at(other))),
        _ => {
            matches!(words.typed(&(at..at + 1)), "X" | "SE")
                || (said == "x" && (is_dotted(words.at(at + 1)) || words.at(at + 1) == "ios"))
        }
    };
    let known = named.iter().any(|mention| mention.is_model);
    (fits && !known && is_parted(words, at)).then(|| Mention {
        words: at..at + 1,
        name: format!("iphone {said}"),
        kind: DeviceKind::Iphone,
        is_model: true,
    })
}

/// Whether a word stands between stops, and is not the number of a point in a list or a part of a fraction.
fn is_parted(words: Words<'_>, at: usize) -> bool {
    let stops = |gap: &str| {
        gap.contains([',', '/', '.', '\n', '|', ';', '(', ')', '\u{2014}', '\u{b7}', '+']) || gap == " - "
    };
    let first = at == 0
        || stops(words.gap_before(at))
        || words.gap_before(at).contains(['?', '!'])
        || words.before(at, 1) == "/";
    let next = words.at(at + 1);
    let last = next.is_empty()
        || stops(words.gap_after(at))
        || matches!(next, "here" | "user" | "owner")
        || next == "/";
    let is_point = words.gap_after(at).trim_start().starts_with([')', '.'])
        && !words.gap_before(at).contains('(')
        && (at == 0 || words.gap_before(at).contains('\n'));
    let whole = |word: &str| {
        leading_number(word).is_some_and(|(number, rest)| rest.is_empty() && !number.contains('.'))
    };
    let is_fraction = (next == "/" && whole(words.at(at + 2)))
        || (words.before(at, 1) == "/" && whole(words.before(at, 2)));
    first && last && !is_point && !is_fraction
}

/// `18.2`.
fn is_dotted(word: &str) -> bool {
    word.contains('.') && word.starts_with(|ch: char| ch.is_ascii_digit())
}
