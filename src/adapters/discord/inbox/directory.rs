//! What the bot knows of servers without asking: channels, threads, roles. Kept from gateway events, a few bytes each.

use std::collections::HashMap;

use serenity::model::channel::{ChannelType, GuildChannel};
use serenity::model::event::Event;
use serenity::model::guild::{Guild, Role};
use serenity::model::id::{ChannelId, GuildId, RoleId, UserId};
use serenity::model::permissions::Permissions;

/// What kind of place a message was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A channel in which messages follow each other.
    Text,
    /// A forum: its posts are threads.
    Forum,
    /// A thread, or a post of a forum.
    Thread {
        /// The channel or forum that it hangs from.
        parent: ChannelId,
        /// Who opened it.
        owner: Option<UserId>,
        /// It is a post of a forum.
        post: bool,
    },
    /// Anything else: voice, categories.
    Other,
}

/// A channel or thread.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) kind: Kind,
    /// The newest message in it that is known of; 0 for none.
    pub(super) newest: u64,
    /// For a thread: whether it was locked when last heard of.
    pub(super) locked: bool,
    /// For a thread: whether it was archived when last heard of.
    pub(super) archived: bool,
}

/// A server.
#[derive(Debug, Default)]
pub(super) struct Server {
    pub(super) name: String,
    owner: Option<UserId>,
    roles: HashMap<RoleId, Permissions>,
    pub(super) places: HashMap<ChannelId, Place>,
}

/// Every server that the bot is in.
#[derive(Debug, Default)]
pub(super) struct Directory {
    pub(super) servers: HashMap<GuildId, Server>,
    home: HashMap<ChannelId, GuildId>,
}

impl Directory {
    /// Learns from a gateway event.
    #[expect(clippy::wildcard_enum_match_arm, reason = "most events say nothing of servers")]
    pub(super) fn learn(&mut self, event: &Event) {
        match event {
            Event::GuildCreate(event) => self.server(&event.guild),
            Event::GuildUpdate(event) => {
                let server = self.servers.entry(event.guild.id).or_default();
                server.name.clone_from(&event.guild.name);
                server.owner = Some(event.guild.owner_id);
                server.roles = roles(event.guild.roles.values());
            }
            // An outage of Discord's, not a farewell, says `unavailable`.
            Event::GuildDelete(event) if !event.guild.unavailable => self.forget(event.guild.id),
            Event::ChannelCreate(event) => self.channel(&event.channel),
            Event::ChannelUpdate(event) => self.channel(&event.channel),
            Event::ChannelDelete(event) => self.remove(event.channel.guild_id, event.channel.id),
            Event::ThreadCreate(event) => self.channel(&event.thread),
            Event::ThreadUpdate(event) => self.channel(&event.thread),
            Event::ThreadDelete(event) => self.remove(event.thread.guild_id, event.thread.id),
            Event::ThreadListSync(event) => event.threads.iter().for_each(|thread| self.channel(thread)),
            Event::GuildRoleCreate(event) => self.role(&event.role),
            Event::GuildRoleUpdate(event) => self.role(&event.role),
            Event::GuildRoleDelete(event) => {
                if let Some(server) = self.servers.get_mut(&event.guild_id) {
                    server.roles.remove(&event.role_id);
                }
            }
            Event::MessageCreate(event) => self.spoken(event.message.channel_id, event.message.id.get()),
            _ => {}
        }
    }

    /// The server of a channel or thread, when it is known.
    pub(super) fn server_of(&self, place: ChannelId) -> Option<GuildId> {
        self.home.get(&place).copied()
    }

    /// A channel or thread, when it is known.
    pub(super) fn place(&self, place: ChannelId) -> Option<&Place> {
        self.servers.get(self.home.get(&place)?)?.places.get(&place)
    }

    /// Whether a place is a thread or post.
    pub(super) fn is_thread(&self, place: ChannelId) -> bool {
        self.place(place).is_some_and(|place| matches!(place.kind, Kind::Thread { .. }))
    }

    /// Whether these roles make somebody an administrator of a server, or the owner is one.
    pub(super) fn is_administrator(&self, server: GuildId, person: UserId, roles: &[RoleId]) -> bool {
        let Some(server) = self.servers.get(&server) else { return false };
        let runs_it = Permissions::ADMINISTRATOR | Permissions::MANAGE_GUILD;
        server.owner == Some(person)
            || roles
                .iter()
                .filter_map(|role| server.roles.get(role))
                .any(|permissions| permissions.intersects(runs_it))
    }

    /// Whether an id is a role of a server.
    pub(super) fn is_role(&self, server: GuildId, id: u64) -> bool {
        self.servers.get(&server).is_some_and(|server| server.roles.keys().any(|role| role.get() == id))
    }

    /// Takes in a channel or thread that was asked for, or told of.
    pub(super) fn channel(&mut self, channel: &GuildChannel) {
        let server = self.servers.entry(channel.guild_id).or_default();
        let forum = channel
            .parent_id
            .and_then(|parent| server.places.get(&parent))
            .is_some_and(|parent| parent.kind == Kind::Forum);
        let newest = channel.last_message_id.map_or(0, |id| id.get());
        let known = server.places.get(&channel.id).map_or(0, |place| place.newest);
        let place = Place {
            kind: kind(channel, forum),
            newest: newest.max(known),
            locked: channel.thread_metadata.is_some_and(|thread| thread.locked),
            archived: channel.thread_metadata.is_some_and(|thread| thread.archived),
        };
        server.places.insert(channel.id, place);
        self.home.insert(channel.id, channel.guild_id);
    }

    fn server(&mut self, guild: &Guild) {
        self.forget(guild.id);
        let server = self.servers.entry(guild.id).or_default();
        server.name.clone_from(&guild.name);
        server.owner = Some(guild.owner_id);
        server.roles = roles(guild.roles.values());
        guild.channels.values().for_each(|channel| self.channel(channel));
        guild.threads.iter().for_each(|thread| self.channel(thread));
    }

    fn role(&mut self, role: &Role) {
        let server = self.servers.entry(role.guild_id).or_default();
        server.roles.insert(role.id, role.permissions);
    }

    fn spoken(&mut self, place: ChannelId, message: u64) {
        let place =
            self.home.get(&place).and_then(|server| self.servers.get_mut(server)?.places.get_mut(&place));
        if let Some(place) = place {
            place.newest = place.newest.max(message);
        }
    }

    fn remove(&mut self, server: GuildId, place: ChannelId) {
        self.home.remove(&place);
        if let Some(server) = self.servers.get_mut(&server) {
            server.places.remove(&place);
        }
    }

    fn forget(&mut self, server: GuildId) {
        if let Some(server) = self.servers.remove(&server) {
            self.home.retain(|place, _| !server.places.contains_key(place));
        }
    }
}

fn roles<'a>(roles: impl Iterator<Item = &'a Role>) -> HashMap<RoleId, Permissions> {
    roles.map(|role| (role.id, role.permissions)).collect()
}

fn kind(channel: &GuildChannel, in_forum: bool) -> Kind {
    match (channel.kind, channel.parent_id) {
        (ChannelType::Text | ChannelType::News, _) => Kind::Text,
        (ChannelType::Forum, _) => Kind::Forum,
        (ChannelType::PublicThread | ChannelType::PrivateThread | ChannelType::NewsThread, Some(parent)) => {
            Kind::Thread { parent, owner: channel.owner_id, post: in_forum }
        }
        _ => Kind::Other,
    }
}
