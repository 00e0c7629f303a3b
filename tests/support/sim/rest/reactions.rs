//! Reactions of the bot, and of people.

use serde_json::{Value, json};

use super::super::gateway::dispatch::{self, DIRECT_MESSAGE_REACTIONS, Event, GUILD_MESSAGE_REACTIONS};
use super::super::look::Request;
use super::super::permissions::{ADD_REACTIONS, MANAGE_MESSAGES, READ_MESSAGE_HISTORY};
use super::super::refusal::Refusal;
use super::super::snowflake::Id;
use super::super::state::State;
use super::super::view;
use super::messages::need;
use super::{Outcome, done, number, ok, threads, unknown};

/// Routes below `/channels/{id}/messages/{id}/reactions`.
pub(super) fn route(state: &mut State, call: &Request, channel: Id, message: Id, rest: &[&str]) -> Outcome {
    need(state, channel, READ_MESSAGE_HISTORY)?;
    let found = state.public_message(channel, message).ok_or_else(Refusal::unknown_message)?;
    let bot = state.bot();
    match (call.method.as_str(), rest) {
        ("GET", [emoji]) => {
            let who = found.reactions.iter().find(|(one, _)| one == emoji).map(|(_, who)| who.clone());
            ok(who.unwrap_or_default().into_iter().map(|who| view::user_of(&state.world, who)).collect())
        }
        ("PUT", [emoji, "@me"]) => {
            if !found.reactions.iter().any(|(one, _)| one == emoji) {
                need(state, channel, ADD_REACTIONS)?;
            }
            if threads::archived(state, channel) {
                return Err(Refusal::archived());
            }
            if emoji.is_empty() || emoji.is_ascii() && !emoji.contains(':') {
                return Err(Refusal::fault(400, 10014, "Unknown Emoji"));
            }
            react(state, bot, message, emoji, true);
            done()
        }
        ("DELETE", [emoji, "@me"]) => {
            react(state, bot, message, emoji, false);
            done()
        }
        ("DELETE", [emoji, user]) => {
            need(state, channel, MANAGE_MESSAGES)?;
            react(state, number(user)?, message, emoji, false);
            done()
        }
        _ => unknown(),
    }
}

/// Adds or takes away a reaction and tells the gateway when that changed anything.
pub(crate) fn react(state: &mut State, user: Id, message: Id, emoji: &str, add: bool) {
    let Some(found) = state.world.messages.get_mut(&message) else { return };
    let at = found.reactions.iter().position(|(one, _)| one == emoji);
    let had = at.is_some_and(|at| found.reactions[at].1.contains(&user));
    if had == add {
        return;
    }
    match at {
        Some(at) if add => found.reactions[at].1.push(user),
        Some(at) => found.reactions[at].1.retain(|who| *who != user),
        None => found.reactions.push((emoji.to_owned(), vec![user])),
    }
    found.reactions.retain(|(_, who)| !who.is_empty());
    let (channel, guild, author) = (found.channel, found.guild, found.author);
    let mut data = json!({"user_id": view::id(user), "channel_id": view::id(channel),
        "message_id": view::id(message), "emoji": {"id": null, "name": emoji}, "burst": false, "type": 0});
    if let Some(guild) = guild {
        data["guild_id"] = view::id(guild);
    }
    if add {
        data["message_author_id"] = view::id(author);
        let member = guild.and_then(|guild| state.world.member(guild, user));
        data["member"] = member.map_or(Value::Null, |member| view::member(&state.world, member));
    }
    let intent = if guild.is_some() { GUILD_MESSAGE_REACTIONS } else { DIRECT_MESSAGE_REACTIONS };
    let name = if add { "MESSAGE_REACTION_ADD" } else { "MESSAGE_REACTION_REMOVE" };
    let event = Event::of_channel(name, state, channel, intent, data);
    dispatch::dispatch(state, &event);
}
