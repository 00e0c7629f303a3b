//! The first answer to an interaction: once, within three seconds, of a type that fits.

use serde_json::{Value, json};

use super::super::interaction::{First, Interaction, Kind};
use super::super::look::Request;
use super::super::mentions::Allowed;
use super::super::message::{EPHEMERAL, LOADING, Message, SUPPRESS_EMBEDS};
use super::super::permissions::{self, MANAGE_THREADS};
use super::super::refusal::{Form, Refusal};
use super::super::snowflake::Id;
use super::super::state::State;
use super::super::view_message::message as shown;
use super::super::{sending, validate, view};
use super::{Outcome, done, messages, ok};

pub(super) fn callback(state: &mut State, call: &Request, id: Id, token: &str) -> Outcome {
    let now = state.clock.now_ms();
    let known = state.interactions.get(&id).filter(|one| one.token == token);
    let one = known.ok_or_else(Refusal::unknown_interaction)?.clone();
    if one.late(now) {
        return Err(Refusal::unknown_interaction());
    }
    if one.first.is_some() {
        let message = "Interaction has already been acknowledged.";
        let refusal = Refusal::new(400, 40060, message);
        return Err(if one.excused { refusal } else { Refusal::fault(400, 40060, message) });
    }
    let kind = call.body["type"].as_u64().unwrap_or(0);
    check_type(&one, kind)?;
    let first = first(state, call, &one, kind)?;
    let cutting = state.cutting;
    if let Some(record) = state.interactions.get_mut(&id) {
        (record.first, record.answered_ms) = (Some(first), Some(now));
        record.excused |= cutting;
    }
    if call.query("with_response").is_some_and(|wanted| wanted == "true") {
        ok(response(state, id, kind))
    } else {
        done()
    }
}

fn check_type(one: &Interaction, kind: u64) -> Result<(), Refusal> {
    let fits = match (one.kind, kind) {
        (Kind::Autocomplete, 8) | (Kind::Command | Kind::Component | Kind::Modal, 4 | 5) => true,
        (Kind::Component, 6 | 7) | (Kind::Command | Kind::Component, 9) => true,
        (Kind::Modal, 6 | 7) => one.has_message(),
        _ => false,
    };
    let message = format!("Callback type {kind} does not fit interaction type {}.", one.kind.number());
    if fits { Ok(()) } else { Err(Refusal::form("type", "INTERACTION_CALLBACK_TYPE_INVALID", &message)) }
}

fn first(state: &mut State, call: &Request, one: &Interaction, kind: u64) -> Result<First, Refusal> {
    let data = &call.body["data"];
    match kind {
        4 => {
            validate::message(data, call.files.len())?;
            let message = answer(state, call, one, data)?;
            remember(state, one.id, message.id);
            Ok(First::Message(Box::new(message)))
        }
        5 => {
            let flags = data["flags"].as_u64().unwrap_or(0);
            let message = Message { flags: LOADING | flags, ..blank(state, one, flags) };
            not_locked(state, &message)?;
            let message = sending::put(state, message, &Allowed::without_reply());
            remember(state, one.id, message.id);
            Ok(First::Deferred { ephemeral: message.ephemeral() })
        }
        6 => {
            remember(state, one.id, one.message.unwrap_or_default());
            Ok(First::Acknowledged)
        }
        7 => {
            let id = one.message.unwrap_or_default();
            let message = change(state, call, id, data)?;
            remember(state, one.id, id);
            Ok(First::Updated(Box::new(message)))
        }
        8 => {
            validate::choices(data)?;
            Ok(First::Autocomplete(data["choices"].as_array().cloned().unwrap_or_default()))
        }
        _ => {
            validate::modal(data)?;
            Ok(First::Modal(data.clone()))
        }
    }
}

fn remember(state: &mut State, interaction: Id, original: Id) {
    if let Some(record) = state.interactions.get_mut(&interaction) {
        record.original = Some(original);
    }
}

/// An empty message that answers the interaction.
fn blank(state: &State, one: &Interaction, flags: u64) -> Message {
    let kind = match (one.kind, one.data["type"].as_u64()) {
        (Kind::Command, Some(1)) => 20,
        (Kind::Command, _) => 23,
        _ => 0,
    };
    let ephemeral_for = (flags & EPHEMERAL != 0).then_some(one.user);
    let interaction = Some(one.id);
    Message {
        channel: one.channel,
        author: state.bot(),
        kind,
        ephemeral_for,
        interaction,
        ..Message::default()
    }
}

/// Nobody but those who manage threads wakes a locked thread, not even by an answer that all can see.
fn not_locked(state: &State, message: &Message) -> Result<(), Refusal> {
    let thread = state.world.channels.get(&message.channel).and_then(|channel| channel.thread.as_ref());
    let shut = thread.is_some_and(|thread| thread.locked && thread.archived);
    let manages = permissions::can(&state.world, message.channel, message.author, MANAGE_THREADS);
    let refused = shut && !manages && !message.ephemeral();
    if refused { Err(Refusal::new(403, 50083, "Thread is archived")) } else { Ok(()) }
}

/// A new message for an interaction: first answer or follow-up.
pub(super) fn answer(
    state: &mut State,
    call: &Request,
    one: &Interaction,
    data: &Value,
) -> Result<Message, Refusal> {
    let flags = data["flags"].as_u64().unwrap_or(0);
    let mut form = Form::default();
    let known = SUPPRESS_EMBEDS | EPHEMERAL | 1 << 12;
    form.check(flags & !known == 0, "data.flags", "MESSAGE_FLAGS_INVALID", "These flags cannot be set.");
    form.done()?;
    let allowed = Allowed::read(data)?;
    let mut message = Message { flags, ..blank(state, one, flags) };
    not_locked(state, &message)?;
    sending::read_into(&mut message, data);
    messages::attach(state, call, &mut message);
    Ok(sending::put(state, message, &allowed))
}

/// Changes a message on behalf of an interaction.
pub(super) fn change(state: &mut State, call: &Request, id: Id, data: &Value) -> Result<Message, Refusal> {
    let mut after = state.world.messages.get(&id).ok_or_else(Refusal::unknown_message)?.clone();
    sending::read_into(&mut after, data);
    validate::edited(data, &after, call.files.len())?;
    let kept = after.attachments.len();
    messages::attach(state, call, &mut after);
    let added = after.attachments.split_off(kept);
    let changed = sending::edit(state, id, |message| {
        sending::read_into(message, data);
        messages::keep_listed(&mut message.attachments, data);
        message.attachments.extend(added);
    });
    changed.ok_or_else(Refusal::unknown_message)
}

fn response(state: &State, id: Id, kind: u64) -> Value {
    let one = &state.interactions[&id];
    let message = one.original.and_then(|original| state.world.messages.get(&original));
    let mut written = json!({"interaction": {"id": view::id(id), "type": one.kind.number()}});
    if let Some(message) = message.filter(|_| matches!(kind, 4 | 5 | 7)) {
        written["interaction"]["response_message_id"] = view::id(message.id);
        written["interaction"]["response_message_loading"] = json!(message.loading());
        written["interaction"]["response_message_ephemeral"] = json!(message.ephemeral());
        written["resource"] = json!({"type": kind, "message": shown(state, message)});
    }
    written
}
