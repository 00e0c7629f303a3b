//! Finds what was pasted on a line of its own, or stands behind "it says:".

use std::ops::Range;

use super::super::words::{Words, one_of};

use super::marks;
use super::screens::{self, Known};
use super::wording;
use super::{Candidate, Proof, SENTENCE};

/// More lines than this are no message but a paste of something else.
const MOST_LINES: usize = 64;
const LONGEST: usize = 45;

/// Lines that are texts of the screen as a whole.
pub(super) fn lines(words: Words<'_>, known: &[Known]) -> Vec<Candidate> {
    let lines = split(words);
    let mut candidates = Vec::new();
    let mut above: Option<&Range<usize>> = None;
    for line in &lines {
        let said = without_cue(words, line.clone(), known);
        let fits = (2..=LONGEST).contains(&said.len()) && !has_quotation(words, &said);
        if fits && !wording::is_status(words, &said) && !is_question(words, &said) {
            let titled = above.is_some_and(|above| is_heading(words, above));
            let alone = lines.len() == 1;
            let proof = if is_known(words, &said, known) {
                Some(Proof::Known)
            } else {
                (!alone && looks_like_one(words, &said, titled)).then_some(Proof::Looks)
            };
            candidates.extend(proof.map(|proof| Candidate { words: said, proof }));
        }
        above = Some(line);
    }
    candidates
}

/// A line that known texts cover but for a word or two.
fn is_known(words: Words<'_>, line: &Range<usize>, known: &[Known]) -> bool {
    let whole = known.iter().any(|known| known.is_whole && line.contains(&known.words.start));
    let worded = wording::is_capital(words, line.start) && wording::is_screenish(words, line);
    let covered = screens::covered(line, known) >= 0.75;
    covered && (whole || worded) && (line.len() >= SENTENCE || wording::is_title(words, line))
}

/// A line that is worded as a screen would: under a title, or as a sentence of its own.
fn looks_like_one(words: Words<'_>, line: &Range<usize>, titled: bool) -> bool {
    let clean = !wording::is_personal(words, line) && wording::is_capital(words, line.start);
    clean && line.len() >= 4 && (titled || is_worded(words, line)) && wording::is_screenish(words, line)
}

/// Whether quotation marks stand in the line: what they hold is found by itself.
fn has_quotation(words: Words<'_>, line: &Range<usize>) -> bool {
    words.typed(line).contains(['"', '\u{201c}', '\u{201e}', '\u{ab}'])
        || words.gap_before(line.start).ends_with(['"', '\u{201c}', '\u{201e}', '\u{ab}'])
}

/// The line without the "popup:" in front of it.
fn without_cue(words: Words<'_>, line: Range<usize>, known: &[Known]) -> Range<usize> {
    let first = known.iter().map(|known| known.words.start).filter(|start| line.contains(start)).min();
    let colon = (line.start + 1..first.unwrap_or(line.start) + 1)
        .rev()
        .find(|at| words.gap_before(*at).contains(':'));
    colon.unwrap_or(line.start)..line.end
}

/// What stands behind "popup reads:" or "it says", to the end of the sentence or the line.
pub(super) fn announced(words: Words<'_>, known: &[Known]) -> Vec<Candidate> {
    const SAYS: &str = "\
        says|reads|saying|states|error|message|popup|alert|banner|notification|prompt|msg|warning|\
        said|dice|steht|get|getting";
    let mut candidates = Vec::new();
    for at in 0..words.count() {
        if !one_of(words.at(at), SAYS) || candidates.len() >= MOST_LINES {
            continue;
        }
        let gap = words.gap_after(at);
        // What stands in quotation marks is found there.
        if gap.contains(['"', '\u{201c}', '\u{201e}', '\u{ab}', '\'', '\u{2018}']) {
            continue;
        }
        let colon = gap.contains(':');
        let start = at + 1;
        let spoken = !colon
            && matches!(words.at(at), "says" | "reads" | "saying" | "states" | "said" | "get" | "getting");
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
    const TELLING: &str = "but|when|whenever|even|which|idk|every|and|so|then|any|although|though|while";
    let line_end = line_end(words, start);
    let title = start..line_end;
    if colon && is_heading(words, &title) && line_end < words.count() {
        let body = line_end..self::line_end(words, line_end);
        let is_body = wording::is_capital(words, body.start)
            && !wording::is_personal(words, &body)
            && body.len() >= SENTENCE;
        if is_body {
            return body;
        }
    }
    let mut end = start;
    while end < line_end && words.same_sentence(start, end) {
        let parts = end > start + 2 && one_of(words.at(end), TELLING) && !wording::is_capital(words, end);
        if !colon && parts {
            break;
        }
        end += 1;
    }
    start..end
}

/// The lines of a message, in words.
fn split(words: Words<'_>) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < words.count() && lines.len() < MOST_LINES {
        let end = line_end(words, start);
        lines.push(start..end);
        start = end;
    }
    lines
}

fn line_end(words: Words<'_>, start: usize) -> usize {
    let mut end = start + 1;
    while end < words.count() && !words.gap_before(end).contains('\n') {
        end += 1;
    }
    end.min(words.count())
}

/// A few words with capitals and no full stop: "Verification Failed".
fn is_heading(words: Words<'_>, line: &Range<usize>) -> bool {
    let last = line.end.saturating_sub(1);
    line.len() <= SENTENCE && wording::is_title(words, line) && !words.gap_after(last).starts_with('.')
}

fn is_question(words: Words<'_>, line: &Range<usize>) -> bool {
    words.gap_after(line.end.saturating_sub(1)).starts_with('?')
}

/// A whole sentence as a screen would put it.
fn is_worded(words: Words<'_>, line: &Range<usize>) -> bool {
    let last = line.end.saturating_sub(1);
    words.gap_after(last).starts_with('.')
        || words.is_quoted(line.start)
        || marks::is_announced(words, line.start)
}
