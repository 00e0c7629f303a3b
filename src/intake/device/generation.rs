//! Reads what tells one model of a line from the next: `2nd gen`, `2020`, `m4`, a diagonal in inches.

use super::super::measure::{is_time, is_unit, leading_number};
use super::super::words::{Words, one_of};
use super::model::{Model, counts};

/// Diagonals of iPads, in inches.
const SIZES: &str = "7.9|8.3|9.7|10.2|10.5|10.9|11|12.9|13";
const ORDINALS: &str = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|1st";

/// The digits before letters of a script without spaces: `6のバックアップ`.
fn digits(word: &str) -> &str {
    match leading_number(word) {
        Some((number, rest)) if !rest.is_ascii() => number,
        Some(_) | None => word,
    }
}

/// A year, "2nd gen", "gen 2", or a small number, behind `head`.
pub(super) fn generation(words: Words<'_>, head: &str, mut at: usize) -> Model {
    let mut name = head.to_owned();
    let start = at;
    for _ in 0..3 {
        let Some((said, end)) = generation_word(words, at, head == "se") else { break };
        if at > start && !words.same_clause(at - 1, at) {
            break;
        }
        name.push(' ');
        name.push_str(&said);
        at = end;
    }
    Model { name, end: at }
}

/// One part of a generation: `3rd gen`, `gen 3`, `2020`, `m4`, `3`.
pub(super) fn generation_word(words: Words<'_>, at: usize, small: bool) -> Option<(String, usize)> {
    let word = digits(words.at(at));
    let next = words.at(at + 1);
    if is_generation(next) && (is_ordinal(word) || word.parse::<u8>().is_ok_and(|number| number < 20)) {
        return Some((format!("{word} {next}"), at + 2));
    }
    if let Some(number) =
        word.strip_suffix("gen").filter(|number| is_ordinal(number) || number.parse::<u8>().is_ok())
    {
        return Some((format!("{number} gen"), at + 1));
    }
    if is_generation(word) && next.parse::<u8>().is_ok_and(|number| (1..20).contains(&number)) {
        return Some((format!("{word} {next}"), at + 2));
    }
    let is_year = word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (2010..=2030).contains(&year));
    let is_chip = matches!(word, "m1" | "m2" | "m3" | "m4" | "m5" | "m6");
    let is_small = word.parse::<u8>().is_ok_and(|number| (1..=11).contains(&number))
        && small
        && !is_unit(next)
        && !is_time(next)
        && !counts(next);
    if is_year
        || is_chip
        || is_small
        || (word.len() <= 4 && is_ordinal(word) && word.ends_with(char::is_alphabetic))
    {
        return Some((word.to_owned(), at + 1));
    }
    None
}

fn is_generation(word: &str) -> bool {
    matches!(
        word,
        "gen" | "generation" | "generación" | "generacion" | "geração" | "generazione" | "generatie"
    )
}

/// `3rd`, `9th`, `second`.
pub(super) fn is_ordinal(word: &str) -> bool {
    one_of(word, ORDINALS)
        || leading_number(word)
            .is_some_and(|(_, rest)| matches!(rest, "st" | "nd" | "rd" | "th" | "e" | "eme" | "a"))
}

/// A diagonal, with its unit where it has one: `11`, `12.9 inch`, `11-in`.
pub(super) fn size(words: Words<'_>, at: usize) -> Option<usize> {
    let word = digits(words.at(at)).replace(',', ".");
    let bare = word.strip_suffix("inch").unwrap_or(&word);
    if !one_of(bare, SIZES) || is_time(words.at(at + 1)) || is_unit(words.at(at + 1)) {
        return None;
    }
    let has_unit = matches!(words.at(at + 1), "inch" | "inches" | "zoll" | "pouces" | "pulgadas" | "pollici")
        || (words.at(at + 1) == "in" && words.gap_after(at) == "-");
    Some(at + 1 + usize::from(has_unit))
}
