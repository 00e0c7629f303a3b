//! Threads that are there already: name, tags, lock and archive change, people join and leave.

use serde_json::Value;

use super::super::look::Request;
use super::super::permissions::{self, MANAGE_THREADS, SEND_MESSAGES_IN_THREADS};
use super::super::refusal::Refusal;
use super::super::snowflake::Id;
use super::super::state::State;
use super::super::{sending, validate};
use super::messages::need;
use super::threads::{archived, check_tags, shown, tags_of};
use super::{Outcome, done, ok};

/// `PATCH` of a thread: name, tags, archived, locked, auto-archive.
pub(super) fn modify(state: &mut State, call: &Request, id: Id) -> Outcome {
    let body = &call.body;
    need(state, id, 0)?;
    validate::thread_change(body)?;
    let channel = &state.world.channels[&id];
    let Some(thread) = &channel.thread else { return Err(Refusal::unknown_channel()) };
    let granted = permissions::in_channel(&state.world, id, state.bot());
    let manages = granted & MANAGE_THREADS != 0;
    let opens_only = body["archived"] == false && body.as_object().is_some_and(|body| body.len() == 1);
    let allowed = if opens_only && !thread.locked {
        granted & SEND_MESSAGES_IN_THREADS != 0
    } else {
        manages || (thread.owner == state.bot() && !thread.locked && body["locked"] != true)
    };
    if !allowed {
        return Err(Refusal::missing_permissions());
    }
    if thread.archived && body["archived"].is_null() {
        return Err(Refusal::archived());
    }
    if body.get("applied_tags").is_some() {
        check_tags(state, channel.parent.unwrap_or_default(), &tags_of(body))?;
    }
    change(state, id, body);
    ok(shown(state, id))
}

/// Changes a thread and tells the gateway.
pub(crate) fn change(state: &mut State, id: Id, body: &Value) {
    let now = state.clock.now_ms();
    let Some(channel) = state.world.channels.get_mut(&id) else { return };
    if let Some(name) = body["name"].as_str() {
        name.clone_into(&mut channel.name);
    }
    if body.get("applied_tags").is_some() {
        channel.applied_tags = tags_of(body);
    }
    if let Some(thread) = &mut channel.thread {
        if let Some(archived) = body["archived"].as_bool().filter(|archived| *archived != thread.archived) {
            (thread.archived, thread.archive_ms) = (archived, now);
        }
        thread.locked = body["locked"].as_bool().unwrap_or(thread.locked);
        thread.auto_archive_minutes =
            body["auto_archive_duration"].as_u64().unwrap_or(thread.auto_archive_minutes);
    }
    sending::channel_event(state, "THREAD_UPDATE", id);
}

/// `PUT` and `DELETE` of thread members.
pub(super) fn membership(state: &mut State, call: &Request, id: Id, who: Id) -> Outcome {
    need(state, id, if who == state.bot() { 0 } else { SEND_MESSAGES_IN_THREADS })?;
    if archived(state, id) {
        return Err(Refusal::archived());
    }
    let guild = state.world.channels[&id].guild.unwrap_or_default();
    if state.world.member(guild, who).is_none() {
        return Err(Refusal::unknown_user());
    }
    let channel = state.world.channels.get_mut(&id).and_then(|channel| channel.thread.as_mut());
    let Some(thread) = channel else { return Err(Refusal::unknown_channel()) };
    let had = thread.members.contains(&who);
    thread.members.retain(|one| *one != who);
    if call.method == "PUT" {
        thread.members.push(who);
        if !had && who == state.bot() {
            sending::joined_event(state, id);
        }
    }
    done()
}
