//! Channels themselves, and the table of what lies below them.

use serde_json::{Value, json};

use super::super::look::Request;
use super::super::permissions::MANAGE_CHANNELS;
use super::super::refusal::Refusal;
use super::super::sending;
use super::super::snowflake::Id;
use super::super::state::State;
use super::super::view;
use super::messages::{self, need};
use super::{Outcome, done, number, ok, thread_changes, threads, unknown};

pub(super) fn route(state: &mut State, call: &Request, channel: Id, rest: &[&str]) -> Outcome {
    match (call.method.as_str(), rest) {
        ("GET", []) => {
            need(state, channel, 0)?;
            ok(view::channel(&state.world, &state.world.channels[&channel]))
        }
        ("PATCH", []) => modify(state, call, channel),
        ("DELETE", []) => delete(state, channel),
        (_, ["messages", rest @ ..]) => messages::route(state, call, channel, rest),
        ("POST", ["threads"]) => threads::create(state, call, channel),
        ("PUT" | "DELETE", ["thread-members", who]) => {
            let who = if *who == "@me" { state.bot() } else { number(who)? };
            thread_changes::membership(state, call, channel, who)
        }
        ("GET", ["thread-members"]) => members(state, channel),
        ("GET", ["threads", "archived", "public"]) => archived(state, call, channel),
        ("POST", ["typing"]) => typing(state, channel),
        _ => unknown(),
    }
}

fn modify(state: &mut State, call: &Request, channel: Id) -> Outcome {
    need(state, channel, 0)?;
    if state.world.channels[&channel].thread.is_some() {
        return thread_changes::modify(state, call, channel);
    }
    need(state, channel, MANAGE_CHANNELS)?;
    if let (Some(name), Some(found)) = (call.body["name"].as_str(), state.world.channels.get_mut(&channel)) {
        name.clone_into(&mut found.name);
    }
    sending::channel_event(state, "CHANNEL_UPDATE", channel);
    ok(view::channel(&state.world, &state.world.channels[&channel]))
}

fn delete(state: &mut State, channel: Id) -> Outcome {
    need(state, channel, 0)?;
    let thread = state.world.channels[&channel].thread.is_some();
    need(state, channel, if thread { super::super::permissions::MANAGE_THREADS } else { MANAGE_CHANNELS })?;
    let shown = view::channel(&state.world, &state.world.channels[&channel]);
    super::super::people::remove_channel(state, channel);
    ok(shown)
}

fn members(state: &State, channel: Id) -> Outcome {
    need(state, channel, 0)?;
    let found = &state.world.channels[&channel];
    let Some(thread) = &found.thread else { return Err(Refusal::unknown_channel()) };
    ok(thread.members.iter().map(|who| view::thread_member(*who, found)).collect())
}

fn archived(state: &State, call: &Request, channel: Id) -> Outcome {
    need(state, channel, super::super::permissions::READ_MESSAGE_HISTORY)?;
    let limit = call.query("limit").and_then(|limit| limit.parse().ok()).unwrap_or(50_usize);
    let threads = state.world.threads_of(channel).collect::<Vec<_>>();
    let mut threads = threads.into_iter().filter(|one| threads::archived(state, one.id)).collect::<Vec<_>>();
    threads.sort_by_key(|one| std::cmp::Reverse(one.thread.as_ref().map(|thread| thread.archive_ms)));
    let has_more = threads.len() > limit;
    let shown = threads.into_iter().take(limit).map(|one| view::channel(&state.world, one));
    ok(json!({"threads": shown.collect::<Vec<_>>(), "members": [], "has_more": has_more}))
}

fn typing(state: &mut State, channel: Id) -> Outcome {
    let message = super::super::message::Message { channel, ..Default::default() };
    sending::may_send(state, state.bot(), &message)?;
    let now = state.clock.now_ms();
    state.typing.push((channel, now));
    done()
}

/// The active threads of a server that the bot may see.
pub(super) fn active_threads(state: &State, guild: Id) -> Value {
    let bot = state.bot();
    let sees = |id: Id| {
        super::super::permissions::can(&state.world, id, bot, super::super::permissions::VIEW_CHANNEL)
    };
    let all = state.world.channels.values().filter(|one| one.guild == Some(guild));
    let active = all.filter(|one| one.thread.as_ref().is_some_and(|thread| !thread.archived) && sees(one.id));
    let active = active.collect::<Vec<_>>();
    let joined = |one: &&&super::super::world::Channel| {
        one.thread.as_ref().is_some_and(|thread| thread.members.contains(&bot))
    };
    let members = active.iter().filter(joined).map(|one| view::thread_member(bot, one));
    json!({
        "members": members.collect::<Vec<_>>(),
        "threads": active.iter().map(|one| view::channel(&state.world, one)).collect::<Vec<_>>(),
    })
}
