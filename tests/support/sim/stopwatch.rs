//! How long the bot takes from the frame that tells it of a message to its first request about it. Off until it is
//! started.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::Simulator;
use super::look::Request;
use super::snowflake::{Id, parse};

/// The messages that the bot was told of.
#[derive(Debug, Default)]
pub(super) struct Stopwatch {
    told: HashMap<Id, Instant>,
    took: HashMap<Id, Duration>,
}

impl Stopwatch {
    /// The frame about this message is being written.
    pub(super) fn told(&mut self, message: Id) {
        self.told.insert(message, Instant::now());
    }

    /// A request came at this moment. Only the first one about a message counts.
    pub(super) fn asked(&mut self, call: &Request, came: Instant) {
        let named = call.body["message_reference"]["message_id"].as_str();
        for about in named.into_iter().chain(call.path.split('/')).filter_map(parse) {
            if let Some(told) = self.told.get(&about) {
                self.took.entry(about).or_insert(came.duration_since(*told));
            }
        }
    }
}

impl Simulator {
    /// From now on it is measured.
    pub(crate) fn start_stopwatch(&self) {
        self.shared.with(|state| state.stopwatch = Some(Stopwatch::default()));
    }

    /// How long the bot took until its first request about each message about which there was one.
    pub(crate) fn took(&self) -> HashMap<Id, Duration> {
        self.shared.with(|state| state.stopwatch.as_ref().map(|watch| watch.took.clone()).unwrap_or_default())
    }

    /// Waits until there were requests about so many messages; whether there were, before this time was over.
    pub(crate) fn asked_about(&self, messages: usize, limit: Duration) -> bool {
        let enough = |watch: &Stopwatch| watch.took.len() >= messages;
        self.shared.wait(limit, |state| state.stopwatch.as_ref().is_some_and(enough).then_some(())).is_some()
    }
}
