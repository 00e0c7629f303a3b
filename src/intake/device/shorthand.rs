//! Reads devices whose kind is left out: `13 mini`, `a 6s`, `se 2020`, `my 14`, `mini 6`.

use super::super::measure::{is_time, is_unit};
use super::super::words::{Words, one_of};
use super::{Mention, generation, model};
use crate::knowledge::DeviceKind;

/// What stands before a thing that somebody has.
const OWNERS: &str = "\
    my|his|her|our|their|moms|mums|dads|wifes|husbands|sons|daughters|kids|mothers|fathers|\
    grandmas|grandads|partners|girlfriends|boyfriends|brothers|sisters|mein|meinem|meine|mon|mi|\
    meu|mio|mijn";
const ADJECTIVES: &str = "old|new|current|work|personal|own|trusty|poor|ancient|beloved|main|whole";
/// Words that a bare number is no model before: "my 14 year old", "my 5 devices".
const AFTER_MODEL: &str = "\
    is|isnt|has|hasnt|was|wasnt|wont|will|and|to|on|with|running|runs|since|cant|cannot|doesnt|\
    dont|keeps|keep|says|fails|failed|for|from|into|as|the|it|that|but|just|still|refuses|stopped|\
    never|in|at|which|so|not|after|because|when|cuz|does|did|didnt|got|gets|stops|went|or|now|\
    either|though|anymore|lately|again|today|last|this|yesterday|back|backs|wouldnt|shows|dies|\
    hangs|nothing|kept";

/// A device without its kind that starts at a word.
pub(super) fn read(words: Words<'_>, at: usize, named: &[Mention]) -> Option<Mention> {
    if is_version_label(words.before(at, 1)) {
        return None;
    }
    iphone(words, at).or_else(|| ipad(words, at)).or_else(|| of_the_ipads(words, at, named))
}

/// "both iPads, a 9th gen and ...": a generation is one of an iPad that was named.
fn of_the_ipads(words: Words<'_>, at: usize, named: &[Mention]) -> Option<Mention> {
    let spoken_of = named.iter().any(|mention| mention.kind == DeviceKind::Ipad);
    if !spoken_of || !(is_article(words, at) || is_owned(words, at)) || !generation::is_ordinal(words.at(at))
    {
        return None;
    }
    let (said, end) = generation::generation_word(words, at, false).filter(|(_, end)| *end == at + 2)?;
    Some(Mention { words: at..end, name: format!("ipad {said}"), kind: DeviceKind::Ipad, is_model: true })
}

fn iphone(words: Words<'_>, at: usize) -> Option<Mention> {
    let word = words.at(at);
    let first = word.chars().next()?;
    let known = first.is_ascii_digit()
        || matches!(word, "se" | "xr" | "xs" | "xsmax" | "x" | "pro" | "promax" | "se2" | "se3");
    if !known {
        return None;
    }
    let model = model::iphone(words, at)?;
    let next = words.at(model.end);
    let is_measure =
        words.same_clause(model.end.saturating_sub(1), model.end) && (is_unit(next) || is_time(next));
    if is_measure || !stands_alone(words, at, &model) {
        return None;
    }
    let name = format!("iphone {}", model.name);
    Some(Mention { words: at..model.end, name, kind: DeviceKind::Iphone, is_model: true })
}

/// Whether a model can be nothing else even though "iphone" is missing.
fn stands_alone(words: Words<'_>, at: usize, model: &model::Model) -> bool {
    let name = model.name.as_str();
    let (number, variant) = name.split_once(' ').unwrap_or((name, ""));
    match number {
        "se" => !variant.is_empty() || is_owned(words, at),
        "xr" => true,
        "xs" => {
            let capital = words.typed(&(at..at + 1)) == "XS";
            !variant.is_empty() || capital || is_owned(words, at) || is_article(words, at)
        }
        "x" | "10" => {
            let capital = words.typed(&(at..at + 1)) == "X" && is_article(words, at);
            (capital || is_owned(words, at)) && (goes_on(words, model.end) || acts(words, model.end))
        }
        "pro" => name == "pro max" && (is_owned(words, at) || is_article(words, at)),
        _ if !variant.is_empty() => is_sold_as(number, variant),
        _ if number.ends_with(char::is_alphabetic) => letter_model(words, at, number),
        _ => {
            let had = is_owned(words, at) || is_had(words, at);
            (had && goes_on(words, model.end)) || (words.before(at, 1) == "the" && acts(words, model.end))
        }
    }
}

/// The numbers that exist with a variant; also 9 and 19, which are questioned later.
fn is_sold_as(number: &str, variant: &str) -> bool {
    let value: u16 = number.trim_end_matches(char::is_alphabetic).parse().unwrap_or_default();
    match variant {
        "mini" => matches!(value, 12 | 13),
        "plus" => matches!(value, 6..=9 | 14..=17),
        "pro" | "pro max" => (11..=19).contains(&value),
        _ => false,
    }
}

/// `6s` and `16e` are models, `4s` and `3g` only behind an article or an owner.
fn letter_model(words: Words<'_>, at: usize, number: &str) -> bool {
    const OFTEN: &str = "6s|5s|16e|17e";
    let before = words.before(at, 1);
    if matches!(before, "in" | "after" | "every" | "took" | "takes" | "within") {
        return false;
    }
    let is_known = matches!(number, "6s" | "5s" | "5c" | "4s" | "16e" | "17e");
    is_known && (one_of(number, OFTEN) || is_owned(words, at) || is_article(words, at))
}

fn ipad(words: Words<'_>, at: usize) -> Option<Mention> {
    let line = words.at(at);
    if !matches!(line, "mini" | "air" | "pro") || !(is_owned(words, at) || is_article(words, at)) {
        return None;
    }
    let model = super::ipad::read(words, at)?;
    // "my mini" may be a Mac; "my air 5" is an iPad.
    if model.name == line || !words.same_clause(at, at + 1) {
        return None;
    }
    let name = format!("ipad {}", model.name);
    Some(Mention { words: at..model.end, name, kind: DeviceKind::Ipad, is_model: true })
}

/// "my 14", "my old 14", "her new 14".
pub(super) fn is_owned(words: Words<'_>, at: usize) -> bool {
    let before = words.before(at, 1);
    if !words.same_clause(at.saturating_sub(1), at) {
        return false;
    }
    one_of(before, OWNERS) || (one_of(before, ADJECTIVES) && one_of(words.before(at, 2), OWNERS))
}

fn is_article(words: Words<'_>, at: usize) -> bool {
    let here = words.same_clause(at.saturating_sub(1), at);
    here && matches!(
        words.before(at, 1),
        "a" | "an" | "the" | "this" | "ein" | "einem" | "un" | "une" | "um" | "een"
    )
}

/// "on an 11", "got a 15", "it's a 13".
fn is_had(words: Words<'_>, at: usize) -> bool {
    const HAD: &str = "\
        on a|on an|got a|got an|have a|have an|its a|its an|using a|using an|with a|with an|to a|\
        to an|from a|from an|is an";
    words.led_by(at, HAD)
}

/// Whether the words behind a bare number let it be a model.
fn goes_on(words: Words<'_>, behind: usize) -> bool {
    let next = words.at(behind);
    let possessive = words.typed(&(behind.saturating_sub(1)..behind)).ends_with('s');
    let parted = possessive
        || !words.same_clause(behind.saturating_sub(1), behind)
        || words.gap_before(behind).contains(['(', ')', '-', '\u{2014}', '/']);
    parted || one_of(next, AFTER_MODEL)
}

/// "the 15 has never backed up".
fn acts(words: Words<'_>, behind: usize) -> bool {
    const ACTS: &str =
        "cant|couldnt|only|stopped|refused|has|hasnt|wont|doesnt|is|isnt|never|keeps|fails|refuses";
    words.same_clause(behind.saturating_sub(1), behind) && one_of(words.at(behind), ACTS)
}

fn is_version_label(word: &str) -> bool {
    matches!(word, "ios" | "ipados" | "version" | "i0s" | "v" | "ver" | "os" | "iso")
}
