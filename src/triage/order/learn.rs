//! The order of a cause's steps: as written, as moderators have pinned it, or as what has helped people teaches.
//!
//! Only steps that stand together and disturb equally much change places: nothing disruptive ever moves to the front.

use serde::{Deserialize, Serialize};

use crate::knowledge::{Cause, KnowledgeBase, Step, StepId};
use crate::triage::learned::{Learned, Tried};
use crate::triage::settings::Settings;

/// A step gives way, or is preferred, only after this many people have said whether it helped.
pub const ENOUGH: u64 = 30;

/// Why a step stands where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Its file says so.
    Written,
    /// Moderators say so.
    Pinned,
    /// It has clearly helped more often, or less, than a neighbour.
    Learned,
}

/// A step in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ordered<'k> {
    /// Which.
    pub step: &'k Step,
    /// What came of it for this cause.
    pub tried: Tried,
    /// Why it stands here.
    pub why: Why,
}

/// The steps of a cause in the order in which they are offered.
#[must_use]
pub fn order_of<'k>(
    knowledge: &'k KnowledgeBase,
    settings: &Settings,
    learned: Option<&Learned>,
    cause: &Cause,
) -> Vec<Ordered<'k>> {
    let tried = |step: &StepId| {
        let known = learned.and_then(|learned| learned.steps.get(&(Some(cause.id.clone()), step.clone())));
        known.copied().unwrap_or_default()
    };
    let steps = cause.steps.iter().filter_map(|id| knowledge.step(id));
    let mut ordered: Vec<Ordered<'k>> =
        steps.map(|step| Ordered { step, tried: tried(&step.id), why: Why::Written }).collect();
    let pinned = settings.pinned.get(&cause.id);
    for run in ordered.chunk_by_mut(|one, next| one.step.level == next.step.level) {
        match pinned {
            Some(pinned) => pin(run, pinned),
            None if settings.learned_order => prefer_what_helps(run),
            None => {}
        }
    }
    ordered
}

/// Those that are pinned come first, in that order.
fn pin(run: &mut [Ordered<'_>], pinned: &[StepId]) {
    let place = |id: &StepId| pinned.iter().position(|one| one == id);
    run.sort_by_key(|ordered| place(&ordered.step.id).unwrap_or(usize::MAX));
    for ordered in run {
        if place(&ordered.step.id).is_some() {
            ordered.why = Why::Pinned;
        }
    }
}

/// Whatever has clearly helped more often goes before what has clearly helped less; all else stays as it is.
fn prefer_what_helps(run: &mut [Ordered<'_>]) {
    let written: Vec<StepId> = run.iter().map(|ordered| ordered.step.id.clone()).collect();
    for place in 0..run.len() {
        let Some(rest) = run.get_mut(place..) else { return };
        let beaten = |one: &Ordered<'_>| rest.iter().any(|other| helps_more(other.tried, one.tried));
        // Somebody is beaten by nobody: intervals that lie wholly above one another make no circle.
        let first = rest.iter().position(|one| !beaten(one)).unwrap_or(0);
        if let Some(moved) = rest.get_mut(..=first) {
            moved.rotate_right(1);
        }
    }
    for (ordered, written) in run.iter_mut().zip(written) {
        if ordered.step.id != written {
            ordered.why = Why::Learned;
        }
    }
}

/// Whether one has clearly helped more often than the other: enough people have said of both, and the 95 % intervals
/// do not touch.
fn helps_more(one: Tried, other: Tried) -> bool {
    one.answered() >= ENOUGH && other.answered() >= ENOUGH && one.interval().0 > other.interval().1
}
