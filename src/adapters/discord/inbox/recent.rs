//! The last ids seen, so that what is delivered twice counts once.

use std::collections::{HashSet, VecDeque};

/// As many as arrive in the few seconds in which something can be delivered again, and many more.
const REMEMBERED: usize = 1024;

/// The last ids, oldest first.
#[derive(Debug, Default)]
pub(super) struct Recent {
    order: VecDeque<u64>,
    known: HashSet<u64>,
}

impl Recent {
    /// Whether this id comes for the first time.
    pub(super) fn is_new(&mut self, id: u64) -> bool {
        if !self.known.insert(id) {
            return false;
        }
        self.order.push_back(id);
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_counts_once_until_many_others_have_come() {
        let mut recent = Recent::default();
        assert!(recent.is_new(7) && !recent.is_new(7));
        (100..100 + REMEMBERED as u64).for_each(|id| assert!(recent.is_new(id)));
        assert!(recent.is_new(7), "it was forgotten, and nothing grows");
    }
}
