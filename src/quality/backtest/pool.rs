//! Keeps samples: of every kind of doubt the most doubtful, and some of which nothing bad can be said.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::doubt::{self, Doubt};
use super::roles::Helpers;
use crate::diagnosis::{RankedCause, Verdict};

/// So many samples of one kind are kept.
const MOST: usize = 100;

/// A message of a history, and what the bot would have said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sample {
    /// The message's id, as text: it does not fit into the numbers of every program.
    pub message: String,
    /// Where Discord shows it.
    pub link: String,
    /// The name of the channel.
    pub channel: String,
    /// On the clock of the one who exported.
    pub at: String,
    /// Answer, ask or silent.
    pub verdict: Verdict,
    /// The causes told, best first.
    pub causes: Vec<RankedCause>,
    /// The beginning of the message without personal data.
    pub text: String,
    /// Why the verdict looks wrong, with a few words on each.
    pub doubts: BTreeMap<Doubt, String>,
    /// The index of the author's set of roles.
    #[serde(skip)]
    pub(super) roles: usize,
    #[serde(skip)]
    pub(super) author: u64,
    /// Which message of the history it is.
    #[serde(skip)]
    pub(super) place: u64,
}

/// Samples by what mainly speaks against them. Those without a doubt are apart by roles: some of these may turn out to
/// be those of people who answer others.
#[derive(Debug, Default)]
pub(super) struct Pool {
    kinds: BTreeMap<(Option<Doubt>, bool), Vec<Sample>>,
}

impl Sample {
    /// What mainly speaks against it.
    fn main(&self) -> Option<Doubt> {
        self.doubts.keys().next().copied()
    }

    /// What orders samples: the most doubtful first, then the least sure, then the oldest.
    fn order(&self) -> (Reverse<u32>, u32, u64) {
        let weight: u32 = self.doubts.keys().map(|doubt| doubt.weight()).sum();
        // Confidences are not negative, so their bits are in their order.
        let confidence = self.causes.first().map_or(1.0, |cause| cause.confidence).to_bits();
        (Reverse(weight), confidence, self.place)
    }
}

impl Pool {
    pub(super) fn add(&mut self, sample: Sample) {
        let (main, with_roles) = (sample.main(), sample.roles != 0);
        let kind = self.kinds.entry((main, with_roles)).or_default();
        kind.push(sample);
        if kind.len() >= 2 * MOST {
            kind.sort_by_key(Sample::order);
            kind.truncate(MOST);
        }
    }

    /// How many samples are kept.
    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        self.kinds.values().map(Vec::len).sum()
    }

    /// The samples to show: of each kind of doubt in turn the most doubtful, and behind them those without.
    pub(super) fn best(self, most: usize, helpers: &Helpers) -> Vec<Sample> {
        let mut kinds: BTreeMap<Option<Doubt>, Vec<Sample>> = BTreeMap::new();
        for mut sample in self.kinds.into_values().flatten() {
            if let Some(role) = helpers.name(sample.roles).filter(|_| sample.verdict != Verdict::Silent) {
                doubt::helper(&mut sample.doubts, role);
            }
            kinds.entry(sample.main()).or_default().push(sample);
        }
        let mut ranked = Vec::new();
        for (main, mut samples) in kinds {
            samples.sort_by_key(Sample::order);
            let without = main.is_none();
            ranked.extend(samples.into_iter().enumerate().map(|(turn, one)| ((without, turn, main), one)));
        }
        ranked.sort_by_key(|(key, _)| *key);
        ranked.into_iter().take(most).map(|(_, sample)| sample).collect()
    }
}
