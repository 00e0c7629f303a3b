//! A labelled message as the bot hears it: its phrases, the causes that are spoken for, and whether it is right.

use std::collections::BTreeSet;

use super::words;
use crate::diagnosis::{self, Verdict};
use crate::knowledge::{Family, KnowledgeBase, Side};
use crate::quality::Row;
use crate::reading::{Reader, Reading};

/// A labelled message as the bot hears it.
#[derive(Debug)]
pub(super) struct Heard<'r> {
    pub row: &'r Row,
    /// Whether a moderator corrected it.
    pub corrected: bool,
    /// Whether the bot says something else than it should.
    pub open: bool,
    /// Whether the bot says nothing.
    pub silent: bool,
    /// The phrases in it.
    pub phrases: BTreeSet<String>,
    /// Indexes of the causes that a pattern speaks for.
    pub causes: BTreeSet<usize>,
}

/// Every message once; a corrected one takes the place of the same text in the corpus.
pub(super) fn all<'r>(
    base: &KnowledgeBase,
    reader: &Reader,
    corrected: &'r [Row],
    corpus: &'r [Row],
) -> Vec<Heard<'r>> {
    let texts: BTreeSet<&str> = corrected.iter().map(|row| row.text.as_str()).collect();
    let others = corpus.iter().filter(|row| !texts.contains(row.text.as_str()));
    let rows = corrected.iter().map(|row| (row, true)).chain(others.map(|row| (row, false)));
    rows.map(|(row, corrected)| hear(base, reader, row, corrected)).collect()
}

fn hear<'r>(base: &KnowledgeBase, reader: &Reader, row: &'r Row, corrected: bool) -> Heard<'r> {
    let reading = reader.read(&row.text);
    let (verdict, first) = judged(base, reader, &row.text);
    Heard {
        row,
        corrected,
        open: !fits(row, verdict, first),
        silent: verdict == Verdict::Silent,
        phrases: words::phrases(base, &reading),
        causes: spoken_for(base, &reading),
    }
}

/// Whether the bot says what it should.
pub(super) fn is_right(base: &KnowledgeBase, reader: &Reader, row: &Row) -> bool {
    let (verdict, first) = judged(base, reader, &row.text);
    fits(row, verdict, first)
}

/// What the bot makes of a message in a channel.
fn judged(base: &KnowledgeBase, reader: &Reader, text: &str) -> (Verdict, Option<Family>) {
    let Some(reading) = reader.read_if_topical(text) else { return (Verdict::Silent, None) };
    let diagnosis = diagnosis::diagnose(base, &reading);
    (diagnosis.verdict, diagnosis.causes.first().map(|cause| cause.family))
}

fn fits(row: &Row, verdict: Verdict, first: Option<Family>) -> bool {
    match verdict {
        Verdict::Silent => !row.on_topic,
        Verdict::Ask => row.on_topic && row.is_unknown(),
        Verdict::Answer => row.on_topic && row.families().any(|family| Some(family) == first),
    }
}

fn spoken_for(base: &KnowledgeBase, reading: &Reading<'_>) -> BTreeSet<usize> {
    let votes = reading.found().iter().flat_map(|found| base.votes(found.meaning));
    votes.filter(|(_, side, _)| *side == Side::For).map(|(cause, ..)| cause).collect()
}
