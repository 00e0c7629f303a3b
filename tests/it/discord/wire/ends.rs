//! How a connection ends for good: each with a sentence that says what to do.

use cloudmedic::adapters::discord::wire::{Api, Connection, Options, WireError, gateway};
use serenity::model::gateway::GatewayIntents;

use super::{INTENTS, api, connection, options, run, token};
use crate::support::sim::{Simulator, World};

/// Opens the gateway and waits for its end.
fn end(sim: &Simulator, options: Options, then: impl FnOnce()) -> WireError {
    let gateway = run(gateway::open(&api(sim), &connection(sim), options)).expect("a gateway");
    then();
    run(gateway.handle.ended()).expect_err("it ends by itself")
}

#[test]
fn a_wrong_token_is_noticed_by_the_first_request() {
    let sim = Simulator::start(World::support_server());
    let connection = Connection { token: token("wrong.token.here"), ..connection(&sim) };
    let api = Api::new(&connection).expect("a client");
    assert_eq!(run(api.identity()), Err(WireError::WrongToken));
    let error = run(gateway::open(&api, &connection, options())).expect_err("no gateway");
    assert_eq!(error, WireError::WrongToken);
    assert!(error.to_string().contains("DISCORD_TOKEN"), "{error}");
    drop(sim.violations());
}

#[test]
fn a_token_that_is_taken_back_ends_the_gateway() {
    let sim = Simulator::start(World::support_server());
    let error = end(&sim, options(), || {
        sim.wait_for_bot();
        sim.close_gateway(4004);
    });
    assert_eq!(error, WireError::WrongToken);
}

#[test]
fn a_missing_intent_says_what_to_switch_on() {
    let mut world = World::support_server();
    world.application.message_content = false;
    let sim = Simulator::start(world);
    let error = end(&sim, options(), || {}).to_string();
    assert!(error.contains("Privileged Gateway Intents > Message Content Intent"), "{error}");
    assert!(!error.contains("Server Members"), "{error}");
}

#[test]
fn two_missing_intents_are_both_named() {
    let sim = Simulator::start(World::support_server());
    let intents = INTENTS | GatewayIntents::GUILD_MEMBERS;
    let error = end(&sim, Options { intents, shards: None }, || {}).to_string();
    assert!(error.contains("Message Content Intent and Server Members Intent"), "{error}");
}

#[test]
fn a_bot_that_may_not_connect_any_more_does_not_try() {
    let mut world = World::support_server();
    world.gateway.sessions_left = 0;
    let sim = Simulator::start(world);
    let error = run(gateway::open(&api(&sim), &connection(&sim), options())).expect_err("no gateway");
    assert!(matches!(error, WireError::NoSessionsLeft { .. }), "{error:?}");
    assert_eq!(sim.identified(), 0);
}

#[test]
fn no_shards_are_no_bot() {
    let sim = Simulator::start(World::support_server());
    let none = Options { intents: INTENTS, shards: Some(0) };
    let error = run(gateway::open(&api(&sim), &connection(&sim), none)).expect_err("no gateway");
    assert_eq!(error, WireError::NoShards);
}

#[test]
fn a_stop_takes_leave() {
    let sim = Simulator::start(World::support_server());
    let gateway = run(gateway::open(&api(&sim), &connection(&sim), options())).expect("a gateway");
    sim.wait_for_bot();
    run(gateway.handle.stop());
    sim.wait_for_no_bot();
    assert_eq!(run(gateway.handle.ended()), Ok(()));
    run(gateway.handle.stop());
}
