//! What was measured of a bot under a load, gathered over the rounds.

use std::time::Duration;

use super::load::Took;

/// Of all rounds together.
#[derive(Default)]
pub(crate) struct Figures {
    messages: usize,
    elapsed: Duration,
    processor: Duration,
    waits: Vec<Duration>,
    most_kib: (u64, u64),
}

impl Figures {
    /// Adds a round.
    pub(crate) fn add(&mut self, took: Took) {
        self.messages += took.messages;
        self.elapsed += took.elapsed;
        self.processor += took.processor;
        self.waits.extend(took.waits);
        self.waits.sort_unstable();
        let (start, end) = took.resident_kib;
        self.most_kib = (self.most_kib.0.max(start), self.most_kib.1.max(end));
    }

    /// Milliseconds of a processor for a message.
    pub(crate) fn processor(&self) -> f64 {
        self.processor.as_secs_f64() * 1e3 / self.messages as f64
    }

    /// Milliseconds from the frame to the first request, of half the complaints.
    pub(crate) fn median(&self) -> f64 {
        self.wait(50)
    }

    /// The same of 99 in 100.
    pub(crate) fn most(&self) -> f64 {
        self.wait(99)
    }

    fn wait(&self, share: usize) -> f64 {
        let at = self.waits.len() * share / 100;
        self.waits.get(at).map_or(0.0, |wait| wait.as_secs_f64() * 1e3)
    }

    /// Messages a second.
    pub(crate) fn rate(&self) -> f64 {
        self.messages as f64 / self.elapsed.as_secs_f64()
    }

    /// The most memory at the end of a round, in MB.
    pub(crate) fn memory(&self) -> f64 {
        self.most_kib.1 as f64 / 1024.0
    }

    /// The most before the first message.
    pub(crate) fn memory_at_start(&self) -> f64 {
        self.most_kib.0 as f64 / 1024.0
    }
}
