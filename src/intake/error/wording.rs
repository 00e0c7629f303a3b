//! How texts on a screen are worded, as opposed to how people tell of them.

use std::ops::Range;

use super::super::measure::is_time;
use super::super::phrases::{Phrases, one_of, phrases};
use super::super::words::Words;
use super::SENTENCE;

/// What error texts say.
const SCREENISH: Phrases = Phrases::new(
    "requested|required|action needed|needs attention|could not|couldnt|cannot|cant be|was unable|unable to|an error|error occurred|\
    error has occurred|unknown error|unexpected error|try again|not enough|there was a problem|\
    there was an|is required|requires you|require you|enter the password|enter your|sign in again|\
    sign in to|is full|almost full|were unavailable|unavailable|failed|not backed up|no longer|\
    has been disabled|is disabled|not supported|must be|contact your|restricted|not available|\
    terms and conditions|isnt available|timed out|do not have|dont have enough|been backed up|\
    have not been|has not been|something went wrong|verification|nicht genugend|konnte nicht|\
    by your organization|by your organisation|supervised|managed by|not allowed|isnt allowed|\
    no internet|no connection|no network|required|needs your|finish setting up|cant connect|\
    connection failed|not connected|is not signed|not verified|could not be|expired|locked|restrictions|\
    connect to wi fi|connect to wifi|error code|timeout|refused|is not available|exceeded|\
    konnte nicht|konnten nicht|nicht moglich|nicht genug|nicht genugend|nicht verfugbar|fehlgeschlagen|\
    ist ein fehler|fehler ist|fehler aufgetreten|erforderlich|impossible|na pas pu|pas pu etre|nest pas disponible|\
    pas assez|espace insuffisant|une erreur|echoue|requise|requis|nont pas|no se pudo|no se puede|no se ha podido|\
    no hay suficiente|no hay espacio|un error|ha ocurrido|no disponible|no tienes suficiente|obligatorio|\
    impossibile|non e stato|non e disponibile|non disponibile|spazio insufficiente|si e verificato|errore|\
    non riuscito|non e possibile|richiesta|nao foi possivel|nao ha espaco|espaco insuficiente|ocorreu um|falhou|\
    indisponivel|nao pode ser|kan niet|kon niet|niet voldoende|onvoldoende|mislukt|niet beschikbaar|\
    is een fout|er is een|не удалось|недостаточно|ошибка|невозможно|не может быть|недоступ|произошла|требуется",
);
/// Words of a person, never of a screen.
const PERSONAL: Phrases = Phrases::new(
    "i|im|ive|id|my|me|we|our|us|mine|plz|pls|lol|anyone|thanks|tried|hi|hey|hello|idk|wtf|omg|it|\
    help|any|ich|mein|meine|mi|mon|ma|yo|je|why",
);
/// Labels of switches, pages and running work, which are no errors.
const LABELS: Phrases = Phrases::new(
    "back up now|back up this iphone|back up this ipad|backup now|icloud backup|icloud backups|\
    manage storage|manage account storage|this computer|backing up|show all apps|\
    turn off and delete|turn off delete|next backup size|last successful backup|last backup|\
    last backup never|last successful backup never|turning on backup|all device backups|\
    choose data to back up|delete backup|low power mode|low data mode|optimize iphone storage|\
    software update|reset network settings|back up over cellular|device management|\
    vpn and device management|sign out|try again|learn more|not now|wi fi|airplane mode|\
    upgrade to icloud|change storage plan|waiting|paused",
);
const PROGRESS: Phrases = Phrases::new(
    "remaining|estimating|calculating|restant|verbleibend|restante|resterend|waiting to|preparing|\
    hours left|hour left|minute left|minutes left|days left|min left|mins left",
);

pub(super) fn is_screenish(words: Words<'_>, said: &Range<usize>) -> bool {
    words.says(said.clone(), SCREENISH)
}

/// Wording that hardly anybody uses but a screen.
pub(super) fn is_strong(words: Words<'_>, said: &Range<usize>) -> bool {
    const STRONG: Phrases = Phrases::new(
        "unable to|could not|cannot|an error|error occurred|error has occurred|try again later|there was a problem|\
        requires you|were unavailable|do not have enough|has been disabled|is not available|by your organization|\
        by your organisation|required|konnte nicht|na pas pu|no se pudo|no se puede|impossibile|nao foi possivel|kan niet|не удалось",
    );
    words.says(said.clone(), STRONG)
}

pub(super) fn is_personal(words: Words<'_>, said: &Range<usize>) -> bool {
    words.says(said.clone(), PERSONAL)
}

/// A status label: what the screen shows while nothing has failed.
pub(super) fn is_status(words: Words<'_>, said: &Range<usize>) -> bool {
    let label = words.are(said, LABELS);
    let dated = words.follows(said.start, phrases!("last successful|last backup")).is_some()
        && !is_screenish(words, said);
    let state = said.len() <= SENTENCE
        && matches!(words.at(said.end.saturating_sub(1)), "off" | "on" | "never" | "waiting" | "incomplete");
    // "environ 14 heures", "nog 2 uur": time remaining in any language.
    let left = said.len() <= SENTENCE
        && said.clone().any(|at| {
            words.at(at).parse::<u16>().is_ok() && is_time(words.at(at + 1)) && said.contains(&(at + 1))
        })
        && !is_screenish(words, said);
    // "Last backup 11/30, ...": a page that was read out.
    let page = words
        .follows(said.start, phrases!("last backup|last successful backup|last icloud backup"))
        .is_some_and(|end| said.contains(&end) && words.at(end).starts_with(|ch: char| ch.is_ascii_digit()));
    // "45 GB of 50 GB", "Yesterday at 02:10": what is shown where nothing failed.
    let amount =
        words.says(said.clone(), phrases!("gb|mb|tb|kb|ago|yesterday")) && !is_screenish(words, said);
    amount
        || left
        || page
        || label
        || dated
        || (state && !is_screenish(words, said))
        || words.says(said.clone(), PROGRESS)
}

/// Whether a word was typed with a capital, or has none.
pub(super) fn is_capital(words: Words<'_>, at: usize) -> bool {
    let first = words.typed(&(at..at + 1)).chars().next();
    first.is_some_and(|ch| !ch.is_lowercase()) || matches!(words.at(at), "icloud" | "iphone" | "ipad")
}

/// Whether the words were typed as a title: all with capitals but the small ones.
pub(super) fn is_title(words: Words<'_>, said: &Range<usize>) -> bool {
    const SMALL: Phrases = Phrases::new("to|the|a|an|of|in|is|not|for|be|and|on");
    said.clone()
        .enumerate()
        .all(|(at, word)| is_capital(words, word) || (at > 0 && one_of(words.at(word), SMALL)))
}

/// The body, where a title of a few words stands before it.
pub(super) fn body(words: Words<'_>, said: Range<usize>) -> Range<usize> {
    let first =
        said.clone().find(|at| !words.same_sentence(said.start, *at) || has_colon(words, *at, said.start));
    match first {
        Some(start) if start - said.start <= SENTENCE && said.end - start >= SENTENCE => {
            if is_title(words, &(said.start..start)) { start..said.end } else { said }
        }
        Some(_) | None => said,
    }
}

fn has_colon(words: Words<'_>, at: usize, start: usize) -> bool {
    let gap = words.gap_before(at);
    at > start
        && (gap.contains([':', '\u{2014}', '\u{2013}']) || matches!(gap, " / " | " | " | " - " | " > "))
}

/// Without quotation marks, markup, spaces and the final full stop.
pub(super) fn trimmed(text: &str) -> &str {
    let outer = |ch: char| {
        ch.is_whitespace()
            || matches!(
                ch,
                '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '*' | '_' | '`' | '>' | '.' | ',' | ':'
            )
    };
    text.trim_matches(outer)
}
