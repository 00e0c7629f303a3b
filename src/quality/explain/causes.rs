//! Lists every cause that anything was said of, told or not, with the words for and against it.

use serde::Serialize;

use super::fields::percent;
use super::fired::{place, strength};
use super::words::quote;
use crate::diagnosis::{self, ConsideredCause, Diagnosis, Evidence, LEAST, Verdict};
use crate::knowledge::{CauseId, Family, KnowledgeBase, Meaning, Side};
use crate::reading::{Found, Reading};

/// A cause with what it was weighed from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Weighed {
    /// Which cause.
    pub id: CauseId,
    /// What a person reads.
    pub title: String,
    /// Its family; `None` for a cause that leads to the checklist.
    pub family: Option<Family>,
    /// From 0 to 1, to three places.
    pub confidence: f32,
    /// What the patterns alone make of it, from 0 to 1, to three places.
    pub by_rules: f32,
    /// Whether a person is told.
    pub told: bool,
    /// Why a person is told or not.
    pub standing: String,
    /// What speaks for it.
    pub supports: Vec<Piece>,
    /// What speaks against it, what is denied of it, and what rules it out.
    pub against: Vec<Piece>,
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words, as typed.
    pub words: String,
    /// How much they say: hint, good, strong or certain; or `denied`, `said to be fine`, or
    /// `learned` for words without a pattern of their own.
    pub how: &'static str,
    /// The file and line of the pattern; empty for what was learned.
    pub place: String,
    /// The pattern as written.
    pub pattern: String,
}

/// Every cause that anything was said of, the likeliest first.
pub(super) fn weighed(base: &KnowledgeBase, reading: &Reading<'_>, diagnosis: &Diagnosis) -> Vec<Weighed> {
    let considered = diagnosis::considered(base, reading);
    considered.iter().map(|cause| one(base, reading, diagnosis, cause)).collect()
}

fn one(
    base: &KnowledgeBase,
    reading: &Reading<'_>,
    diagnosis: &Diagnosis,
    cause: &ConsideredCause,
) -> Weighed {
    let of_cause = diagnosis.evidence.iter().filter(|evidence| evidence.cause.as_ref() == Some(&cause.id));
    let pieces = |wanted: bool| {
        let side = of_cause.clone().filter(|evidence| evidence.supports == wanted);
        let mut pieces: Vec<(usize, Piece)> =
            side.map(|evidence| (rank(base, reading, evidence), piece(base, reading, evidence))).collect();
        pieces.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        pieces.dedup_by(|one, other| one.1 == other.1);
        pieces.into_iter().map(|(_, piece)| piece).collect()
    };
    Weighed {
        title: base.cause(&cause.id).map_or_else(|| cause.id.to_string(), |known| known.title.clone()),
        family: cause.family,
        confidence: (cause.confidence * 1000.0).round() / 1000.0,
        by_rules: (cause.by_rules * 1000.0).round() / 1000.0,
        told: diagnosis.causes.iter().any(|told| told.id == cause.id),
        standing: standing(diagnosis, cause),
        supports: pieces(true),
        against: pieces(false),
        id: cause.id.clone(),
    }
}

/// Why a person is told of a cause or not.
fn standing(diagnosis: &Diagnosis, cause: &ConsideredCause) -> String {
    let told = diagnosis.causes.iter().find(|told| Some(told.family) == cause.family);
    match told {
        _ if cause.family.is_none() => "never told: leads to the questions for any cause".to_owned(),
        Some(told) if told.id == cause.id => "told".to_owned(),
        _ if cause.confidence < LEAST => format!("not told: less than {}", percent(LEAST)),
        Some(_) => "not told: a likelier cause of the same kind is".to_owned(),
        None if diagnosis.verdict == Verdict::Silent => "not told: the bot stays silent".to_owned(),
        None => "not told: others are likelier".to_owned(),
    }
}

fn piece(base: &KnowledgeBase, reading: &Reading<'_>, evidence: &Evidence) -> Piece {
    let found = source(base, reading, evidence);
    let pattern = found.and_then(|found| base.patterns.get(found.pattern));
    Piece {
        words: quote(reading.text(), &evidence.span),
        // What no pattern says was learned from experience.
        how: found.map_or("learned", |found| how(base, found, evidence)),
        place: pattern.map(place).unwrap_or_default(),
        pattern: evidence.pattern.clone(),
    }
}

/// How much a finding says of the cause of its evidence.
fn how(base: &KnowledgeBase, found: &Found, evidence: &Evidence) -> &'static str {
    if found.meaning.subject().is_some() {
        return "said to be fine";
    }
    match vote(base, found, evidence) {
        Some((Side::For, _)) if !evidence.supports => "denied",
        Some((_, how)) => strength(how),
        None => "",
    }
}

/// The stronger and the longer, the earlier a piece is named.
fn rank(base: &KnowledgeBase, reading: &Reading<'_>, evidence: &Evidence) -> usize {
    let vote = source(base, reading, evidence).and_then(|found| vote(base, found, evidence));
    let strength = vote.map_or(0, |(_, strength)| 1 + strength as usize);
    strength * (1 + reading.text().len()) + evidence.span.len()
}

/// What a finding says of the cause of its evidence.
fn vote(
    base: &KnowledgeBase,
    found: &Found,
    evidence: &Evidence,
) -> Option<(Side, crate::knowledge::Strength)> {
    let is_it = |cause: usize| base.causes.get(cause).map(|cause| &cause.id) == evidence.cause.as_ref();
    let votes = base.votes(found.meaning);
    votes.into_iter().find(|(cause, ..)| is_it(*cause)).map(|(_, side, strength)| (side, strength))
}

/// The finding that a piece of evidence comes from: the same pattern in the same place, or what was said to be fine.
pub(super) fn source<'r>(
    base: &KnowledgeBase,
    reading: &'r Reading<'_>,
    evidence: &Evidence,
) -> Option<&'r Found> {
    let is_it = |cause: usize| base.causes.get(cause).map(|cause| &cause.id) == evidence.cause.as_ref();
    reading.found().iter().find(|found| {
        let (same, within) = match found.meaning {
            Meaning::Subject { cause } => (
                is_it(cause) && !evidence.supports,
                evidence.span.start <= found.span.start && found.span.end <= evidence.span.end,
            ),
            Meaning::Cause { .. } | Meaning::Screen { .. } => {
                (vote(base, found, evidence).is_some(), found.span == evidence.span)
            }
            Meaning::Topic(_)
            | Meaning::Tried { .. }
            | Meaning::Talk(_)
            | Meaning::Question { .. }
            | Meaning::Adjacent { .. } => (false, false),
        };
        same && within
            && base.patterns.get(found.pattern).is_some_and(|pattern| pattern.written == evidence.pattern)
    })
}
