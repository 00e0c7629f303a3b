//! Finds texts of the screen that the knowledge holds, also where they are told without quotation marks.

use std::ops::Range;

use super::super::phrases::{Phrases, phrases};
use super::super::words::Words;
use super::{Candidate, Proof};
use super::{align, marks, wording};
use crate::knowledge::{KnowledgeBase, Screen, ScreenKind};
use crate::reading::Reading;

/// A known text in the message.
#[derive(Debug)]
pub(super) struct Known {
    /// The words that belong to it.
    pub words: Range<usize>,
    /// Whether they are the text itself, and not only its key words.
    pub is_whole: bool,
    /// The words of the text; 0 when only key words are known.
    pub length: usize,
    pub is_code: bool,
}

/// Key words are taken for the text itself from this share on.
const SHARE: f32 = 0.75;

/// The known texts of a message that are errors, in the order of the text.
pub(super) fn known(base: &KnowledgeBase, reading: &Reading<'_>, words: Words<'_>) -> Vec<Known> {
    let found = reading
        .found()
        .iter()
        .filter_map(|found| Some((base.screens.get(found.meaning.screen()?)?, found.words.clone())));
    found.filter_map(|(screen, said)| judge(base, screen, said, words)).collect()
}

fn judge(base: &KnowledgeBase, screen: &Screen, said: Range<usize>, words: Words<'_>) -> Option<Known> {
    match screen.kind {
        ScreenKind::Failure | ScreenKind::Title | ScreenKind::Status => {}
        ScreenKind::NotError | ScreenKind::Other => return None,
    }
    let is_code = screen.id.starts_with('L');
    let Some(text) = screen.text.as_deref() else {
        return Some(Known { words: said, is_whole: false, length: 0, is_code });
    };
    let wanted = align::wanted(base, text);
    let around = stretch(words, &said, wanted.len());
    let (first, last, matched) = align::find(words, around, &wanted)?;
    let share = share(matched, wanted.len());
    let density = share_of(words, first..last, matched);
    let whole = first..last;
    let is_whole = share >= SHARE && density >= SHARE && !wording::is_status(words, &whole);
    if wording::is_status(words, &said) || wording::is_status(words, &whole) {
        return None;
    }
    let words = if is_whole { whole } else { said };
    Some(Known { words, is_whole, length: wanted.len(), is_code })
}

/// Known texts told in a sentence: long enough to be nothing else, or typed as the title that they are.
pub(super) fn told(words: Words<'_>, known: &[Known]) -> Vec<Candidate> {
    let whole = known.iter().filter(|known| known.is_whole);
    let sure = whole.filter(|known| {
        let full = known.length >= 4
            && known.words.len() >= known.length
            && marks::is_announced(words, known.words.start);
        let paraphrase = matches!(words.before(known.words.start, 1), "that")
            && !wording::is_capital(words, known.words.start);
        if paraphrase {
            return false;
        }
        // "says not enough storage" is how people tell it.
        let plain = matches!(words.at(known.words.start), "not" | "no" | "storage")
            && !wording::is_capital(words, known.words.start);
        let direct = known.length >= 2 && !plain && marks::is_directly_announced(words, known.words.start);
        direct
            || known.is_code
            || known.length >= super::SENTENCE
            || full
            || wording::is_title(words, &known.words)
    });
    sure.map(|sure| Candidate {
        words: if sure.is_code {
            with_message(words, sure.words.clone())
        } else {
            with_neighbors(words, sure.words.clone(), known)
        },
        proof: if sure.is_code { Proof::Code } else { Proof::Known },
    })
    .collect()
}

/// Takes in the message behind a code, which starts with a capital: "MBErrorDomain/104 Multiple errors uploading files".
fn with_message(words: Words<'_>, code: Range<usize>) -> Range<usize> {
    let clause = words.clause(code.start);
    let starts = clause.contains(&code.end)
        && words.gap_before(code.end) == " "
        && wording::is_capital(words, code.end)
        && words.typed(&(code.end..code.end + 1)).len() > 3;
    if !starts
        || words
            .says(code.end..clause.end, phrases!("i|im|my|on|in|when|every|each|and|but|during|while|for"))
    {
        return code;
    }
    code.start..clause.end
}

/// Takes in the sentences before and behind that belong to the same text: "This iPhone hasn't been backed up in 3
/// weeks." before, "Please try again later." behind.
fn with_neighbors(words: Words<'_>, said: Range<usize>, known: &[Known]) -> Range<usize> {
    const ENDINGS: Phrases = Phrases::new(
        "please try again later|please try again|try again later|try again|\
        you can manage your storage in settings|please try later",
    );
    let touches = |end: usize| {
        !words.gap_before(end).contains('\n') && words.gap_before(end).starts_with(['.', ',', ' '])
    };
    let before = known
        .iter()
        .filter(|other| other.length == 0 && other.words.end == said.start && touches(said.start));
    let start = before.map(|other| capital_before(words, other.words.start)).min().unwrap_or(said.start);
    let end = words.follows(said.end, ENDINGS).filter(|_| touches(said.end)).unwrap_or(said.end);
    start..end
}

/// The filler in front of key words, when it starts the sentence with a capital.
fn capital_before(words: Words<'_>, start: usize) -> usize {
    match start.checked_sub(1) {
        Some(before)
            if words.same_sentence(before, start) && matches!(words.at(before), "this" | "the" | "your") =>
        {
            before
        }
        Some(_) | None => start,
    }
}

/// The words around key words among which the rest of the text is looked for.
fn stretch(words: Words<'_>, said: &Range<usize>, length: usize) -> Range<usize> {
    let start = said.start.saturating_sub(length);
    let end = (said.end + length).min(words.count());
    start..end
}

#[expect(clippy::cast_precision_loss, reason = "a few words")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

fn share_of(words: Words<'_>, said: Range<usize>, matched: usize) -> f32 {
    share(matched, align::plain_words(words, said).len())
}

/// The share of a stretch that known texts cover.
pub(super) fn covered(said: &Range<usize>, known: &[Known]) -> f32 {
    let inside = said.clone().filter(|at| known.iter().any(|known| known.words.contains(at)));
    share(inside.count(), said.len())
}
