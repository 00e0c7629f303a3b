//! Reads what tells one model of a line from the next: `2nd gen`, `2020`, `m4`, a diagonal in inches.

use super::super::measure::{is_time, is_unit, leading_number};
use super::super::phrases::{Phrases, one_of};
use super::super::words::Words;
use super::ipad::is_chip;
use super::model::{Model, counts, is_second_hand};

/// Diagonals of iPads, in inches.
const SIZES: Phrases = Phrases::new("7.9|8.3|9.7|10.2|10.5|10.9|11|12.9|13");
const ORDINALS: Phrases =
    Phrases::new("first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|1st");

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
        let next = next.trim_end_matches("s");
        let number = word.trim_end_matches(|ch: char| !ch.is_ascii_digit());
        // "9. Generation" and "9a geracao" are told as "9th gen".
        return Some(match number.parse::<u8>() {
            Ok(number) if is_foreign(word, next) => (format!("{} gen", ordinal(number)), at + 2),
            Ok(_) | Err(_) => (format!("{word} {next}"), at + 2),
        });
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
    let is_chip = is_chip(word);
    let is_small = word.parse::<u8>().is_ok_and(|number| (1..=11).contains(&number))
        && small
        && !is_unit(next)
        && (!is_time(next) || is_second_hand(words, at + 1))
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

/// `第9世代`, also where it stands right behind the name: "9th gen".
pub(super) fn unspaced(word: &str) -> Option<String> {
    let (_, behind) = word.split_once('\u{7b2c}')?;
    let (number, rest) = leading_number(behind)?;
    let number = number.parse().ok()?;
    rest.starts_with("\u{4e16}\u{4ee3}").then(|| format!("{} gen", ordinal(number)))
}

fn is_generation(word: &str) -> bool {
    matches!(
        word,
        "gen"
            | "gens"
            | "generation"
            | "generations"
            | "generación"
            | "generacion"
            | "geracao"
            | "generazione"
            | "generatie"
            | "поколения"
            | "поколение"
    )
}

/// A generation in another language, or a German number with its stop.
fn is_foreign(word: &str, name: &str) -> bool {
    let english = ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end));
    !english
        && (!matches!(name, "gen" | "generation")
            || word.parse::<u8>().is_ok()
            || word.ends_with(['a', 'e', 'o']))
}

fn ordinal(number: u8) -> String {
    let end = match number {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

/// `3rd`, `9th`, `second`.
pub(super) fn is_ordinal(word: &str) -> bool {
    one_of(word, ORDINALS)
        || leading_number(word).is_some_and(|(_, rest)| {
            matches!(rest, "st" | "nd" | "rd" | "th" | "e" | "eme" | "a" | "o" | "го")
        })
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
