//! Finds a point of the calendar: `last tuesday`, `2 October`, `this morning`, `6am`, `12.10.2025`.

use super::super::measure::leading_number;
use super::super::phrases::{Phrases, one_of, phrases};
use super::super::words::Words;
use super::calendar;

/// Parts of a day behind its name, where they are no period of their own.
const DAY_PARTS: Phrases = Phrases::new(
    "sera|mattina|pomeriggio|a noite|a tarde|de manha|de noche|por la noche|por la manana|por la tarde|vormittag|\
    nachmittag|mittag|fruh|middag|дня|вечера|apres midi|lunchtime|teatime",
);

/// A calendar point at a word, and where it ends.
pub(super) fn point(words: Words<'_>, at: usize) -> Option<usize> {
    const NAMED: Phrases = Phrases::new(
        "new years day|new years eve|new years|new year|black friday|bank holiday|boxing day|mothers day|\
        fathers day|memorial day|labor day|labour day|valentines day|valentines|half term|good friday|\
        easter sunday|easter monday|christmas day|christmas eve|xmas day|xmas eve|start of term|first of the month|1st of the month|first of this month|\
        beginning of term|start of the month|start of the year|payday|pay day|the holidays|holidays|the hols|independence day|columbus day|veterans day",
    );
    let is_day = |word: &str| {
        calendar::weekday(word).is_some() || calendar::month(word).is_some() || calendar::is_named_day(word)
    };
    let (typed, behind) = words.uncorrected(at);
    let word = words.at(at);
    if let Some(end) = words.follows(at, NAMED) {
        return Some(end);
    }
    if is_day(typed) {
        return Some(words.follows(behind, DAY_PARTS).unwrap_or(behind));
    }
    if is_iso(words, at) {
        return Some(at + 3);
    }
    if is_day(word) || calendar::is_part_of_year(word) || calendar::is_year(word) {
        return Some(at + 1);
    }
    if calendar::is_period(word) || calendar::is_period(typed) {
        return period(words, at);
    }
    if calendar::is_misspelled(typed) {
        return Some(at + 1);
    }
    hour(words, at).or_else(|| time_or_date(words, at))
}

/// "last week", "this morning"; "since week" is nothing.
fn period(words: Words<'_>, at: usize) -> Option<usize> {
    const LED: Phrases = Phrases::new(
        "last|this|the|past|first|second|third|fourth|1st|2nd|3rd|4th|letzter|letzte|letzten|letztem|dieser|la|el|le|ce|cette|gestern|yesterday|\
        heute|ayer|hier|of|прошлои|прошлого|vorige",
    );
    const BEHIND: Phrases =
        Phrases::new("break|tea|coffee|derniere|dernier|pasada|pasado|passada|passado|scorsa|scorso");
    let before = at.checked_sub(1).map_or("", |before| words.uncorrected(before).0);
    let alone = one_of(words.at(at), phrases!("morning|утра|weekend|vacances"));
    let led = alone || one_of(before, LED) || calendar::weekday(before).is_some();
    led.then(|| {
        let (typed, behind) = words.uncorrected(at + 1);
        if one_of(typed, BEHIND) { behind } else { at + 1 }
    })
}

/// "half 8", "desde las 5", "dalle 9": an hour that only the word before it tells from another number.
fn hour(words: Words<'_>, at: usize) -> Option<usize> {
    let before = words.before(at, 1);
    let named = matches!(before, "half" | "las" | "dalle" | "alle" | "as") || words.at(at + 1) == "heures";
    let is_hour = words.at(at).parse::<u8>().is_ok_and(|hour| (1..=24).contains(&hour));
    (named && is_hour).then(|| words.follows(at + 1, HOUR_ENDS).unwrap_or(at + 1))
}

/// What follows an hour in the languages that say it so.
const HOUR_ENDS: Phrases =
    Phrases::new("heures|de la manana|de la tarde|da manha|da tarde|di stamattina|del mattino");

/// `6am`, `6 am`, `10:30`, `10/12`, `12.10.`, `the 3rd`.
fn time_or_date(words: Words<'_>, at: usize) -> Option<usize> {
    let word = words.at(at);
    let (number, rest) = leading_number(word)?;
    if let Some(end) = words.follows(at + 1, phrases!("am|pm|uhr|oclock|o clock")).filter(|_| rest.is_empty())
    {
        return Some(end);
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
            // "since 14.11." is no version: none has had so high a second number.
            let high = matches!(*month, "9" | "10" | "11" | "12")
                && one_of(words.before(at, 1), phrases!("since|seit|depuis|desde|sinds"));
            (announced || high)
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

/// `2026-10-03`.
fn is_iso(words: Words<'_>, at: usize) -> bool {
    let dashed = words.gap_after(at).trim() == "-" && words.gap_after(at + 1).trim() == "-";
    calendar::is_year(words.at(at)) && dashed
}

pub(super) fn is_day_number(word: &str) -> bool {
    word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}
