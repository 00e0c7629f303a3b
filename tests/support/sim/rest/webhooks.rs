//! What comes after the first answer: follow-ups, and `@original` read, changed, taken away.

use super::super::interaction::{First, Interaction};
use super::super::look::Request;
use super::super::message::{LOADING, Message};
use super::super::refusal::Refusal;
use super::super::snowflake::Id;
use super::super::state::State;
use super::super::view_message::message as shown;
use super::super::{sending, validate};
use super::{Outcome, callbacks, done, number, ok, unknown};

/// Routes of `/webhooks/{application}/{token}`.
pub(super) fn route(
    state: &mut State,
    call: &Request,
    application: Id,
    token: &str,
    rest: &[&str],
) -> Outcome {
    if application != state.world.application.id {
        return Err(Refusal::unknown_webhook());
    }
    let one = state.interactions.values().find(|one| one.token == token).cloned();
    let one = one.ok_or_else(Refusal::unknown_webhook)?;
    if one.expired(state.clock.now_ms()) {
        return Err(Refusal::new(401, 50027, "Invalid Webhook Token"));
    }
    match &one.first {
        None if one.late(state.clock.now_ms()) => return Err(Refusal::unknown_webhook()),
        None => return Err(Refusal::fault(404, 10015, "Unknown Webhook: the interaction has no answer yet")),
        Some(First::Autocomplete(_)) => return Err(Refusal::fault(404, 10015, "Unknown Webhook")),
        Some(_) => {}
    }
    match (call.method.as_str(), rest) {
        ("POST", []) => follow_up(state, call, &one),
        (_, ["messages", which]) => {
            let id = if *which == "@original" { one.original } else { Some(number(which)?) };
            let id = id.ok_or_else(Refusal::unknown_message)?;
            its_message(state, call, &one, id)
        }
        _ => unknown(),
    }
}

/// The first follow-up of a deferred answer becomes that answer.
fn follow_up(state: &mut State, call: &Request, one: &Interaction) -> Outcome {
    validate::message(&call.body, call.files.len())?;
    let waiting = one.original.and_then(|original| state.world.messages.get(&original));
    let waiting = waiting.filter(|message| message.flags & LOADING != 0).map(|message| message.id);
    let message = if let Some(waiting) = waiting {
        callbacks::change(state, call, waiting, &call.body)?
    } else {
        callbacks::answer(state, call, one, &call.body)?
    };
    if let Some(record) = state.interactions.get_mut(&one.id) {
        record.followups.push(message.id);
    }
    ok(shown(state, &message))
}

fn its_message(state: &mut State, call: &Request, one: &Interaction, id: Id) -> Outcome {
    let theirs = one.original == Some(id) || one.followups.contains(&id);
    let found = state.world.messages.get(&id).filter(|_| theirs);
    let found: Message = found.ok_or_else(Refusal::unknown_message)?.clone();
    match call.method.as_str() {
        "GET" => ok(shown(state, &found)),
        "PATCH" => {
            let message = callbacks::change(state, call, id, &call.body)?;
            ok(shown(state, &message))
        }
        "DELETE" => {
            sending::delete(state, id);
            done()
        }
        _ => unknown(),
    }
}
