//! Finds what was pasted on a line of its own.

use std::ops::Range;

use super::super::phrases::{Phrases, one_of};
use super::super::words::Words;

use super::marks;
use super::screens::{self, Known};
use super::wording;
use super::{Candidate, Proof, SENTENCE};

/// More lines than this are no message but a paste of something else.
pub(super) const MOST_LINES: usize = 64;
pub(super) const LONGEST: usize = 45;

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
                Some(if is_log(words, &said) { Proof::Code } else { Proof::Known })
            } else if is_log(words, &said) {
                Some(Proof::Code).filter(|_| !alone && wording::is_screenish(words, &said))
            } else {
                (!alone && looks_like_one(words, &said, titled)).then_some(Proof::Looks)
            };
            candidates.extend(proof.map(|proof| Candidate { words: said, proof }));
        }
        above = Some(line);
    }
    candidates
}

/// A line of a log: it names an error domain, or stands in a block that does.
fn is_log(words: Words<'_>, line: &Range<usize>) -> bool {
    const LOG: Phrases = Phrases::new(
        "error|err|warning|domain|appdomain|cloudd|backupd|mberrordomain|ckerror|ckerrordomain|fault|code",
    );
    let text = words.typed(line);
    let named =
        text.contains("Domain") || text.contains("backupd") || text.contains("cloudd") || text.contains("0x");
    named
        || (one_of(words.at(line.start), LOG) && words.gap_after(line.start).contains(':'))
        || (words.is_quoted(line.start)
            && words.typed(&(line.start.saturating_sub(2)..line.start)).to_lowercase().ends_with("error"))
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
    let worded = titled || is_worded(words, line) || wording::is_strong(words, line);
    clean && line.len() >= 4 && worded && wording::is_screenish(words, line)
}

/// Whether quotation marks stand in the line: what they hold is found by itself.
fn has_quotation(words: Words<'_>, line: &Range<usize>) -> bool {
    let single = |at: usize| {
        words.gap_before(at).ends_with([' ', '\'', '\u{2018}'])
            && words.gap_before(at).contains(['\'', '\u{2018}'])
    };
    words.typed(line).contains(['"', '\u{201c}', '\u{201e}', '\u{ab}'])
        || (line.start + 1..line.end)
            .any(|at| words.gap_before(at).ends_with('`') && !words.gap_before(at).contains("``"))
        || (line.start + 1..line.end).any(single)
        || words.gap_before(line.start).ends_with(['"', '\u{201c}', '\u{201e}', '\u{ab}'])
}

/// The line without the "popup:" in front of it.
fn without_cue(words: Words<'_>, line: Range<usize>, known: &[Known]) -> Range<usize> {
    let first = known.iter().map(|known| known.words.start).filter(|start| line.contains(start)).min();
    let colon = (line.start + 1..first.unwrap_or(line.start) + 1)
        .rev()
        .find(|at| words.gap_before(*at).contains([':', ']']));
    // "keeps saying There was a problem": the screen begins behind the cue.
    let told = first
        .filter(|start| wording::is_capital(words, *start) && marks::is_directly_announced(words, *start));
    told.max(colon).unwrap_or(line.start)..line.end
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

pub(super) fn line_end(words: Words<'_>, start: usize) -> usize {
    let mut end = start + 1;
    while end < words.count() && !words.gap_before(end).contains('\n') {
        end += 1;
    }
    end.min(words.count())
}

/// A few words with capitals and no full stop: "Verification Failed".
pub(super) fn is_heading(words: Words<'_>, line: &Range<usize>) -> bool {
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
