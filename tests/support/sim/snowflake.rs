//! Allots ids that grow with the simulator's clock, and tells the time from them as Discord does.

use std::time::{SystemTime, UNIX_EPOCH};

/// A snowflake: milliseconds since 2015 in the upper bits, a counter in the lower 22.
pub(crate) type Id = u64;

/// Discord's epoch, the first second of 2015, in milliseconds since 1970.
const EPOCH_MS: u64 = 1_420_070_400_000;

/// The real clock plus an offset that only grows.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    offset_ms: u64,
    last: Id,
}

impl Clock {
    /// The simulator's time in milliseconds since 1970.
    pub(crate) fn now_ms(&self) -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        u64::try_from(since).unwrap_or(0) + self.offset_ms
    }

    /// Moves the clock forward.
    pub(crate) fn advance(&mut self, ms: u64) {
        self.offset_ms += ms;
    }

    /// A new id, larger than every one before.
    pub(crate) fn next_id(&mut self) -> Id {
        let now = self.now_ms().saturating_sub(EPOCH_MS) << 22;
        self.last = now.max(self.last + 1);
        self.last
    }
}

/// When the thing with this id was made, in milliseconds since 1970.
pub(crate) fn created_ms(id: Id) -> u64 {
    (id >> 22) + EPOCH_MS
}

/// The id that a thing made at this time would have at least.
pub(crate) fn id_at(ms: u64) -> Id {
    ms.saturating_sub(EPOCH_MS) << 22
}

/// A time as Discord writes it.
pub(crate) fn timestamp(ms: u64) -> String {
    let at = jiff::Timestamp::from_millisecond(i64::try_from(ms).unwrap_or(0)).unwrap_or_default();
    at.strftime("%Y-%m-%dT%H:%M:%S%.6f+00:00").to_string()
}

/// An id as it is written in a path or in JSON.
pub(crate) fn parse(text: &str) -> Option<Id> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}
