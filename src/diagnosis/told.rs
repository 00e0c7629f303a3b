//! Chooses the causes that a person is told: the families that all clues together point to, and of each the cause that
//! the rules are surest of.

use super::learned;
use super::rank::Weighed;
use super::{ConsideredCause, RankedCause};
use crate::knowledge::{Family, KnowledgeBase, Scores};

/// A cause is told to a person from this confidence on.
pub const LEAST: f32 = 0.15;
/// A blocker as sure as this comes before everything else: while it is there, no backup can work.
const BLOCKS: f32 = 0.5;
/// At most this many causes are told.
const MOST: usize = 3;

/// The causes worth telling, best first, one per family.
pub(super) fn choose(base: &KnowledgeBase, weighed: &[Weighed], scores: &Scores) -> Vec<RankedCause> {
    let likely = Family::ALL.into_iter().filter_map(|family| {
        let confidence = learned::confidence(scores, family);
        let cause = if confidence >= LEAST { cause_of(base, weighed, family)? } else { return None };
        Some(RankedCause { id: base.causes.get(cause)?.id.clone(), family, confidence })
    });
    let mut told: Vec<RankedCause> = likely.collect();
    told.sort_by(|one, other| {
        let blocks = |cause: &RankedCause| cause.confidence >= BLOCKS && is_blocker(cause.family);
        blocks(other).cmp(&blocks(one)).then_with(|| other.confidence.total_cmp(&one.confidence))
    });
    told.truncate(MOST);
    told
}

/// Something that stops every backup until it is mended, as against a condition that comes and goes.
const fn is_blocker(family: Family) -> bool {
    match family {
        Family::StorageFull | Family::BackupDisabled | Family::AccountSession | Family::ManagedDevice => true,
        Family::Network
        | Family::NotChargingOrLocked
        | Family::OutdatedIos
        | Family::IosBug
        | Family::AppleOutage
        | Family::BackupTooLarge
        | Family::AppDataCorrupt
        | Family::CorruptBackup => false,
    }
}

/// The cause that stands for a family: the one that the rules are surest of, if they are sure at all, or the one that
/// leads the family; never one that the person rules out.
fn cause_of(base: &KnowledgeBase, weighed: &[Weighed], family: Family) -> Option<usize> {
    let known = weighed.iter().filter(|cause| cause.family == Some(family));
    let said = known.clone().find(|cause| !cause.ruled_out && cause.confidence >= learned::SURE);
    let leads = || base.causes.iter().position(|cause| cause.family == Some(family) && cause.leads);
    let cause = said.map(|cause| cause.cause).or_else(leads)?;
    let is_out = known.into_iter().any(|known| known.cause == cause && known.ruled_out);
    (!is_out).then_some(cause)
}

/// Every cause that anything was said of, and those that would be told; the likeliest first.
pub(super) fn considered(base: &KnowledgeBase, weighed: &[Weighed], scores: &Scores) -> Vec<ConsideredCause> {
    let mut all = weighed.to_vec();
    for family in Family::ALL.into_iter().filter(|family| learned::confidence(scores, *family) >= LEAST) {
        let cause = cause_of(base, weighed, family);
        if let Some(cause) = cause.filter(|cause| weighed.iter().all(|known| known.cause != *cause)) {
            let unsaid = Weighed { cause, family: Some(family), confidence: 0.0, ruled_out: false, said: 0 };
            all.push(unsaid);
        }
    }
    let mut considered: Vec<ConsideredCause> =
        all.iter().filter_map(|one| consider(base, one, scores)).collect();
    considered.sort_by(|one, other| {
        let likely = other.confidence.total_cmp(&one.confidence);
        likely.then_with(|| other.by_rules.total_cmp(&one.by_rules))
    });
    considered
}

fn consider(base: &KnowledgeBase, weighed: &Weighed, scores: &Scores) -> Option<ConsideredCause> {
    Some(ConsideredCause {
        id: base.causes.get(weighed.cause)?.id.clone(),
        family: weighed.family,
        confidence: weighed.family.map_or(0.0, |family| learned::confidence(scores, family)),
        by_rules: weighed.confidence,
        ruled_out: weighed.ruled_out,
    })
}
