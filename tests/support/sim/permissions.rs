//! Computes who may do what where, in the order that Discord documents.

use super::snowflake::Id;
use super::world::{Channel, Guild, World};

pub(crate) const ADMINISTRATOR: u64 = 1 << 3;
pub(crate) const MANAGE_CHANNELS: u64 = 1 << 4;
pub(crate) const MANAGE_GUILD: u64 = 1 << 5;
pub(crate) const ADD_REACTIONS: u64 = 1 << 6;
pub(crate) const VIEW_CHANNEL: u64 = 1 << 10;
pub(crate) const SEND_MESSAGES: u64 = 1 << 11;
pub(crate) const SEND_TTS_MESSAGES: u64 = 1 << 12;
pub(crate) const MANAGE_MESSAGES: u64 = 1 << 13;
pub(crate) const EMBED_LINKS: u64 = 1 << 14;
pub(crate) const ATTACH_FILES: u64 = 1 << 15;
pub(crate) const READ_MESSAGE_HISTORY: u64 = 1 << 16;
pub(crate) const MENTION_EVERYONE: u64 = 1 << 17;
pub(crate) const USE_EXTERNAL_EMOJIS: u64 = 1 << 18;
pub(crate) const MANAGE_ROLES: u64 = 1 << 28;
pub(crate) const USE_APPLICATION_COMMANDS: u64 = 1 << 31;
pub(crate) const MANAGE_THREADS: u64 = 1 << 34;
pub(crate) const CREATE_PUBLIC_THREADS: u64 = 1 << 35;
pub(crate) const CREATE_PRIVATE_THREADS: u64 = 1 << 36;
pub(crate) const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;
pub(crate) const MODERATE_MEMBERS: u64 = 1 << 40;

/// Every permission that Discord documents.
pub(crate) const ALL: u64 = (1 << 51) - 1;

/// What members of a new server may do.
pub(crate) const EVERYONE: u64 = VIEW_CHANNEL
    | SEND_MESSAGES
    | ADD_REACTIONS
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | USE_APPLICATION_COMMANDS
    | CREATE_PUBLIC_THREADS
    | SEND_MESSAGES_IN_THREADS;

/// What the moderators of the support server have in addition.
pub(crate) const MODERATOR: u64 = MANAGE_MESSAGES | MANAGE_THREADS | MODERATE_MEMBERS | MENTION_EVERYONE;

/// What the bot's own role in the support server has in addition.
pub(crate) const BOT: u64 = VIEW_CHANNEL
    | SEND_MESSAGES
    | SEND_MESSAGES_IN_THREADS
    | CREATE_PUBLIC_THREADS
    | READ_MESSAGE_HISTORY
    | EMBED_LINKS
    | ATTACH_FILES
    | ADD_REACTIONS
    | MANAGE_THREADS
    | MENTION_EVERYONE;

/// What one has in a direct message.
const DIRECT: u64 = EVERYONE | MENTION_EVERYONE | USE_EXTERNAL_EMOJIS;

/// Lost together with SEND_MESSAGES.
const WITH_SENDING: u64 = MENTION_EVERYONE | SEND_TTS_MESSAGES | ATTACH_FILES | EMBED_LINKS;

/// What the member may do in the server as a whole.
pub(crate) fn in_guild(guild: &Guild, user: Id) -> u64 {
    if guild.owner == user {
        return ALL;
    }
    let Some(member) = guild.members.get(&user) else { return 0 };
    let granted = std::iter::once(guild.id)
        .chain(member.roles.iter().copied())
        .filter_map(|role| guild.roles.get(&role))
        .fold(0, |sum, role| sum | role.permissions);
    if granted & ADMINISTRATOR == 0 { granted } else { ALL }
}

/// What the person may do in the channel; 0 when it is hidden from them or unknown.
pub(crate) fn in_channel(world: &World, channel: Id, user: Id) -> u64 {
    let Some(here) = world.channels.get(&channel) else { return 0 };
    let Some(guild) = world.guild_of(channel) else {
        let theirs = here.kind == 1 && (here.recipient == Some(user) || user == world.application.bot);
        return if theirs { DIRECT } else { 0 };
    };
    if !guild.members.contains_key(&user) {
        return 0;
    }
    let base = in_guild(guild, user);
    if base == ALL {
        return ALL;
    }
    let Some(governing) = world.governing(channel) else { return 0 };
    let granted = overwritten(guild, governing, user, base);
    if granted & VIEW_CHANNEL == 0 || hidden_thread(here, user, granted) {
        return 0;
    }
    let sending = if here.thread.is_some() { SEND_MESSAGES_IN_THREADS } else { SEND_MESSAGES };
    if granted & sending == 0 { granted & !WITH_SENDING } else { granted }
}

pub(crate) fn can(world: &World, channel: Id, user: Id, wanted: u64) -> bool {
    in_channel(world, channel, user) & wanted == wanted
}

fn overwritten(guild: &Guild, channel: &Channel, user: Id, base: u64) -> u64 {
    let roles = guild.members.get(&user).map(|member| member.roles.as_slice()).unwrap_or_default();
    let of = |wanted: &dyn Fn(&super::world::Overwrite) -> bool| {
        let matching = channel.overwrites.iter().filter(|one| wanted(one));
        matching.fold((0, 0), |(allow, deny), one| (allow | one.allow, deny | one.deny))
    };
    let apply = |granted: u64, (allow, deny): (u64, u64)| (granted & !deny) | allow;
    let everyone = of(&|one| !one.member && one.id == guild.id);
    let by_role = of(&|one| !one.member && one.id != guild.id && roles.contains(&one.id));
    let own = of(&|one| one.member && one.id == user);
    apply(apply(apply(base, everyone), by_role), own)
}

/// A private thread is seen by its members and by those who manage threads.
fn hidden_thread(channel: &Channel, user: Id, granted: u64) -> bool {
    let joined = channel.thread.as_ref().is_some_and(|thread| thread.members.contains(&user));
    channel.kind == 12 && !joined && granted & MANAGE_THREADS == 0
}
