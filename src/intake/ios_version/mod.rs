//! Reads the version on the affected device: every version that is named, then the one that is installed now.

mod beta;
mod build;
mod context;
mod shape;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::device::Mention;
use super::words::Words;
use crate::knowledge::IosTable;
use context::Time;

/// A version that is named somewhere in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    /// The words of the number and of its beta.
    words: Range<usize>,
    /// As it will be reported: `17.4.1`, `26.1 beta 2`.
    version: String,
    label: Label,
}

/// What makes a number a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    /// Only its shape, or the words around it: `17.4.1`, "updated to 18".
    Bare,
    /// "iOS 17", "version 17.4".
    Named,
}

/// More versions than this in one message say nothing about one.
const MOST_CANDIDATES: usize = 64;

/// The version on the affected device now; a build when only that is given.
pub(super) fn read(words: Words<'_>, ios: &IosTable, devices: &[Mention]) -> Option<String> {
    let candidates = candidates(words, ios, devices);
    let judged: Vec<(&Candidate, i32)> =
        candidates.iter().filter_map(|candidate| Some((candidate, score(words, candidate)?))).collect();
    // Of two updates the later one counts, of two versions that are only named the first.
    let place = |candidate: &Candidate, score: i32| {
        let start = i64::try_from(candidate.words.start).unwrap_or_default();
        if score >= LAST { start } else { -start }
    };
    match judged.iter().max_by_key(|(candidate, score)| (*score, place(candidate, *score))) {
        Some((best, _)) => {
            // "ios 17 ... 17.4.1 to be exact": the fuller form of the same version.
            let longer = |other: &&&Candidate| {
                other
                    .version
                    .strip_prefix(best.version.as_str())
                    .is_some_and(|rest| rest.starts_with(['.', ' ']))
            };
            let fuller = judged.iter().map(|(candidate, _)| candidate).find(longer);
            Some(fuller.unwrap_or(best).version.clone())
        }
        None => build::read(words),
    }
}

/// The score of a version that the device is said to have got to.
const LAST: i32 = 6;

/// How likely it is the installed one; `None` when it is not.
fn score(words: Words<'_>, candidate: &Candidate) -> Option<i32> {
    let labelled = i32::from(candidate.label == Label::Named);
    match context::time(words, &candidate.words) {
        Time::Last => Some(LAST),
        Time::Now => Some(4 + labelled),
        Time::Open => Some(labelled),
        Time::Past | Time::Future | Time::Elsewhere => None,
    }
}

fn candidates(words: Words<'_>, ios: &IosTable, devices: &[Mention]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut devices = devices.iter().peekable();
    let mut at = 0;
    while at < words.count() && candidates.len() < MOST_CANDIDATES {
        while devices.next_if(|device| device.words.end <= at).is_some() {}
        if let Some(device) = devices.peek().filter(|device| device.words.contains(&at)) {
            at = device.words.end.max(at + 1);
            continue;
        }
        match shape::read(words, ios, at) {
            Some(candidate) => {
                at = candidate.words.end.max(at + 1);
                candidates.push(candidate);
            }
            None => at += 1,
        }
    }
    candidates
}
