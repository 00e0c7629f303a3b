//! Carries work out: messages, threads, cards, marks. It looks before it sends a second time.
//!
//! | file | what it does |
//! | --- | --- |
//! | `say` | what the member reads: a reply, or a message in the thread or post |
//! | `whisper` | what only one person reads, while that is possible |
//! | `card` | the card of a case: called, changed |
//! | `page`, `remind`, `suggest` | what moderators are told besides |
//! | `announce` | what everybody in a channel is told of an incident |
//! | `warn`, `report` | a quiet word to an author, a false offer shown to moderators |
//! | `solved` | the tag of a forum post |
//! | `erase` | a message about a person who is forgotten |
//! | `job` | a piece of work with its case, and what it reports back |
//! | `post` | one message into one channel, once |
//! | `threads` | opens the thread of a message when something is first said in it |
//!
//! It decides nothing: what to say and to whom comes from triage, how it looks from dress.

mod announce;
mod card;
mod erase;
mod job;
mod nonce;
mod page;
mod post;
mod remind;
mod report;
mod say;
mod solved;
mod suggest;
mod threads;
mod warn;
mod whisper;

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::bot::Bot;
use super::dress;
use super::wire::{Refused, ids};
use crate::desk::{self, Failure};
use crate::store::Work;
use crate::triage::{Effect, PlaceId, ServerId};
use job::Job;
use threads::Threads;

/// The longest that a piece of work may take: within its lease, so that nobody else has begun it meanwhile.
const LONGEST: Duration = Duration::from_secs(240);

/// Where work goes out, for every server. Several workers may share one.
#[derive(Debug)]
pub struct Counter {
    bot: Arc<Bot>,
    threads: Threads,
    /// Servers of which it was said that nobody can be called there.
    unheard: Mutex<HashSet<ServerId>>,
    /// Places that turned out to be closed to the bot, of which the moderators were told.
    closed: Mutex<HashSet<PlaceId>>,
}

impl Counter {
    /// A counter of this bot.
    #[must_use]
    pub fn new(bot: Arc<Bot>) -> Self {
        Self { bot, threads: Threads::default(), unheard: Mutex::default(), closed: Mutex::default() }
    }

    async fn carry_out(&self, work: &Work) -> Result<(), Failure> {
        // One piece of work goes by one knowledge, like an event.
        let bot = self.bot.snapshot();
        let job = Job::load(&bot, work)?;
        match &work.effect {
            Effect::Say(message) => say::say(self, &job, message).await,
            Effect::Whisper(message) => whisper::whisper(self, &job, message).await,
            Effect::CallHuman(message) => card::call(self, &job, message).await,
            Effect::Card(message) => card::change(&job, message).await,
            Effect::Page { to, message } => page::page(self, &job, *to, message).await,
            Effect::Suggest(message) => suggest::suggest(self, &job, message).await,
            Effect::Remind(message) => remind::remind(self, &job, message).await,
            Effect::Announce(message) => announce::announce(&job, message).await,
            Effect::Warn(message) => warn::warn(&job, message).await,
            Effect::Report(message) => report::report(self, &job, message).await,
            Effect::MarkSolved(solved) => solved::mark(&job, *solved).await,
            Effect::Erase => erase::erase(&job).await,
            // The desk keeps wake-ups to itself.
            Effect::WakeAt { .. } => Ok(()),
        }
    }

    /// Tells the moderators, once for every place, that a member could not be answered there.
    async fn cannot_write(&self, job: &Job<'_>, place: PlaceId) {
        let new = self.closed.lock().unwrap_or_else(PoisonError::into_inner).insert(place);
        let Some(escalations) = job.settings.escalations.filter(|there| new && *there != place) else {
            return;
        };
        let text = job.bot.say("discord_cannot_write", &[("channel", &place.to_string())]);
        let told = dress::Dressed::text(&text).create();
        let sent = ids::channel(escalations).send_message(&self.bot.api.http, told).await;
        if let Err(why) = sent.map_err(Refused::from) {
            tracing::warn!(server = job.work.server.0, %why, "the moderators could not be told of a closed channel");
        }
    }

    /// Says once per server that there is no channel for its moderators. What the case holds goes nowhere else.
    fn nobody_to_call(&self, server: ServerId) {
        let mut unheard = self.unheard.lock().unwrap_or_else(PoisonError::into_inner);
        if unheard.insert(server) {
            tracing::warn!(
                server = server.0,
                "a person is asked for, and the server has no channel for that; choose one with /setup escalations"
            );
        }
    }
}

impl desk::Outlet for Counter {
    async fn perform(&self, work: &Work) -> Result<(), Failure> {
        match tokio::time::timeout(LONGEST, self.carry_out(work)).await {
            Ok(result) => result,
            Err(_) => Err(Failure::Retry { after: None, why: "it took too long".to_owned() }),
        }
    }
}
