//! What was found at Discord: plain data, from which the complaints are worked out.

use serenity::model::Permissions;

/// What concerns the bot everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Service {
    /// Whether the Message Content intent is switched on; `None`: Discord did not say.
    pub(super) message_content: Option<bool>,
    /// Seconds by which this computer's clock is ahead of Discord's (behind: negative).
    pub(super) ahead: Option<i64>,
    /// How often the bot may still connect, and in how many minutes that is counted anew.
    pub(super) connections: Option<(u64, u64)>,
    /// The names of the registered commands.
    pub(super) commands: Option<Vec<String>>,
}

/// What concerns one server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Server {
    /// Its id, which is also that of its role @everyone.
    pub(super) id: u64,
    /// Its name.
    pub(super) name: String,
    /// Whose it is.
    pub(super) owner: u64,
    /// The bot's user.
    pub(super) bot: u64,
    /// The bot's roles, without @everyone.
    pub(super) bot_roles: Vec<u64>,
    /// All roles.
    pub(super) roles: Vec<Role>,
    /// All channels, without threads.
    pub(super) channels: Vec<Channel>,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) id: u64,
    pub(super) permissions: Permissions,
    /// Whether everybody may ping it.
    pub(super) mentionable: bool,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Channel {
    pub(super) id: u64,
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) overwrites: Vec<Overwrite>,
    /// The tags of a forum.
    pub(super) tags: Vec<u64>,
}

/// What can be written in a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Messages, and threads of them: text and announcements.
    Text,
    /// Posts.
    Forum,
    /// Nothing: it holds other channels, or is for pictures or speech.
    Other,
}

/// What a channel allows and denies a role or a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Overwrite {
    pub(super) id: u64,
    pub(super) allow: Permissions,
    pub(super) deny: Permissions,
}

impl Server {
    /// A channel by its id.
    pub(super) fn channel(&self, id: u64) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    /// A role by its id.
    pub(super) fn role(&self, id: u64) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::knowledge::{KnowledgeBase, Replies};

    /// The sentences of the project, read once for all tests.
    pub(in super::super) static REPLIES: LazyLock<Replies> =
        LazyLock::new(|| KnowledgeBase::built_in().unwrap().replies);

    pub(in super::super) const SERVER: u64 = 100;
    pub(in super::super) const BOT: u64 = 200;
    pub(in super::super) const BOT_ROLE: u64 = 300;

    /// A server in which the bot may do all that it needs.
    pub(in super::super) fn server() -> Server {
        let role = |id, permissions| Role { id, permissions, mentionable: false };
        let needed = Permissions::VIEW_CHANNEL
            | Permissions::SEND_MESSAGES
            | Permissions::SEND_MESSAGES_IN_THREADS
            | Permissions::CREATE_PUBLIC_THREADS
            | Permissions::READ_MESSAGE_HISTORY
            | Permissions::EMBED_LINKS;
        Server {
            id: SERVER,
            name: "Backup Help".to_owned(),
            owner: 1,
            bot: BOT,
            bot_roles: vec![BOT_ROLE],
            roles: vec![role(SERVER, needed), role(BOT_ROLE, Permissions::empty())],
            channels: Vec::new(),
        }
    }

    pub(in super::super) fn channel(id: u64) -> Channel {
        Channel { id, name: format!("room-{id}"), kind: Kind::Text, overwrites: Vec::new(), tags: Vec::new() }
    }

    pub(in super::super) fn overwrite(id: u64, allow: Permissions, deny: Permissions) -> Overwrite {
        Overwrite { id, allow, deny }
    }
}
