//! Opens the thread of a message when something is first said in it, and remembers which are open.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};

use serde_json::json;
use serenity::http::{LightMethod, Route};

use super::job::Job;
use crate::adapters::discord::dress::limits;
use crate::adapters::discord::wire::{self, Refused, ids};
use crate::triage::{Origin, PlaceId};

/// How many threads are remembered; of a forgotten one Discord is asked again, which does no harm.
const MOST: usize = 4096;
/// Minutes without a word after which Discord archives a thread: a week, the longest.
const ARCHIVE_AFTER: u32 = 10_080;

/// The threads that are known to be open.
#[derive(Debug, Default)]
pub(super) struct Threads(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    open: HashSet<PlaceId>,
    order: VecDeque<PlaceId>,
}

/// How a thread was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    /// It was opened just now: nobody but the bot is in it.
    Now,
    /// It was there.
    Before,
}

impl Threads {
    /// Makes sure that the thread of a message is open.
    pub(super) async fn open(&self, job: &Job<'_>, home: Origin) -> Result<Opened, Refused> {
        let place = PlaceId(home.message.0);
        if self.knows(place) {
            return Ok(Opened::Before);
        }
        let number = job.number().map(|number| number.to_string()).unwrap_or_default();
        let name = job.bot.say("discord_thread_name", &[("number", &number)]);
        let body = json!({
            "name": limits::cut(&name, limits::THREAD_NAME),
            "auto_archive_duration": ARCHIVE_AFTER,
        });
        let route = Route::ChannelMessageThreads {
            channel_id: ids::channel(home.channel),
            message_id: ids::message(home.message),
        };
        let opened = match job.bot.api.send(wire::json(LightMethod::Post, route, &body)?).await {
            Ok(()) => Opened::Now,
            Err(Refused::Exists) => Opened::Before,
            Err(refused) => return Err(refused),
        };
        self.remember(place);
        Ok(opened)
    }

    /// Forgets a thread that turned out to be gone.
    pub(super) fn forget(&self, place: PlaceId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).open.remove(&place);
    }

    fn knows(&self, place: PlaceId) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).open.contains(&place)
    }

    fn remember(&self, place: PlaceId) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.open.insert(place) {
            known.order.push_back(place);
        }
        while known.order.len() > MOST {
            if let Some(oldest) = known.order.pop_front() {
                known.open.remove(&oldest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_many_threads_are_remembered() {
        let threads = Threads::default();
        for place in 0..=MOST as u64 {
            threads.remember(PlaceId(place));
        }
        assert!(!threads.knows(PlaceId(0)), "the oldest is forgotten");
        assert!(threads.knows(PlaceId(1)) && threads.knows(PlaceId(MOST as u64)));
        threads.forget(PlaceId(1));
        assert!(!threads.knows(PlaceId(1)));
    }
}
