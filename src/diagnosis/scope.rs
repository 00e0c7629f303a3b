//! What a person rules out: "wifi is fine", "not the storage", "space, wifi, charger: all good".

use std::ops::Range;

use super::signs::Signs;
use crate::knowledge::{Meaning, Side, Signal, Strength};
use crate::reading::Found;
use crate::text::Voice;

/// Something said to be in order, and the words that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RuledOut {
    /// Index of the cause in the knowledge base.
    pub cause: usize,
    /// The finding that names the thing.
    pub pattern: usize,
    /// From the thing to what is said of it, in folded words.
    pub words: Range<usize>,
    /// The thing itself.
    pub subject: Range<usize>,
}

/// Words that may stand between the thing and what is said of it.
const REACH: usize = 4;
/// Words that may stand between two things of one list.
const LIST: usize = 2;

/// Everything that the message rules out.
pub(super) fn ruled_out(signs: &Signs<'_>) -> Vec<RuledOut> {
    let subjects: Vec<&Found> = signs
        .reading
        .found()
        .iter()
        .filter(|found| found.meaning.subject().is_some() && found.voice == Voice::Own)
        .collect();
    let mut all = Vec::new();
    for list in lists(signs, &subjects) {
        let (Some(first), Some(end)) = (list.first(), list.iter().map(|found| found.words.end).max()) else {
            continue;
        };
        let Some(said) = said_fine(signs, first.words.start, end) else { continue };
        let last = list.len() - 1;
        for (place, found) in list.into_iter().enumerate() {
            // "Not enough storage, wifi is fine": the first of the two is a complaint, and only the last is fine.
            if place < last && is_complained_of(signs, found) {
                continue;
            }
            if let Some(cause) = found.meaning.subject() {
                let words = said.start.min(found.words.start)..said.end.max(found.words.end);
                all.push(RuledOut { cause, pattern: found.pattern, words, subject: found.words.clone() });
            }
        }
    }
    all
}

/// Whether more words than the thing itself speak strongly for its cause: "not enough storage".
fn is_complained_of(signs: &Signs<'_>, thing: &Found) -> bool {
    let strong = |found: &&Found| found.meaning.speaks_for().is_some_and(|(_, how)| how >= Strength::Strong);
    signs.reading.found().iter().filter(strong).any(|found| {
        found.words.start <= thing.words.start
            && thing.words.end <= found.words.end
            && found.words.len() > thing.words.len()
    })
}

/// Things that stand in a row: "space, wifi and charger".
fn lists<'f>(signs: &Signs<'_>, subjects: &[&'f Found]) -> Vec<Vec<&'f Found>> {
    let mut lists: Vec<Vec<&Found>> = Vec::new();
    for found in subjects {
        let near =
            lists.last().and_then(|list| list.iter().map(|known| known.words.end).max()).is_some_and(|end| {
                found.words.start <= end + LIST
                    && same_sentence(signs, end.saturating_sub(1), found.words.start)
                    && !says_something(signs, end..found.words.start)
            });
        match lists.last_mut() {
            Some(list) if near => list.push(found),
            Some(_) | None => lists.push(vec![found]),
        }
    }
    lists
}

/// Whether words between two things already say something of the first.
fn says_something(signs: &Signs<'_>, words: Range<usize>) -> bool {
    [Signal::FineAfter, Signal::Contrast, Signal::Not]
        .into_iter()
        .any(|signal| signs.own(signal).any(|found| words.contains(&found.words.start)))
}

/// The words that say of the words from `start` to `end` that they are in order.
fn said_fine(signs: &Signs<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let after = signs.own(Signal::FineAfter).find(|fine| {
        fine.words.start >= end
            && fine.words.start <= end + REACH
            && same_sentence(signs, end.saturating_sub(1), fine.words.start)
            && !between(signs, Signal::Contrast, end..fine.words.start)
            && !denied(signs, fine)
    });
    if let Some(fine) = after {
        return Some(start..fine.words.end);
    }
    let before = |signal: Signal| {
        signs.own(signal).find(|found| {
            found.words.end <= start
                && found.words.end + LIST >= start
                && signs.clause(found.words.start) == signs.clause(start)
        })
    };
    match before(Signal::FineBefore) {
        // "Not enough storage" denies the "enough" and not the storage.
        Some(fine) if denied(signs, fine) => None,
        Some(fine) => Some(fine.words.start..end),
        None => {
            before(Signal::Not).filter(|not| !complains(signs, not, start)).map(|not| not.words.start..end)
        }
    }
}

/// Whether the "not" before a thing belongs to a complaint about it: "not enuf storage".
fn complains(signs: &Signs<'_>, not: &Found, thing: usize) -> bool {
    let speaks_for = |found: &Found| matches!(found.meaning, Meaning::Cause { side: Side::For, .. });
    let found = signs.reading.found().iter();
    found
        .filter(|found| speaks_for(found))
        .any(|found| found.words.start <= not.words.start && found.words.contains(&thing))
}

/// Whether a finding is denied by the words just before it: "isn't great".
pub(super) fn denied(signs: &Signs<'_>, found: &Found) -> bool {
    signs.own(Signal::Not).any(|not| {
        not.words.end <= found.words.start
            && not.words.end + LIST >= found.words.start
            && signs.clause(not.words.start) == signs.clause(found.words.start)
    })
}

fn between(signs: &Signs<'_>, signal: Signal, words: Range<usize>) -> bool {
    signs.own(signal).any(|found| words.contains(&found.words.start))
}

fn same_sentence(signs: &Signs<'_>, one: usize, other: usize) -> bool {
    let sentence = |word: usize| signs.reading.folded().words().get(word).map(|word| word.sentence);
    sentence(one) == sentence(other)
}
