//! The messages of a channel: list, read, write, change, take away.

use serde_json::{Value, json};

use super::super::look::Request;
use super::super::mentions::Allowed;
use super::super::message::{EPHEMERAL, Message, SUPPRESS_EMBEDS};
use super::super::permissions::{self, MANAGE_MESSAGES, READ_MESSAGE_HISTORY, VIEW_CHANNEL};
use super::super::refusal::{Form, Refusal};
use super::super::snowflake::{Id, parse};
use super::super::state::State;
use super::super::view_message::message_for_bot;
use super::super::{sending, validate};
use super::{Outcome, done, number, ok, reactions, threads, unknown};

/// Routes below `/channels/{id}/messages`.
pub(super) fn route(state: &mut State, call: &Request, channel: Id, rest: &[&str]) -> Outcome {
    match (call.method.as_str(), rest) {
        ("GET", []) => list(state, call, channel),
        ("POST", []) => create(state, call, channel),
        ("GET", [id]) => one(state, channel, number(id)?),
        ("PATCH", [id]) => edit(state, call, channel, number(id)?),
        ("DELETE", [id]) => delete(state, channel, number(id)?),
        ("POST", [id, "threads"]) => threads::from_message(state, call, channel, number(id)?),
        (_, [id, "reactions", rest @ ..]) => reactions::route(state, call, channel, number(id)?, rest),
        _ => unknown(),
    }
}

/// The bot must see the channel, and read back in it when it asks for what was written before.
pub(super) fn need(state: &State, channel: Id, wanted: u64) -> Result<(), Refusal> {
    if !state.world.channels.contains_key(&channel) {
        return Err(Refusal::unknown_channel());
    }
    let granted = permissions::in_channel(&state.world, channel, state.bot());
    if granted & VIEW_CHANNEL == 0 {
        return Err(Refusal::missing_access());
    }
    if granted & wanted == wanted { Ok(()) } else { Err(Refusal::missing_permissions()) }
}

fn list(state: &State, call: &Request, channel: Id) -> Outcome {
    need(state, channel, 0)?;
    let limit = call.query("limit").map_or(Some(50), |limit| limit.parse::<usize>().ok());
    let Some(limit) = limit.filter(|limit| (1..=100).contains(limit)) else {
        return Err(Refusal::form("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100."));
    };
    if need(state, channel, READ_MESSAGE_HISTORY).is_err() {
        return ok(json!([]));
    }
    let at = |name: &str| call.query(name).map(number).transpose();
    let (before, after, around) = (at("before")?, at("after")?, at("around")?);
    let seen = state.world.messages_in(channel).filter(|one| one.ephemeral_for.is_none());
    let mut found: Vec<&Message> = if let Some(after) = after {
        seen.filter(|one| one.id > after).take(limit).collect()
    } else if let Some(middle) = around {
        let all = seen.collect::<Vec<_>>();
        let at = all.partition_point(|one| one.id < middle);
        let from = at.saturating_sub(limit / 2);
        all.into_iter().skip(from).take(limit).collect()
    } else {
        let end = before.unwrap_or(Id::MAX);
        let mut newest = seen.rev().filter(|one| one.id < end).take(limit).collect::<Vec<_>>();
        newest.reverse();
        newest
    };
    found.reverse();
    ok(found.into_iter().map(|one| message_for_bot(state, one)).collect())
}

fn one(state: &State, channel: Id, id: Id) -> Outcome {
    need(state, channel, READ_MESSAGE_HISTORY)?;
    let found = state.public_message(channel, id).ok_or_else(Refusal::unknown_message)?;
    ok(message_for_bot(state, found))
}

fn create(state: &mut State, call: &Request, channel: Id) -> Outcome {
    let body = &call.body;
    need(state, channel, 0)?;
    validate::message(body, call.files.len())?;
    let allowed = Allowed::read(body)?;
    let mut message = Message { channel, author: state.bot(), ..Message::default() };
    message.flags = body["flags"].as_u64().unwrap_or(0);
    let mut form = Form::default();
    let known = SUPPRESS_EMBEDS | 1 << 12;
    form.check(message.flags & !known == 0, "flags", "MESSAGE_FLAGS_INVALID", "These flags cannot be set.");
    form.done()?;
    if message.flags & EPHEMERAL != 0 {
        return Err(Refusal::form("flags", "MESSAGE_FLAGS_INVALID", "Only interactions can be ephemeral."));
    }
    sending::read_into(&mut message, body);
    message.nonce = body.get("nonce").filter(|nonce| !nonce.is_null()).cloned();
    refer(state, body, &mut message)?;
    if let Some(first) = same_nonce(state, channel, body) {
        return ok(message_for_bot(state, &first));
    }
    attach(state, call, &mut message);
    sending::may_send(state, message.author, &message)?;
    let message = sending::put(state, message, &allowed);
    if let (Some(nonce), true) = (&message.nonce, body["enforce_nonce"] == true) {
        let now = state.clock.now_ms();
        state.nonces.insert((channel, nonce.to_string()), (message.id, now));
    }
    ok(message_for_bot(state, &message))
}

/// How long Discord remembers a nonce: "the past few minutes".
const NONCE_MS: u64 = 5 * 60_000;

fn same_nonce(state: &State, channel: Id, body: &Value) -> Option<Message> {
    let nonce = body.get("nonce").filter(|_| body["enforce_nonce"] == true)?;
    let (id, at) = state.nonces.get(&(channel, nonce.to_string()))?;
    let fresh = state.clock.now_ms().saturating_sub(*at) < NONCE_MS;
    fresh.then(|| state.world.messages.get(id).cloned()).flatten()
}

/// The reply's original: it must be in the same channel, unless a missing one is allowed.
fn refer(state: &State, body: &Value, message: &mut Message) -> Result<(), Refusal> {
    let given = &body["message_reference"];
    if given.is_null() {
        return Ok(());
    }
    let id = given["message_id"].as_str().and_then(parse).or_else(|| given["message_id"].as_u64());
    let found = id.and_then(|id| state.public_message(message.channel, id));
    match found {
        Some(original) if original.system() => Err(Refusal::form(
            "message_reference",
            "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE",
            "Cannot reply to a system message",
        )),
        Some(original) => {
            (message.kind, message.reference) = (19, Some(original.id));
            Ok(())
        }
        None if given["fail_if_not_exists"] == false => Ok(()),
        None => {
            let mut refusal =
                Refusal::form("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
            // The original may have been deleted in the meantime.
            refusal.violation = None;
            Err(refusal)
        }
    }
}

/// Keeps the files of the request as attachments.
pub(super) fn attach(state: &mut State, call: &Request, message: &mut Message) {
    for file in &call.files {
        let kind = file.content_type.as_deref();
        let mut kept = sending::keep_file(state, message.channel, &file.name, kind, file.bytes.clone());
        kept.alt = described(&call.body, &file.field);
        message.attachments.push(kept);
    }
}

/// The description of a file: `files[0]` is described by the attachment with the id 0.
fn described(body: &Value, field: &str) -> Option<String> {
    let id = field.strip_prefix("files[")?.strip_suffix(']')?;
    let listed = body["attachments"].as_array()?;
    let same = |one: &&Value| one["id"].as_str().map_or_else(|| one["id"].to_string(), str::to_owned) == id;
    Some(listed.iter().find(same)?["description"].as_str()?.to_owned())
}

fn edit(state: &mut State, call: &Request, channel: Id, id: Id) -> Outcome {
    need(state, channel, 0)?;
    let found = state.public_message(channel, id).ok_or_else(Refusal::unknown_message)?;
    if found.author != state.bot() {
        return Err(Refusal::fault(403, 50005, "Cannot edit a message authored by another user"));
    }
    if threads::archived(state, channel) {
        return Err(Refusal::archived());
    }
    let mut after = found.clone();
    sending::read_into(&mut after, &call.body);
    validate::edited(&call.body, &after, call.files.len())?;
    let files = after.attachments.len();
    attach(state, call, &mut after);
    let added = after.attachments.split_off(files);
    let edited = sending::edit(state, id, |message| {
        sending::read_into(message, &call.body);
        keep_listed(&mut message.attachments, &call.body);
        message.attachments.extend(added);
    });
    ok(edited.map_or(Value::Null, |message| message_for_bot(state, &message)))
}

/// An edit that lists attachments drops the others.
pub(super) fn keep_listed(attachments: &mut Vec<super::super::message::Attachment>, body: &Value) {
    if let Some(kept) = body["attachments"].as_array() {
        let listed = |id: Id| kept.iter().any(|one| one["id"].as_str().and_then(parse) == Some(id));
        attachments.retain(|one| listed(one.id));
    }
}

fn delete(state: &mut State, channel: Id, id: Id) -> Outcome {
    need(state, channel, 0)?;
    let found = state.public_message(channel, id).ok_or_else(Refusal::unknown_message)?;
    if found.author != state.bot() {
        need(state, channel, MANAGE_MESSAGES)?;
    }
    sending::delete(state, id);
    done()
}
