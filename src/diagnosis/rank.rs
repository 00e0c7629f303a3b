//! Weighs the causes by the rules: the evidence for and against each, as a confidence.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Evidence;
use super::scope::{RuledOut, denied};
use super::signs::Signs;
use crate::knowledge::{Family, KnowledgeBase, ScreenKind, Side, Strength};
use crate::reading::Found;
use crate::text::Voice;

/// What is left of a cause that was ruled out.
const RULED_OUT: f32 = 0.15;

/// What speaks for or against one cause.
#[derive(Default)]
struct Weighing {
    /// Of each strength, the places that speak for it; overlapping ones count once.
    supports: Vec<(Strength, Range<usize>)>,
    against: Vec<Strength>,
    ruled_out: bool,
}

/// What the rules make of one cause.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weighed {
    /// Index in the knowledge base.
    pub cause: usize,
    /// Its family; `None` for a cause that leads to the checklist.
    pub family: Option<Family>,
    /// From 0 to 1.
    pub confidence: f32,
    /// Whether the person says that this is in order.
    pub ruled_out: bool,
    /// How many words of the message speak for it.
    pub said: usize,
}

/// Every cause that anything was said of, the surest first, and all evidence about causes.
pub(super) fn rank(
    base: &KnowledgeBase,
    signs: &Signs<'_>,
    ruled_out: &[RuledOut],
) -> (Vec<Weighed>, Vec<Evidence>) {
    let (weighings, evidence) = weigh(base, signs, ruled_out);
    let weighed = weighings.iter().map(|(index, weighing)| Weighed {
        cause: *index,
        family: base.causes.get(*index).and_then(|cause| cause.family),
        confidence: confidence(weighing),
        ruled_out: weighing.ruled_out,
        said: said(weighing),
    });
    let mut weighed: Vec<Weighed> = weighed.collect();
    // Equally sure: the one that more of the words speak for.
    weighed.sort_by(|one, other| {
        let sure = other.confidence.total_cmp(&one.confidence);
        sure.then_with(|| other.said.cmp(&one.said)).then_with(|| one.cause.cmp(&other.cause))
    });
    (weighed, evidence)
}

/// What speaks for and against each cause, by its index, and all evidence about causes.
fn weigh(
    base: &KnowledgeBase,
    signs: &Signs<'_>,
    ruled_out: &[RuledOut],
) -> (BTreeMap<usize, Weighing>, Vec<Evidence>) {
    let mut evidence = Vec::new();
    let mut weighings: BTreeMap<usize, Weighing> = BTreeMap::new();
    for found in signs.reading.found() {
        for (cause, side, strength) in votes(base, found) {
            let gone = side == Side::For && is_ruled_out(found, cause, ruled_out);
            let turned = side == Side::For && denied(signs, found) && !is_screen(found);
            let weighing = weighings.entry(cause).or_default();
            match side {
                Side::For if gone || turned => weighing.against.push(Strength::Hint),
                Side::For => weighing.supports.push((strength, found.words.clone())),
                Side::Against => weighing.against.push(strength),
            }
            let supports = side == Side::For && !gone && !turned;
            evidence.push(evidence_of(base, found, cause, supports));
        }
    }
    for out in ruled_out {
        weighings.entry(out.cause).or_default().ruled_out = true;
        evidence.extend(ruled_out_evidence(base, signs, out));
    }
    (weighings, evidence)
}

/// What a finding says of causes; a screen speaks in whatever voice it is quoted.
fn votes(base: &KnowledgeBase, found: &Found) -> Vec<(usize, Side, Strength)> {
    let heard = is_screen(found) || found.voice == Voice::Own;
    if heard { base.votes(found.meaning) } else { Vec::new() }
}

fn is_screen(found: &Found) -> bool {
    found.meaning.screen().is_some()
}

/// Whether a finding rests on a thing that the person says is in order.
fn is_ruled_out(found: &Found, cause: usize, ruled_out: &[RuledOut]) -> bool {
    !is_screen(found)
        && ruled_out.iter().any(|out| {
            out.cause == cause && out.subject.start < found.words.end && found.words.start < out.subject.end
        })
}

fn evidence_of(base: &KnowledgeBase, found: &Found, cause: usize, supports: bool) -> Evidence {
    Evidence {
        cause: base.causes.get(cause).map(|cause| cause.id.clone()),
        pattern: base.patterns.get(found.pattern).map(|pattern| pattern.written.clone()).unwrap_or_default(),
        span: found.span.clone(),
        supports,
    }
}

fn ruled_out_evidence(base: &KnowledgeBase, signs: &Signs<'_>, out: &RuledOut) -> Option<Evidence> {
    let words = signs.reading.folded().words().get(out.words.clone())?;
    Some(Evidence {
        cause: base.causes.get(out.cause).map(|cause| cause.id.clone()),
        pattern: base.patterns.get(out.pattern)?.written.clone(),
        span: words.first()?.span.start..words.last()?.span.end,
        supports: false,
    })
}

/// How sure the bot is of a cause, from 0 to 1: independent pieces of evidence add up, none reaches certainty.
fn confidence(weighing: &Weighing) -> f32 {
    let mut supports = weighing.supports.clone();
    supports.sort_by_key(|(strength, _)| std::cmp::Reverse(*strength));
    let mut counted: Vec<Range<usize>> = Vec::new();
    let mut doubt = 1.0_f32;
    for (strength, words) in supports {
        // Two patterns on the same words are one piece of evidence.
        if counted.iter().any(|known| known.start < words.end && words.start < known.end) {
            continue;
        }
        counted.push(words);
        doubt *= 1.0 - strength.weight();
    }
    let against: f32 = weighing.against.iter().map(|strength| 1.0 - strength.takes_away()).product();
    let left = if weighing.ruled_out { RULED_OUT } else { 1.0 };
    (1.0 - doubt) * against * left
}

/// How many words of the message speak for a cause.
fn said(weighing: &Weighing) -> usize {
    let words: BTreeSet<usize> = weighing.supports.iter().flat_map(|(_, words)| words.clone()).collect();
    words.len()
}

/// Whether a screen text that was found is of a kind.
pub(super) fn screen_is(base: &KnowledgeBase, found: &Found, kinds: &[ScreenKind]) -> bool {
    let screen = found.meaning.screen().and_then(|screen| base.screens.get(screen));
    screen.is_some_and(|screen| kinds.contains(&screen.kind))
}
