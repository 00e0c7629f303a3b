//! Finds "since" with a point of the calendar: `since last tuesday`, `since 2 October`, `since about noon`, `seit gestern`.

use std::ops::Range;

use super::super::measure::leading_number;
use super::super::phrases::{Phrases, one_of, phrases};
use super::super::words::Words;
use super::calendar;
use super::number::number;
use super::point::{is_day_number, point};

/// How "since" is written.
const SINCE: Phrases = Phrases::new(
    "since|sinse|sence|scince|snice|cince|sincd|sins|seit|depuis|desde|sinds|dal|dalla|da|dallo|с|\
    со|od|sedan|ab|vanaf|snce|dallinizio",
);
/// Words that belong to a calendar point without being one.
const AROUND: Phrases = Phrases::new(
    "about|around|like|liek|lik|abt|arnd|aroud|half|past|roughly|at|least|approximately|roughly|early|late|mid|the|this|last|past|end|\
    beginning|start|middle|of|on|in|maybe|probably|approx|very|day|before|or|sometime|b4|bfore|por|principios|finales|mediados|inicio|inicios|comienzos|inizio|debut|fin|begin|\
    eind|start|meados|final|comeco|начала|конца|середины|le|la|el|il|\
    lo|los|las|de|del|du|des|den|dem|der|dieser|diesem|letzten|letzter|letztem|letzte|anfang|\
    mitte|ende|vorigen|dernier|derniere|ce|cette|a|vorige|afgelopen|прошлого|прошлои",
);
/// Words behind a date that turn it into an event: "since the October update".
const EVENTS: Phrases = Phrases::new(
    "update|updates|beta|release|ios|patch|outage|reset|upgrade|trip|party|install|build|version|\
    meeting|plan",
);

/// A point in the calendar since which something has been going on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Since {
    pub words: Range<usize>,
    /// Whether it is only a year, which often dates something else.
    pub is_year: bool,
}

/// The phrase that starts at a word, "since" included.
pub(super) fn read(words: Words<'_>, start: usize) -> Option<Since> {
    if let Some(whole) = all_of(words, start) {
        return Some(whole);
    }
    let named = one_of(words.at(start), SINCE) || one_of(words.uncorrected(start).0, SINCE);
    if !named && !is_from(words, start) {
        return None;
    }
    let mut at = start + 1;
    let mut end = None;
    let mut is_year = true;
    while at < start + 9 && (words.same_clause(start, at) || is_dotted_day(words, at)) {
        let word = words.at(at);
        let typed = words.uncorrected(at).0;
        if let Some(behind) = point(words, at) {
            is_year &= calendar::is_year(word);
            end = Some(behind);
            at = behind;
        } else if one_of(word, AROUND)
            || one_of(typed, AROUND)
            || is_day_number(word)
            || is_counting(words, at)
        {
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

/// "no backup from Monday", as people say who learned English; not "the last backup is from Monday".
fn is_from(words: Words<'_>, at: usize) -> bool {
    const FAILING: Phrases = Phrases::new(
        "no|not|nothing|isnt|wont|doesnt|cant|pending|running|stuck|failing|fails|stopped|not working|happening|trying|problem|\
        waiting|going|dead|down|hanging|showing|hasnt|never",
    );
    const OLD: Phrases = Phrases::new(
        "last|latest|newest|recent|old|stale|only|one|copy|dated|it|restore|restoring|than|photos|up to",
    );
    let lead = words.lead(at, 6);
    words.at(at) == "from"
        && words.says(lead.clone(), FAILING)
        && !words.led_by(at, phrases!("backup is|backup was|it is|its|is still"))
        && !words.says(lead, OLD)
        && !words.says(words.tail(at + 1, 4), phrases!("to|till|until|through"))
}

/// "all of October", "the whole of summer".
fn all_of(words: Words<'_>, start: usize) -> Option<Since> {
    let month = words.follows(
        start,
        phrases!("all of|all through|the whole of|whole of|throughout|through all of|all|the whole|the entire|all last|\
         tout le mois de|todo|tutto|den ganzen|heel|весь"),
    )?;
    let named = calendar::month(words.at(month)).is_some() || calendar::is_part_of_year(words.at(month));
    named.then_some(Since { words: start..month + 1, is_year: false })
}

/// "about nine this morning", "since the second week": numbers in words, which belong to a point that follows.
fn is_counting(words: Words<'_>, at: usize) -> bool {
    const ORDINALS: Phrases = Phrases::new("first|second|third|fourth|1st|2nd|3rd|4th");
    let week =
        one_of(words.at(at), ORDINALS) && matches!(words.at(at + 1), "week" | "weekend" | "half" | "day");
    let clock = number(words.at(at)).is_some()
        && words.follows(at + 1, phrases!("this|in the|last night|yesterday|oclock|am|pm|on")).is_some();
    week || clock
}

/// The month of the German "3. Oktober", where the stop ends no sentence.
fn is_dotted_day(words: Words<'_>, at: usize) -> bool {
    is_day_number(words.before(at, 1))
        && words.gap_before(at) == ". "
        && calendar::month(words.uncorrected(at).0).is_some()
}

/// Takes in the number of a day or a year behind a month: "October 2nd", "october 2 2025".
fn with_day(words: Words<'_>, start: usize, mut end: usize) -> usize {
    if calendar::month(words.before(end, 1)).is_some() {
        let day = words.at(end);
        let (number, rest) = leading_number(day).unwrap_or_default();
        let is_day = is_day_number(number) && matches!(rest, "" | "st" | "nd" | "rd" | "th");
        let short = words.gap_before(end) == ". " && words.before(end, 1).len() <= 4;
        if is_day && (short || words.same_clause(start, end)) {
            end += 1;
        }
        if calendar::is_year(words.at(end)) && words.same_clause(start, end) {
            end += 1;
        }
    }
    end
}
