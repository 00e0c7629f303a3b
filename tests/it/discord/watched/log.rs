//! Lines of JSON with ids: one message is followed to its reply by its id, and nothing tells who wrote what.

use serde_json::Value;

use super::{FULL, Watched};
use crate::support::sim::{Fault, World, ids};

fn spans(line: &Value) -> Vec<&str> {
    line["spans"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

#[test]
fn a_message_is_followed_to_its_reply_by_its_id() {
    let watched = Watched::start(World::support_server(), &[]);
    let sim = &watched.machine.sim;
    let asked = sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = sim.wait_for_bot_message(ids::HELP, |reply| reply.reference == Some(asked.id));
    let source = format!("message {}", asked.id);
    let is = |line: &Value, message: &str| line["message"] == message && line["source"] == source.as_str();

    let taken = watched.wait_for_line("the event", |line| is(line, "taken on"));
    assert_eq!(spans(&taken), ["message", "event"], "{taken}");
    assert_eq!(taken["server"], ids::GUILD.to_string().as_str(), "{taken}");
    assert_eq!(taken["message_id"], asked.id.to_string().as_str(), "{taken}");
    let claimed = watched.wait_for_line("its work", |line| is(line, "claimed") && line["effect"] == "say");
    let delivered =
        watched.wait_for_line("its reply", |line| is(line, "delivered") && line["effect"] == "say");
    assert_eq!(delivered["case"], taken["case"], "{delivered}");
    assert_eq!(delivered["work"], claimed["work"], "{delivered}");
    assert!(delivered["case"] == 1 && delivered["work"].is_u64(), "{delivered}");
    let request = watched.wait_for_line("the request between them", |line| {
        is(line, "answered") && line["work"] == delivered["work"] && line["method"] == "Post"
    });
    assert_eq!(spans(&request), ["work", "request"], "{request}");

    // A press is followed the same way.
    let pressed = sim.press(ids::ANNA, reply.id, "Didn't help");
    let source = format!("interaction {}", pressed.id());
    let next = watched.wait_for_line("the press", |line| {
        line["message"] == "delivered" && line["source"] == source.as_str() && line["effect"] == "say"
    });
    assert_eq!(next["case"], 1, "{next}");
}

#[test]
fn no_line_tells_who_wrote_what() {
    let mut watched = Watched::start(World::support_server(), &[]);
    let sim = &watched.machine.sim;
    sim.fail_next("POST", "/channels/*/messages", Fault::Status(503, Value::Null));
    let asked = sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = sim.wait_for_bot_message(ids::HELP, |reply| reply.reference == Some(asked.id));
    sim.press(ids::ANNA, reply.id, "Talk to a person");
    sim.wait_for_bot_message(ids::MODERATORS_ROOM, |card| !card.buttons().is_empty());
    let back = watched.wait_for_line("work that is put back", |line| line["message"] == "work is put back");
    assert!(back["level"] == "WARN" && back["case"] == 1 && back["work"].is_u64(), "{back}");
    assert_eq!(back["source"], format!("message {}", asked.id).as_str(), "{back}");
    watched.machine.signal("-TERM");
    assert_eq!(watched.machine.ended(), Some(0));

    let token = watched.machine.sim.token();
    for line in watched.log() {
        for part in ["time", "level", "message", "target"] {
            assert!(line[part].as_str().is_some_and(|text| !text.is_empty()), "{part} of {line}");
        }
        let text = line.to_string();
        for secret in [token.as_str(), "icloud storage", "not enough", "Anna", "anna", &ids::ANNA.to_string()]
        {
            assert!(!text.contains(secret), "{secret:?} is in {text}");
        }
    }
}
