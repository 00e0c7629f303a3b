//! What goes wrong meanwhile: requests that are refused, lost before or after the deed, late or never answered; events
//! that come twice, late or turned around; connections and sessions that are lost.

use std::time::Duration;

use serde_json::Value;

use crate::support::sim::{Fault, Simulator};

/// No more faults than this wait for their request.
const AT_A_TIME: usize = 5;
/// The requests that go wrong.
const REQUESTS: [(&str, &str); 9] = [
    ("POST", "/channels/*/messages"),
    ("POST", "/channels/*/messages"),
    ("POST", "/channels/*/messages/*/threads"),
    ("PATCH", "/channels/*/messages/*"),
    ("GET", "/channels/*/messages"),
    ("GET", "/guilds/*/members/*"),
    ("POST", "/interactions/*/*/callback"),
    ("POST", "/webhooks/*/*"),
    ("*", "/channels/**"),
];

/// Lets something go wrong now and then. `long`: the process lives long enough to find its way back from a lost session.
pub(super) fn tick(sim: &Simulator, rng: &mut fastrand::Rng, long: bool) {
    if rng.u8(..12) == 0 && sim.faults_left() < AT_A_TIME {
        let (method, path) = REQUESTS[rng.usize(..REQUESTS.len())];
        sim.fail_next(method, path, fault(rng));
    }
    if rng.u8(..25) == 0 {
        stumble(sim, rng);
    }
    if rng.u16(..400) == 0 {
        cut(sim, rng, long);
    }
}

fn fault(rng: &mut fastrand::Rng) -> Fault {
    match rng.u8(..12) {
        0 | 1 => Fault::Status(*rng.choice(&[500, 502, 503, 504]).unwrap_or(&500), Value::Null),
        2 | 3 => Fault::RateLimited { after_ms: rng.u64(20..400), global: rng.u8(..8) == 0 },
        4 | 5 => Fault::Reset,
        6..=8 => Fault::ResetAfter,
        9 => Fault::Delay(rng.u64(20..800)),
        10 => Fault::Garbage,
        _ => Fault::Hang { done: rng.bool() },
    }
}

fn stumble(sim: &Simulator, rng: &mut fastrand::Rng) {
    match rng.u8(..4) {
        0 | 1 => sim.duplicate_next_events(rng.usize(1..5)),
        2 => sim.delay_next_events(rng.usize(1..4), Duration::from_millis(rng.u64(10..250))),
        _ => sim.reverse_next_events(rng.usize(2..4)),
    }
}

fn cut(sim: &Simulator, rng: &mut fastrand::Rng, long: bool) {
    sim.redeliver_on_resume(rng.usize(..12));
    match rng.u8(..if long { 8 } else { 5 }) {
        0 | 1 => sim.drop_connections(),
        2 => sim.ask_to_reconnect(),
        3 => sim.close_gateway(4000),
        4 => sim.invalidate_sessions(true),
        5 => sim.invalidate_sessions(false),
        6 => {
            sim.forget_sessions();
            sim.drop_connections();
        }
        _ => sim.acknowledge_heartbeats(false),
    }
}
