//! Writes people, roles, channels and servers as Discord's JSON.

use serde_json::{Value, json};

use super::permissions;
use super::snowflake::{Id, timestamp};
use super::world::{Channel, Guild, Member, Role, User, World};

/// An id as JSON has it.
pub(crate) fn id(id: Id) -> Value {
    Value::String(id.to_string())
}

pub(crate) fn user(user: &User) -> Value {
    json!({
        "id": id(user.id), "username": user.name, "discriminator": if user.bot { "4242" } else { "0" },
        "global_name": (!user.bot).then(|| capital(&user.name)), "avatar": null, "bot": user.bot,
        "public_flags": 0, "flags": 0, "primary_guild": null, "avatar_decoration_data": null,
        "banner": null, "accent_color": null, "collectibles": null,
    })
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A person by id; Discord's "Deleted User" when nobody has it.
pub(crate) fn user_of(world: &World, who: Id) -> Value {
    let gone = || {
        json!({"id": id(who), "username": "Deleted User", "discriminator": "0", "avatar": null,
        "global_name": null, "public_flags": 0, "flags": 0, "primary_guild": null})
    };
    world.users.get(&who).map_or_else(gone, user)
}

/// A member without the person, as messages carry it.
pub(crate) fn partial_member(member: &Member) -> Value {
    json!({
        "nick": member.nick, "roles": member.roles.iter().map(|role| id(*role)).collect::<Vec<_>>(),
        "joined_at": timestamp(member.joined_ms), "premium_since": null, "deaf": false, "mute": false,
        "flags": 0, "pending": false, "avatar": null, "banner": null, "communication_disabled_until": null,
    })
}

pub(crate) fn member(world: &World, member: &Member) -> Value {
    let mut written = partial_member(member);
    written["user"] = user_of(world, member.user);
    written
}

pub(crate) fn role(role: &Role) -> Value {
    let mut written = json!({
        "id": id(role.id), "name": role.name, "permissions": role.permissions.to_string(),
        "position": role.position, "color": 0, "hoist": false, "managed": role.bot.is_some(),
        "colors": {"primary_color": 0, "secondary_color": null, "tertiary_color": null},
        "mentionable": role.mentionable, "icon": null, "unicode_emoji": null, "flags": 0,
    });
    if let Some(bot) = role.bot {
        written["tags"] = json!({"bot_id": id(bot)});
    }
    written
}

/// A channel, thread or direct message.
pub(crate) fn channel(world: &World, channel: &Channel) -> Value {
    let mut written = json!({
        "id": id(channel.id), "type": channel.kind, "flags": 0,
        "last_message_id": channel.last_message.map(id),
    });
    if let Some(recipient) = channel.recipient {
        written["recipients"] = json!([user_of(world, recipient)]);
        return written;
    }
    written["name"] = json!(channel.name);
    written["guild_id"] = json!(channel.guild.map(id));
    written["parent_id"] = json!(channel.parent.map(id));
    written["rate_limit_per_user"] = json!(0);
    if channel.thread.is_some() {
        thread_part(world, channel, &mut written);
    } else {
        channel_part(channel, &mut written);
    }
    written
}

fn channel_part(channel: &Channel, written: &mut Value) {
    let overwrites = channel.overwrites.iter().map(|one| {
        json!({"id": id(one.id), "type": u8::from(one.member), "allow": one.allow.to_string(),
            "deny": one.deny.to_string()})
    });
    written["permission_overwrites"] = overwrites.collect();
    written["position"] = json!(channel.id % 1000);
    written["nsfw"] = json!(false);
    written["topic"] = Value::Null;
    if let Some(minutes) = channel.auto_archive_minutes {
        written["default_auto_archive_duration"] = json!(minutes);
    }
    if channel.kind == 15 {
        let tags = channel.tags.iter().map(|tag| {
            json!({"id": id(tag.id), "name": tag.name, "moderated": tag.moderated,
                "emoji_id": null, "emoji_name": null})
        });
        written["available_tags"] = tags.collect();
        written["default_reaction_emoji"] = Value::Null;
        written["default_sort_order"] = Value::Null;
        written["default_forum_layout"] = json!(0);
    }
}

fn thread_part(world: &World, channel: &Channel, written: &mut Value) {
    let Some(thread) = &channel.thread else { return };
    written["owner_id"] = id(thread.owner);
    written["thread_metadata"] = json!({
        "archived": thread.archived, "locked": thread.locked,
        "auto_archive_duration": thread.auto_archive_minutes,
        "archive_timestamp": timestamp(thread.archive_ms),
        "create_timestamp": timestamp(thread.created_ms),
    });
    written["message_count"] = json!(thread.message_count);
    written["total_message_sent"] = json!(thread.total_sent);
    written["member_count"] = json!(thread.members.len().min(50));
    if !channel.applied_tags.is_empty() || world.governing(channel.id).is_some_and(|parent| parent.kind == 15)
    {
        written["applied_tags"] = channel.applied_tags.iter().map(|tag| id(*tag)).collect();
    }
    if thread.members.contains(&world.application.bot) {
        written["member"] = thread_member(world.application.bot, channel);
    }
}

/// A person's place in a thread.
pub(crate) fn thread_member(user: Id, channel: &Channel) -> Value {
    let joined = channel.thread.as_ref().map_or(0, |thread| thread.created_ms);
    json!({"id": id(channel.id), "user_id": id(user), "join_timestamp": timestamp(joined), "flags": 0})
}

/// A server as REST gives it.
pub(crate) fn guild(guild: &Guild) -> Value {
    json!({
        "id": id(guild.id), "name": guild.name, "icon": null, "icon_hash": null, "splash": null,
        "discovery_splash": null, "owner_id": id(guild.owner), "afk_channel_id": null, "afk_timeout": 300,
        "widget_enabled": false, "verification_level": 1, "default_message_notifications": 1,
        "explicit_content_filter": 0, "roles": guild.roles.values().map(role).collect::<Vec<_>>(),
        "emojis": [], "features": ["COMMUNITY"], "mfa_level": 0, "application_id": null,
        "system_channel_id": null, "system_channel_flags": 0, "rules_channel_id": null,
        "vanity_url_code": null, "description": null, "banner": null, "premium_tier": 0,
        "premium_subscription_count": 0, "preferred_locale": "en-US", "public_updates_channel_id": null,
        "nsfw_level": 0, "nsfw": false, "stickers": [], "premium_progress_bar_enabled": false,
        "max_members": 500_000, "safety_alerts_channel_id": null, "region": "deprecated",
    })
}

/// A server as GUILD_CREATE brings it to the bot: every channel, the active threads that it may see.
pub(crate) fn guild_create(world: &World, here: &Guild, all_members: bool) -> Value {
    let bot = world.application.bot;
    let mut written = guild(here);
    let inside = || world.channels.values().filter(|one| one.guild == Some(here.id));
    let seen = |one: &&Channel| permissions::can(world, one.id, bot, permissions::VIEW_CHANNEL);
    let active = |one: &&Channel| one.thread.as_ref().is_some_and(|thread| !thread.archived);
    written["channels"] =
        inside().filter(|one| one.thread.is_none()).map(|one| channel(world, one)).collect();
    written["threads"] = inside().filter(active).filter(seen).map(|one| channel(world, one)).collect();
    let members = here.members.values().filter(|member| all_members || member.user == bot);
    written["members"] = members.map(|one| member(world, one)).collect();
    written["member_count"] = json!(here.members.len());
    written["joined_at"] = json!(here.members.get(&bot).map(|one| timestamp(one.joined_ms)));
    written["large"] = json!(false);
    written["unavailable"] = json!(false);
    for empty in
        ["voice_states", "presences", "stage_instances", "guild_scheduled_events", "soundboard_sounds"]
    {
        written[empty] = json!([]);
    }
    written
}
