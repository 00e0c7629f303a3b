//! Units of time, in the spellings and languages that people write.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

const MINUTE: &str =
    "minute|minutes|min|mins|minit|minits|mintues|minuto|minutos|minuten|minuti|минут|минуты";
const HOUR: &str = "\
    hour|hours|hr|hrs|h|hors|huors|houres|stunde|stunden|std|hora|horas|heure|heures|ora|ore|uur|\
    uren|час|часа|часов|godzin|godziny|timmar";
const DAY: &str = "\
    day|days|d|dys|dayz|dais|night|nights|nite|nites|tag|tage|tagen|nacht|nachte|nachten|dia|dias|\
    noche|noches|jour|jours|nuits|giorno|giorni|notti|dag|dagen|dagar|день|дня|днеи|дни|dni|dzien|\
    gun|gundur|sutki|сутки|суток";
const WEEK: &str = "\
    week|weeks|wk|wks|w|weks|weaks|weeek|weeeks|wekks|weekz|wees|wekes|week's|woche|wochen|semana|\
    semanas|semaine|semaines|settimana|settimane|weken|vecka|veckor|tydzien|tygodnie|tygodnia|tygodni|\
    неделя|недели|недель|неделю|hafta|haftadir|fortnight|fortnights";
const MONTH: &str = "\
    month|months|mo|mos|mth|mths|mnth|mnths|monht|monhts|moths|monts|munths|monat|monate|monaten|\
    mes|meses|mois|mese|mesi|maand|maanden|manad|manader|месяц|месяца|месяцев|miesiac|miesiaca|miesiace|\
    miesiecy";
const YEAR: &str = "\
    year|years|yr|yrs|yaer|yeras|jahr|jahre|jahren|ano|anos|an|ans|annee|annees|anno|anni|jaar|\
    jaren|год|года|лет|roku|lat|yil";

/// Every spelling with its unit: looked up for most words of a message.
static SPELLINGS: LazyLock<HashMap<&'static str, Unit>> = LazyLock::new(|| {
    let lists = [
        (MINUTE, Unit::Minute),
        (HOUR, Unit::Hour),
        (DAY, Unit::Day),
        (WEEK, Unit::Week),
        (MONTH, Unit::Month),
        (YEAR, Unit::Year),
    ];
    lists.into_iter().flat_map(|(words, unit)| words.split('|').map(move |word| (word, unit))).collect()
});

/// The unit that a folded word names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    SPELLINGS.get(word).copied()
}

/// The days in `count` units; `None` when the number is too large to mean anything.
pub(super) fn days(word: &str, unit: Unit, count: f64) -> Option<u32> {
    let each = match unit {
        Unit::Minute => 1.0 / 1440.0,
        Unit::Hour => 1.0 / 24.0,
        Unit::Day => 1.0,
        Unit::Week if word.starts_with("fortnight") => 14.0,
        Unit::Week => 7.0,
        Unit::Month => 30.0,
        Unit::Year => 365.0,
    };
    let days = (count * each).floor();
    // The range check keeps the conversion exact.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be from 0 to 36500"
    )]
    (0.0..=36_500.0).contains(&days).then_some(days as u32)
}
