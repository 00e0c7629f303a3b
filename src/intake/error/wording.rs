//! How texts on a screen are worded, as opposed to how people tell of them.

use std::ops::Range;

use super::super::words::{Words, one_of};
use super::SENTENCE;

/// What error texts say.
const SCREENISH: &str = "\
    requested|required|action needed|needs attention|could not|couldnt|cannot|cant be|was unable|unable to|an error|error occurred|\
    error has occurred|unknown error|unexpected error|try again|not enough|there was a problem|\
    there was an|is required|requires you|require you|enter the password|enter your|sign in again|\
    sign in to|is full|almost full|were unavailable|unavailable|failed|not backed up|no longer|\
    has been disabled|is disabled|not supported|must be|contact your|restricted|not available|\
    terms and conditions|isnt available|timed out|do not have|dont have enough|been backed up|\
    have not been|has not been|something went wrong|verification|nicht genugend|konnte nicht|\
    impossible|no se pudo";
/// Words of a person, never of a screen.
const PERSONAL: &str = "\
    i|im|ive|id|my|me|we|our|us|mine|plz|pls|lol|anyone|thanks|tried|hi|hey|hello|idk|wtf|omg|it|\
    help|any|ich|mein|meine|mi|mon|ma|yo|je|why";
/// Labels of switches, pages and running work, which are no errors.
const LABELS: &str = "\
    back up now|back up this iphone|back up this ipad|backup now|icloud backup|icloud backups|\
    manage storage|manage account storage|this computer|backing up|show all apps|\
    turn off and delete|turn off delete|next backup size|last successful backup|last backup|\
    last backup never|last successful backup never|turning on backup|all device backups|\
    choose data to back up|delete backup|low power mode|low data mode|optimize iphone storage|\
    software update|reset network settings|back up over cellular|device management|\
    vpn and device management|sign out|try again|learn more|not now|wi fi|airplane mode|\
    upgrade to icloud|change storage plan|waiting|paused";
const PROGRESS: &str = "\
    remaining|estimating|calculating|restant|verbleibend|restante|resterend|waiting to|preparing|\
    hours left";

pub(super) fn is_screenish(words: Words<'_>, said: &Range<usize>) -> bool {
    words.says(said.clone(), SCREENISH)
}

pub(super) fn is_personal(words: Words<'_>, said: &Range<usize>) -> bool {
    words.says(said.clone(), PERSONAL)
}

/// A status label: what the screen shows while nothing has failed.
pub(super) fn is_status(words: Words<'_>, said: &Range<usize>) -> bool {
    let label = LABELS.split('|').any(|label| words.follows(said.start, label) == Some(said.end));
    let dated =
        words.follows(said.start, "last successful|last backup").is_some() && !is_screenish(words, said);
    label || dated || words.says(said.clone(), PROGRESS)
}

/// Whether a word was typed with a capital, or has none.
pub(super) fn is_capital(words: Words<'_>, at: usize) -> bool {
    let first = words.typed(&(at..at + 1)).chars().next();
    first.is_some_and(|ch| !ch.is_lowercase()) || matches!(words.at(at), "icloud" | "iphone" | "ipad")
}

/// Whether the words were typed as a title: all with capitals but the small ones.
pub(super) fn is_title(words: Words<'_>, said: &Range<usize>) -> bool {
    const SMALL: &str = "to|the|a|an|of|in|is|not|for|be|and|on";
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
    at > start && words.gap_before(at).contains([':', '\u{2014}'])
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
