//! Writes messages as Discord's JSON, and hides their content where the bot may not read it.

use serde_json::{Value, json};

use super::interaction::{Interaction, Kind};
use super::message::{Attachment, Message};
use super::snowflake::{Id, created_ms, timestamp};
use super::state::State;
use super::view::{channel, id, partial_member, user_of};

/// The message as REST gives it.
pub(crate) fn message(state: &State, message: &Message) -> Value {
    let mut written = without_reference(state, message);
    if let Some(reference) = message.reference {
        let guild = message.guild.map(id);
        let (kind, from) = (0, starter_channel(state, message));
        written["message_reference"] =
            json!({"type": kind, "message_id": id(reference), "channel_id": id(from), "guild_id": guild});
        let original = state.world.messages.get(&reference);
        written["referenced_message"] =
            original.map_or(Value::Null, |original| without_reference(state, original));
    }
    written
}

/// The first message of a thread refers to one in its parent; a reply to one beside it.
fn starter_channel(state: &State, message: &Message) -> Id {
    let parent = state.world.channels.get(&message.channel).and_then(|channel| channel.parent);
    if message.kind == 21 { parent.unwrap_or(message.channel) } else { message.channel }
}

fn without_reference(state: &State, message: &Message) -> Value {
    let world = &state.world;
    let users = message.mentions.iter().map(|who| user_of(world, *who)).collect::<Vec<_>>();
    let mut written = json!({
        "id": id(message.id), "channel_id": id(message.channel), "author": user_of(world, message.author),
        "content": message.content, "timestamp": timestamp(created_ms(message.id)),
        "edited_timestamp": message.edited_ms.map(timestamp), "tts": false,
        "mention_everyone": message.mention_everyone, "mentions": users,
        "mention_roles": message.mention_roles.iter().map(|role| id(*role)).collect::<Vec<_>>(),
        "attachments": message.attachments.iter().map(attachment).collect::<Vec<_>>(),
        "embeds": message.embeds, "pinned": false, "type": message.kind, "flags": message.flags,
        "components": message.components,
    });
    if let Some(nonce) = &message.nonce {
        written["nonce"] = nonce.clone();
    }
    if !message.reactions.is_empty() {
        let bot = world.application.bot;
        written["reactions"] = message.reactions.iter().map(|one| reaction(one, bot)).collect();
    }
    if let Some(thread) = world.channels.get(&message.id) {
        written["thread"] = channel(world, thread);
    }
    if let Some(answered) = message.interaction.and_then(|one| state.interactions.get(&one)) {
        written["webhook_id"] = id(world.application.id);
        written["application_id"] = id(world.application.id);
        written["interaction_metadata"] = metadata(state, answered);
    }
    written
}

fn reaction((emoji, who): &(String, Vec<Id>), bot: Id) -> Value {
    json!({"emoji": {"id": null, "name": emoji}, "count": who.len(), "me": who.contains(&bot), "me_burst": false,
        "burst_me": false, "burst_count": 0, "burst_colors": [],
        "count_details": {"burst": 0, "normal": who.len()}})
}

pub(crate) fn attachment(file: &Attachment) -> Value {
    let mut written = json!({"id": id(file.id), "filename": file.name, "size": file.size, "url": file.url,
        "proxy_url": file.url});
    if let Some(kind) = &file.content_type {
        written["content_type"] = json!(kind);
    }
    if let Some((width, height)) = file.picture {
        written["width"] = json!(width);
        written["height"] = json!(height);
    }
    written
}

/// Which interaction a message answers.
fn metadata(state: &State, one: &Interaction) -> Value {
    let owner = one.guild.map_or_else(|| "0".to_owned(), |guild| guild.to_string());
    let mut written = json!({"id": id(one.id), "type": one.kind.number(),
        "user": user_of(&state.world, one.user), "authorizing_integration_owners": {"0": owner}});
    match one.kind {
        Kind::Command => written["name"] = one.data["name"].clone(),
        Kind::Component => written["interacted_message_id"] = json!(one.message.map(id)),
        Kind::Modal => {
            let opener = one.opened_by.and_then(|opener| state.interactions.get(&opener));
            written["triggering_interaction_metadata"] =
                opener.map_or(Value::Null, |opener| metadata(state, opener));
        }
        Kind::Autocomplete => {}
    }
    written
}

/// The message as the gateway brings it: with the server and the author's place in it.
pub(crate) fn message_event(state: &State, one: &Message) -> Value {
    let mut written = message(state, one);
    if let Some(guild) = one.guild {
        written["guild_id"] = id(guild);
        if let Some(member) = state.world.member(guild, one.author) {
            written["member"] = partial_member(member);
        }
        for user in written["mentions"].as_array_mut().into_iter().flatten() {
            let who = user["id"].as_str().and_then(super::snowflake::parse);
            if let Some(member) = who.and_then(|who| state.world.member(guild, who)) {
                user["member"] = partial_member(member);
            }
        }
    }
    written
}

/// Whether the bot reads this message only with the MESSAGE_CONTENT intent.
pub(crate) fn needs_content_intent(state: &State, one: &Message) -> bool {
    let bot = state.world.application.bot;
    one.guild.is_some() && one.author != bot && !one.mentions.contains(&bot)
}

/// Empties what the MESSAGE_CONTENT intent guards.
pub(crate) fn hide_content(written: &mut Value) {
    if written.get("content").is_some() {
        written["content"] = json!("");
    }
    for list in ["attachments", "embeds", "components"] {
        if written.get(list).is_some() {
            written[list] = json!([]);
        }
    }
}

/// The message for REST, as far as the bot may read it.
pub(crate) fn message_for_bot(state: &State, one: &Message) -> Value {
    let mut written = message(state, one);
    let blind = !state.world.application.message_content;
    if blind && needs_content_intent(state, one) {
        hide_content(&mut written);
    }
    let original = one.reference.and_then(|original| state.world.messages.get(&original));
    if blind && original.is_some_and(|original| needs_content_intent(state, original)) {
        hide_content(&mut written["referenced_message"]);
    }
    written
}
