//! Holds what exists: application, people, servers, roles, members, channels, messages, commands.

use std::collections::BTreeMap;

use serde_json::Value;

use super::message::Message;
use super::snowflake::Id;

/// Everything that exists. Tests read it in `wait_until`; only the simulator changes it once it runs.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    pub(crate) application: Application,
    pub(crate) users: BTreeMap<Id, User>,
    pub(crate) guilds: BTreeMap<Id, Guild>,
    /// Channels, threads and direct messages.
    pub(crate) channels: BTreeMap<Id, Channel>,
    pub(crate) messages: BTreeMap<Id, Message>,
    /// Application commands as Discord would return them.
    pub(crate) commands: Vec<Value>,
    pub(crate) gateway: Gateway,
}

/// The application and its bot user, as switched on in the developer portal.
#[derive(Clone, Debug, Default)]
pub(crate) struct Application {
    pub(crate) id: Id,
    pub(crate) bot: Id,
    pub(crate) owner: Id,
    pub(crate) name: String,
    pub(crate) token: String,
    /// The privileged intent MESSAGE_CONTENT.
    pub(crate) message_content: bool,
    /// The privileged intent GUILD_MEMBERS.
    pub(crate) guild_members: bool,
}

/// What `GET /gateway/bot` says, and the heartbeat.
#[derive(Clone, Debug)]
pub(crate) struct Gateway {
    pub(crate) shards: u64,
    pub(crate) heartbeat_ms: u64,
    pub(crate) sessions_left: u64,
    pub(crate) max_concurrency: u64,
}

impl Default for Gateway {
    fn default() -> Self {
        Self { shards: 1, heartbeat_ms: 41_250, sessions_left: 1000, max_concurrency: 1 }
    }
}

/// A person or a bot.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) bot: bool,
    /// Whether direct messages from people of the same server are let through.
    pub(crate) accepts_dms: bool,
    pub(crate) locale: String,
}

/// A server.
#[derive(Clone, Debug)]
pub(crate) struct Guild {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) owner: Id,
    pub(crate) roles: BTreeMap<Id, Role>,
    pub(crate) members: BTreeMap<Id, Member>,
}

/// A role; that with the server's own id is @everyone.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) permissions: u64,
    pub(crate) position: u64,
    pub(crate) mentionable: bool,
    /// The bot whose own role this is.
    pub(crate) bot: Option<Id>,
}

/// A person in a server.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) user: Id,
    pub(crate) nick: Option<String>,
    pub(crate) roles: Vec<Id>,
    pub(crate) joined_ms: u64,
}

/// A channel of any kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Channel {
    pub(crate) id: Id,
    /// 0 text, 1 direct, 4 category, 5 announcement, 10 to 12 threads, 15 forum.
    pub(crate) kind: u8,
    pub(crate) guild: Option<Id>,
    pub(crate) name: String,
    pub(crate) parent: Option<Id>,
    pub(crate) overwrites: Vec<Overwrite>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) applied_tags: Vec<Id>,
    pub(crate) last_message: Option<Id>,
    pub(crate) thread: Option<Thread>,
    /// The other side of a direct message.
    pub(crate) recipient: Option<Id>,
    /// The default for new threads, in minutes.
    pub(crate) auto_archive_minutes: Option<u64>,
}

/// What a channel allows or denies a role or member.
#[derive(Clone, Debug)]
pub(crate) struct Overwrite {
    pub(crate) id: Id,
    pub(crate) member: bool,
    pub(crate) allow: u64,
    pub(crate) deny: u64,
}

/// A tag of a forum.
#[derive(Clone, Debug)]
pub(crate) struct Tag {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) moderated: bool,
}

/// What a thread has beyond a channel.
#[derive(Clone, Debug, Default)]
pub(crate) struct Thread {
    pub(crate) owner: Id,
    pub(crate) archived: bool,
    pub(crate) locked: bool,
    pub(crate) auto_archive_minutes: u64,
    /// When it was last archived or opened again.
    pub(crate) archive_ms: u64,
    pub(crate) created_ms: u64,
    pub(crate) members: Vec<Id>,
    pub(crate) message_count: u64,
    pub(crate) total_sent: u64,
}

impl World {
    /// The channel whose permissions count: a thread's parent, else the channel itself.
    pub(crate) fn governing(&self, channel: Id) -> Option<&Channel> {
        let found = self.channels.get(&channel)?;
        match (&found.thread, found.parent) {
            (Some(_), Some(parent)) => self.channels.get(&parent),
            _ => Some(found),
        }
    }

    pub(crate) fn guild_of(&self, channel: Id) -> Option<&Guild> {
        self.guilds.get(&self.channels.get(&channel)?.guild?)
    }

    pub(crate) fn member(&self, guild: Id, user: Id) -> Option<&Member> {
        self.guilds.get(&guild)?.members.get(&user)
    }

    /// The messages of a channel, oldest first; system messages and ephemeral ones too.
    pub(crate) fn messages_in(&self, channel: Id) -> impl DoubleEndedIterator<Item = &Message> {
        self.messages.values().filter(move |message| message.channel == channel)
    }

    /// Threads of a channel, archived ones too.
    pub(crate) fn threads_of(&self, parent: Id) -> impl Iterator<Item = &Channel> {
        self.channels.values().filter(move |one| one.thread.is_some() && one.parent == Some(parent))
    }

    /// The direct channel between the bot and a person.
    pub(crate) fn dm_with(&self, user: Id) -> Option<&Channel> {
        self.channels.values().find(|one| one.kind == 1 && one.recipient == Some(user))
    }
}
