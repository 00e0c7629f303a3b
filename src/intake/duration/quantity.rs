//! Finds "number and unit": `3 weeks`, `a couple of days`, `2-3 wks`, `3 Wochen`, `a month`.

use std::ops::Range;

use super::super::measure::leading_number;
use super::super::phrases::{Phrases, one_of, phrases};
use super::super::words::Words;
use super::number::{number, range};
use super::unit::{self, Unit};

/// A length of time as it was said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    pub words: Range<usize>,
    pub unit: Unit,
    /// `None` for "a few days".
    pub days: Option<u32>,
    /// "a month", "one week": words that also occur where no length is meant ("twice a month").
    pub is_article: bool,
}

const ARTICLES: Phrases = Phrases::new(
    "a|an|one|1|un|una|une|uma|um|uno|ein|eine|einer|einem|einen|een|en|один|одну|одна|jeden|jedna|ett|bir",
);
const VAGUE: Phrases = Phrases::new(
    "few|several|multiple|many|paar|einige|einigen|mehrere|mehreren|algunos|varios|varias|quelques|\
    plusieurs|alcuni|alcune|parecchi|diversas|varios|alguns|algumas|enkele|paru|kilka|birkac|несколько|пару",
);
/// Words behind which a unit alone is one of it.
const ALREADY: Phrases = Phrases::new("уже|целую|целыи|почти|больше|более|od|juz");
/// Words between the number and the unit.
const STUFFING: Phrases = Phrases::new(
    "of|whole|full|solid|good|long|entire|more|straight|consecutive|complete|ganzen|de|di|odd|ish|volle|vollen|lange",
);

/// Words that a length can start with, besides digits, number words, and a unit behind "уже".
const STARTS: Phrases = Phrases::new("medio|media|mezzo|полгода|couple|cpl|half|the|past|last|whole|entire");

/// Whether a length can start at a word, at a glance.
pub(super) fn may_start(words: Words<'_>, at: usize) -> bool {
    let typed = words.uncorrected(at).0;
    let word = words.at(at);
    typed.starts_with(|ch: char| ch.is_ascii_digit())
        || number(typed).is_some()
        || one_of(word, STARTS)
        || [typed, word].iter().any(|word| one_of(word, ARTICLES) || one_of(word, VAGUE))
        || one_of(words.before(at, 1), ALREADY)
        || words.at(at + 1) == "назад"
}

/// The length that starts at a word.
pub(super) fn read(words: Words<'_>, start: usize) -> Option<Quantity> {
    if let Some(found) = glued(words, start).or_else(|| past(words, start)).or_else(|| already(words, start))
    {
        return Some(found);
    }
    // "cant bakup 2day", "2nite"
    let glued = words.gap_after(start).is_empty();
    if glued && words.at(start) == "2" && matches!(words.at(start + 1), "day" | "night" | "nite") {
        return None;
    }
    let (count, mut at, is_article) = count(words, start)?;
    let mut stuffed = 0;
    while stuffed < 2 && one_of(words.at(at), STUFFING) {
        at += 1;
        stuffed += 1;
    }
    let unit = unit_of(words, at).filter(|_| words.same_sentence(start, at) && touches(words, at))?;
    // One letter is a unit only behind digits.
    if words.at(at).len() == 1 && !words.before(at, 1).ends_with(|ch: char| ch.is_ascii_digit()) {
        return None;
    }
    // French "un an" is a year, English "a an" is nothing.
    if words.at(at) == "an" && !matches!(words.at(start), "un" | "1") {
        return None;
    }
    let (extra, end) = and_more(words, at + 1, unit);
    let days = count.and_then(|count| unit::days(words.at(at), unit, count)).map(|days| days + extra);
    Some(Quantity { words: start..end, unit, days, is_article })
}

/// The unit at a word, also where it is misspelled.
fn unit_of(words: Words<'_>, at: usize) -> Option<Unit> {
    unit::unit(word(words, at)).or_else(|| unit::misspelled(words.uncorrected(at).0))
}

/// Whether a word follows the number before it with nothing but a space or a hyphen between: "17, an" is no length.
fn touches(words: Words<'_>, at: usize) -> bool {
    !words.gap_before(at).contains([',', '.', ':', ';', '(', ')', '\n'])
}

/// `3wochen`, where folding left number and unit together.
fn glued(words: Words<'_>, at: usize) -> Option<Quantity> {
    let (number, rest) = leading_number(words.at(at))?;
    // "cant bakup 2day, only 2nite"
    let is_today = number == "2" && matches!(rest, "day" | "night" | "nite");
    let unit = unit::unit(rest).filter(|_| !is_today)?;
    let count = number.replace(',', ".").parse::<f64>().ok()?;
    Some(Quantity { words: at..at + 1, unit, days: unit::days(rest, unit, count), is_article: false })
}

/// "for the past month", "over the last year": a length without its number.
fn past(words: Words<'_>, start: usize) -> Option<Quantity> {
    let from = start + usize::from(words.at(start) == "the");
    // "I put it in last week" tells of a single time.
    let led =
        words.led_by(start, if from > start { phrases!("for|over|in|during") } else { phrases!("for|over") });
    if !led || !matches!(words.at(from), "past" | "last" | "whole" | "entire") {
        return None;
    }
    let unit = unit::unit(words.at(from + 1)).filter(|unit| *unit > Unit::Hour)?;
    let days = unit::days(words.at(from + 1), unit, 1.0);
    Some(Quantity { words: start..from + 2, unit, days, is_article: false })
}

/// Russian "уже месяц" and Polish "od tygodnia": a unit is one of it.
fn already(words: Words<'_>, start: usize) -> Option<Quantity> {
    if words.at(start) == "полгода" {
        return Some(Quantity {
            words: start..start + 1,
            unit: Unit::Year,
            days: Some(182),
            is_article: false,
        });
    }
    let led = one_of(words.before(start, 1), ALREADY) || words.at(start + 1) == "назад";
    let unit = unit::unit(word(words, start)).filter(|_| led)?;
    let days = unit::days("", unit, 1.0);
    Some(Quantity { words: start..start + 1, unit, days, is_article: false })
}

/// A word as it was typed when it is one of a length, and as it was corrected otherwise.
fn word(words: Words<'_>, at: usize) -> &str {
    let typed = words.uncorrected(at).0;
    let known = unit::unit(typed).is_some()
        || number(typed).is_some()
        || one_of(typed, ARTICLES)
        || one_of(typed, VAGUE);
    if known { typed } else { words.at(at) }
}

/// The number at a word: how many (`None` for "a few"), behind which word it ends, and whether it is only an article.
fn count(words: Words<'_>, at: usize) -> Option<(Option<f64>, usize, bool)> {
    let word = word(words, at);
    let next = words.at(at + 1);
    if matches!(word, "couple" | "cpl") {
        return Some((Some(2.0), at + 1, false));
    }
    if one_of(word, VAGUE) {
        return Some((None, at + 1, false));
    }
    if matches!(word, "medio" | "media" | "mezzo") {
        return Some((Some(0.5), at + 1, false));
    }
    if word == "half" && matches!(next, "a" | "an" | "the") {
        return Some((Some(0.5), at + 2, false));
    }
    if one_of(word, ARTICLES) {
        return Some(match next {
            "dozen" => (Some(12.0), at + 2, false),
            "couple" | "cpl" | "par" | "paio" => (Some(2.0), at + 2, false),
            "halbes" | "halben" | "half" => (Some(0.5), at + 2, false),
            next if one_of(next, VAGUE) => (None, at + 2, false),
            // "a good 3 weeks" starts at the 3.
            next if one_of(next, STUFFING) && number(words.at(at + 2)).is_some() => return None,
            _ => (Some(1.0), at + 1, word != "1"),
        });
    }
    let first = number(word)?;
    if let Some(end) = words.follows(at + 1, phrases!("and a half|and half|a half|1 / 2")) {
        return Some((Some(first + 0.5), end, false));
    }
    range(words, at).map_or(Some((Some(first), at + 1, false)), |(last, end)| Some((Some(last), end, false)))
}

/// "... and a half", "... and 2 days", "1 month 2 weeks": further days, and where it ends.
fn and_more(words: Words<'_>, at: usize, larger: Unit) -> (u32, usize) {
    let joined = words.at(at) == "and";
    let close =
        words.same_sentence(at.saturating_sub(1), at) && !words.gap_before(at).contains(['(', '/', '\n']);
    let from = at + usize::from(joined);
    if let Some(end) =
        words.follows(from, phrases!("a half|half")).filter(|_| joined || words.gap_before(at).contains('&'))
    {
        let half = unit::days("", larger, 0.5).unwrap_or_default();
        return (half, end);
    }
    let smaller =
        number(words.at(from)).zip(unit::unit(words.at(from + 1))).filter(|(_, unit)| *unit < larger);
    match smaller {
        Some((count, unit)) if close => (unit::days("", unit, count).unwrap_or_default(), from + 2),
        Some(_) | None => (0, at),
    }
}
