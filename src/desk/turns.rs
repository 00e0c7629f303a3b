//! Lets the events of one person pass one at a time, in the order in which they came.

use tokio::sync::Mutex;

use crate::triage::PersonId;

/// Bits of the number of locks: more locks than members of a small server that write in the same moment. Two persons
/// who share one wait a few milliseconds for each other.
const BITS: u32 = 6;

/// A lock for every person. It lets in whoever came first.
#[derive(Debug)]
pub(super) struct Turns {
    first: Mutex<()>,
    others: Vec<Mutex<()>>,
}

impl Default for Turns {
    fn default() -> Self {
        Self { first: Mutex::default(), others: (1..1 << BITS).map(|_| Mutex::default()).collect() }
    }
}

impl Turns {
    /// The lock of a person.
    pub(super) fn of(&self, person: PersonId) -> &Mutex<()> {
        // Ids are times with a few other bits: multiplying by 2^64 / golden ratio spreads them over the high bits.
        let spread = person.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - BITS);
        usize::try_from(spread).ok().and_then(|index| self.others.get(index)).unwrap_or(&self.first)
    }
}
