//! The times of a scope's last cases: few, in order, whatever order they are told in.

use serde::{Deserialize, Serialize};

use super::limits::{LONGEST_WINDOW, MOST};

/// The times of the last cases, in seconds, oldest first; at most [`MOST`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Recent(Vec<i64>);

impl Recent {
    /// Puts a case at its own place and forgets what is too old, or in the future after a clock was set back.
    /// Answers with its place, or nothing when it is older than all that is kept.
    pub(super) fn insert(&mut self, at: i64, now: i64) -> Option<usize> {
        let oldest = now.saturating_sub(LONGEST_WINDOW.as_secs());
        if self.0.first().is_some_and(|first| *first < oldest)
            || self.0.last().is_some_and(|last| *last > now)
        {
            self.0.retain(|time| (oldest..=now).contains(time));
        }
        if at < oldest || at > now {
            return None;
        }
        let place = self.0.partition_point(|time| *time <= at);
        self.0.insert(place, at);
        if self.0.len() > MOST {
            self.0.remove(0);
            return place.checked_sub(1);
        }
        Some(place)
    }

    /// Takes out the cases at these times, one for one.
    pub(super) fn take_out(&mut self, other: &Self) {
        for time in &other.0 {
            if let Ok(place) = self.0.binary_search(time) {
                self.0.remove(place);
            }
        }
    }

    /// The times, oldest first.
    pub(super) fn times(&self) -> &[i64] {
        &self.0
    }

    /// How many cases came after a moment.
    pub(super) fn after(&self, moment: i64) -> usize {
        self.0.len() - self.0.partition_point(|time| *time <= moment)
    }

    /// Whether nothing was heard since a moment.
    pub(super) fn is_older_than(&self, moment: i64) -> bool {
        self.0.last().is_none_or(|last| *last < moment)
    }
}
