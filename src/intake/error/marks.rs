//! Finds what stands in quotation marks and is what the screen showed.

use std::ops::Range;

use super::super::words::Words;
use super::screens::{self, Known};
use super::wording;
use super::{Candidate, Proof};

/// More quotations than this in one message are no error texts.
const MOST_QUOTES: usize = 32;
/// Longer quotations are no error texts.
const LONGEST: usize = 45;

/// Quotations that are texts of the screen.
pub(super) fn quoted(words: Words<'_>, known: &[Known]) -> Vec<Candidate> {
    let mut from = 0;
    let spans = quotations(words.text());
    let mut candidates = Vec::new();
    for span in spans {
        let said = inside(words, &span, &mut from);
        if said.len() < 2 || said.len() > LONGEST || wording::is_status(words, &said) {
            continue;
        }
        let is_known = screens::covered(&said, known) >= 0.5;
        if is_known || looks_like_one(words, &said) {
            let proof = if is_known { Proof::Known } else { Proof::Looks };
            candidates.push(Candidate { words: said, proof });
        }
    }
    candidates
}

/// The words that lie in a span of bytes; `from` walks along, so that all quotations together take one pass.
fn inside(words: Words<'_>, span: &Range<usize>, from: &mut usize) -> Range<usize> {
    while *from < words.count() && words.span(&(*from..*from + 1)).start < span.start {
        *from += 1;
    }
    let mut end = *from;
    while end < words.count() && words.span(&(end..end + 1)).end <= span.end {
        end += 1;
    }
    *from..end
}

/// Capitals, the wording of a screen, nobody speaking; or a cue before or behind it.
fn looks_like_one(words: Words<'_>, said: &Range<usize>) -> bool {
    const BEHIND: &str = "\
        popup|pop up|prompt|message|error|banner|alert|notification|warning|thing|appears|\
        comes up|pops up|msg";
    if wording::is_personal(words, said) || !wording::is_capital(words, said.start) {
        return false;
    }
    let screenish = wording::is_screenish(words, said);
    let cue = is_announced(words, said.start) || words.follows(said.end, BEHIND).is_some();
    (screenish && (said.len() >= 4 || cue)) || (cue && said.len() >= 3)
}

/// "it says", "popup reads", "got the error" in the few words before.
pub(super) fn is_announced(words: Words<'_>, start: usize) -> bool {
    const CUES: &str = "\
        says|say|reads|saying|states|shows|showing|displays|popup|pop up|message|msg|error|alert|\
        banner|notification|prompt|warning|badge|get|got|getting|popups|it said|tells me|\
        telling me|steht|meldung|fehler|dice|mensaje|dit|dice che|messaggio|mensagem|пишет";
    words.says(start.saturating_sub(6)..start, CUES)
}

/// What stands between quotation marks, in bytes. Straight single ones count only around whole words.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let mut before = ' ';
    let mut letters = text.char_indices().peekable();
    while let Some((at, ch)) = letters.next() {
        let after = letters.peek().map_or(' ', |(_, next)| *next);
        match open {
            Some((close, start)) if ch == close && (ch != '\'' || !after.is_alphanumeric()) => {
                found.push(start..at);
                open = None;
            }
            Some((_, start)) if ch == '\n' && at - start > 400 => open = None,
            Some(_) => {}
            None if found.len() >= MOST_QUOTES => break,
            None => {
                let close = closing(ch, before, after);
                open = close.map(|close| (close, at + ch.len_utf8()));
            }
        }
        before = ch;
    }
    found
}

fn closing(ch: char, before: char, after: char) -> Option<char> {
    let starts = !before.is_alphanumeric() && after.is_alphanumeric();
    match ch {
        '"' => Some('"'),
        '\u{201c}' => Some('\u{201d}'),
        '\u{201e}' => Some('\u{201c}'),
        '\u{ab}' => Some('\u{bb}'),
        '\u{300c}' => Some('\u{300d}'),
        '\u{300e}' => Some('\u{300f}'),
        '\u{2018}' if starts => Some('\u{2019}'),
        '\'' if starts => Some('\''),
        _ => None,
    }
}
