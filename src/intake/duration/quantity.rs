//! Finds "number and unit": `3 weeks`, `a couple of days`, `2-3 wks`, `3 Wochen`, `a month`.

use std::ops::Range;

use super::super::words::{Words, leading_number, one_of};
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

const NUMBERS: [(&str, f64); 66] = [
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("eighteen", 18.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("sixty", 60.0),
    ("ninety", 90.0),
    ("zwei", 2.0),
    ("drei", 3.0),
    ("vier", 4.0),
    ("funf", 5.0),
    ("sechs", 6.0),
    ("sieben", 7.0),
    ("acht", 8.0),
    ("zehn", 10.0),
    ("dos", 2.0),
    ("tres", 3.0),
    ("cuatro", 4.0),
    ("cinco", 5.0),
    ("seis", 6.0),
    ("siete", 7.0),
    ("ocho", 8.0),
    ("diez", 10.0),
    ("deux", 2.0),
    ("trois", 3.0),
    ("quatre", 4.0),
    ("cinq", 5.0),
    ("sept", 7.0),
    ("huit", 8.0),
    ("dix", 10.0),
    ("dois", 2.0),
    ("duas", 2.0),
    ("quatro", 4.0),
    ("due", 2.0),
    ("tre", 3.0),
    ("quattro", 4.0),
    ("cinque", 5.0),
    ("sei", 6.0),
    ("twee", 2.0),
    ("drie", 3.0),
    ("vijf", 5.0),
    ("zes", 6.0),
    ("zeven", 7.0),
    ("tien", 10.0),
    ("два", 2.0),
    ("две", 2.0),
    ("три", 3.0),
    ("четыре", 4.0),
    ("пять", 5.0),
    ("шесть", 6.0),
    ("семь", 7.0),
    ("десять", 10.0),
    ("dwa", 2.0),
];
const ARTICLES: &str = "a|an|one|1|un|una|une|uma|um|uno|ein|eine|einer|einem|einen|een|en|один|одну|одна";
const VAGUE: &str = "\
    few|several|multiple|many|paar|einige|einigen|mehrere|mehreren|algunos|varios|varias|quelques|\
    plusieurs|alcuni|несколько";
/// Words between the number and the unit.
const STUFFING: &str =
    "of|whole|full|solid|good|long|entire|more|straight|consecutive|complete|ganzen|de|odd";

/// The length that starts at a word.
pub(super) fn read(words: Words<'_>, start: usize) -> Option<Quantity> {
    if let Some(found) = glued(words, start).or_else(|| past(words, start)).or_else(|| already(words, start))
    {
        return Some(found);
    }
    let (count, mut at, is_article) = count(words, start)?;
    let mut stuffed = 0;
    while stuffed < 2 && one_of(words.at(at), STUFFING) {
        at += 1;
        stuffed += 1;
    }
    let unit = unit::unit(words.at(at)).or_else(|| unit::unit(words.uncorrected(at).0));
    let unit = unit.filter(|_| words.same_sentence(start, at))?;
    // One letter is a unit only behind digits.
    if words.at(at).len() == 1 && !words.before(at, 1).ends_with(|ch: char| ch.is_ascii_digit()) {
        return None;
    }
    // French "un an" is a year, English "a an" is nothing.
    if words.at(at) == "an"
        && !matches!(words.at(start), "un" | "1")
        && leading_number(words.at(start)).is_none()
    {
        return None;
    }
    let (extra, end) = and_more(words, at + 1, unit);
    let days = count.and_then(|count| unit::days(words.at(at), unit, count)).map(|days| days + extra);
    Some(Quantity { words: start..end, unit, days, is_article })
}

/// `3wochen`, where folding left number and unit together.
fn glued(words: Words<'_>, at: usize) -> Option<Quantity> {
    let (number, rest) = leading_number(words.at(at))?;
    let unit = unit::unit(rest)?;
    let count = number.replace(',', ".").parse::<f64>().ok()?;
    Some(Quantity { words: at..at + 1, unit, days: unit::days(rest, unit, count), is_article: false })
}

/// "for the past month", "over the last year": a length without its number.
fn past(words: Words<'_>, start: usize) -> Option<Quantity> {
    let from = start + usize::from(words.at(start) == "the");
    let led = words.led_by(start, "for|over|in|during");
    if !led || !matches!(words.at(from), "past" | "last" | "whole" | "entire") {
        return None;
    }
    let unit = unit::unit(words.at(from + 1)).filter(|unit| *unit > Unit::Hour)?;
    let days = unit::days(words.at(from + 1), unit, 1.0);
    Some(Quantity { words: start..from + 2, unit, days, is_article: false })
}

/// Russian "уже месяц": a unit is one of it.
fn already(words: Words<'_>, start: usize) -> Option<Quantity> {
    let led = matches!(words.before(start, 1), "уже" | "целую" | "целыи" | "почти");
    let typed = words.uncorrected(start).0;
    let from = words.before(start, 1) == "od" && matches!(typed, "tygodnia" | "miesiaca" | "roku");
    let unit = if from { Unit::Week } else { unit::unit(typed).filter(|_| led)? };
    if from {
        let days = (typed == "tygodnia").then_some(7);
        return Some(Quantity { words: start..start + 1, unit, days, is_article: false });
    }
    Some(Quantity { words: start..start + 1, unit, days: unit::days("", unit, 1.0), is_article: false })
}

/// The number at a word: how many (`None` for "a few"), behind which word it ends, and whether it is only an article.
fn count(words: Words<'_>, at: usize) -> Option<(Option<f64>, usize, bool)> {
    let word = words.at(at);
    let next = words.at(at + 1);
    if matches!(word, "couple" | "cpl") {
        return Some((Some(2.0), at + 1, false));
    }
    if one_of(word, VAGUE) {
        return Some((None, at + 1, false));
    }
    if word == "half" && matches!(next, "a" | "an") {
        return Some((Some(0.5), at + 2, false));
    }
    if one_of(word, ARTICLES) {
        return Some(match next {
            "couple" | "cpl" => (Some(2.0), at + 2, false),
            next if one_of(next, VAGUE) => (None, at + 2, false),
            // "a good 3 weeks" starts at the 3.
            next if one_of(next, STUFFING) && number(words.at(at + 2)).is_some() => return None,
            _ => (Some(1.0), at + 1, word != "1"),
        });
    }
    let first = number(word)?;
    range(words, at).map_or(Some((Some(first), at + 1, false)), |(last, end)| Some((Some(last), end, false)))
}

/// The upper end of `2-3`, `2 or 3`, `two to three`.
fn range(words: Words<'_>, at: usize) -> Option<(f64, usize)> {
    const JOINED: &str = "or|to|bis|oder|ou|o";
    if one_of(words.at(at + 1), JOINED) {
        return number(words.at(at + 2)).map(|last| (last, at + 3));
    }
    let dashed = words.gap_after(at).trim().chars().all(|ch| matches!(ch, '-' | '\u{2013}' | '/' | '~'));
    if dashed && !words.gap_after(at).trim().is_empty() {
        return number(words.at(at + 1)).map(|last| (last, at + 2));
    }
    None
}

fn number(word: &str) -> Option<f64> {
    let (digits, rest) = leading_number(word).unwrap_or(("", word));
    if rest.is_empty() {
        let digits = digits.replace(',', ".");
        return digits.parse().ok().filter(|number: &f64| *number <= 5_000.0);
    }
    NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number)
}

/// "... and a half", "... and 2 days": further days, and where it ends.
fn and_more(words: Words<'_>, at: usize, larger: Unit) -> (u32, usize) {
    if words.at(at) != "and" {
        return (0, at);
    }
    if let Some(end) = words.follows(at + 1, "a half|half") {
        let half = unit::days("", larger, 0.5).unwrap_or_default();
        return (half, end);
    }
    let smaller =
        number(words.at(at + 1)).zip(unit::unit(words.at(at + 2))).filter(|(_, unit)| *unit < larger);
    match smaller {
        Some((count, unit)) => (unit::days("", unit, count).unwrap_or_default(), at + 3),
        None => (0, at),
    }
}
