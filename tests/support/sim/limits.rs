//! Rate limits: headers on every answer, 429 on demand or for real, and whether the bot waits as told.

use serde_json::{Value, json};

use super::look::Request;
use super::refusal::Refusal;
use super::state::State;

/// The bucket of a request: its method and the first two parts of its path.
fn bucket(call: &Request) -> String {
    let top = call.route().trim_matches('/').split('/').take(3).collect::<Vec<_>>();
    format!("{} {}", call.method, top.join("/"))
}

/// How long a request may have been on its way, in milliseconds, when another one was told to wait.
const ON_ITS_WAY_MS: u64 = 50;

/// A 429, and a note until when this bucket (or everything) must rest.
pub(crate) fn refuse(state: &mut State, call: &Request, after_ms: u64, global: bool) -> Refusal {
    // A bot may come a little early: clocks and rounding.
    let until = state.clock.now_ms() + after_ms.saturating_sub(after_ms / 20 + 20);
    let bucket = if global { "*".to_owned() } else { bucket(call) };
    // What was on its way already could not know.
    let from = state.clock.now_ms() + ON_ITS_WAY_MS;
    state.faults.waits.push((bucket, from, until));
    let mut refusal = Refusal::new(429, 0, "You are being rate limited.");
    #[expect(clippy::cast_precision_loss, reason = "a few seconds")]
    let seconds = after_ms as f64 / 1000.0;
    refusal.body =
        json!({"message": "You are being rate limited.", "retry_after": seconds, "global": global});
    refusal
}

/// Asking again before the time that a 429 named is a violation.
pub(crate) fn patient(state: &mut State, call: &Request) {
    let now = state.clock.now_ms();
    state.faults.waits.retain(|(_, _, until)| *until > now);
    let free = call.route().starts_with("/interactions/");
    let here = bucket(call);
    let counts = |(bucket, from, _): &(String, u64, u64)| *from <= now && (*bucket == here || bucket == "*");
    let early = state.faults.waits.iter().any(counts);
    if early && !free {
        state.violation(format!("{} {}: asked again before Retry-After", call.method, call.route()));
    }
}

/// Counts the request against the real limit, when there is one.
pub(crate) fn count(state: &mut State, call: &Request) -> Result<(), Refusal> {
    let now = state.clock.now_ms();
    let Some(limit) = &mut state.faults.limit else { return Ok(()) };
    let window = limit.window_ms;
    let used = limit.used.entry(bucket(call)).or_insert((0, now + window));
    if now >= used.1 {
        *used = (0, now + window);
    }
    used.0 += 1;
    let (over, left) = (used.0 > limit.requests, used.1.saturating_sub(now));
    if over { Err(refuse(state, call, left, false)) } else { Ok(()) }
}

/// The `X-RateLimit-*` headers.
pub(crate) fn headers(state: &State, call: &Request) -> Vec<(String, String)> {
    let now = state.clock.now_ms();
    let key = bucket(call);
    let limit = state.faults.limit.as_ref();
    let used = limit.and_then(|limit| limit.used.get(&key)).copied().unwrap_or((0, now + 1000));
    let all = limit.map_or(1000, |limit| limit.requests);
    let left = all.saturating_sub(used.0);
    let hash = key.bytes().fold(5381_u32, |sum, byte| sum.wrapping_mul(33) ^ u32::from(byte));
    let seconds = |ms: u64| format!("{}.{:03}", ms / 1000, ms % 1000);
    vec![
        ("x-ratelimit-limit".to_owned(), all.to_string()),
        ("x-ratelimit-remaining".to_owned(), left.to_string()),
        ("x-ratelimit-reset".to_owned(), seconds(used.1)),
        ("x-ratelimit-reset-after".to_owned(), seconds(used.1.saturating_sub(now))),
        ("x-ratelimit-bucket".to_owned(), format!("{hash:08x}")),
    ]
}

/// What a 429 says in its headers.
pub(crate) fn say_when(body: &Value, headers: &mut Vec<(String, String)>) {
    let seconds = body["retry_after"].as_f64().unwrap_or(1.0);
    headers.retain(|(name, _)| !matches!(name.as_str(), "x-ratelimit-remaining" | "x-ratelimit-reset-after"));
    headers.push(("retry-after".to_owned(), format!("{}", seconds.ceil())));
    headers.push(("x-ratelimit-remaining".to_owned(), "0".to_owned()));
    headers.push(("x-ratelimit-reset-after".to_owned(), format!("{seconds:.3}")));
    let global = body["global"] == true;
    headers.push(("x-ratelimit-scope".to_owned(), if global { "global" } else { "user" }.to_owned()));
    if global {
        headers.push(("x-ratelimit-global".to_owned(), "true".to_owned()));
    }
}
