//! Events arrive in Discord's order, and go on after whatever happens to the connection.

use cloudmedic::adapters::discord::wire::{Arrived, Gateway, Options, gateway};
use serenity::model::event::Event;

use super::{INTENTS, api, connection, options, run};
use crate::support::sim::{Simulator, World, ids};

fn open(sim: &Simulator, options: Options) -> Gateway {
    let gateway = run(gateway::open(&api(sim), &connection(sim), options)).expect("a gateway");
    sim.wait_for_bot();
    gateway
}

/// Waits for so many messages and returns what they say.
fn said(gateway: &mut Gateway, count: usize) -> Vec<String> {
    run(async {
        let mut said = Vec::new();
        while said.len() < count {
            let Arrived { event, .. } = gateway.events.recv().await.expect("the gateway goes on");
            if let Event::MessageCreate(event) = *event {
                said.push(event.message.content);
            }
        }
        said
    })
}

#[test]
fn events_arrive_in_order() {
    let sim = Simulator::start(World::support_server());
    let mut gateway = open(&sim, options());
    let posted: Vec<String> = (0..200).map(|number| format!("message {number}")).collect();
    for text in &posted {
        sim.post(ids::ANNA, ids::HELP, text);
    }
    assert_eq!(said(&mut gateway, posted.len()), posted);
    run(gateway.handle.stop());
}

#[test]
fn a_lost_connection_is_resumed_with_what_was_missed() {
    let sim = Simulator::start(World::support_server());
    let mut gateway = open(&sim, options());
    sim.post(ids::ANNA, ids::HELP, "before");
    assert_eq!(said(&mut gateway, 1), ["before"]);
    sim.drop_connections();
    sim.post(ids::ANNA, ids::HELP, "meanwhile");
    sim.wait_for_sessions(1, 1);
    sim.post(ids::ANNA, ids::HELP, "after");
    assert_eq!(said(&mut gateway, 2), ["meanwhile", "after"]);
    run(gateway.handle.stop());
}

#[test]
fn a_request_to_reconnect_is_followed() {
    let sim = Simulator::start(World::support_server());
    let mut gateway = open(&sim, options());
    sim.ask_to_reconnect();
    sim.wait_for_sessions(1, 1);
    sim.post(ids::ANNA, ids::HELP, "after");
    assert_eq!(said(&mut gateway, 1), ["after"]);
    run(gateway.handle.stop());
}

#[test]
fn an_invalid_session_is_begun_anew() {
    let sim = Simulator::start(World::support_server());
    let mut gateway = open(&sim, options());
    sim.invalidate_sessions(false);
    sim.wait_for_sessions(2, 0);
    sim.post(ids::ANNA, ids::HELP, "after");
    assert_eq!(said(&mut gateway, 1), ["after"]);
    run(gateway.handle.stop());
}

#[test]
fn shards_tell_how_they_are() {
    let sim = Simulator::start(World::support_server());
    let gateway = open(&sim, Options { intents: INTENTS, shards: Some(1) });
    let connected = run(async {
        loop {
            let standing = gateway.handle.standing();
            if standing.iter().any(|shard| shard.connected) {
                break standing;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    });
    assert_eq!(connected.len(), 1);
    assert_eq!(connected.first().map(|shard| shard.shard), Some(0));
    run(gateway.handle.stop());
    assert!(gateway.handle.standing().is_empty());
}
