//! The table of REST routes, and what holds for all of them: token, faults, limits, checks.

mod callbacks;
mod channels;
mod commands;
mod guilds;
pub(crate) mod messages;
pub(crate) mod reactions;
pub(crate) mod thread_changes;
pub(crate) mod threads;
pub(crate) mod users;
mod webhooks;

use serde_json::{Value, json};

use super::faults::Fault;
use super::limits;
use super::look::Request;
use super::refusal::Refusal;
use super::snowflake::{Id, parse};
use super::state::State;

/// What is answered; a null body is no body.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) headers: Vec<(String, String)>,
}

/// What a route says.
pub(crate) type Outcome = Result<(u16, Value), Refusal>;

/// Done, with something to show.
pub(crate) fn ok(body: Value) -> Outcome {
    Ok((200, body))
}

/// Done, with nothing to show.
pub(crate) fn done() -> Outcome {
    Ok((204, Value::Null))
}

/// Answers a request.
pub(crate) fn answer(state: &mut State, call: &Request, fault: Option<&Fault>) -> Reply {
    let outcome = guarded(state, call, fault);
    let mut headers = limits::headers(state, call);
    let (status, body) = match outcome {
        Ok(done) => done,
        Err(refusal) => {
            if let Some(violation) = refusal.violation {
                state.violation(format!("{} {}: {violation}", call.method, call.route()));
            }
            (refusal.status, refusal.body)
        }
    };
    if status == 429 {
        limits::say_when(&body, &mut headers);
    }
    Reply { status, body, headers }
}

fn guarded(state: &mut State, call: &Request, fault: Option<&Fault>) -> Outcome {
    limits::patient(state, call);
    state.cutting = matches!(fault, Some(Fault::ResetAfter | Fault::Hang { .. }));
    check(state, call)?;
    match fault {
        Some(Fault::Status(status, body)) => return Ok((*status, body.clone())),
        Some(Fault::RateLimited { after_ms, global }) => {
            return Err(limits::refuse(state, call, *after_ms, *global));
        }
        _ => {}
    }
    limits::count(state, call)?;
    let Some(path) = call.path.strip_prefix("/api/v10/") else { return unknown() };
    let parts = path.split('/').map(unescape).collect::<Vec<_>>();
    let parts = parts.iter().map(String::as_str).collect::<Vec<_>>();
    let open = matches!(parts.as_slice(), ["gateway"] | ["interactions", ..] | ["webhooks", _, _, ..]);
    let wanted = format!("Bot {}", state.world.application.token);
    if !open && call.authorization.as_deref() != Some(wanted.as_str()) {
        return Err(Refusal::new(401, 0, "401: Unauthorized"));
    }
    if call.body.get("$unreadable").is_some() {
        return Err(Refusal::fault(400, 50109, "The request body contains invalid JSON."));
    }
    route(state, call, &parts)
}

fn check(state: &mut State, call: &Request) -> Result<(), Refusal> {
    if call.header("user-agent").is_none() {
        return Err(Refusal::fault(403, 40333, "a request without a User-Agent"));
    }
    let complaint = state.checks.iter().find_map(|check| check(call).err());
    complaint.map_or(Ok(()), |complaint| Err(Refusal::fault(400, 0, &complaint)))
}

fn route(state: &mut State, call: &Request, parts: &[&str]) -> Outcome {
    match parts {
        ["gateway"] => ok(json!({"url": state.gateway_url})),
        ["gateway", "bot"] => gateway_bot(state),
        ["users" | "applications" | "oauth2", ..] => match users::route(state, call, parts) {
            Some(outcome) => outcome,
            None => commands::route(state, call, parts).unwrap_or_else(unknown),
        },
        ["guilds", guild, rest @ ..] => guilds::route(state, call, number(guild)?, rest),
        ["channels", channel, rest @ ..] => channels::route(state, call, number(channel)?, rest),
        ["interactions", id, token, "callback"] if call.method == "POST" => {
            callbacks::callback(state, call, number(id)?, token)
        }
        ["webhooks", application, token, rest @ ..] => {
            webhooks::route(state, call, number(application)?, token, rest)
        }
        _ => unknown(),
    }
}

/// A route that the simulator, and as far as the bot needs to know Discord, does not have.
pub(crate) fn unknown() -> Outcome {
    let mut refusal = Refusal::fault(404, 0, "404: Not Found");
    refusal.violation = Some("an unknown route".to_owned());
    Err(refusal)
}

fn gateway_bot(state: &State) -> Outcome {
    let gateway = &state.world.gateway;
    ok(json!({"url": state.gateway_url, "shards": gateway.shards, "session_start_limit": {
        "total": 1000, "remaining": gateway.sessions_left, "reset_after": 14_400_000,
        "max_concurrency": gateway.max_concurrency,
    }}))
}

/// An id in a path; anything else is a bad form.
pub(crate) fn number(text: &str) -> Result<Id, Refusal> {
    parse(text).ok_or_else(|| {
        let message = format!("Value \"{text}\" is not snowflake.");
        Refusal::form("id", "NUMBER_TYPE_COERCE", &message)
    })
}

/// Undoes percent escapes.
pub(crate) fn unescape(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|two| std::str::from_utf8(two).ok());
        if let Some(byte) = code.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
