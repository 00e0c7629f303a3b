//! The history of the last days as it rolls on, that a simulated server learns its baseline from.

use std::collections::VecDeque;

use crate::incident::limits::{LEVEL_DAYS, SHARE_DAYS};
use crate::incident::{Day, History};

/// The same sums as [`History::add`] over the last days, kept up by adding a day and taking one away: a simulation of
/// twenty years would else spend its time on adding up.
#[derive(Debug, Clone, Default)]
pub(super) struct Rolling {
    /// The last days, yesterday first.
    pub(super) days: VecDeque<Day>,
    pub(super) history: History,
}

impl Rolling {
    pub(super) fn end(&mut self, day: Day) {
        self.history.add(1, &day);
        self.days.push_front(day);
        if let Some(old) = self.days.get(usize::from(LEVEL_DAYS)) {
            for (hour, sum) in self.history.hours.iter_mut().enumerate().filter(|(at, _)| !old.left_out[*at])
            {
                sum.cases -= old.hours[hour];
                sum.days -= 1;
            }
            if old.is_whole() {
                let cases = u64::from(old.cases());
                self.history.whole.days -= 1;
                self.history.whole.cases -= cases;
                self.history.whole.squares -= cases * cases;
            }
        }
        if self.days.len() > usize::from(SHARE_DAYS)
            && let Some(old) = self.days.pop_back()
        {
            self.history.cases -= old.cases();
            for (cause, cases) in &old.causes {
                let sum = self.history.causes.get_mut(cause).unwrap();
                *sum -= cases;
                if *sum == 0 {
                    self.history.causes.remove(cause);
                }
            }
        }
    }
}
