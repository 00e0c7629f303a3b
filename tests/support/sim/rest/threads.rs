//! Threads: opened from a message, on their own or as a forum post; joined; changed.

use serde_json::{Value, json};

use super::super::gateway::dispatch::{self, Event, GUILDS};
use super::super::look::Request;
use super::super::mentions::Allowed;
use super::super::message::{HAS_THREAD, Message};
use super::super::permissions::{CREATE_PRIVATE_THREADS, CREATE_PUBLIC_THREADS, SEND_MESSAGES};
use super::super::refusal::{Form, Refusal};
use super::super::snowflake::{Id, parse};
use super::super::state::State;
use super::super::view_message::message_for_bot;
use super::super::world::{Channel, Thread};
use super::super::{sending, validate, view};
use super::Outcome;
use super::messages::{attach, need};

/// Whether the channel is an archived thread.
pub(crate) fn archived(state: &State, channel: Id) -> bool {
    let thread = state.world.channels.get(&channel).and_then(|channel| channel.thread.as_ref());
    thread.is_some_and(|thread| thread.archived)
}

/// A new thread as it is asked for.
pub(crate) struct Opening {
    pub(crate) id: Id,
    pub(crate) kind: u8,
    pub(crate) parent: Id,
    pub(crate) owner: Id,
    pub(crate) name: String,
    pub(crate) minutes: u64,
    pub(crate) tags: Vec<Id>,
}

/// Makes the thread and tells the gateway.
pub(crate) fn open(state: &mut State, opening: Opening) {
    let now = state.clock.now_ms();
    let guild = state.world.channels.get(&opening.parent).and_then(|parent| parent.guild);
    let thread = Thread {
        owner: opening.owner,
        auto_archive_minutes: opening.minutes,
        archive_ms: now,
        created_ms: now,
        members: vec![opening.owner],
        ..Thread::default()
    };
    let channel = Channel {
        id: opening.id,
        kind: opening.kind,
        guild,
        name: opening.name,
        parent: Some(opening.parent),
        applied_tags: opening.tags,
        thread: Some(thread),
        ..Channel::default()
    };
    let mut data = view::channel(&state.world, &channel);
    state.world.channels.insert(opening.id, channel);
    data["newly_created"] = json!(true);
    let event = Event::of_channel("THREAD_CREATE", state, opening.id, GUILDS, data);
    dispatch::dispatch(state, &event);
}

fn minutes(state: &State, parent: Id, body: &Value) -> u64 {
    let default = state.world.channels.get(&parent).and_then(|parent| parent.auto_archive_minutes);
    body["auto_archive_duration"].as_u64().unwrap_or(default.unwrap_or(4320))
}

pub(super) fn shown(state: &State, thread: Id) -> Value {
    state.world.channels.get(&thread).map_or(Value::Null, |thread| view::channel(&state.world, thread))
}

/// `POST /channels/{id}/messages/{id}/threads`: the thread has the message's id.
pub(super) fn from_message(state: &mut State, call: &Request, channel: Id, message: Id) -> Outcome {
    need(state, channel, 0)?;
    let parent = &state.world.channels[&channel];
    if !matches!(parent.kind, 0 | 5) {
        return Err(Refusal::fault(400, 50024, "Cannot execute action on this channel type"));
    }
    let kind = if parent.kind == 5 { 10 } else { 11 };
    let found = state.public_message(channel, message).ok_or_else(Refusal::unknown_message)?;
    if found.system() {
        return Err(Refusal::fault(400, 50068, "Invalid message type"));
    }
    need(state, channel, CREATE_PUBLIC_THREADS)?;
    validate::thread(&call.body)?;
    if state.world.channels.contains_key(&message) {
        return Err(Refusal::new(400, 160_004, "A thread has already been created for this message"));
    }
    let owner = state.bot();
    on_message(state, message, kind, owner, &call.body);
    Ok((201, shown(state, message)))
}

/// Opens a thread on a message: the message is marked, and the thread begins with a notice that points at it.
pub(crate) fn on_message(state: &mut State, message: Id, kind: u8, owner: Id, body: &Value) {
    let Some(starter) = state.world.messages.get_mut(&message) else { return };
    starter.flags |= HAS_THREAD;
    let starter = starter.clone();
    begin(state, message, kind, starter.channel, owner, body);
    sending::message_changed(state, "MESSAGE_UPDATE", &starter);
    let (channel, reference) = (message, Some(message));
    let notice = Message { channel, author: owner, kind: 21, reference, ..Message::default() };
    sending::put(state, notice, &Allowed::without_reply());
}

fn begin(state: &mut State, id: Id, kind: u8, parent: Id, owner: Id, body: &Value) {
    let name = body["name"].as_str().unwrap_or_default().to_owned();
    let minutes = minutes(state, parent, body);
    open(state, Opening { id, kind, parent, owner, name, minutes, tags: tags_of(body) });
}

pub(super) fn tags_of(body: &Value) -> Vec<Id> {
    let given = body["applied_tags"].as_array().into_iter().flatten();
    given.filter_map(|tag| tag.as_str().and_then(parse).or_else(|| tag.as_u64())).collect()
}

/// `POST /channels/{id}/threads`: without a message, or a post in a forum.
pub(super) fn create(state: &mut State, call: &Request, channel: Id) -> Outcome {
    need(state, channel, 0)?;
    validate::thread(&call.body)?;
    let owner = state.bot();
    let id = state.clock.next_id();
    match state.world.channels[&channel].kind {
        15 => return post(state, call, channel, id),
        0 | 5 => {}
        _ => return Err(Refusal::fault(400, 50024, "Cannot execute action on this channel type")),
    }
    let kind = u8::try_from(call.body["type"].as_u64().unwrap_or(12)).unwrap_or(0);
    let mut form = Form::default();
    form.check((10..=12).contains(&kind), "type", "BASE_TYPE_CHOICES", "Value must be one of {10, 11, 12}.");
    form.done()?;
    need(state, channel, if kind == 12 { CREATE_PRIVATE_THREADS } else { CREATE_PUBLIC_THREADS })?;
    begin(state, id, kind, channel, owner, &call.body);
    let name = call.body["name"].as_str().unwrap_or_default().to_owned();
    let notice = Message { channel, author: owner, kind: 18, content: name, ..Message::default() };
    sending::put(state, notice, &Allowed::without_reply());
    Ok((201, shown(state, id)))
}

fn post(state: &mut State, call: &Request, forum: Id, id: Id) -> Outcome {
    need(state, forum, SEND_MESSAGES)?;
    let body = &call.body["message"];
    if !body.is_object() {
        return Err(Refusal::form("message", "BASE_TYPE_REQUIRED", "This field is required"));
    }
    validate::message(body, call.files.len())?;
    check_tags(state, forum, &tags_of(&call.body))?;
    let owner = state.bot();
    begin(state, id, 11, forum, owner, &call.body);
    let mut message = Message { channel: id, author: owner, ..Message::default() };
    sending::read_into(&mut message, body);
    attach(state, call, &mut message);
    let message = first_post(state, message, &Allowed::read(body)?);
    let mut written = shown(state, id);
    written["message"] = message_for_bot(state, &message);
    Ok((201, written))
}

/// The first message of a post has the post's id.
pub(crate) fn first_post(state: &mut State, message: Message, allowed: &Allowed) -> Message {
    let thread = message.channel;
    let mut message = message;
    message.guild = state.world.channels.get(&thread).and_then(|thread| thread.guild);
    message.id = thread;
    super::super::mentions::settle(state, &mut message, allowed);
    state.world.messages.insert(thread, message.clone());
    if let Some(channel) = state.world.channels.get_mut(&thread) {
        channel.last_message = Some(thread);
    }
    sending::created(state, &message);
    message
}

pub(super) fn check_tags(state: &State, forum: Id, tags: &[Id]) -> Result<(), Refusal> {
    let known = state.world.channels.get(&forum).map(|forum| forum.tags.as_slice()).unwrap_or_default();
    let mut form = Form::default();
    form.check(tags.len() <= 5, "applied_tags", "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.");
    form.done()?;
    let all_known = tags.iter().all(|tag| known.iter().any(|one| one.id == *tag));
    if all_known { Ok(()) } else { Err(Refusal::new(404, 10087, "Unknown tag")) }
}
