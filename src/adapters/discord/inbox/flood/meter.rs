//! Counts what each key has used of what it may, with the time as an argument.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use jiff::Timestamp;

/// How much is let through at once, and how much every second after that.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowance {
    pub(super) at_once: NonZeroU32,
    pub(super) a_second: NonZeroU32,
}

/// What every key has used.
#[derive(Debug)]
pub(super) struct Meter<K: Hash + Eq + Clone> {
    limiter: RateLimiter<K, HashMapStateStore<K>, Told, NoOpMiddleware<Nanos>>,
    told: Told,
    last: Timestamp,
}

/// A clock that shows what it was told. It only goes forward.
#[derive(Debug, Clone, Default)]
struct Told(Arc<AtomicU64>);

impl Clock for Told {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        self.0.load(Ordering::Relaxed).into()
    }
}

impl<K: Hash + Eq + Clone> Meter<K> {
    pub(super) fn new(allowance: Allowance, at: Timestamp) -> Self {
        let told = Told::default();
        let quota = Quota::per_second(allowance.a_second).allow_burst(allowance.at_once);
        Self { limiter: RateLimiter::hashmap_with_clock(quota, told.clone()), told, last: at }
    }

    /// Whether this key may use so much now. When it may not, nothing of it is used.
    pub(super) fn take(&mut self, key: &K, amount: NonZeroU32, at: Timestamp) -> bool {
        self.pass(at);
        // More than is ever let through at once cannot be taken.
        matches!(self.limiter.check_key_n(key, amount), Ok(Ok(())))
    }

    /// Forgets the keys that have everything again.
    pub(super) fn sweep(&mut self, at: Timestamp) {
        self.pass(at);
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }

    /// How many keys are known.
    #[cfg(test)]
    pub(super) fn known(&self) -> usize {
        self.limiter.len()
    }

    /// A clock that was set back takes nothing away from anybody: only steps forward count.
    fn pass(&mut self, at: Timestamp) {
        let step = u64::try_from(at.duration_since(self.last).as_nanos()).unwrap_or(0);
        self.told.0.fetch_add(step, Ordering::Relaxed);
        self.last = at;
    }
}
