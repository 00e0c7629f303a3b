//! Running commands: those that the bot registered, where they may be run, by those who may.

use serde_json::{Value, json};

use super::super::Simulator;
use super::super::handle::Interaction;
use super::super::interaction::{Beginning, Kind, begin};
use super::super::message::Message;
use super::super::permissions::{self, ADMINISTRATOR, ALL, USE_APPLICATION_COMMANDS};
use super::super::snowflake::Id;
use super::super::state::State;
use super::super::{view, view_message};
use super::options::{self, Place};
use super::{Done, name, sees};

impl Simulator {
    /// A person runs a command such as `"backup report"`, with its options as they would type them: ids in digits,
    /// choices by name or value.
    pub(crate) fn command(&self, user: Id, channel: Id, path: &str, options: &[(&str, &str)]) -> Interaction {
        self.handle(self.act(|state| run(state, user, channel, path, options, None)))
    }

    /// The same, but what the app would refuse or not even show comes back as an error.
    pub(crate) fn try_command(
        &self,
        user: Id,
        channel: Id,
        path: &str,
        options: &[(&str, &str)],
    ) -> Done<Interaction> {
        Ok(self.handle(self.shared.with(|state| run(state, user, channel, path, options, None))?))
    }

    /// A person is typing the last of these options; the bot is asked what to offer.
    pub(crate) fn autocomplete(
        &self,
        user: Id,
        channel: Id,
        path: &str,
        options: &[(&str, &str)],
    ) -> Interaction {
        let focused = options.last().map(|(name, _)| *name);
        self.handle(self.act(|state| run(state, user, channel, path, options, focused)))
    }

    /// A person runs a command of the message menu.
    pub(crate) fn message_command(&self, user: Id, message: Id, name: &str) -> Interaction {
        self.handle(self.act(|state| on_message(state, user, message, name)))
    }

    /// The same, but what the app would refuse or not even show comes back as an error.
    pub(crate) fn try_message_command(&self, user: Id, message: Id, name: &str) -> Done<Interaction> {
        Ok(self.handle(self.shared.with(|state| on_message(state, user, message, name))?))
    }

    /// A command of the message menu, by somebody whom the app would not offer it to.
    pub(crate) fn forge_message_command(&self, user: Id, message: Id, name: &str) -> Interaction {
        self.handle(self.act(|state| {
            let found = state.world.messages.get(&message).ok_or("no such message")?.clone();
            Ok(targeted(state, user, &found, json!({"id": "1", "name": name, "type": 3})))
        }))
    }

    /// The commands that the app would offer this person in this channel, by name.
    pub(crate) fn commands_for(&self, user: Id, channel: Id) -> Vec<String> {
        self.shared.with(|state| {
            let all = state.world.commands.iter();
            let open = all.filter(|command| usable(state, user, channel, command).is_ok());
            open.filter_map(|command| command["name"].as_str().map(str::to_owned)).collect()
        })
    }

    /// Waits until the bot has registered a command of this name.
    pub(crate) fn wait_for_command(&self, name: &str) {
        self.wait_until(|world| world.commands.iter().any(|command| command["name"] == name));
    }
}

fn find(state: &State, user: Id, channel: Id, name: &str, kind: u64) -> Done<Value> {
    let named = |command: &&Value| command["name"] == name && command["type"] == kind;
    let here = state.world.channels.get(&channel).and_then(|channel| channel.guild).map(view::id);
    let fits =
        |command: &&Value| command["guild_id"].is_null() || Some(&command["guild_id"]) == here.as_ref();
    let mut all = state.world.commands.iter().filter(named).filter(fits).collect::<Vec<_>>();
    // A command of the server hides one of the same name for all servers.
    all.sort_by_key(|command| command["guild_id"].is_null());
    let known = || state.world.commands.iter().map(|command| command["name"].clone()).collect::<Vec<_>>();
    let found =
        *all.first().ok_or_else(|| format!("no command {name:?} is registered, but {:?}", known()))?;
    usable(state, user, channel, found)?;
    Ok(found.clone())
}

/// Whether the app offers this command to this person here.
fn usable(state: &State, user: Id, channel: Id, command: &Value) -> Done<()> {
    sees(state, user, channel)?;
    let guild = state.world.channels.get(&channel).and_then(|channel| channel.guild);
    let context = u8::from(guild.is_none());
    let contexts = command["contexts"].as_array();
    let offered = contexts.map_or(guild.is_some() || command["dm_permission"] == true, |contexts| {
        contexts.iter().any(|one| *one == context)
    });
    if !offered {
        return Err(format!("{} is not offered here", command["name"]));
    }
    if guild.is_none() {
        return Ok(());
    }
    let granted = permissions::in_channel(&state.world, channel, user);
    let wanted = command["default_member_permissions"].as_str().and_then(|bits| bits.parse::<u64>().ok());
    // "0" hides a command from all but administrators.
    let wanted = wanted.map_or(0, |bits| if bits == 0 { ADMINISTRATOR } else { bits });
    let wanted = wanted | USE_APPLICATION_COMMANDS;
    if granted == ALL || granted & wanted == wanted {
        return Ok(());
    }
    Err(format!("{} may not use {}", name(state, user), command["name"]))
}

fn run(
    state: &mut State,
    user: Id,
    channel: Id,
    path: &str,
    given: &[(&str, &str)],
    focused: Option<&str>,
) -> Done<Id> {
    let mut words = path.trim_start_matches('/').split_whitespace();
    let command = find(state, user, channel, words.next().unwrap_or_default(), 1)?;
    let guild = state.world.channels.get(&channel).and_then(|channel| channel.guild);
    let mut level = &command;
    let mut chosen = Vec::new();
    for word in words {
        let options = level["options"].as_array().map(Vec::as_slice).unwrap_or_default();
        let below =
            options.iter().find(|one| one["name"] == word && matches!(one["type"].as_u64(), Some(1 | 2)));
        level = below.ok_or_else(|| format!("{path:?} has no sub-command {word:?}"))?;
        chosen.push(level);
    }
    let first = &level["options"][0]["type"];
    if *first == 1 || *first == 2 {
        return Err(format!("{path:?} needs a sub-command"));
    }
    let mut resolved = json!({});
    let place = Place { guild, channel };
    let mut options = options::read(state, place, &level["options"], given, focused, &mut resolved)?;
    for step in chosen.into_iter().rev() {
        options = vec![json!({"name": step["name"], "type": step["type"], "options": options})];
    }
    let mut data = data(&command, guild);
    data["options"] = json!(options);
    if resolved.as_object().is_some_and(|resolved| !resolved.is_empty()) {
        data["resolved"] = resolved;
    }
    let kind = if focused.is_some() { Kind::Autocomplete } else { Kind::Command };
    Ok(begin(state, Beginning { kind, user, channel, message: None, opened_by: None, data }))
}

fn data(command: &Value, guild: Option<Id>) -> Value {
    let mut data = json!({"id": command["id"], "name": command["name"], "type": command["type"]});
    if !command["guild_id"].is_null() {
        data["guild_id"] = json!(guild.map(view::id));
    }
    data
}

fn on_message(state: &mut State, user: Id, message: Id, name: &str) -> Done<Id> {
    let found = state.world.messages.get(&message).ok_or("no such message")?.clone();
    let command = find(state, user, found.channel, name, 3)?;
    let data = data(&command, found.guild);
    Ok(targeted(state, user, &found, data))
}

fn targeted(state: &mut State, user: Id, message: &Message, mut data: Value) -> Id {
    data["target_id"] = view::id(message.id);
    data["resolved"] = json!({"messages": {message.id.to_string(): view_message::message(state, message)}});
    let channel = message.channel;
    begin(state, Beginning { kind: Kind::Command, user, channel, message: None, opened_by: None, data })
}
