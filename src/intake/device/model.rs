//! Reads the model of an iPhone: `13 mini`, `6s plus`, `se (3rd gen)`, `pro max 15`.

use super::super::measure::{is_time, is_unit, leading_number};
use super::super::phrases::{Phrases, one_of, phrases};
use super::super::words::Words;
use super::generation::generation;

/// A model as people say it, and behind which word it ends.
pub(super) struct Model {
    pub name: String,
    pub end: usize,
}

/// The words that can stand behind an iPhone's number.
const VARIANTS: Phrases = Phrases::new("mini|pro|plus|max|promax|air|e|s|c|ultra");

/// The model of an iPhone that starts at a word.
pub(super) fn iphone(words: Words<'_>, at: usize) -> Option<Model> {
    let word = without_tail(words.at(at));
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

/// `se` of `seのバックアップ`, where no space parts a name from what follows.
fn without_tail(word: &str) -> &str {
    let head = word.split(|ch: char| !ch.is_ascii()).next().unwrap_or(word);
    let known = matches!(head, "se" | "xr" | "xs" | "x" | "air" | "pro" | "promax" | "xsmax");
    if known { head } else { word }
}

/// "bought second hand": no time.
pub(super) fn is_second_hand(words: Words<'_>, at: usize) -> bool {
    words.follows(at, phrases!("second hand|2nd hand")).is_some()
}

/// "iphone thirteen" is `13`.
pub(super) fn in_digits(word: &str) -> &str {
    match word {
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "eleven" => "11",
        "twelve" => "12",
        "thirteen" => "13",
        "fourteen" => "14",
        "fifteen" => "15",
        "sixteen" => "16",
        "seventeen" => "17",
        word => word,
    }
}

/// `13`, `6s`, `16e`; not `12 hours`, not `17.4`.
pub(super) fn iphone_number(words: Words<'_>, at: usize) -> Option<String> {
    let (number, rest) = leading_number(without_kind(in_digits(words.at(at))))?;
    let value: u16 = number.parse().ok()?;
    if !(3..=19).contains(&value) {
        return None;
    }
    let next = words.at(at + 1);
    // "iphone 13 backups": how many, not which. "iphone 8+" lost its plus in folding.
    // "iphone 15 pm" is a Pro Max.
    let is_hour = next == "pm" && matches!(words.before(at, 1), "iphone" | "phone");
    let amount = (is_unit(next) && !is_hour)
        || (is_time(next) && !is_second_hand(words, at + 1))
        || matches!(next, "/" | "of")
        || counts(next);
    if amount && words.same_clause(at, at + 1) {
        return None;
    }
    let ascii = rest.trim_end_matches(|ch: char| !ch.is_ascii());
    let rest = if rest.is_ascii() || ascii.is_empty() || !ascii.is_ascii() { rest } else { ascii };
    let plus = if words.gap_after(at).starts_with('+') { " plus" } else { "" };
    match rest {
        // "my 15's backup" and "the iPhone 11s" are no 15s and no 11s.
        "s" if value > 6 || words.typed(&(at..at + 1)).contains(['\'', '\u{2019}']) => {
            Some(number.to_owned())
        }
        "s" | "c" | "e" | "g" | "gs" => Some(format!("{number}{rest}{plus}")),
        // German "ein 13er".
        "er" if value > 10 => Some(number.to_owned()),
        "" => Some(format!("{number}{plus}")),
        "pro" | "mini" | "plus" => Some(format!("{number} {rest}")),
        "про" => Some(format!("{number} pro")),
        "promax" | "pm" | "promx" | "prmax" | "pormax" | "promaxx" => Some(format!("{number} pro max")),
        "splus" => Some(format!("{number}s plus")),
        rest if !rest.is_ascii() => Some(number.to_owned()),
        _ => None,
    }
}

/// `ip13` and `i14` as people abbreviate.
pub(super) fn without_kind(word: &str) -> &str {
    let bare = ["iph", "ip", "i"].iter().find_map(|kind| word.strip_prefix(kind));
    bare.filter(|bare| bare.starts_with(|ch: char| ch.is_ascii_digit()) && bare.len() <= 8).unwrap_or(word)
}

/// `14pm` is a Pro Max, as there is no such hour.
fn pro_max(words: Words<'_>, at: usize) -> Option<String> {
    const TIMED: Phrases =
        Phrases::new("at|around|since|by|till|until|from|after|before|about|like|to|between|and");
    let value: u16 = words.at(at).parse().ok()?;
    let close =
        words.gap_after(at).is_empty() || (words.gap_after(at) == " " && !one_of(words.before(at, 1), TIMED));
    let glued = words.at(at + 1) == "pm" && close;
    // "12pm 17.3" names a version behind the phone.
    let version =
        words.at(at + 2).contains('.') && (11..=12).contains(&value) && words.same_clause(at, at + 2);
    (glued && (version || (13..=19).contains(&value))).then(|| format!("{value} pro max"))
}

/// Things that are counted: the number before them is no model.
pub(super) fn counts(word: &str) -> bool {
    const COUNTED: Phrases = Phrases::new(
        "backups|devices|phones|iphones|ipads|people|apps|photos|videos|attempts|tries|times|\
        errors|files|users|restarts|items|accounts|things|others|kids|albums|chats|contacts|emails|pics|\
        pictures|plans|networks|routers|cables|chargers|clients|pupils|students|staff|teachers|odd|other|\
        different|of|percent|million|thousand|hundred|point",
    );
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
        "pros" => "pro",
        "airs" => "air",
        "maxs" | "mx" | "maxx" | "maxes" => "max",
        "эир" | "аир" => "air",
        "про" => "pro",
        "мини" => "mini",
        "плюс" => "plus",
        "макс" => "max",
        word => word,
    }
}

fn variants(words: Words<'_>, number: String, mut at: usize) -> Model {
    // "iphone 15 pm"; behind a bare number it is an hour.
    let has_name = matches!(words.before(at, 2), "iphone" | "phone");
    if has_name && words.at(at) == "pm" && words.same_clause(at.saturating_sub(1), at) {
        return Model { name: format!("{number} pro max"), end: at + 1 };
    }
    let mut said: Vec<&str> = Vec::new();
    while said.len() < 3 && words.same_clause(at.saturating_sub(1), at) {
        // "mini's" may have been read as a word of the patterns.
        if said.last() == Some(&"pro")
            && one_of(words.uncorrected(at).0, phrases!("mac|mas|amx|mx|maz|nax|ma|mxa|msx|mex|maax"))
        {
            said.push("max");
            at += 1;
            continue;
        }
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
