//! What tests look at: messages, requests, violations, and waiting for any of them.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::Simulator;
use super::message::Message;
use super::snowflake::Id;
use super::state::State;
use super::world::{Channel, World};

/// How long anything is waited for.
pub(crate) const DEADLINE: Duration = Duration::from_secs(30);

/// A REST request of the bot.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    /// 1, 2, 3 in the order of the answers.
    pub(crate) order: u64,
    /// The simulator's time.
    pub(crate) at_ms: u64,
    pub(crate) method: String,
    /// With `/api/v10`.
    pub(crate) path: String,
    /// As sent, with escapes undone.
    pub(crate) query: Vec<(String, String)>,
    /// Names in lower case; the token is `***`.
    pub(crate) headers: Vec<(String, String)>,
    /// The JSON body, or that of `payload_json`; null when there is none.
    pub(crate) body: Value,
    pub(crate) has_body: bool,
    pub(crate) files: Vec<Upload>,
    /// 0 when the connection was cut before.
    pub(crate) status: u16,
    /// The JSON of the answer.
    pub(crate) answer: Value,
    pub(super) authorization: Option<String>,
}

/// A file that the bot sent.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    /// The field of the form, such as `files[0]`.
    pub(crate) field: String,
    pub(crate) name: String,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

/// A copy of the world at one moment.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) world: World,
}

impl Request {
    /// The path without `/api/v10`.
    pub(crate) fn route(&self) -> &str {
        self.path.strip_prefix("/api/v10").unwrap_or(&self.path)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    /// Method and path, for messages of tests.
    pub(crate) fn line(&self) -> String {
        format!("{} {} -> {}", self.method, self.route(), self.status)
    }
}

impl Simulator {
    /// All messages of a channel that everybody in it sees, oldest first. Discord's own notices are left out, and so
    /// are ephemeral ones: see [`Self::messages_seen_by`].
    pub(crate) fn messages(&self, channel: Id) -> Vec<Message> {
        let open = |one: &&Message| !one.ephemeral();
        self.shared.with(|state| written(&state.world, channel).filter(open).cloned().collect())
    }

    /// The messages of the bot in a channel, oldest first, without ephemeral ones.
    pub(crate) fn bot_messages(&self, channel: Id) -> Vec<Message> {
        let bot = self.bot();
        self.messages(channel).into_iter().filter(|message| message.author == bot).collect()
    }

    /// What one person sees in a channel, oldest first: with the ephemeral messages for them.
    pub(crate) fn messages_seen_by(&self, user: Id, channel: Id) -> Vec<Message> {
        let theirs = |one: &&Message| one.ephemeral_for.is_none_or(|only| only == user);
        self.shared.with(|state| written(&state.world, channel).filter(theirs).cloned().collect())
    }

    /// A message as it is now.
    pub(crate) fn message(&self, id: Id) -> Option<Message> {
        self.shared.with(|state| state.world.messages.get(&id).cloned())
    }

    /// Waits for a message of the bot in the channel and gives the newest that fits.
    pub(crate) fn wait_for_bot_message(&self, channel: Id, fits: impl Fn(&Message) -> bool) -> Message {
        let found = self.shared.wait_outside(DEADLINE, || {
            let newest = self.bot_messages(channel).into_iter().rev();
            newest.filter(|message| !message.loading()).find(|message| fits(message))
        });
        found.unwrap_or_else(|| panic!("no such message of the bot in {channel}; {}", self.seen()))
    }

    /// Waits until the world is so.
    pub(crate) fn wait_until(&self, so: impl Fn(&World) -> bool) {
        self.wait_for("the world to be so", |seen| so(&seen.world).then_some(()));
    }

    /// Waits for a request that fits, also one that has already been answered.
    pub(crate) fn wait_for_request(&self, fits: impl Fn(&Request) -> bool) -> Request {
        self.wait_for("such a request", |_| self.requests().into_iter().find(|one| fits(one)))
    }

    /// The threads of a channel, oldest first, archived ones too.
    pub(crate) fn threads_of(&self, channel: Id) -> Vec<Channel> {
        self.shared.with(|state| state.world.threads_of(channel).cloned().collect())
    }

    /// A channel or thread as it is now.
    pub(crate) fn channel(&self, id: Id) -> Option<Channel> {
        self.shared.with(|state| state.world.channels.get(&id).cloned())
    }

    /// Waits until no request has been open and nothing has happened for so many (real) milliseconds.
    pub(crate) fn quiet(&self, ms: u64) {
        let calm = Duration::from_millis(ms);
        let idle = self.shared.wait(DEADLINE + calm, |state| {
            (state.open_requests == 0 && state.last_activity.elapsed() >= calm).then_some(())
        });
        assert!(idle.is_some(), "the bot never was quiet; {}", self.seen());
    }

    /// Every REST request so far, in the order of the answers.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.shared.with(|state| state.requests.clone())
    }

    /// The attachments that were fetched, as paths below `/attachments/`.
    pub(crate) fn downloads(&self) -> Vec<String> {
        self.shared.with(|state| state.downloads.clone())
    }

    /// What a well-behaved bot would not have done; reading it takes it off the list.
    pub(crate) fn violations(&self) -> Vec<String> {
        self.shared.with(|state| std::mem::take(&mut state.violations))
    }

    /// Interactions that the bot has left without any answer, also those still within their three seconds.
    pub(crate) fn unanswered(&self) -> Vec<Id> {
        self.shared.with(|state| {
            let all = state.interactions.values();
            all.filter(|one| one.first.is_none()).map(|one| one.id).collect()
        })
    }

    /// Looks at the world, or sets something up before the bot starts; no events are sent.
    pub(crate) fn with_world<T>(&self, work: impl FnOnce(&mut World) -> T) -> T {
        self.shared.with(|state| work(&mut state.world))
    }

    /// Waits until the look gives something; panics with what was seen instead. The look gets a copy of the world and
    /// may ask the simulator for more.
    pub(crate) fn wait_for<T>(&self, what: &str, mut look: impl FnMut(&Seen) -> Option<T>) -> T {
        let begun = Instant::now();
        let copy = || Seen { world: self.shared.with(|state| state.world.clone()) };
        let found = self.shared.wait_outside(DEADLINE, || look(&copy()));
        found.unwrap_or_else(|| panic!("waited {:?} for {what}; {}", begun.elapsed(), self.seen()))
    }

    /// Forgets everything before this message that nobody asks for any more: other messages, requests, interactions,
    /// signs. Nobody is told.
    pub(crate) fn forget_before(&self, message: Id) {
        self.shared.with(|state| {
            state.world.messages = state.world.messages.split_off(&message);
            state.interactions = state.interactions.split_off(&message);
            state.nonces.retain(|_, (first, _)| *first >= message);
            state.requests.clear();
            state.typing.clear();
        });
    }

    /// How many requests there were since they were last forgotten.
    pub(crate) fn request_count(&self) -> usize {
        self.shared.with(|state| state.requests.len())
    }

    /// Waits until the look gives something, but no longer than this. The world is not copied for it.
    pub(crate) fn wait_at_most<T>(
        &self,
        limit: Duration,
        mut look: impl FnMut(&World) -> Option<T>,
    ) -> Option<T> {
        self.shared.wait(limit, |state| look(&state.world))
    }

    /// Waits until the bot did something more, but no longer than this: a request, or an event for it.
    pub(crate) fn wait_for_a_move(&self, limit: Duration) {
        let before = self.shared.with(|state| state.last_activity);
        let _still: Option<()> =
            self.shared.wait(limit, |state| (state.last_activity != before).then_some(()));
    }

    /// The same from within the simulator, on the state itself.
    pub(super) fn watch<T>(&self, what: &str, look: impl FnMut(&mut State) -> Option<T>) -> T {
        let found = self.shared.wait(DEADLINE, look);
        found.unwrap_or_else(|| panic!("waited {DEADLINE:?} for {what}; {}", self.seen()))
    }

    /// The last requests and messages, for the panic of a test.
    pub(crate) fn seen(&self) -> String {
        self.shared.with(|state| {
            let requests = state.requests.iter().rev().take(12).rev().map(Request::line);
            let messages = state.world.messages.values().rev().take(8);
            let messages = messages.map(|one| format!("{} in {}: {:?}", one.author, one.channel, one.text()));
            let violations = &state.violations;
            format!(
                "requests: {:#?}\nlast messages: {:#?}\nviolations: {violations:#?}",
                requests.collect::<Vec<_>>(),
                messages.collect::<Vec<_>>()
            )
        })
    }
}

fn written(world: &World, channel: Id) -> impl DoubleEndedIterator<Item = &Message> {
    world.messages_in(channel).filter(|message| !message.system())
}
