//! Finds what stands behind "it says:", "popup reads:" or "fails with".

use std::ops::Range;

use super::super::phrases::{Phrases, one_of};
use super::super::words::Words;
use super::marks;
use super::pasted::{LONGEST, MOST_LINES, is_heading, line_end};
use super::screens::{self, Known};
use super::wording;
use super::{Candidate, Proof, SENTENCE};

/// What stands behind "popup reads:" or "it says", to the end of the sentence or the line.
pub(super) fn announced(words: Words<'_>, known: &[Known]) -> Vec<Candidate> {
    const SAYS: Phrases = Phrases::new(
        "says|reads|saying|states|error|message|popup|alert|banner|notification|prompt|msg|warning|\
        said|dice|steht|get|getting|sale|pone|dit|aparece|diz|staat|zegt|sagt|zeigt|affiche|appare|пишет|выдает|with|gives|\
        spits|up|throws|see|is|me",
    );
    const SPOKEN: Phrases = Phrases::new(
        "says|reads|saying|states|said|get|getting|dice|sale|pone|dit|steht|aparece|diz|staat|zegt|sagt|zeigt|affiche|appare|\
        пишет|выдает",
    );
    let mut candidates = Vec::new();
    for at in 0..words.count() {
        if candidates.len() >= MOST_LINES {
            break;
        }
        let gap = words.gap_after(at);
        if !one_of(words.at(at), SAYS) && !gap.contains(':') {
            continue;
        }
        // What stands in quotation marks is found there.
        if gap.contains(['"', '\u{201c}', '\u{201e}', '\u{ab}', '\'', '\u{2018}', '`', '\u{300c}']) {
            continue;
        }
        let start = at + 1;
        // "ce message en boucle : Impossible de ..."
        let colon = gap.contains(':') && marks::is_announced(words, start);
        let spoken = !colon && (one_of(words.at(at), SPOKEN) || marks::is_directly_announced(words, start));
        if !(colon || spoken) || start >= words.count() || !wording::is_capital(words, start) {
            continue;
        }
        let said = announced_words(words, start, colon);
        let fits = (3..=LONGEST).contains(&said.len()) && !wording::is_status(words, &said);
        let worded = wording::is_screenish(words, &said) && !wording::is_personal(words, &said);
        if fits && (worded || screens::covered(&said, known) >= 0.75) {
            candidates.push(Candidate { words: said, proof: Proof::Looks });
        }
    }
    candidates
}

/// The announced text: one sentence, or the body under a title of its own line.
fn announced_words(words: Words<'_>, start: usize, colon: bool) -> Range<usize> {
    let line_end = line_end(words, start);
    let title = start..line_end;
    if colon && is_heading(words, &title) && line_end < words.count() {
        let body = line_end..super::pasted::line_end(words, line_end);
        let is_body = wording::is_capital(words, body.start)
            && !wording::is_personal(words, &body)
            && body.len() >= SENTENCE;
        if is_body {
            return body;
        }
    }
    let end = sentence_end(words, start, line_end, colon);
    start..if colon { with_advice(words, end, line_end) } else { end }
}

/// Takes in "Try again later." behind a text: the next sentence of the line, where a screen would say it.
fn with_advice(words: Words<'_>, end: usize, line_end: usize) -> usize {
    const ADVICE: Phrases = Phrases::new(
        "try again|please try|please check|check your|sign in|contact|connect to|enter your|go to settings",
    );
    let follows = end < line_end
        && words.gap_before(end).starts_with('.')
        && wording::is_capital(words, end)
        && words.follows(end, ADVICE).is_some();
    if follows { words.sentence(end).end.min(line_end) } else { end }
}

/// Where the announced sentence ends, and the person goes on.
fn sentence_end(words: Words<'_>, start: usize, line_end: usize, colon: bool) -> usize {
    const TELLING: Phrases = Phrases::new(
        "but|when|whenever|even|which|idk|every|each|and|so|then|any|although|though|while|on|after|no matter|at",
    );
    let mut end = start;
    while end < line_end && words.same_sentence(start, end) {
        let parts = end > start + 2 && one_of(words.at(end), TELLING) && !wording::is_capital(words, end);
        let told = !colon
            && end >= start + 2
            && !wording::is_capital(words, end)
            && wording::is_title(words, &(start..end))
            && wording::is_screenish(words, &(start..end));
        if (!colon && parts) || told {
            break;
        }
        end += 1;
    }
    end
}
