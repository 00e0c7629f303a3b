//! Reads the text that the screen showed, as the person typed it: quoted, pasted on a line, or told word for word.

mod align;
mod announced;
mod marks;
mod pasted;
mod screens;
#[cfg(test)]
mod tests;
mod wording;

use std::ops::Range;

use super::words::Words;
use crate::knowledge::KnowledgeBase;
use crate::reading::Reading;

/// A stretch of the message that may be what the screen showed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    words: Range<usize>,
    /// Why it is taken for a text of the screen, the surest last.
    proof: Proof,
}

/// What the screen showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// As the person typed it.
    pub text: String,
    /// The words that are the screen's and not the person's, title included.
    pub words: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Proof {
    /// A code from a log.
    Code,
    /// It only looks like one.
    Looks,
    /// It is one that is known.
    Known,
}

/// From this many words on it is a sentence and not only a title.
const SENTENCE: usize = 5;

/// The on-screen text, without quotation marks and final full stop; the body where title and body were pasted.
pub(super) fn read(base: &KnowledgeBase, reading: &Reading<'_>, words: Words<'_>) -> Option<Said> {
    let known = screens::known(base, reading, words);
    let mut candidates = marks::quoted(words, &known);
    candidates.extend(pasted::lines(words, &known));
    candidates.extend(announced::announced(words, &known));
    candidates.extend(screens::told(words, &known));
    let best = best(&candidates)?;
    let text = wording::trimmed(words.typed(&wording::body(words, best.words.clone())));
    (!text.is_empty()).then(|| Said { text: text.to_owned(), words: best.words })
}

/// A known text before one that only looks like it, a sentence before a title, the first before the others; the body
/// that follows a known title is the text.
fn best(candidates: &[Candidate]) -> Option<Candidate> {
    let is_sentence = |candidate: &Candidate| candidate.words.len() >= SENTENCE;
    let best = candidates.iter().max_by_key(|candidate| {
        (candidate.proof, is_sentence(candidate), std::cmp::Reverse(candidate.words.start))
    })?;
    let goes_on = |body: &&Candidate| {
        let holds = body.words.start <= best.words.start && best.words.end < body.words.end;
        is_sentence(body) && (body.words.start == best.words.end || holds)
    };
    let body = candidates.iter().find(goes_on);
    Some(body.filter(|_| !is_sentence(best)).unwrap_or(best).clone())
}
