//! Puts messages into channels, for people and bots alike: permissions, threads that open again, events.

use serde_json::{Value, json};

use super::gateway::dispatch::{self, DIRECT_MESSAGES, Event, GUILD_MESSAGES, GUILDS};
use super::mentions::{self, Allowed};
use super::message::{Attachment, EPHEMERAL, LOADING, Message};
use super::permissions::{
    self, ATTACH_FILES, EMBED_LINKS, MANAGE_THREADS, READ_MESSAGE_HISTORY, SEND_MESSAGES,
    SEND_MESSAGES_IN_THREADS, VIEW_CHANNEL,
};
use super::refusal::Refusal;
use super::snowflake::Id;
use super::state::State;
use super::view;
use super::view_message::{message_event, needs_content_intent};

/// Whether this person may write there now.
pub(crate) fn may_send(state: &State, author: Id, message: &Message) -> Result<(), Refusal> {
    let world = &state.world;
    let channel = world.channels.get(&message.channel).ok_or_else(Refusal::unknown_channel)?;
    if channel.kind == 1 {
        return may_dm(state, channel.recipient.unwrap_or_default());
    }
    let granted = permissions::in_channel(world, channel.id, author);
    if granted & VIEW_CHANNEL == 0 {
        return Err(Refusal::missing_access());
    }
    if !matches!(channel.kind, 0 | 2 | 5 | 10..=12) {
        return Err(Refusal::fault(400, 50008, "Cannot send messages in a non-text channel"));
    }
    let wanted = if channel.thread.is_some() { SEND_MESSAGES_IN_THREADS } else { SEND_MESSAGES };
    let files = if message.attachments.is_empty() { 0 } else { ATTACH_FILES };
    let history = if message.reference.is_some() { READ_MESSAGE_HISTORY } else { 0 };
    if granted & wanted == 0 || granted & files != files {
        return Err(Refusal::missing_permissions());
    }
    if granted & history != history {
        return Err(Refusal::new(403, 160_002, "Cannot reply without permission to read message history"));
    }
    let bare = message.content.is_empty() && message.attachments.is_empty() && message.components.is_empty();
    if bare && !message.embeds.is_empty() && granted & EMBED_LINKS == 0 {
        return Err(Refusal::missing_permissions());
    }
    let Some(thread) = &channel.thread else { return Ok(()) };
    if thread.locked && granted & MANAGE_THREADS == 0 {
        let archived = Refusal::new(403, 50083, "Thread is archived");
        return Err(if thread.archived { archived } else { Refusal::locked() });
    }
    Ok(())
}

/// The bot writes directly only to people it shares a server with, and who let it.
fn may_dm(state: &State, to: Id) -> Result<(), Refusal> {
    let open = state.world.users.get(&to).is_some_and(|user| user.accepts_dms && !user.bot);
    if open {
        acquainted(state, to)
    } else {
        Err(Refusal::new(403, 50007, "Cannot send messages to this user"))
    }
}

/// Whether the bot and this person have a server in common.
pub(crate) fn acquainted(state: &State, to: Id) -> Result<(), Refusal> {
    let bot = state.bot();
    let shared =
        |guild: &super::world::Guild| guild.members.contains_key(&to) && guild.members.contains_key(&bot);
    if state.world.guilds.values().any(shared) {
        return Ok(());
    }
    Err(Refusal::new(403, 50007, "Cannot send messages to this user"))
}

/// Puts the message in, wakes its thread, and tells the gateway. Checks nothing.
pub(crate) fn put(state: &mut State, mut message: Message, allowed: &Allowed) -> Message {
    message.id = state.clock.next_id();
    message.guild = state.world.channels.get(&message.channel).and_then(|channel| channel.guild);
    let granted = permissions::in_channel(&state.world, message.channel, message.author);
    if granted & EMBED_LINKS == 0 && message.interaction.is_none() {
        message.embeds.clear();
    }
    mentions::settle(state, &mut message, allowed);
    if message.ephemeral_for.is_some() {
        message.mentions_that_fired.clear();
        message.flags |= EPHEMERAL;
        state.world.messages.insert(message.id, message.clone());
        return message;
    }
    state.world.messages.insert(message.id, message.clone());
    arrive(state, &message);
    created(state, &message);
    message
}

/// What a message changes in its channel: the newest id, the count; an archived thread opens again.
fn arrive(state: &mut State, message: &Message) {
    let now = state.clock.now_ms();
    let Some(channel) = state.world.channels.get_mut(&message.channel) else { return };
    channel.last_message = Some(message.id);
    let Some(thread) = &mut channel.thread else { return };
    if message.id != channel.id && message.kind != 21 {
        thread.message_count += 1;
        thread.total_sent += 1;
    }
    let joined = !message.system() && !thread.members.contains(&message.author);
    if joined {
        thread.members.push(message.author);
    }
    let woken = thread.archived && !message.system();
    if woken {
        thread.archived = false;
        thread.archive_ms = now;
    }
    if woken {
        channel_event(state, "THREAD_UPDATE", message.channel);
    }
    if joined && message.author == state.bot() {
        joined_event(state, message.channel);
    }
}

/// THREAD_MEMBER_UPDATE: the bot is in the thread now.
pub(crate) fn joined_event(state: &mut State, thread: Id) {
    let Some(channel) = state.world.channels.get(&thread) else { return };
    let mut data = view::thread_member(state.world.application.bot, channel);
    data["guild_id"] = json!(channel.guild.map(view::id));
    let event = Event::of_channel("THREAD_MEMBER_UPDATE", state, thread, GUILDS, data);
    dispatch::dispatch(state, &event);
}

/// An event that carries a whole channel or thread.
pub(crate) fn channel_event(state: &mut State, name: &'static str, channel: Id) {
    let Some(found) = state.world.channels.get(&channel) else { return };
    let data = view::channel(&state.world, found);
    let event = Event::of_channel(name, state, channel, GUILDS, data);
    dispatch::dispatch(state, &event);
}

pub(crate) fn intent_for(state: &State, channel: Id) -> u64 {
    let direct = state.world.channels.get(&channel).is_some_and(|channel| channel.guild.is_none());
    if direct { DIRECT_MESSAGES } else { GUILD_MESSAGES }
}

pub(crate) fn created(state: &mut State, message: &Message) {
    message_changed(state, "MESSAGE_CREATE", message);
}

/// MESSAGE_CREATE or MESSAGE_UPDATE; nobody hears of ephemeral ones.
pub(crate) fn message_changed(state: &mut State, name: &'static str, message: &Message) {
    if message.ephemeral_for.is_some() {
        return;
    }
    let data = message_event(state, message);
    let mut event = Event::of_channel(name, state, message.channel, intent_for(state, message.channel), data);
    event.guarded = needs_content_intent(state, message);
    let original = message.reference.and_then(|original| state.world.messages.get(&original));
    event.reference_guarded = original.is_some_and(|original| needs_content_intent(state, original));
    dispatch::dispatch(state, &event);
}

/// Takes a message away.
pub(crate) fn delete(state: &mut State, id: Id) {
    let Some(message) = state.world.messages.remove(&id) else { return };
    if message.ephemeral_for.is_some() {
        return;
    }
    if let Some(thread) = state.world.channels.get_mut(&message.channel).and_then(|one| one.thread.as_mut()) {
        thread.message_count = thread.message_count.saturating_sub(1);
    }
    let mut data = json!({"id": view::id(id), "channel_id": view::id(message.channel)});
    if let Some(guild) = message.guild {
        data["guild_id"] = view::id(guild);
    }
    let intent = intent_for(state, message.channel);
    let event = Event::of_channel("MESSAGE_DELETE", state, message.channel, intent, data);
    dispatch::dispatch(state, &event);
}

/// Writes new content into a message and tells the gateway.
pub(crate) fn edit(state: &mut State, id: Id, change: impl FnOnce(&mut Message)) -> Option<Message> {
    let now = state.clock.now_ms();
    let message = state.world.messages.get_mut(&id)?;
    change(message);
    message.flags &= !LOADING;
    message.edited_ms = Some(now);
    let message = message.clone();
    message_changed(state, "MESSAGE_UPDATE", &message);
    Some(message)
}

/// Keeps a file's bytes and gives the attachment.
pub(crate) fn keep_file(
    state: &mut State,
    channel: Id,
    name: &str,
    content_type: Option<&str>,
    bytes: Vec<u8>,
) -> Attachment {
    let id = state.clock.next_id();
    let picture = content_type.is_some_and(|kind| kind.starts_with("image/")).then_some((1170, 2532));
    let url = format!("{}/attachments/{channel}/{id}/{name}?ex=65f0&is=65ef&hm=00", state.base_url);
    let content_type = content_type.map(str::to_owned);
    let size = bytes.len();
    state.files.insert(id, (content_type.clone(), bytes));
    Attachment { id, name: name.to_owned(), content_type, size, url, picture, alt: None }
}

/// The parts of a body that become a message.
pub(crate) fn read_into(message: &mut Message, body: &Value) {
    if let Some(content) = body.get("content") {
        content.as_str().unwrap_or_default().trim().clone_into(&mut message.content);
    }
    for (name, list) in [("embeds", &mut message.embeds), ("components", &mut message.components)] {
        if let Some(given) = body.get(name) {
            *list = given.as_array().cloned().unwrap_or_default();
        }
    }
    for embed in &mut message.embeds {
        embed["type"] = json!("rich");
    }
}
