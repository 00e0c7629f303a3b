//! Reads the model of an iPhone: `13 mini`, `6s plus`, `se (3rd gen)`, `pro max 15`.

use super::super::measure::{is_time, is_unit, leading_number};
use super::super::words::{Words, one_of};
use super::generation::generation;

/// A model as people say it, and behind which word it ends.
pub(super) struct Model {
    pub name: String,
    pub end: usize,
}

/// The words that can stand behind an iPhone's number.
const VARIANTS: &str = "mini|pro|plus|max|promax|air|e|s|c|ultra";

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
pub(super) fn latin(word: &str) -> &str {
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

fn variants(words: Words<'_>, number: String, mut at: usize) -> Model {
    let mut said: Vec<&str> = Vec::new();
    while said.len() < 3 && words.same_clause(at.saturating_sub(1), at) {
        // "mini's" may have been read as a word of the patterns.
        let word = [latin(words.uncorrected(at).0), latin(words.at(at))];
        let Some(word) = word.into_iter().find(|word| one_of(word, VARIANTS)) else { break };
        let fits = match word {
            "e" | "s" | "c" => said.is_empty() && takes_letter(words, &number, word, at),
            // "my iPhone 13 plus my iPad"
            "plus" => matches!(number.trim_end_matches('s'), "6" | "7" | "8" | "14" | "15" | "16"),
            _ => true,
        };
        if !fits {
            break;
        }
        said.push(word);
        at += 1;
    }
    if let Some(letter @ ("e" | "s" | "c")) = said.first().copied() {
        return variants(words, format!("{number}{letter}"), at - said.len() + 1);
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

/// "16 e" and "6 s"; not the Italian "iPhone 12 e iPad".
fn takes_letter(words: Words<'_>, number: &str, letter: &str, at: usize) -> bool {
    let next = words.at(at + 1);
    match letter {
        "e" => {
            matches!(number, "16" | "17")
                && !next.starts_with("ip")
                && !matches!(next, "il" | "o" | "mio" | "meu")
        }
        "s" => matches!(number, "4" | "5" | "6"),
        _ => number == "5",
    }
}
