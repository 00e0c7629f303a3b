//! Remembers when messages and interactions came in, until they are answered or many others have come.

use std::collections::{HashMap, VecDeque};
use std::time::Instant;

/// More than arrive in the minutes in which an answer is to be expected; most messages never get one.
const REMEMBERED: usize = 4096;

/// Times of receipt, oldest first.
#[derive(Debug, Default)]
pub(super) struct Receipts {
    order: VecDeque<u64>,
    known: HashMap<u64, Instant>,
}

impl Receipts {
    /// Remembers an id; what is delivered twice came in the first time.
    pub(super) fn add(&mut self, id: u64, at: Instant) {
        if self.known.contains_key(&id) {
            return;
        }
        self.known.insert(id, at);
        self.order.push_back(id);
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
    }

    /// When it came in; it is forgotten with that.
    pub(super) fn take(&mut self, id: u64) -> Option<Instant> {
        self.known.remove(&id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_counts_once_and_nothing_grows() {
        let (mut receipts, at) = (Receipts::default(), Instant::now());
        receipts.add(7, at);
        receipts.add(7, at + std::time::Duration::from_secs(1));
        assert_eq!(receipts.take(7), Some(at), "the first time counts");
        assert_eq!(receipts.take(7), None);
        (100..100 + 2 * REMEMBERED as u64).for_each(|id| receipts.add(id, at));
        assert_eq!(receipts.take(100), None);
        assert!(receipts.order.len() <= REMEMBERED && receipts.known.len() <= REMEMBERED);
    }
}
