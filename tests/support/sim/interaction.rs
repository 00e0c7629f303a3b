//! Interactions as they are kept, and how one begins: the record and the event for the bot.

use serde_json::{Value, json};

use super::gateway::dispatch::{self, Event};
use super::message::Message;
use super::snowflake::Id;
use super::state::State;
use super::view_message::message;
use super::{permissions, view};

/// How long a bot has for its first answer, in milliseconds.
pub(crate) const ANSWER_MS: u64 = 3_000;
/// How long a token is good for, in milliseconds.
pub(crate) const TOKEN_MS: u64 = 15 * 60_000;

/// What began it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Command,
    Component,
    Autocomplete,
    Modal,
}

impl Kind {
    pub(crate) fn number(self) -> u64 {
        match self {
            Self::Command => 2,
            Self::Component => 3,
            Self::Autocomplete => 4,
            Self::Modal => 5,
        }
    }
}

/// The first answer of the bot.
#[derive(Clone, Debug)]
pub(crate) enum First {
    Message(Box<Message>),
    Deferred { ephemeral: bool },
    Acknowledged,
    Updated(Box<Message>),
    Autocomplete(Vec<Value>),
    Modal(Value),
}

/// An interaction.
#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub(crate) id: Id,
    pub(crate) token: String,
    pub(crate) kind: Kind,
    pub(crate) user: Id,
    pub(crate) channel: Id,
    pub(crate) guild: Option<Id>,
    /// The message whose button or select it was.
    pub(crate) message: Option<Id>,
    /// For a modal, the interaction that opened it.
    pub(crate) opened_by: Option<Id>,
    pub(crate) data: Value,
    pub(crate) begun_ms: u64,
    pub(crate) first: Option<First>,
    /// When that came.
    pub(crate) answered_ms: Option<u64>,
    /// A second answer is no violation: the first one's arrival was never heard of, or the event came twice.
    pub(crate) excused: bool,
    /// What `@original` means.
    pub(crate) original: Option<Id>,
    pub(crate) followups: Vec<Id>,
}

impl Interaction {
    pub(crate) fn late(&self, now: u64) -> bool {
        self.first.is_none() && now.saturating_sub(self.begun_ms) > ANSWER_MS
    }

    pub(crate) fn expired(&self, now: u64) -> bool {
        now.saturating_sub(self.begun_ms) > TOKEN_MS
    }

    /// Whether the bot may answer with a change of the message it came from.
    pub(crate) fn has_message(&self) -> bool {
        self.message.is_some()
    }
}

/// What is needed to begin one.
#[derive(Clone, Debug)]
pub(crate) struct Beginning {
    pub(crate) kind: Kind,
    pub(crate) user: Id,
    pub(crate) channel: Id,
    pub(crate) message: Option<Id>,
    pub(crate) opened_by: Option<Id>,
    pub(crate) data: Value,
}

/// Begins an interaction: keeps it and sends it to the bot.
pub(crate) fn begin(state: &mut State, beginning: Beginning) -> Id {
    let id = state.clock.next_id();
    let begun_ms = state.clock.now_ms();
    let Beginning { kind, user, channel, message, opened_by, data } = beginning;
    let guild = state.world.channels.get(&channel).and_then(|channel| channel.guild);
    // Real tokens are long and say nothing; this one only has to be unguessable by accident.
    let token = format!("aW50ZXJhY3Rpb246{id}-{:016x}", id.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let (first, answered_ms, original, followups, excused) = Default::default();
    let record = Interaction {
        id,
        token,
        kind,
        user,
        channel,
        guild,
        message,
        opened_by,
        data,
        begun_ms,
        first,
        answered_ms,
        excused,
        original,
        followups,
    };
    let payload = payload(state, &record);
    state.interactions.insert(id, record);
    let event = Event::of_guild("INTERACTION_CREATE", guild, 0, payload);
    dispatch::dispatch(state, &event);
    id
}

fn payload(state: &State, one: &Interaction) -> Value {
    let world = &state.world;
    let locale = world.users.get(&one.user).map_or("en-US", |user| user.locale.as_str());
    let bot_may = permissions::in_channel(world, one.channel, state.bot());
    let owner = one.guild.map_or_else(|| "0".to_owned(), |guild| guild.to_string());
    let mut written = json!({
        "id": view::id(one.id), "application_id": view::id(world.application.id), "type": one.kind.number(),
        "token": one.token, "version": 1, "channel_id": view::id(one.channel), "locale": locale,
        "channel": world.channels.get(&one.channel).map(|channel| view::channel(world, channel)),
        "app_permissions": bot_may.to_string(), "entitlements": [], "attachment_size_limit": 10_485_760,
        "authorizing_integration_owners": {"0": owner}, "context": u8::from(one.guild.is_none()),
        "data": one.data,
    });
    let member = one.guild.and_then(|guild| world.member(guild, one.user));
    if let (Some(guild), Some(member)) = (one.guild, member) {
        let mut member = view::member(world, member);
        member["permissions"] = json!(permissions::in_channel(world, one.channel, one.user).to_string());
        written["member"] = member;
        written["guild_id"] = view::id(guild);
        written["guild_locale"] = json!("en-US");
        written["guild"] = json!({"id": view::id(guild), "locale": "en-US", "features": ["COMMUNITY"]});
    } else {
        written["user"] = view::user_of(world, one.user);
    }
    if let Some(origin) = one.message.and_then(|origin| world.messages.get(&origin)) {
        written["message"] = message(state, origin);
    }
    written
}
