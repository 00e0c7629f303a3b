//! The last ids seen, with what is known of each: what is delivered twice counts once, and a deletion finds its author.

use std::collections::{HashMap, VecDeque};

/// As many as arrive in the few seconds in which something can be delivered again, and many more.
const REMEMBERED: usize = 1024;

/// The last ids, oldest first.
#[derive(Debug)]
pub(super) struct Recent<T> {
    order: VecDeque<u64>,
    known: HashMap<u64, T>,
}

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self { order: VecDeque::new(), known: HashMap::new() }
    }
}

impl<T> Recent<T> {
    /// Remembers an id; `false` when it is known already.
    pub(super) fn add(&mut self, id: u64, what: T) -> bool {
        if self.known.insert(id, what).is_some() {
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

    /// What is known of an id.
    pub(super) fn get(&self, id: u64) -> Option<&T> {
        self.known.get(&id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_counts_once_until_many_others_have_come() {
        let mut recent = Recent::default();
        assert!(recent.add(7, 'a') && !recent.add(7, 'a'));
        assert_eq!(recent.get(7), Some(&'a'));
        (100..100 + REMEMBERED as u64).for_each(|id| assert!(recent.add(id, 'b')));
        assert_eq!(recent.get(7), None);
        assert!(recent.add(7, 'c'), "it was forgotten, and nothing grows");
    }
}
