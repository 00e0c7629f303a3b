//! How the running bot is: figures for Prometheus, and whether it is ready. The edge and the desk fill it; it asks nobody.
//!
//! | file | what it does |
//! | --- | --- |
//! | `figures` | every figure, its name, and the text of all of them |
//! | `labels` | what they are told apart by |
//! | [`ready`] | what was seen -> reasons why the bot is not ready; pure |
//! | `receipts` | when a message came in, until it is answered |
//!
//! No figure has a label whose values have no bound, and none tells of a server or a person.

mod figures;
mod labels;
pub mod ready;
mod receipts;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

pub use figures::Figures;
pub use labels::{Class, Level, Outcome, Reload, Verdict};
pub use ready::{Limited, Limits, Reason, Seen, Shard};
use receipts::Receipts;

/// Samples of the depth of the queue within the time that growing takes.
const SAMPLES: u32 = 24;
/// Limits that lie further apart than this are not one long limit.
pub(crate) const APART: jiff::SignedDuration = jiff::SignedDuration::from_secs(30);

/// The pulse of one bot. Everybody who has something to tell shares it; telling never waits for anything slow.
#[derive(Debug)]
pub struct Pulse {
    /// The figures.
    pub figures: Figures,
    /// How long what may go wrong.
    pub limits: Limits,
    noted: Mutex<Noted>,
    receipts: Mutex<Receipts>,
}

/// What readiness is judged by, besides what the store says.
#[derive(Debug, Default)]
struct Noted {
    turned: Option<Timestamp>,
    shards: Vec<Shard>,
    limited: Option<Limited>,
    depths: Vec<(Timestamp, usize)>,
}

impl Default for Pulse {
    fn default() -> Self {
        Self::new(Limits::default())
    }
}

impl Pulse {
    /// A pulse that nothing was told yet.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { figures: Figures::new(), limits, noted: Mutex::default(), receipts: Mutex::default() }
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The loop that carries the bot has turned; so much work is due.
    pub fn turned(&self, now: Timestamp, due: usize) {
        let mut noted = self.noted();
        noted.turned = Some(now);
        let every = self.limits.patience / i32::try_from(SAMPLES).unwrap_or(i32::MAX);
        if noted.depths.last().is_some_and(|(at, _)| now.duration_since(*at) < every && now >= *at) {
            return;
        }
        noted.depths.push((now, due));
        let oldest = now.checked_sub(self.limits.patience.saturating_add(every)).unwrap_or(Timestamp::MIN);
        noted.depths.retain(|(at, _)| *at >= oldest && *at <= now);
    }

    /// How a shard is now. Sessions are counted by [`Figures::session`].
    pub fn shard(&self, now: Timestamp, shard: u32, connected: bool, answered: bool) {
        let mut noted = self.noted();
        let known = noted.shards.iter_mut().find(|known| known.shard == shard);
        match known {
            Some(known) => known.is_now(now, connected, answered),
            None => noted.shards.push(Shard::new(now, shard, connected, answered)),
        }
        drop(noted);
        self.figures.connected(shard, connected);
    }

    /// Discord asked to wait for so long before a request.
    pub fn limited(&self, now: Timestamp, wait: Duration) {
        self.figures.waited(wait);
        let mut noted = self.noted();
        noted.limited = match noted.limited {
            Some(limited) if now.duration_since(limited.last) <= APART => {
                Some(Limited { last: now, ..limited })
            }
            Some(_) | None => Some(Limited { since: now, last: now }),
        };
    }

    /// A message or an interaction came in.
    pub fn received(&self, id: u64, at: Instant) {
        self.receipts.lock().unwrap_or_else(PoisonError::into_inner).add(id, at);
    }

    /// Something was said that this message or interaction asked for; the first time counts.
    pub fn replied(&self, id: u64, now: Instant) {
        let received = self.receipts.lock().unwrap_or_else(PoisonError::into_inner).take(id);
        if let Some(received) = received {
            self.figures.replied(now.saturating_duration_since(received));
        }
    }

    /// What was seen so far; what the store says is left to the caller.
    #[must_use]
    pub fn seen(&self) -> Seen {
        let noted = self.noted();
        Seen {
            stopped: false,
            turned: noted.turned,
            shards: noted.shards.clone(),
            due: 0,
            oldest: None,
            depths: noted.depths.clone(),
            limited: noted.limited,
        }
    }
}

#[cfg(test)]
mod tests;
