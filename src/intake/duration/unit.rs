//! Units of time, in the spellings and languages that people write.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::spelling;

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

const MINUTE: &str = "minute|minutes|min|mins|minit|minuut|minutter|minuty|dakika|minits|mintues|minuto|minutos|minuten|minuti|минут|минуты";
const HOUR: &str = "\
    hour|hours|hr|hrs|h|hors|huors|houres|stunde|stunden|std|hora|horas|heure|heures|ora|ore|uur|\
    uren|godz|timme|timer|saat|saattir|час|часа|часов|godzin|godziny|timmar|\
    godzine|tuntia|hodin|hodiny|oras|hores|sati|jam|stdn|hrz";
const DAY: &str = "\
    day|days|d|dys|dayz|dais|night|nights|nite|nites|evenings|mornings|nigth|nigths|nihgts|tag|tage|tagen|nacht|nachte|nachten|dia|dias|\
    noche|noches|jour|jours|nuits|giorno|giorni|notti|dag|dagen|dagar|день|дня|днеи|дни|dni|dzien|\
    gun|gundur|gunler|dygn|dager|giorni|noites|noite|noc|nocy|natter|natt|sutki|сутки|суток|\
    gg|dgn|dage|paivaa|dny|dnu|dnech|zile|dana|hari|dies|napja|gunde|jrs|nachts|nuit|noci|giornata|giornate|dya|dayss|day's|daya";
const WEEK: &str = "\
    week|weeks|wek|weke|wekk|wk|wks|w|weks|weaks|weeek|weeeks|wekks|weekz|wees|wekes|week's|woche|wochen|semana|\
    semanas|semaine|semaines|settimana|settimane|weken|vecka|veckor|tydzien|tygodnie|tygodnia|tygodni|\
    неделя|недели|недель|неделю|hafta|haftadır|haftadir|uke|uker|uge|uger|tygodniu|fortnight|fortnights|fortnite|fornight|weekends|sundays|mondays|saturdays|\
    sem|sett|wkn|viikkoa|tydny|tydnu|tyden|saptamani|saptamana|tjedna|tjedan|setmanes|minggu|hete|wkz|wiks|veckan";
const MONTH: &str = "\
    month|months|mo|mos|mth|mths|mnth|mnths|monht|monhts|moths|monts|munths|monat|monate|monaten|\
    mes|meses|mois|mese|mesi|maand|maanden|manad|manader|месяц|месяца|месяцев|miesiac|miesiaca|miesiace|\
    miesiecy|ay|aydır|aydir|maned|maneder|manedder|\
    mnd|mnden|mnds|kuukautta|mesice|mesicu|mesic|honapja|luni|mjeseca|mesos|bulan|mons|mthz";
const YEAR: &str = "\
    year|years|yr|yrs|yaer|yeras|jahr|jahre|jahren|ano|anos|an|ans|annee|annees|anno|anni|jaar|\
    jaren|год|года|лет|roku|lat|yil|\
    roky|rok|ar|lata|vuotta|godina";

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

/// The unit that a word of four letters or more was meant to be: `mnoths`, `wekes`, `dasy`. The first letter is always right.
pub(super) fn misspelled(word: &str) -> Option<Unit> {
    const LONG: &str = "weeks|fortnight|month|months|hours|nights|years|minutes";
    const SHORT: &str = "days|week|hour|year";
    let long = LONG.split('|').filter(|name| word.len() >= 4 && spelling::is_near(word, name));
    let short = SHORT.split('|').filter(|name| spelling::is_shuffled(word, name));
    long.chain(short).find_map(unit)
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
