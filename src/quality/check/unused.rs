//! Finds what nothing uses: concepts in no phrase, steps in no sequence, patterns that match no example.

use std::collections::BTreeSet;

use super::Remark;
use crate::knowledge::{Files, KnowledgeBase};

const WORDS: &str = "words.toml";
/// The concept that phrases need not name.
const FILLER: &str = "filler";

/// Concepts that no phrase and no other concept names.
pub(super) fn concepts(files: Files<'_>) -> Vec<Remark> {
    let words = files.iter().find(|(name, _)| *name == WORDS).map_or("", |(_, text)| *text);
    let used: BTreeSet<&str> = files.iter().flat_map(|(_, text)| text.lines().flat_map(named)).collect();
    defined(words)
        .filter(|(name, _)| *name != FILLER && !used.contains(name))
        .map(|(name, line)| {
            let message = format!("no phrase uses the concept <{name}>; use it or take it out");
            Remark::at(WORDS, line, message)
        })
        .collect()
}

/// The names in angle brackets in a line that is no comment.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let line = if line.trim_start().starts_with('#') { "" } else { line };
    line.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(name, _)| name.trim())
}

/// The concepts that words.toml defines, with their lines.
fn defined(words: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut inside = false;
    words.lines().zip(1..).filter_map(move |(line, number)| {
        if line.starts_with('[') {
            inside = line.trim() == "[concepts]";
        }
        let (name, rest) = line.split_once('=')?;
        let is_one = inside && rest.trim_start().starts_with('[') && !line.starts_with([' ', '\t', '#']);
        is_one.then(|| (name.trim().trim_matches('"'), number))
    })
}

/// Steps that are in no cause's sequence and not on the checklist.
pub(super) fn steps(base: &KnowledgeBase) -> Vec<Remark> {
    let used: BTreeSet<_> =
        base.causes.iter().flat_map(|cause| &cause.steps).chain(&base.checklist).collect();
    base.steps
        .keys()
        .filter(|id| !used.contains(id))
        .map(|id| {
            let message = format!("no cause and no checklist uses the step {id}; use it or take it out");
            Remark { file: "steps.toml".to_owned(), line: None, message }
        })
        .collect()
}

/// Patterns of causes that matched in no example.
pub(super) fn patterns(base: &KnowledgeBase, heard: &BTreeSet<usize>) -> Vec<Remark> {
    base.patterns
        .iter()
        .enumerate()
        .filter(|(index, pattern)| pattern.meaning.is_of_cause() && !heard.contains(index))
        .map(|(_, pattern)| {
            Remark::at(&pattern.file, pattern.line, format!("no example matches {}", pattern.written))
        })
        .collect()
}
