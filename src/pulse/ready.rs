//! Says why the bot is not ready, or not alive: a judgement about what was seen. It looks at nothing itself.

use jiff::{SignedDuration, Timestamp};

use super::APART;

/// A queue that holds less than this is short, however it came about.
const SHORT: usize = 50;
/// A loop that has not turned for so many times the patience will not turn again.
const DEAD: i32 = 5;

/// How long something may go wrong before it is a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The one time that the others follow from.
    pub patience: SignedDuration,
}

impl Limits {
    /// How long a shard that was connected may be without connection: a quarter of the patience, since taking a
    /// session up again takes seconds.
    fn apart(self) -> SignedDuration {
        self.patience / 4
    }
}

impl Default for Limits {
    /// Two minutes: a heartbeat that is not answered makes Discord's clients connect anew after one and a half.
    fn default() -> Self {
        Self { patience: SignedDuration::from_secs(120) }
    }
}

/// A shard, as it was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    /// Its number, from 0.
    pub shard: u32,
    /// Whether it is connected.
    pub connected: bool,
    /// Since when that is so.
    pub since: Timestamp,
    /// Whether it was ever connected.
    pub ever: bool,
    /// When Discord last answered a heartbeat, or the first connection where none was answered yet.
    pub answered: Option<Timestamp>,
}

impl Shard {
    /// A shard that is seen for the first time.
    #[must_use]
    pub fn new(now: Timestamp, shard: u32, connected: bool, answered: bool) -> Self {
        let answered = (connected || answered).then_some(now);
        Self { shard, connected, since: now, ever: connected, answered }
    }

    /// What is seen of it now. A new connection alone is no answer: one that is lost again and again has none.
    pub fn is_now(&mut self, now: Timestamp, connected: bool, answered: bool) {
        if self.connected != connected {
            (self.connected, self.since) = (connected, now);
        }
        if answered || (connected && !self.ever) {
            self.answered = Some(now);
        }
        self.ever |= connected;
    }
}

/// A time in which Discord asked for waits again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limited {
    /// When it began.
    pub since: Timestamp,
    /// The last time.
    pub last: Timestamp,
}

/// What readiness is judged by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The store takes nothing on any more.
    pub stopped: bool,
    /// When the loop last turned; `None` before it began.
    pub turned: Option<Timestamp>,
    /// The shards; none before the first one is begun.
    pub shards: Vec<Shard>,
    /// Pieces of work that are due and not done.
    pub due: usize,
    /// Since when the oldest of them is due, however often it was put back.
    pub oldest: Option<Timestamp>,
    /// How many were due at these times, oldest first.
    pub depths: Vec<(Timestamp, usize)>,
    /// A time of waits that Discord asked for.
    pub limited: Option<Limited>,
}

/// Why the bot is not ready. Times are in whole seconds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Nothing is saved any more.
    #[error("nothing more can be saved: the store has stopped")]
    Stopped,
    /// The loop that everything runs on has not turned.
    #[error("the bot has not come to look at its work for {0} s")]
    Stuck(i64),
    /// It has not been connected since it was started.
    #[error("shard {0} is not connected to Discord yet")]
    NotYet(u32),
    /// The connection is lost.
    #[error("shard {0} has not been connected to Discord for {1} s")]
    Apart(u32, i64),
    /// There is a connection, but nobody at its other end.
    #[error("shard {0} has had no answer to its heartbeats for {1} s")]
    Silent(u32, i64),
    /// Work waits for too long.
    #[error("the oldest of {0} pieces of due work has waited for {1} s")]
    Overdue(usize, i64),
    /// More work comes than is done.
    #[error("due work is piling up: {0} pieces, and {1} now")]
    Growing(usize, usize),
    /// Discord lets the bot do less than it has to.
    #[error("Discord has been limiting the bot's requests for {0} s")]
    Limited(i64),
}

/// Every reason why the bot is not ready; none when it is.
#[must_use]
pub fn ready(seen: &Seen, now: Timestamp, limits: Limits) -> Vec<Reason> {
    let mut reasons = Vec::new();
    reasons.extend(seen.stopped.then_some(Reason::Stopped));
    reasons.extend(over(seen.turned, now, limits.patience).map(Reason::Stuck));
    if seen.shards.is_empty() {
        reasons.push(Reason::NotYet(0));
    }
    reasons.extend(seen.shards.iter().filter_map(|shard| of_shard(shard, now, limits)));
    reasons.extend(over(seen.oldest, now, limits.patience).map(|secs| Reason::Overdue(seen.due, secs)));
    reasons.extend(growing(&seen.depths, now, limits.patience));
    reasons.extend(limited(seen.limited, now, limits.patience));
    reasons
}

/// Every reason to start the program anew: waiting will not help.
#[must_use]
pub fn alive(seen: &Seen, now: Timestamp, limits: Limits) -> Vec<Reason> {
    let mut reasons = Vec::new();
    reasons.extend(seen.stopped.then_some(Reason::Stopped));
    reasons.extend(over(seen.turned, now, limits.patience * DEAD).map(Reason::Stuck));
    reasons
}

/// The seconds since a time, when they are at least so many.
fn over(since: Option<Timestamp>, now: Timestamp, least: SignedDuration) -> Option<i64> {
    let passed = now.duration_since(since?);
    (passed >= least).then(|| passed.as_secs())
}

fn of_shard(shard: &Shard, now: Timestamp, limits: Limits) -> Option<Reason> {
    if !shard.ever {
        return Some(Reason::NotYet(shard.shard));
    }
    if !shard.connected
        && let Some(secs) = over(Some(shard.since), now, limits.apart())
    {
        return Some(Reason::Apart(shard.shard, secs));
    }
    over(shard.answered, now, limits.patience).map(|secs| Reason::Silent(shard.shard, secs))
}

/// Whether the least of the last third is more than the most of the first third of the time.
fn growing(depths: &[(Timestamp, usize)], now: Timestamp, patience: SignedDuration) -> Option<Reason> {
    let (first, last) = (depths.first()?, depths.last()?);
    // A tenth less: samples are not taken to the second.
    if now.duration_since(first.0) < patience * 9 / 10 {
        return None;
    }
    let ago = |at: Timestamp| now.duration_since(at);
    let early = depths.iter().filter(|(at, _)| ago(*at) >= patience * 2 / 3).map(|(_, due)| *due);
    let late = depths.iter().filter(|(at, _)| ago(*at) <= patience / 3).map(|(_, due)| *due);
    let (most, least) = (early.max()?, late.min()?);
    (least > most && least >= SHORT).then_some(Reason::Growing(most, last.1))
}

fn limited(limited: Option<Limited>, now: Timestamp, patience: SignedDuration) -> Option<Reason> {
    let Limited { since, last } = limited?;
    let long = last.duration_since(since) >= patience;
    (long && now.duration_since(last) <= APART).then(|| Reason::Limited(last.duration_since(since).as_secs()))
}
