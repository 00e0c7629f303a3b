//! Reads devices whose kind is left out: `13 mini`, `a 6s`, `se 2020`, `my 14`, `mini 6`.

use super::super::measure::{is_time, is_unit, leading_number};
use super::super::phrases::{Phrases, one_of, phrases};
use super::super::words::Words;
use super::owner::{is_article, is_had, is_owned, is_plural, is_somebodys, is_told};
use super::{Mention, alone, generation, ipad, model};
use crate::knowledge::DeviceKind;

/// Words that a bare number is no model before: "my 14 year old", "my 5 devices".
const AFTER_MODEL: Phrases = Phrases::new(
    "is|isnt|has|hasnt|was|wasnt|wont|will|and|to|on|with|running|runs|since|cant|cannot|doesnt|\
    dont|keeps|keep|says|fails|failed|for|from|into|as|the|it|that|but|just|still|refuses|stopped|\
    never|in|at|which|so|not|after|because|when|cuz|does|did|didnt|got|gets|stops|went|or|now|\
    either|though|anymore|lately|again|today|last|this|yesterday|back|backs|wouldnt|shows|dies|\
    hangs|icloud|ios|ipados|here|user|stuck|nothing|kept|used|stalls|all|by|couldnt|died|wants|needs|thinks|tells|every|always|sits|also|\
    while|over|only|tried|takes|starts|there|too|as|goes|went|been|despite|without|during|about|refused|\
    would|can|could|may|might|should|hadnt|dont|seems|looks|sat|lost|i|he|she|we|they|backing|backed|if",
);

/// A device without its kind that starts at a word.
pub(super) fn read(words: Words<'_>, at: usize, named: &[Mention]) -> Option<Mention> {
    if is_version_label(words.before(at, 1)) {
        return None;
    }
    iphone(words, at)
        .or_else(|| an_ipad(words, at))
        .or_else(|| of_the_ipads(words, at, named))
        .or_else(|| alone::read(words, at, named))
}

/// "both iPads, a 9th gen and ...": a generation is one of an iPad that was named.
fn of_the_ipads(words: Words<'_>, at: usize, named: &[Mention]) -> Option<Mention> {
    let spoken_of = named.iter().any(|mention| mention.kind == DeviceKind::Ipad && !mention.is_model)
        || words.says(at..at + 20, phrases!("ipad|ipads"));
    if !spoken_of || !generation::is_ordinal(words.at(at)) {
        return None;
    }
    let (said, end) = generation::generation_word(words, at, false).filter(|(_, end)| *end == at + 2)?;
    Some(Mention { words: at..end, name: format!("ipad {said}"), kind: DeviceKind::Ipad, is_model: true })
}

fn iphone(words: Words<'_>, at: usize) -> Option<Mention> {
    let word = words.at(at);
    let first = word.chars().next()?;
    let known = first.is_ascii_digit()
        || (model::in_digits(word) != word && word.len() > 5)
        || model::without_kind(word) != word
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
    if runs_a_version(words, at, model.end) || model::without_kind(words.at(at)) != words.at(at) {
        return true;
    }
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
            // From 11 on, what somebody has and is counted by no word that follows is a phone.
            let value: u16 = number.parse().unwrap_or_default();
            let theirs = is_somebodys(words, at);
            let newer = (11..=19).contains(&value) && (had || theirs);
            newer
                || is_told(words, at, model.end)
                || is_plural(words, at)
                || (had && goes_on(words, model.end))
                || (is_the_one(words, at) && acts(words, model.end))
        }
    }
}

/// "12 on ios 18.2", "13 running 17.5", "11 ios 17": begins a clause and runs something.
fn runs_a_version(words: Words<'_>, at: usize, end: usize) -> bool {
    let begins = words.clause(at).start == at;
    let from = words.follows(end, phrases!("on|running|with|w|w /|is on|on the")).unwrap_or(end);
    let said = words.at(from);
    let dotted = from > end && said.contains('.') && said.starts_with(|ch: char| ch.is_ascii_digit());
    let size = is_unit(words.at(from + 1));
    let told = words
        .follows(end, phrases!("on latest|on the latest|up to date|fully updated|fully up to date"))
        .is_some()
        || matches!(said, "64gb" | "128gb" | "256gb" | "512gb" | "1tb")
        || (size && matches!(said, "64" | "128" | "256" | "512"));
    let newer = words.at(at).parse::<u16>().is_ok_and(|number| (11..=17).contains(&number));
    if begins && told && newer && words.same_clause(at, end) {
        return true;
    }
    begins && words.same_clause(at, from) && !size && (dotted || is_version_label(said))
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
    const OFTEN: Phrases = Phrases::new("6s|5s|16e|17e");
    let before = words.before(at, 1);
    if matches!(before, "in" | "after" | "every" | "took" | "takes" | "within") {
        return false;
    }
    let is_known = matches!(number, "6s" | "5s" | "5c" | "4s" | "16e" | "17e");
    is_known && (one_of(number, OFTEN) || is_owned(words, at) || is_article(words, at))
}

fn an_ipad(words: Words<'_>, at: usize) -> Option<Mention> {
    let line = words.at(at);
    let chip_first = ipad::is_chip(line) && matches!(words.at(at + 1), "pro" | "air" | "mini");
    if !matches!(line, "mini" | "air" | "pro") && ipad::glued(line).is_none() && !chip_first {
        return None;
    }
    let model = ipad::read(words, at)?;
    let named = is_owned(words, at) || is_article(words, at) || is_short_clause(words, at, model.end);
    if !named && !model.name.split(' ').any(|part| ipad::is_chip(part) || part.contains('.')) {
        return None;
    }
    // "my mini" may be a Mac; "my air 5" is an iPad.
    if model.name == line || !words.same_clause(at, at + 1) {
        return None;
    }
    let name = format!("ipad {}", model.name);
    Some(Mention { words: at..model.end, name, kind: DeviceKind::Ipad, is_model: true })
}

/// "air 5, 17.7.1": nothing but the name stands before the next stop, and it begins the clause.
fn is_short_clause(words: Words<'_>, at: usize, end: usize) -> bool {
    let clause = words.clause(at);
    let stopped = clause.end <= end
        || words.gap_before(end).contains(['/', '(', '|', ',', '-'])
        || leading_number(words.at(end)).is_some()
        || one_of(words.at(end), AFTER_MODEL);
    let begins = clause.start == at
        || words.gap_before(at).contains(['/', '(', '|'])
        || matches!(words.before(at, 1), "on" | "and" | "new" | "with");
    begins && stopped
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

/// "the 15", "this 11", "on the 13"; not "since the 13".
fn is_the_one(words: Words<'_>, at: usize) -> bool {
    const DATED: Phrases = Phrases::new("since|from|after|by|until|till|before|of|between|til");
    matches!(words.before(at, 1), "the" | "this") && !one_of(words.before(at, 2), DATED)
}

/// "the 15 has never backed up".
fn acts(words: Words<'_>, behind: usize) -> bool {
    const ACTS: Phrases = Phrases::new(
        "cant|couldnt|only|stopped|refused|has|hasnt|wont|doesnt|is|isnt|never|keeps|fails|refuses|still|just|quits|\
         dies|stops|sits|says|shows|always|does|did|didnt|will|would|stays|gives|went|had|was|keep|won|gets|quit|died|failed",
    );
    words.same_clause(behind.saturating_sub(1), behind) && one_of(words.at(behind), ACTS)
}

fn is_version_label(word: &str) -> bool {
    matches!(word, "ios" | "ipados" | "version" | "i0s" | "v" | "ver" | "os" | "iso")
}
