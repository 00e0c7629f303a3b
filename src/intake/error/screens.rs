//! Finds texts of the screen that the knowledge holds, also where they are told without quotation marks.

use std::ops::Range;

use super::super::words::Words;
use super::{Candidate, Proof};
use super::{marks, wording};
use crate::knowledge::{KnowledgeBase, Meaning, Screen, ScreenKind};
use crate::reading::Reading;
use crate::text;

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
    let found = reading.found().iter().filter_map(|found| match found.meaning {
        Meaning::Screen { screen } => Some((base.screens.get(screen)?, found.words.clone())),
        Meaning::Cause { .. }
        | Meaning::Subject { .. }
        | Meaning::Topic(_)
        | Meaning::Tried { .. }
        | Meaning::Talk(_)
        | Meaning::Question { .. }
        | Meaning::Adjacent { .. } => None,
    });
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
    let wanted = wanted(base, text);
    let around = stretch(words, &said, wanted.len());
    let (first, last, matched) = align(words, around, &wanted)?;
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
        known.is_code || known.length >= super::SENTENCE || full || wording::is_title(words, &known.words)
    });
    sure.map(|sure| Candidate {
        words: with_neighbors(words, sure.words.clone(), known),
        proof: if sure.is_code { Proof::Code } else { Proof::Known },
    })
    .collect()
}

/// Takes in the sentences before and behind that belong to the same text: "This iPhone hasn't been backed up in 3
/// weeks." before, "Please try again later." behind.
fn with_neighbors(words: Words<'_>, said: Range<usize>, known: &[Known]) -> Range<usize> {
    const ENDINGS: &str = "\
        please try again later|please try again|try again later|try again|\
        you can manage your storage in settings|please try later";
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

/// Finds the words of a text, in order, in a stretch: where they begin and end, and how many there are.
fn align(words: Words<'_>, around: Range<usize>, wanted: &[String]) -> Option<(usize, usize, usize)> {
    let said: Vec<(usize, String)> = plain_words(words, around);
    // The longest common subsequence, walked back to the words that it uses.
    let width = wanted.len() + 1;
    let mut table = vec![0_usize; (said.len() + 1) * width];
    let at = |table: &[usize], row: usize, column: usize| {
        table.get(row * width + column).copied().unwrap_or_default()
    };
    for (row, (_, word)) in said.iter().enumerate() {
        for (column, other) in wanted.iter().enumerate() {
            let best = if word == other {
                at(&table, row, column) + 1
            } else {
                at(&table, row, column + 1).max(at(&table, row + 1, column))
            };
            if let Some(cell) = table.get_mut((row + 1) * width + column + 1) {
                *cell = best;
            }
        }
    }
    let matched = at(&table, said.len(), wanted.len());
    // From the earliest end on, so that a later word of the same name does not stretch it.
    let end = (0..=said.len()).find(|row| at(&table, *row, wanted.len()) == matched)?;
    let (mut row, mut column) = (end, wanted.len());
    let mut used: Vec<usize> = Vec::new();
    while row > 0 && column > 0 {
        if said.get(row - 1).map(|(_, word)| word) == wanted.get(column - 1) {
            used.push(row - 1);
            row -= 1;
            column -= 1;
        } else if at(&table, row - 1, column) >= at(&table, row, column - 1) {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    let first = said.get(*used.last()?)?.0;
    let last = said.get(*used.first()?)?.0;
    Some((first, last + 1, matched))
}

/// Words with their places, `could not` as `couldnt` and every device as `iphone`.
fn plain_words(words: Words<'_>, around: Range<usize>) -> Vec<(usize, String)> {
    let mut plain = Vec::new();
    let mut at = around.start;
    while at < around.end {
        let (word, next) = contracted(words.at(at), words.at(at + 1));
        // The last word of a contraction ends the text as well.
        plain.push((if next { at + 1 } else { at }, word));
        at += if next { 2 } else { 1 };
    }
    plain
}

/// The words of a known text, joined and contracted as those of messages are.
fn wanted(base: &KnowledgeBase, text: &str) -> Vec<String> {
    let folded = text::fold(text);
    let words: Vec<&str> = folded.iter().collect();
    let mut plain = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let (word, both) = match base.joins.get(&((*word).to_owned(), next.to_owned())) {
            Some(joined) => (joined.clone(), true),
            None => contracted(word, next),
        };
        plain.push(word);
        at += if both { 2 } else { 1 };
    }
    plain
}

fn contracted(word: &str, next: &str) -> (String, bool) {
    match (word, next) {
        ("could" | "do" | "does" | "is" | "was" | "has" | "have" | "did" | "are" | "were", "not") => {
            (format!("{word}nt"), true)
        }
        ("can", "not") => ("cant".to_owned(), true),
        ("cannot", _) => ("cant".to_owned(), false),
        ("ipad" | "iphone" | "phone" | "device", _) => ("iphone".to_owned(), false),
        (word, _) => (word.to_owned(), false),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few words")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

fn share_of(words: Words<'_>, said: Range<usize>, matched: usize) -> f32 {
    share(matched, plain_words(words, said).len())
}

/// The share of a stretch that known texts cover.
pub(super) fn covered(said: &Range<usize>, known: &[Known]) -> f32 {
    let inside = said.clone().filter(|at| known.iter().any(|known| known.words.contains(at)));
    share(inside.count(), said.len())
}
