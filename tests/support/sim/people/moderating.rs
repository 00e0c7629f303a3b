//! What changes around the conversation: members come and go, roles, locks, archives, channels, permissions.

use serde_json::json;

use super::super::Simulator;
use super::super::gateway::dispatch::{self, Event, GUILD_MEMBERS, GUILDS};
use super::super::permissions::{MANAGE_THREADS, VIEW_CHANNEL, can};
use super::super::rest::thread_changes;
use super::super::sending::channel_event;
use super::super::snowflake::{Id, created_ms, timestamp};
use super::super::state::State;
use super::super::view;
use super::super::world::Member;
use super::name;

impl Simulator {
    /// A member leaves; the bot hears of it with GUILD_MEMBERS only.
    pub(crate) fn leave(&self, guild: Id, user: Id) {
        self.shared.with(|state| {
            state.world.guilds.get_mut(&guild).expect("the server is there").members.remove(&user);
            let data = json!({"guild_id": view::id(guild), "user": view::user_of(&state.world, user)});
            dispatch::dispatch(
                state,
                &Event::of_guild("GUILD_MEMBER_REMOVE", Some(guild), GUILD_MEMBERS, data),
            );
        });
    }

    /// Somebody joins.
    pub(crate) fn join(&self, guild: Id, user: Id) {
        self.shared.with(|state| {
            let joined_ms = state.clock.now_ms();
            let member = Member { user, nick: None, roles: Vec::new(), joined_ms };
            let mut data = view::member(&state.world, &member);
            data["guild_id"] = view::id(guild);
            state.world.guilds.get_mut(&guild).expect("the server is there").members.insert(user, member);
            dispatch::dispatch(state, &Event::of_guild("GUILD_MEMBER_ADD", Some(guild), GUILD_MEMBERS, data));
        });
    }

    /// A member gets a role, or loses it.
    pub(crate) fn set_role(&self, guild: Id, user: Id, role: Id, has: bool) {
        self.shared.with(|state| set_role(state, guild, user, role, has));
    }

    /// What a role may do everywhere changes.
    pub(crate) fn set_role_permissions(&self, guild: Id, role: Id, permissions: u64) {
        self.shared.with(|state| {
            let roles = &mut state.world.guilds.get_mut(&guild).expect("the server is there").roles;
            let found = roles.get_mut(&role).expect("the role is there");
            found.permissions = permissions;
            let data = json!({"guild_id": view::id(guild), "role": view::role(found)});
            dispatch::dispatch(state, &Event::of_guild("GUILD_ROLE_UPDATE", Some(guild), GUILDS, data));
        });
    }

    /// What a role or member may do in one channel changes.
    pub(crate) fn set_overwrite(&self, channel: Id, target: Id, allow: u64, deny: u64) {
        self.shared.with(|state| {
            let bot = state.bot();
            let before = can(&state.world, channel, bot, VIEW_CHANNEL);
            state.world.overwrite(channel, target, allow, deny);
            if before || can(&state.world, channel, bot, VIEW_CHANNEL) {
                channel_event(state, "CHANNEL_UPDATE", channel);
            }
        });
    }

    /// A role disappears.
    pub(crate) fn delete_role(&self, guild: Id, role: Id) {
        self.shared.with(|state| {
            let here = state.world.guilds.get_mut(&guild).expect("the server is there");
            here.roles.remove(&role);
            for member in here.members.values_mut() {
                member.roles.retain(|one| *one != role);
            }
            let data = json!({"guild_id": view::id(guild), "role_id": view::id(role)});
            dispatch::dispatch(state, &Event::of_guild("GUILD_ROLE_DELETE", Some(guild), GUILDS, data));
        });
    }

    /// A moderator locks the thread, or opens the lock.
    pub(crate) fn lock_thread(&self, moderator: Id, thread: Id, locked: bool) {
        self.act(|state| {
            if !can(&state.world, thread, moderator, MANAGE_THREADS) {
                return Err(format!("{} may not lock threads", name(state, moderator)));
            }
            thread_changes::change(state, thread, &json!({"locked": locked}));
            Ok(())
        });
    }

    /// Its owner or a moderator archives the thread by hand ("close"), or opens it again.
    pub(crate) fn archive_thread(&self, user: Id, thread: Id, archived: bool) {
        self.act(|state| {
            let found = state.world.channels.get(&thread).and_then(|channel| channel.thread.as_ref());
            let found = found.ok_or("no such thread")?;
            if found.owner != user && !can(&state.world, thread, user, MANAGE_THREADS) {
                return Err(format!("{} may not close the thread", name(state, user)));
            }
            thread_changes::change(state, thread, &json!({"archived": archived}));
            Ok(())
        });
    }

    /// Discord archives the thread since nobody wrote for its duration. The clock moves on as far as that takes.
    pub(crate) fn auto_archive(&self, thread: Id) {
        self.act(|state| {
            let channel = state.world.channels.get(&thread).ok_or("no such thread")?;
            let found = channel.thread.as_ref().ok_or("not a thread")?;
            let last = created_ms(channel.last_message.unwrap_or(thread)).max(found.archive_ms);
            let due = last + found.auto_archive_minutes * 60_000;
            let now = state.clock.now_ms();
            state.clock.advance(due.saturating_sub(now));
            thread_changes::change(state, thread, &json!({"archived": true}));
            Ok(())
        });
    }

    /// A channel or thread is deleted, with everything in it.
    pub(crate) fn delete_channel(&self, channel: Id) {
        self.shared.with(|state| remove_channel(state, channel));
    }

    /// The bot is thrown out of a server.
    pub(crate) fn kick_bot(&self, guild: Id) {
        self.shared.with(|state| {
            let bot = state.bot();
            let data = json!({"id": view::id(guild), "unavailable": false});
            dispatch::dispatch(
                state,
                &Event::of_guild("GUILD_DELETE", Some(guild), GUILDS, json!({"id": data["id"]})),
            );
            state.world.guilds.get_mut(&guild).expect("the server is there").members.remove(&bot);
        });
    }

    /// The bot is let into a server that the world has; its own role is given to it.
    pub(crate) fn invite_bot(&self, guild: Id, roles: &[Id]) {
        self.shared.with(|state| {
            let bot = state.bot();
            state.world.add_member(guild, bot, roles);
            let data = view::guild_create(&state.world, &state.world.guilds[&guild], false);
            dispatch::dispatch(state, &Event::of_guild("GUILD_CREATE", Some(guild), GUILDS, data));
        });
    }
}

/// A member gets a role, or loses it.
pub(crate) fn set_role(state: &mut State, guild: Id, user: Id, role: Id, has: bool) {
    let members = &mut state.world.guilds.get_mut(&guild).expect("the server is there").members;
    let member = members.get_mut(&user).expect("the member is there");
    member.roles.retain(|one| *one != role);
    if has {
        member.roles.push(role);
    }
    let member = member.clone();
    let mut data = view::member(&state.world, &member);
    data["guild_id"] = view::id(guild);
    data["joined_at"] = json!(timestamp(member.joined_ms));
    // The bot always hears of its own roles.
    let intent = if user == state.bot() { GUILDS } else { GUILD_MEMBERS };
    dispatch::dispatch(state, &Event::of_guild("GUILD_MEMBER_UPDATE", Some(guild), intent, data));
}

/// Takes a channel or thread away, with its threads and messages.
pub(crate) fn remove_channel(state: &mut State, channel: Id) {
    let below = state.world.threads_of(channel).map(|thread| thread.id).collect::<Vec<_>>();
    let Some(found) = state.world.channels.get(&channel) else { return };
    let bot = state.bot();
    let seen = can(&state.world, channel, bot, VIEW_CHANNEL);
    let (name, data) = if found.thread.is_some() {
        let data = json!({"id": view::id(channel), "guild_id": found.guild.map(view::id),
            "parent_id": found.parent.map(view::id), "type": found.kind});
        ("THREAD_DELETE", data)
    } else {
        ("CHANNEL_DELETE", view::channel(&state.world, found))
    };
    let event = Event::of_guild(name, found.guild, GUILDS, data);
    for gone in below.into_iter().chain([channel]) {
        state.world.channels.remove(&gone);
        state.world.messages.retain(|_, message| message.channel != gone);
    }
    if seen {
        dispatch::dispatch(state, &event);
    }
}
