//! Servers: themselves, their channels, roles, members, active threads.

use serde_json::{Value, json};

use super::super::look::Request;
use super::super::permissions::MANAGE_ROLES;
use super::super::refusal::Refusal;
use super::super::snowflake::Id;
use super::super::state::State;
use super::super::{people, permissions, view};
use super::{Outcome, channels, done, number, ok, unknown};

pub(super) fn route(state: &mut State, call: &Request, guild: Id, rest: &[&str]) -> Outcome {
    let bot = state.bot();
    let here = state.world.guilds.get(&guild).ok_or_else(Refusal::unknown_guild)?;
    if !here.members.contains_key(&bot) {
        return Err(Refusal::missing_access());
    }
    match (call.method.as_str(), rest) {
        ("GET", []) => ok(view::guild(here)),
        ("GET", ["roles"]) => ok(here.roles.values().map(view::role).collect()),
        ("GET", ["roles", "member-counts"]) => ok(counts(here)),
        ("GET", ["channels"]) => {
            let inside = state.world.channels.values().filter(|one| one.guild == Some(guild));
            let whole = inside.filter(|one| one.thread.is_none());
            ok(whole.map(|one| view::channel(&state.world, one)).collect())
        }
        ("GET", ["threads", "active"]) => ok(channels::active_threads(state, guild)),
        ("GET", ["members", "search"]) => search(state, call, guild),
        ("GET", ["members"]) => members(state, call, guild),
        ("GET", ["members", who]) => member(state, guild, number(who)?),
        ("PUT" | "DELETE", ["members", who, "roles", role]) => {
            role_of(state, call, guild, number(who)?, number(role)?)
        }
        _ => unknown(),
    }
}

/// How many members have each role; the role of everybody is left out.
fn counts(guild: &super::super::world::Guild) -> Value {
    let roles = guild.roles.keys().filter(|role| **role != guild.id);
    let size = |role: &Id| guild.members.values().filter(|member| member.roles.contains(role)).count();
    roles.map(|role| (role.to_string(), json!(size(role)))).collect::<serde_json::Map<_, _>>().into()
}

fn member(state: &State, guild: Id, who: Id) -> Outcome {
    if !state.world.users.contains_key(&who) {
        return Err(Refusal::unknown_user());
    }
    let member = state.world.member(guild, who).ok_or_else(Refusal::unknown_member)?;
    ok(view::member(&state.world, member))
}

/// Listing all members takes the privileged intent, switched on for the application.
fn members(state: &State, call: &Request, guild: Id) -> Outcome {
    if !state.world.application.guild_members {
        return Err(Refusal::missing_access());
    }
    let limit = limit(call)?;
    let after = call.query("after").map_or(Ok(0), number)?;
    let all = state.world.guilds[&guild].members.values().filter(|member| member.user > after);
    ok(all.take(limit).map(|member| view::member(&state.world, member)).collect())
}

fn search(state: &State, call: &Request, guild: Id) -> Outcome {
    let wanted = call.query("query").unwrap_or_default().to_lowercase();
    if wanted.is_empty() {
        return Err(Refusal::form("query", "BASE_TYPE_REQUIRED", "This field is required"));
    }
    let limit = limit(call)?;
    let named = |member: &&super::super::world::Member| {
        let name = state.world.users.get(&member.user).map(|user| user.name.to_lowercase());
        let nick = member.nick.as_ref().map(|nick| nick.to_lowercase());
        [name, nick].iter().flatten().any(|name| name.starts_with(&wanted))
    };
    let all = state.world.guilds[&guild].members.values().filter(named);
    ok(all.take(limit).map(|member| view::member(&state.world, member)).collect::<Value>())
}

fn limit(call: &Request) -> Result<usize, Refusal> {
    let given = call.query("limit").map_or(Some(1), |limit| limit.parse().ok());
    let between = "int value should be between 1 and 1000.";
    given
        .filter(|limit| (1..=1000).contains(limit))
        .ok_or_else(|| Refusal::form("limit", "NUMBER_TYPE_MAX", between))
}

fn role_of(state: &mut State, call: &Request, guild: Id, who: Id, role: Id) -> Outcome {
    let here = &state.world.guilds[&guild];
    if permissions::in_guild(here, state.bot()) & MANAGE_ROLES == 0 {
        return Err(Refusal::missing_permissions());
    }
    if !here.roles.contains_key(&role) {
        return Err(Refusal::new(404, 10011, "Unknown Role"));
    }
    if !here.members.contains_key(&who) {
        return Err(Refusal::unknown_member());
    }
    people::set_role(state, guild, who, role, call.method == "PUT");
    done()
}

/// The permissions that a member has, as a number in text; used in `users/@me/guilds`.
pub(super) fn mine(state: &State) -> Value {
    let bot = state.bot();
    let joined = state.world.guilds.values().filter(|guild| guild.members.contains_key(&bot));
    let shown = joined.map(|guild| {
        json!({"id": view::id(guild.id), "name": guild.name, "icon": null, "banner": null,
            "owner": guild.owner == bot, "features": ["COMMUNITY"],
            "permissions": permissions::in_guild(guild, bot).to_string()})
    });
    shown.collect()
}
