//! Weekdays, months and days with a name, in the languages that people write; and how long ago they were.

use super::super::phrases::{Phrases, one_of};
use super::spelling;
use jiff::Span;
use jiff::civil::{Date, Weekday};

const WEEKDAYS: [(Phrases, Weekday); 7] = [
    (
        Phrases::new(
            "monday|mondays|mon|modnay|moday|montag|lunes|lundi|lunedi|maandag|понедельника|segunda|poniedzialku|mandag|mandags|pazartesiden",
        ),
        Weekday::Monday,
    ),
    (
        Phrases::new(
            "tuesday|tuesdays|tue|tues|tuesady|tusday|dienstag|martes|mardi|martedi|dinsdag|вторника|terca|wtorku|tisdags|tisdag",
        ),
        Weekday::Tuesday,
    ),
    (
        Phrases::new(
            "wednesday|wed|weds|wensday|wednsday|wendsday|mittwoch|miercoles|mercredi|mercoledi|woensdag|среды|quarta|srody|onsdag|onsdags",
        ),
        Weekday::Wednesday,
    ),
    (
        Phrases::new(
            "thursday|thu|thur|thurs|thrusday|thursady|donnerstag|jueves|jeudi|giovedi|donderdag|четверга|quinta|czwartku|torsdag|torsdags",
        ),
        Weekday::Thursday,
    ),
    (
        Phrases::new(
            "friday|fri|firday|fryday|freitag|viernes|vendredi|venerdi|vrijdag|пятницы|sexta|piatku|fredag|fredags",
        ),
        Weekday::Friday,
    ),
    (
        Phrases::new(
            "saturday|sat|saterday|satuday|saturady|samstag|sonnabend|sabado|samedi|sabato|zaterdag|субботы|soboty|lordag|lordags",
        ),
        Weekday::Saturday,
    ),
    (
        Phrases::new(
            "sunday|sun|sunady|suday|sonntag|domingo|dimanche|domenica|zondag|воскресенья|niedzieli|sondag|sondags",
        ),
        Weekday::Sunday,
    ),
];

const MONTHS: [Phrases; 12] = [
    Phrases::new("january|jan|janurary|januar|enero|janvier|janeiro|gennaio|januari|января|stycznia"),
    Phrases::new("february|feb|febuary|feburary|februar|febrero|fevrier|fevereiro|febbraio|februari|февраля"),
    Phrases::new("march|mar|marz|maerz|marzo|mars|marco|maart|марта"),
    Phrases::new("april|apr|abril|avril|aprile|апреля"),
    Phrases::new("may|mai|mayo|maio|maggio|mei|мая"),
    Phrases::new("june|jun|juni|junio|juin|junho|giugno|июня"),
    Phrases::new("july|jul|juli|julio|juillet|julho|luglio|июля"),
    Phrases::new("august|aug|agosto|aout|augustus|agust|августа"),
    Phrases::new("september|sept|sep|septembre|septiembre|setembro|settembre|setptember|сентября"),
    Phrases::new("october|oct|oktober|octubre|octobre|outubro|ottobre|octobar|октября"),
    Phrases::new("november|nov|noviembre|novembre|novembro|ноября"),
    Phrases::new("december|dec|dezember|diciembre|decembre|dezembro|dicembre|decemeber|декабря"),
];

/// Days and hours that have a name of their own.
const NAMED: Phrases = Phrases::new(
    "yesterday|yesturday|yesterdays|ystrday|yday|today|tonight|noon|midnight|midday|lunch|\
    lunchtime|breakfast|dinner|dinnertime|teatime|bedtime|dawn|sunrise|whitsun|whit|passover|\
    michaelmas|juneteenth|yest|ystd|ytd|yesterdy|tday|tonite|christmas|xmas|chritsmas|chrismas|crhistmas|chirstmas|easter|thanksgiving|halloween|\
    hallowen|ramadan|diwali|eid|hanukkah|newyear|newyears|pentecost|gestern|vorgestern|heute|\
    weihnachten|ostern|silvester|neujahr|pfingsten|ayer|anteayer|anoche|navidad|hier|ieri|\
    gisteren|eergisteren|vanochtend|vanmorgen|vanmiddag|vanavond|vannacht|gisteravond|gisterochtend|gistermiddag|\
    vorhin|stamattina|stamane|stanotte|stasera|jutros|sinoc|jucer|madrugada|anteontem|hoje|hoy|oggi|сегодня|ontem|anteontem|noel|natale|pasqua|natal|kerst|\
    wczoraj|igar|dun|mezzogiorno|mediodia|midi|mittag|meio|вчера|вчерашнего|вчерашнеи|позавчера",
);

const PERIODS: Phrases = Phrases::new(
    "wk|wknd|wkend|wend|mth|mnth|morning|mornin|afternoon|evening|night|nite|week|weekend|month|year|years|fortnight|morgen|\
    abend|nacht|woche|wochenende|monat|jahr|manana|noche|tarde|semana|mes|ano|matin|soir|nuit|\
    semaine|mois|annee|mattina|stamattina|settimana|mese|manha|noite|ochtend|avond|утра|недели|\
    месяца|ночи|дня|helg|fim|finde|week-end",
);

const SEASONS: Phrases = Phrases::new(
    "summer|spring|winter|autumn|fall|sommer|fruhling|fruhjahr|herbst|verano|primavera|invierno|\
    otono|ete|printemps|hiver|automne|estate|inverno|autunno|zomer|лета",
);

pub(super) fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(names, _)| one_of(word, *names)).map(|(_, day)| *day)
}

/// The month that a word names, from 1.
pub(super) fn month(word: &str) -> Option<i8> {
    let index = MONTHS.iter().position(|names| one_of(word, *names))?;
    i8::try_from(index + 1).ok()
}

/// Whether a word is a weekday or month with a slip of the finger: `wendesday`, `septmber`.
pub(super) fn is_misspelled(word: &str) -> bool {
    const DAYS: Phrases = Phrases::new(
        "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|august|\
        september|october|november|december|yesterday|morning|weekend|christmas|easter",
    );
    word.len() >= 5 && DAYS.each().any(|name| spelling::is_near(word, name))
}

pub(super) fn is_named_day(word: &str) -> bool {
    one_of(word, NAMED)
}

pub(super) fn is_period(word: &str) -> bool {
    one_of(word, PERIODS)
}

pub(super) fn is_part_of_year(word: &str) -> bool {
    one_of(word, SEASONS)
}

pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (2007..=2099).contains(&year))
}

/// The days from a point in the calendar to `today`, when its words name one day.
pub(super) fn days_since<'a>(point: impl Iterator<Item = &'a str> + Clone, today: Date) -> Option<u32> {
    let date = date(point, today)?;
    u32::try_from(date.until(today).ok()?.get_days()).ok()
}

fn date<'a>(mut point: impl Iterator<Item = &'a str> + Clone, today: Date) -> Option<Date> {
    if let Some(month) = point.clone().find_map(month) {
        let day = point.clone().find_map(day_number)?;
        let year = point.clone().find(|word| is_year(word)).and_then(|year| year.parse::<i16>().ok());
        let date = Date::new(year.unwrap_or(today.year()), month, day).ok()?;
        return if year.is_none() && date > today {
            Date::new(today.year() - 1, month, day).ok()
        } else {
            Some(date)
        };
    }
    if let Some(weekday) = point.clone().find_map(weekday) {
        return today.nth_weekday(-1, weekday).ok();
    }
    let back = point.find_map(|word| match word {
        "today" | "noon" | "midday" | "tonight" | "morning" | "heute" => Some(0),
        "yesterday" | "gestern" | "ayer" | "hier" | "ieri" | "gisteren" | "ontem" | "вчера" | "night" => {
            Some(1)
        }
        "vorgestern" | "anteayer" | "позавчера" => Some(2),
        _ => None,
    })?;
    today.checked_sub(Span::new().days(back)).ok()
}

fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(char::is_alphabetic);
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}
