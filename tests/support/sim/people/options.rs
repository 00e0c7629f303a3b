//! Turns what a person typed for a command's options into what Discord sends, with the things that ids stand for.

use serde_json::{Value, json};

use super::super::permissions::in_channel;
use super::super::snowflake::{Id, parse};
use super::super::state::State;
use super::super::validate::length;
use super::super::view;
use super::Done;

/// Where a command is run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) guild: Option<Id>,
    pub(super) channel: Id,
}

/// The options of a (sub-)command, checked as the app checks them.
pub(super) fn read(
    state: &State,
    place: Place,
    declared: &Value,
    given: &[(&str, &str)],
    focused: Option<&str>,
    resolved: &mut Value,
) -> Done<Vec<Value>> {
    let declared = declared.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut written = Vec::new();
    for (name, text) in given {
        let known = declared.iter().map(|one| one["name"].clone()).collect::<Vec<_>>();
        let option = declared.iter().find(|one| one["name"] == *name);
        let option = option.ok_or_else(|| format!("there is no option {name:?}, but {known:?}"))?;
        let mut one = json!({"name": name, "type": option["type"]});
        if focused == Some(*name) {
            if option["autocomplete"] != true {
                return Err(format!("the option {name:?} has no autocomplete"));
            }
            (one["value"], one["focused"]) = (json!(text), json!(true));
        } else {
            one["value"] = value(state, place, option, text, resolved)?;
        }
        written.push(one);
    }
    let missing =
        |one: &&Value| one["required"] == true && !given.iter().any(|(name, _)| one["name"] == *name);
    if let Some(missing) = declared.iter().find(missing).filter(|_| focused.is_none()) {
        return Err(format!("the option {} is required", missing["name"]));
    }
    Ok(written)
}

fn value(state: &State, place: Place, option: &Value, text: &str, resolved: &mut Value) -> Done<Value> {
    let bad = || format!("{text:?} does not fit the option {}", option["name"]);
    let choices = option["choices"].as_array().map(Vec::as_slice).unwrap_or_default();
    if !choices.is_empty() {
        let same = |one: &&Value| {
            let number = one["value"].is_number().then(|| one["value"].to_string());
            one["name"] == text || one["value"] == text || number.as_deref() == Some(text)
        };
        return choices.iter().find(same).map(|one| one["value"].clone()).ok_or_else(bad);
    }
    match option["type"].as_u64() {
        Some(3) => {
            let least = option["min_length"].as_u64().unwrap_or(0) as usize;
            let most = option["max_length"].as_u64().unwrap_or(6000) as usize;
            if (least..=most).contains(&length(text)) { Ok(json!(text)) } else { Err(bad()) }
        }
        Some(4) => {
            number(option, text.parse::<i64>().ok().map(|number| (json!(number), number))).ok_or_else(bad)
        }
        Some(10) => text.parse::<f64>().map(|number| json!(number)).map_err(|_| bad()),
        Some(5) => text.parse::<bool>().map(|given| json!(given)).map_err(|_| bad()),
        Some(kind @ 6..=9) => {
            let id = parse(text).ok_or_else(bad)?;
            // Selects number them differently: people 5, roles 6, both 7, channels 8.
            let kind = match kind {
                6 => 5,
                7 => 8,
                8 => 6,
                _ => 7,
            };
            resolve(state, place.guild, place.channel, kind, id, resolved)?;
            let wanted = option["channel_types"].as_array().filter(|types| !types.is_empty());
            let channel = state.world.channels.get(&id);
            if let (Some(wanted), Some(channel)) = (wanted, channel)
                && !wanted.iter().any(|one| *one == channel.kind)
            {
                return Err(format!("a channel of type {} cannot be chosen", channel.kind));
            }
            Ok(json!(text))
        }
        _ => Err(format!("options of type {} are not simulated", option["type"])),
    }
}

fn number(option: &Value, given: Option<(Value, i64)>) -> Option<Value> {
    let (value, number) = given?;
    let least = option["min_value"].as_i64().unwrap_or(i64::MIN);
    let most = option["max_value"].as_i64().unwrap_or(i64::MAX);
    (least..=most).contains(&number).then_some(value)
}

/// Adds the person, role or channel to `resolved`; the kind is that of selects.
pub(super) fn resolve(
    state: &State,
    guild: Option<Id>,
    channel: Id,
    kind: u64,
    id: Id,
    resolved: &mut Value,
) -> Done<()> {
    let world = &state.world;
    let key = id.to_string();
    let role = guild.and_then(|guild| world.guilds.get(&guild)?.roles.get(&id));
    if let (6 | 7, Some(role)) = (kind, role) {
        resolved["roles"][&key] = view::role(role);
        return Ok(());
    }
    if let (5 | 7, Some(user)) = (kind, world.users.get(&id)) {
        resolved["users"][&key] = view::user(user);
        if let Some(member) = guild.and_then(|guild| world.member(guild, id)) {
            let mut member = view::partial_member(member);
            member["permissions"] = json!(in_channel(world, channel, id).to_string());
            resolved["members"][&key] = member;
        }
        return Ok(());
    }
    if let (8, Some(found)) = (kind, world.channels.get(&id)) {
        resolved["channels"][&key] = view::channel(world, found);
        return Ok(());
    }
    Err(format!("{id} cannot be chosen here"))
}
