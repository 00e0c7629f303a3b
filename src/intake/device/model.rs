//! Reads the model behind the name of a device: `13 mini`, `se (3rd gen)`, `pro 11 m4`.

use super::super::words::{Words, is_time, is_unit, leading_number, one_of};

/// A model as people say it, and behind which word it ends.
pub(super) struct Model {
    pub name: String,
    pub end: usize,
}

/// The words that can stand behind an iPhone's number.
const VARIANTS: &str = "mini|pro|plus|max|promax|air|e|s|c|ultra";
/// Diagonals of iPads, in inches.
const SIZES: &str = "7.9|8.3|9.7|10.2|10.5|10.9|11|12.9|13";
const ORDINALS: &str = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|1st";

/// The model of an iPhone that starts at a word.
pub(super) fn iphone(words: Words<'_>, at: usize) -> Option<Model> {
    let word = words.at(at);
    if let Some(number) = iphone_number(words, at) {
        return Some(variants(words, number, at + 1));
    }
    if let Some(name) = pro_max(words, at) {
        return Some(Model { name, end: at + 2 });
    }
    match word {
        "se" => Some(generation(words, "se", at + 1)),
        "x" | "xr" | "10" => Some(Model { name: word.to_owned(), end: at + 1 }),
        "xs" => Some(variants(words, "xs".to_owned(), at + 1)),
        "xsmax" => Some(Model { name: "xs max".to_owned(), end: at + 1 }),
        "air" | "duo" => Some(Model { name: word.to_owned(), end: at + 1 }),
        "se2" | "se3" => Some(Model { name: word.replace("se", "se "), end: at + 1 }),
        // "pro max 15", and "pro max" alone.
        "pro" | "promax" => {
            let mut model = variants(words, String::new(), at);
            if let Some(number) = iphone_number(words, model.end) {
                model.name = format!("{number} {}", model.name.trim());
                model.end += 1;
            }
            model.name = model.name.trim().to_owned();
            Some(model)
        }
        _ => None,
    }
}

/// `13`, `6s`, `16e`; not `12 hours`, not `17.4`.
pub(super) fn iphone_number(words: Words<'_>, at: usize) -> Option<String> {
    let (number, rest) = leading_number(words.at(at))?;
    let value: u16 = number.parse().ok()?;
    if !(3..=19).contains(&value) {
        return None;
    }
    let next = words.at(at + 1);
    // "iphone 13 backups": how many, not which. "iphone 8+" lost its plus in folding.
    let amount = is_unit(next) || is_time(next) || matches!(next, "/" | "of") || counts(next);
    if amount && words.same_clause(at, at + 1) {
        return None;
    }
    let plus = if words.gap_after(at).starts_with('+') { " plus" } else { "" };
    match rest {
        // "my 15's backup" and "the iPhone 11s" are no 15s and no 11s.
        "s" if value > 6 || words.typed(&(at..at + 1)).contains(['\'', '\u{2019}']) => {
            Some(number.to_owned())
        }
        "s" | "c" | "e" | "g" | "gs" => Some(format!("{number}{rest}{plus}")),
        "" => Some(format!("{number}{plus}")),
        "pro" | "mini" | "plus" => Some(format!("{number} {rest}")),
        "promax" | "pm" => Some(format!("{number} pro max")),
        "splus" => Some(format!("{number}s plus")),
        rest if !rest.is_ascii() => Some(number.to_owned()),
        _ => None,
    }
}

/// `14pm` is a Pro Max, as there is no such hour.
fn pro_max(words: Words<'_>, at: usize) -> Option<String> {
    let value: u16 = words.at(at).parse().ok()?;
    let glued = words.at(at + 1) == "pm" && words.gap_after(at).is_empty();
    (glued && (13..=19).contains(&value)).then(|| format!("{value} pro max"))
}

/// Things that are counted: the number before them is no model.
pub(super) fn counts(word: &str) -> bool {
    const COUNTED: &str = "\
        backups|devices|phones|iphones|ipads|people|apps|photos|videos|attempts|tries|times|\
        errors|files|users|restarts|items|accounts|things|others";
    one_of(word, COUNTED)
}

/// The variant that a word stands for: Russian letters, "mini's", letters of a script without spaces behind it.
fn latin(word: &str) -> &str {
    let glued =
        |name: &&str| word.strip_prefix(name).is_some_and(|rest| rest.starts_with(|ch: char| !ch.is_ascii()));
    if let Some(name) = ["mini", "pro", "plus", "max", "air"].iter().find(|name| glued(name)) {
        return name;
    }
    match word {
        "minis" => "mini",
        "maxs" | "mx" | "maxx" => "max",
        "эир" | "аир" => "air",
        "про" => "pro",
        "мини" => "mini",
        "плюс" => "plus",
        "макс" => "max",
        word => word,
    }
}

/// The digits before letters of a script without spaces: `6のバックアップ`.
fn digits(word: &str) -> &str {
    match leading_number(word) {
        Some((number, rest)) if !rest.is_ascii() => number,
        Some(_) | None => word,
    }
}

fn variants(words: Words<'_>, number: String, mut at: usize) -> Model {
    let mut said: Vec<&str> = Vec::new();
    while said.len() < 3 && words.same_clause(at.saturating_sub(1), at) {
        // "mini's" may have been read as a word of the patterns.
        let word = [latin(words.uncorrected(at).0), latin(words.at(at))];
        let Some(word) = word.into_iter().find(|word| one_of(word, VARIANTS)) else { break };
        if matches!(word, "e" | "s" | "c") && (number.ends_with(char::is_alphabetic) || !said.is_empty()) {
            break;
        }
        said.push(word);
        at += 1;
    }
    // A letter belongs to the number: "16 e".
    if let Some(letter @ ("e" | "s" | "c")) = said.first().copied() {
        let rest = variants(words, format!("{number}{letter}"), at - said.len() + 1);
        return rest;
    }
    if said.contains(&"promax") || (said.contains(&"pro") && said.contains(&"max")) {
        said = vec!["pro", "max"];
    }
    let mut name = number;
    for word in said {
        name.push(' ');
        name.push_str(word);
    }
    Model { name: name.trim().to_owned(), end: at }
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

/// The model of an iPad that starts at a word: line, size, generation, chip, year in any order.
pub(super) fn ipad(words: Words<'_>, start: usize) -> Option<Model> {
    let mut line = "";
    let mut rest: Vec<String> = Vec::new();
    let mut at = start;
    let goes_on = |at: usize| {
        // "(3rd gen, 12.9)": only a diagonal may follow a comma.
        at == start
            || words.same_clause(at - 1, at)
            || (words.at(at).contains('.') && size(words, at).is_some())
    };
    while at < start + 7 && goes_on(at) {
        let word = latin(words.at(at));
        if matches!(word, "pro" | "air" | "mini") && line.is_empty() {
            line = word;
            at += 1;
        } else if let Some(end) = size(words, at) {
            rest.push(word.trim_end_matches("inch").replace(',', "."));
            at = end;
        } else if let Some((said, end)) = generation_word(words, at, rest.is_empty()) {
            rest.push(said);
            at = end;
        } else {
            break;
        }
    }
    let name = std::iter::once(line).filter(|line| !line.is_empty()).chain(rest.iter().map(String::as_str));
    let name = name.collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(Model { name, end: at })
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
