//! Application commands: registered for all servers or for one, read, replaced.

use serde_json::{Value, json};

use super::super::look::Request;
use super::super::refusal::Refusal;
use super::super::snowflake::Id;
use super::super::state::State;
use super::super::{validate, view};
use super::{Outcome, done, number, ok};

/// Routes below `/applications/{id}`; `None` when it is another one.
pub(super) fn route(state: &mut State, call: &Request, parts: &[&str]) -> Option<Outcome> {
    let (application, guild, rest) = match parts {
        ["applications", application, "guilds", guild, "commands", rest @ ..] => {
            (application, Some(*guild), rest)
        }
        ["applications", application, "commands", rest @ ..] => (application, None, rest),
        _ => return None,
    };
    Some(within(state, call, application, guild, rest))
}

fn within(
    state: &mut State,
    call: &Request,
    application: &str,
    guild: Option<&str>,
    rest: &[&str],
) -> Outcome {
    if number(application)? != state.world.application.id {
        return Err(Refusal::fault(
            403,
            20012,
            "You are not authorized to perform this action on this application",
        ));
    }
    let guild = guild.map(number).transpose()?;
    if guild.is_some_and(|guild| state.world.member(guild, state.bot()).is_none()) {
        return Err(Refusal::missing_access());
    }
    let here = guild.map(view::id).unwrap_or_default();
    let ours = |command: &Value| command["guild_id"] == here;
    match (call.method.as_str(), rest) {
        ("GET", []) => ok(state.world.commands.iter().filter(|one| ours(one)).cloned().collect()),
        ("PUT", []) => replace(state, call, guild),
        ("POST", []) => {
            validate::commands::list(std::slice::from_ref(&call.body))?;
            let command = keep(state, &call.body, guild);
            Ok((201, command))
        }
        (_, [id]) => single(state, call, guild, number(id)?),
        _ => super::unknown(),
    }
}

fn single(state: &mut State, call: &Request, guild: Option<Id>, id: Id) -> Outcome {
    let here = guild.map(view::id).unwrap_or_default();
    let wanted = |one: &Value| one["id"] == view::id(id) && one["guild_id"] == here;
    let at = state.world.commands.iter().position(wanted);
    let at = at.ok_or_else(|| Refusal::new(404, 10063, "Unknown application command"))?;
    match call.method.as_str() {
        "GET" => ok(state.world.commands[at].clone()),
        "DELETE" => {
            state.world.commands.remove(at);
            done()
        }
        "PATCH" => {
            let mut command = state.world.commands[at].clone();
            for (name, value) in call.body.as_object().into_iter().flatten() {
                command[name] = value.clone();
            }
            validate::commands::list(std::slice::from_ref(&command))?;
            ok(keep(state, &command, guild))
        }
        _ => super::unknown(),
    }
}

fn replace(state: &mut State, call: &Request, guild: Option<Id>) -> Outcome {
    let Some(given) = call.body.as_array() else {
        return Err(Refusal::form("_", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"));
    };
    validate::commands::list(given)?;
    let here = guild.map(view::id).unwrap_or_default();
    let kept = |one: &Value| given.iter().any(|new| same(one, new));
    state.world.commands.retain(|one| one["guild_id"] != here || kept(one));
    let written = given.iter().map(|command| keep(state, command, guild)).collect::<Vec<_>>();
    ok(json!(written))
}

fn same(one: &Value, other: &Value) -> bool {
    let kind = |command: &Value| command["type"].as_u64().unwrap_or(1);
    one["name"] == other["name"] && kind(one) == kind(other)
}

/// Keeps a command; one of the same name and type keeps its id.
fn keep(state: &mut State, given: &Value, guild: Option<Id>) -> Value {
    let here = guild.map(view::id).unwrap_or_default();
    let old = state.world.commands.iter().position(|one| one["guild_id"] == here && same(one, given));
    let id =
        old.map_or_else(|| view::id(state.clock.next_id()), |old| state.world.commands[old]["id"].clone());
    let mut command = given.clone();
    let defaults = [
        ("type", json!(1)),
        ("description", json!("")),
        ("default_member_permissions", Value::Null),
        ("nsfw", json!(false)),
        ("name_localizations", Value::Null),
        ("description_localizations", Value::Null),
        ("integration_types", json!([0])),
        ("contexts", Value::Null),
    ];
    for (name, value) in defaults {
        if command.get(name).is_none() {
            command[name] = value;
        }
    }
    if let Some(bits) = command["default_member_permissions"].as_u64() {
        command["default_member_permissions"] = json!(bits.to_string());
    }
    command["id"] = id;
    command["application_id"] = view::id(state.world.application.id);
    command["version"] = view::id(state.clock.next_id());
    if let Some(guild) = guild {
        command["guild_id"] = view::id(guild);
    } else {
        let direct = given.get("dm_permission").is_none_or(|allowed| allowed != false);
        command["dm_permission"] = json!(direct);
    }
    match old {
        Some(old) => state.world.commands[old] = command.clone(),
        None => state.world.commands.push(command.clone()),
    }
    command
}
