//! `/metrics` moves as things happen, and the door takes nothing else.

use super::{FULL, Watched};
use crate::support::sim::{Fault, World, ids};

#[test]
fn figures_follow_what_happens() {
    let watched = Watched::start(World::support_server(), &[]);
    let sim = &watched.machine.sim;
    watched.wait_for_answer("/readyz", 200, "ready");
    let before = watched.figures();
    assert_eq!(before.of("cloudmedic_messages_total"), 0.0);
    assert_eq!(before.of("cloudmedic_ready"), 1.0);
    assert_eq!(before.of("cloudmedic_gateway_connected{shard=\"0\"}"), 1.0);
    assert_eq!(before.of("cloudmedic_gateway_sessions_total{kind=\"new\"}"), 1.0);
    assert!(before.of("cloudmedic_store_size_bytes") > 0.0);

    sim.post(ids::CLEO, ids::HELP, "good morning everybody");
    let asked = [ids::ANNA, ids::BEN].map(|person| sim.post(person, ids::HELP, FULL));
    let replies = asked
        .clone()
        .map(|asked| sim.wait_for_bot_message(ids::HELP, |reply| reply.reference == Some(asked.id)));
    let after = watched.wait_for_figures("three messages and two replies", |now| {
        now.of("cloudmedic_messages_total") == 3.0
            && now.of("cloudmedic_reply_duration_seconds_count") == 2.0
            && now.of("cloudmedic_verdicts_total{verdict=\"silent\"}") == 1.0
            // A reply may be there before its step is counted.
            && now.of("cloudmedic_events_total{outcome=\"saved\"}") >= 2.0
    });
    after.follows(&before);
    assert_eq!(after.of("cloudmedic_verdicts_total{verdict=\"answer\"}"), 2.0);
    assert_eq!(after.of("cloudmedic_work_done_total{effect=\"say\"}"), 2.0);
    assert_eq!(after.of("cloudmedic_work_retries_total{effect=\"say\"}"), 0.0);
    assert!(after.of("cloudmedic_commit_duration_seconds_count") >= 2.0);
    assert!(after.of("cloudmedic_step_duration_seconds_count") >= 3.0);
    assert!(after.of("cloudmedic_work_waiting") >= 2.0, "the clocks of two cases");

    // A press is answered too, and a request that fails once is made again.
    sim.fail_next("POST", "/channels/*/messages", Fault::Status(503, serde_json::Value::Null));
    sim.press(ids::ANNA, replies[0].id, "Didn't help");
    sim.wait_for_bot_message(asked[0].id, |message| !message.buttons().is_empty());
    let later = watched.wait_for_figures("a retry and its reply", |now| {
        now.of("cloudmedic_work_retries_total{effect=\"say\"}") == 1.0
            && now.of("cloudmedic_reply_duration_seconds_count") == 3.0
    });
    later.follows(&after);
    assert_eq!(later.of("cloudmedic_discord_requests_total{answer=\"5xx\"}"), 1.0);
    assert!(later.of("cloudmedic_discord_requests_total{answer=\"2xx\"}") >= 4.0);
    assert_eq!(later.of("cloudmedic_work_dropped_total{effect=\"say\"}"), 0.0);
}

#[test]
fn the_door_answers_three_paths_and_takes_nothing_in() {
    let watched = Watched::start(World::support_server(), &[]);
    assert_eq!(watched.get("/healthz"), (200, "ok\n".to_owned()));
    watched.wait_for_answer("/readyz", 200, "ready");
    for path in ["/", "/metrics/", "/readyz/../etc/passwd", "/debug", "//metrics"] {
        assert_eq!(watched.get(path).0, 404, "{path}");
    }
    assert_eq!(watched.get("/readyz?verbose=1").0, 200, "a query changes nothing");
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let asked = format!("{method} /readyz HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n");
        assert_eq!(watched.ask(&asked).0, 405, "{method}");
    }
    assert_eq!(watched.ask("HEAD /readyz HTTP/1.1\r\nHost: here\r\n\r\n"), (200, String::new()));
    let long = format!("GET /readyz HTTP/1.1\r\nHost: here\r\nX: {}\r\n\r\n", "x".repeat(7 * 1024));
    assert_eq!(watched.ask(&long).0, 200, "seven kilobytes are a head like any other");
    let many: String = (0..100).map(|at| format!("X-{at}: x\r\n")).collect();
    assert_eq!(watched.ask(&format!("GET /readyz HTTP/1.1\r\n{many}\r\n")).0, 431);
    assert_eq!(watched.ask("nonsense\r\n\r\n").0, 400);
    assert_eq!(watched.get("/healthz").0, 200, "it answers all the same");
}

#[test]
fn an_address_that_others_can_reach_is_refused_with_a_sentence() {
    let machine = super::Machine::off(World::support_server());
    let refused = machine.run(&["serve", "--health", "0.0.0.0:0"]);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{told}");
    assert!(told.contains("--health-exposed") && told.lines().count() == 1, "{told}");
}
