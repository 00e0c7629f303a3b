//! Finds "since" with a point of the calendar: `since last tuesday`, `since 2 October`, `since about noon`, `seit gestern`.

use std::ops::Range;

use super::super::measure::leading_number;
use super::super::words::{Words, one_of};
use super::calendar;

/// How "since" is written.
const SINCE: &str = "\
    since|sinse|sence|scince|snice|cince|sincd|sins|seit|depuis|desde|sinds|dal|dalla|da|dallo|с|\
    со|od|sedan|ab|vanaf|snce";
/// Words that belong to a calendar point without being one.
const AROUND: &str = "\
    about|around|like|at|least|approximately|roughly|early|late|mid|the|this|last|past|end|\
    beginning|start|middle|of|on|in|maybe|probably|approx|very|day|before|or|sometime|le|la|el|il|\
    lo|los|las|de|del|du|des|den|dem|der|dieser|diesem|letzten|letzter|letztem|letzte|anfang|\
    mitte|ende|vorigen|dernier|derniere|ce|cette|a|vorige|afgelopen|прошлого|прошлои";
/// Words behind a date that turn it into an event: "since the October update".
const EVENTS: &str = "\
    update|updates|beta|release|ios|patch|outage|reset|upgrade|trip|party|install|build|version|\
    meeting|plan";

/// A point in the calendar since which something has been going on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Since {
    pub words: Range<usize>,
    /// Whether it is only a year, which often dates something else.
    pub is_year: bool,
}

/// The phrase that starts at a word, "since" included.
pub(super) fn read(words: Words<'_>, start: usize) -> Option<Since> {
    if !one_of(words.at(start), SINCE) && !one_of(words.uncorrected(start).0, SINCE) {
        return None;
    }
    let mut at = start + 1;
    let mut end = None;
    let mut is_year = true;
    while at < start + 9 && words.same_clause(start, at) {
        let word = words.at(at);
        if let Some(behind) = point(words, at) {
            is_year &= calendar::is_year(word);
            end = Some(behind);
            at = behind;
        } else if one_of(word, AROUND) || is_day_number(word) {
            at += 1;
        } else {
            break;
        }
    }
    let end = end.map(|end| with_day(words, start, end))?;
    let is_event = words.same_clause(start, end) && one_of(words.at(end), EVENTS);
    // Italian "da" and Russian "с" are also plain prepositions; a time right behind them is needed, and is there.
    (!is_event).then_some(Since { words: start..end, is_year })
}

/// A calendar point at a word, and where it ends.
fn point(words: Words<'_>, at: usize) -> Option<usize> {
    let is_day = |word: &str| {
        calendar::weekday(word).is_some() || calendar::month(word).is_some() || calendar::is_named_day(word)
    };
    let (typed, behind) = words.uncorrected(at);
    let word = words.at(at);
    if is_day(typed) {
        return Some(behind);
    }
    if let Some(end) = words.follows(at, "new years day|new years eve|new years|new year|black friday") {
        return Some(end);
    }
    if is_day(word) || calendar::is_part_of_year(word) || calendar::is_year(word) {
        return Some(at + 1);
    }
    if calendar::is_period(word) { period(words, at) } else { time_or_date(words, at) }
}

/// "last week", "this morning"; "since week" is nothing.
fn period(words: Words<'_>, at: usize) -> Option<usize> {
    const LED: &str = "\
        last|this|the|past|letzter|letzte|letzten|letztem|dieser|la|el|le|ce|cette|gestern|yesterday|\
        heute|ayer|hier|of|прошлои|прошлого|vorige";
    const BEHIND: &str = "derniere|dernier|pasada|pasado|passada|passado|scorsa|scorso";
    let before = words.before(at, 1);
    let alone = one_of(words.at(at), "morning|утра|weekend|vacances");
    let led = alone || one_of(before, LED) || calendar::weekday(before).is_some();
    led.then(|| words.follows(at + 1, BEHIND).unwrap_or(at + 1))
}

/// `6am`, `6 am`, `10:30`, `10/12`, `12.10.`, `the 3rd`.
fn time_or_date(words: Words<'_>, at: usize) -> Option<usize> {
    let word = words.at(at);
    let (number, rest) = leading_number(word)?;
    if matches!(words.at(at + 1), "am" | "pm" | "uhr" | "oclock") && rest.is_empty() {
        return Some(at + 2);
    }
    let is_clock = word.contains(':') || matches!(rest, "am" | "pm" | "ish" | "h");
    let is_ordinal = matches!(rest, "st" | "nd" | "rd" | "th") && is_day_number(number);
    if is_clock || is_ordinal {
        return Some(at + 1 + usize::from(matches!(words.at(at + 1), "am" | "pm" | "uhr")));
    }
    if words.at(at + 1) == "/" && leading_number(words.at(at + 2)).is_some() {
        let year = words.at(at + 3) == "/" && leading_number(words.at(at + 4)).is_some();
        return Some(if year { at + 5 } else { at + 3 });
    }
    let is_iso = calendar::is_year(number) && words.gap_after(at) == "-" && words.gap_after(at + 1) == "-";
    if is_iso {
        return Some(at + 3);
    }
    (rest.is_empty() && is_dotted_date(words, at, number)).then_some(at + 1)
}

/// `12.10.2025`, "seit dem 12.10."; `18.2` and `18.7.10` are versions.
fn is_dotted_date(words: Words<'_>, at: usize, number: &str) -> bool {
    let parts: Vec<&str> = number.split('.').collect();
    match parts.as_slice() {
        [day, month, year] => {
            is_day_number(day) && is_day_number(month) && (year.len() == 4 || is_recent(year))
        }
        [day, month] => {
            let announced = matches!(words.before(at, 1), "dem" | "vom" | "am" | "le" | "el" | "dal");
            announced
                && is_day_number(day)
                && month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month))
        }
        _ => false,
    }
}

/// The last two digits of a year of this decade or the last.
fn is_recent(year: &str) -> bool {
    year.parse::<u8>().is_ok_and(|year| (20..=39).contains(&year)) && year.len() == 2
}

/// Takes in the number of a day or a year behind a month: "October 2nd", "october 2 2025".
fn with_day(words: Words<'_>, start: usize, mut end: usize) -> usize {
    if calendar::month(words.before(end, 1)).is_some() {
        let day = words.at(end);
        let (number, rest) = leading_number(day).unwrap_or_default();
        let is_day = is_day_number(number) && matches!(rest, "" | "st" | "nd" | "rd" | "th");
        if is_day && words.same_clause(start, end) {
            end += 1;
        }
        if calendar::is_year(words.at(end)) && words.same_clause(start, end) {
            end += 1;
        }
    }
    end
}

fn is_day_number(word: &str) -> bool {
    word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}
