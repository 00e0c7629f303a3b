//! What the bot would have said on the history of a channel, and which of it looks wrong. Decides; reads no file.
//!
//! Messages are taken one at a time, and what is kept does not grow with them: the history of a large server has
//! millions.
//!
//! | file | what it does |
//! | --- | --- |
//! | `export` | a history as DiscordChatExporter writes it, handed out message by message |
//! | `loose` | parts of it that are written in more than one way, none larger than it need be |
//! | `hear` | one message for itself: who writes, what the bot makes of it. May run on many threads |
//! | `scene` | one channel in its order: whom the bot would have answered there, who replied to whom |
//! | `roles` | which roles are those of people who answer others |
//! | `doubt` | why an answer looks wrong |
//! | `pool` | samples: the most doubtful, of every kind of doubt some |
//! | `count` | how often what happened, in all and by day |
//! | `report` | what came of it, for people and programs |
//! | `render` | all of it on lines of at most 80 columns |

mod count;
mod doubt;
mod export;
mod hear;
mod loose;
mod pool;
mod render;
mod report;
mod roles;
mod scene;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use count::{By, Counts, Period};
pub use doubt::Doubt;
pub use export::{Channel, Posted, read};
pub use hear::{Heard, Listener};
pub use pool::Sample;
pub use report::{CauseRow, Report, RoleRow};

use crate::diagnosis::Verdict;
use crate::knowledge::{CauseId, KnowledgeBase};
use count::Days;
use pool::Pool;
use roles::Roles;
use scene::{Outcome, Scene};

/// How the bot would be set in the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Minutes in which one person gets no second answer to the same cause in the same channel.
    pub cooldown_minutes: u32,
    /// How many samples are shown.
    pub samples: usize,
}

/// Takes a history message by message, in its order.
#[derive(Debug)]
pub struct Backtest<'b> {
    base: &'b KnowledgeBase,
    rules: Rules,
    scene: Scene,
    counts: Counts,
    days: Days,
    causes: BTreeMap<CauseId, CauseSum>,
    doubts: BTreeMap<Doubt, u64>,
    /// Messages with at least one doubt.
    doubted: u64,
    roles: Roles,
    pool: Pool,
}

/// How often a cause was told first, and how sure it was.
#[derive(Debug, Clone, Copy, Default)]
struct CauseSum {
    answered: u64,
    confidence: f64,
}

impl<'b> Backtest<'b> {
    /// Starts with no message.
    #[must_use]
    pub fn new(base: &'b KnowledgeBase, rules: Rules) -> Self {
        Self {
            base,
            rules,
            scene: Scene::default(),
            counts: Counts::default(),
            days: Days::default(),
            causes: BTreeMap::new(),
            doubts: BTreeMap::new(),
            doubted: 0,
            roles: Roles::default(),
            pool: Pool::default(),
        }
    }

    /// Takes the next message of a channel. Parts of one channel may follow each other.
    pub fn add(&mut self, channel: &Arc<Channel>, heard: Heard) {
        if !self.scene.is_in(channel) {
            let before = std::mem::replace(&mut self.scene, Scene::of(channel));
            before.leave().into_iter().for_each(|sample| self.settle(sample));
        }
        let to_other = self.scene.replies_to_other(&heard);
        let roles = self.roles.saw(&heard, to_other);
        self.scene.saw(&heard);
        let outcome = self.scene.outcome(&heard, self.rules.cooldown_minutes);
        self.counts.add(outcome);
        self.days.add(heard.day, outcome);
        let Heard { id, minute, made, author, .. } = heard;
        let Some(made) = made else { return };
        let said = match outcome {
            Outcome::Answered | Outcome::Asked => true,
            // A silence is worth a look where it was a near thing, and nobody else was spoken to.
            Outcome::LeftAlone => made.is_near_miss() && !to_other,
            Outcome::Again | Outcome::NotHeard(_) => false,
        };
        if !said {
            return;
        }
        if let (Outcome::Answered, Some(first)) = (outcome, made.causes.first()) {
            let sum = self.causes.entry(first.id.clone()).or_default();
            sum.answered += 1;
            sum.confidence += f64::from(first.confidence);
        }
        let doubts = doubt::of(&made, to_other);
        let sample = Sample {
            message: id.to_string(),
            link: channel.link(id),
            channel: channel.name.clone(),
            at: minute,
            verdict: made.verdict,
            causes: made.causes,
            text: made.text,
            doubts,
            roles,
            author,
            place: self.counts.messages,
        };
        if let Some(settled) = self.scene.wait_for_replies(id, sample) {
            self.settle(settled);
        }
    }

    /// Nothing more is heard of a message: counts what speaks against its answer, and keeps it as a sample.
    fn settle(&mut self, sample: Sample) {
        for doubt in sample.doubts.keys() {
            *self.doubts.entry(*doubt).or_default() += 1;
        }
        self.doubted += u64::from(!sample.doubts.is_empty());
        if sample.verdict != Verdict::Silent {
            self.roles.answered(sample.roles, !sample.doubts.is_empty());
        }
        self.pool.add(sample);
    }

    /// What came of all messages.
    #[must_use]
    pub fn finish(mut self) -> Report {
        let rest = std::mem::take(&mut self.scene).leave();
        rest.into_iter().for_each(|sample| self.settle(sample));
        report::of(self)
    }
}
