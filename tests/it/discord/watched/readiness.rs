//! A stuck shard and a queue that cannot be worked off make `/readyz` fail, with the reason; afterwards it recovers.

use super::{FULL, Watched};
use crate::support::sim::{Fault, World, ids};

/// A gateway whose heartbeats are answered well within the patience of these tests.
fn lively() -> World {
    let mut world = World::support_server();
    world.gateway.heartbeat_ms = 1_000;
    world
}

#[test]
fn a_gateway_that_does_not_answer_makes_the_bot_unready_until_it_does() {
    let watched = Watched::start(lively(), &["--patience", "5"]);
    watched.wait_for_answer("/readyz", 200, "ready");
    // Connections are still taken; serenity gives them up again and again.
    watched.machine.sim.acknowledge_heartbeats(false);
    let told = watched.wait_for_answer("/readyz", 503, "shard 0 has had no answer to its heartbeats for");
    assert!(told.lines().count() <= 2, "{told}");
    assert_eq!(watched.get("/healthz").0, 200, "a new start would mend nothing");
    assert_eq!(watched.figures().of("cloudmedic_ready"), 0.0);
    let doctor = watched.machine.run(&["doctor"]);
    let words = String::from_utf8_lossy(&doctor.stdout).into_owned();
    assert!(words.contains("the running bot is not ready: shard 0"), "{words}");
    watched.machine.sim.acknowledge_heartbeats(true);
    watched.wait_for_answer("/readyz", 200, "ready");
}

#[test]
fn a_gateway_that_lets_nobody_in_makes_the_bot_unready_until_it_does() {
    let watched = Watched::start(lively(), &["--patience", "8"]);
    watched.wait_for_answer("/readyz", 200, "ready");
    watched.machine.sim.gateway_down(true);
    watched.machine.sim.drop_connections();
    watched.wait_for_answer("/readyz", 503, "shard 0 has not been connected to Discord for");
    watched.machine.sim.gateway_down(false);
    watched.wait_for_answer("/readyz", 200, "ready");
    let sessions = |kind: &str| format!("cloudmedic_gateway_sessions_total{{kind=\"{kind}\"}}");
    let now = watched.figures();
    assert!(now.of(&sessions("new")) + now.of(&sessions("resumed")) >= 2.0);
}

#[test]
fn a_queue_that_cannot_be_worked_off_makes_the_bot_unready_until_it_is() {
    let mut world = lively();
    let crowd: Vec<u64> = (0..70).map(|one| 1_170_000_000_000_050_000 + one).collect();
    for (at, person) in crowd.iter().enumerate() {
        world.add_user(*person, &format!("person {at}"), false);
        world.add_member(ids::GUILD, *person, &[]);
    }
    let watched = Watched::start(world, &["--patience", "3"]);
    let sim = &watched.machine.sim;
    watched.wait_for_answer("/readyz", 200, "ready");
    sim.fail_times(1_000_000, "POST", "/channels/*/messages", Fault::Status(503, serde_json::Value::Null));
    let asked: Vec<u64> = crowd.iter().map(|person| sim.post(*person, ids::HELP, FULL).id).collect();
    watched.wait_for_answer("/readyz", 503, "due work is piling up");
    watched.wait_for_answer("/readyz", 503, "pieces of due work has waited for");
    let now = watched.figures();
    assert!(now.of("cloudmedic_work_due") >= 50.0);
    assert!(now.of("cloudmedic_work_oldest_due_seconds") >= 3.0);
    sim.mend();
    for asked in asked {
        sim.wait_for_bot_message(ids::HELP, |reply| reply.reference == Some(asked));
    }
    watched.wait_for_answer("/readyz", 200, "ready");
    let now = watched.wait_for_figures("an empty queue", |now| now.of("cloudmedic_work_due") == 0.0);
    assert_eq!(now.of("cloudmedic_work_oldest_due_seconds"), 0.0);
}
