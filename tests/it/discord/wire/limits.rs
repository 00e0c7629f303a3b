//! Waits that Discord asks for: kept inside on the normal path, passed on with another base URL.

use std::time::{Duration, Instant};

use cloudmedic::adapters::discord::wire::{Api, Connection, Refused};

use super::{Hosts, api, client, run, say, token};
use crate::support::sim::{Fault, Simulator, World, ids};

#[test]
fn on_the_normal_path_a_429_is_waited_out() {
    let sim = Simulator::start_tls(World::support_server());
    let hosts = Hosts::at(sim.addr());
    let connection = Connection { token: token(&sim.token()), base: None };
    let api = Api::with_client(&connection, client(&hosts, Some(sim.ca_pem())));
    assert!(api.is_limited());
    for global in [false, true] {
        let wait = Fault::RateLimited { after_ms: 400, global };
        sim.fail_next("POST", "/channels/*/messages", wait);
        let began = Instant::now();
        run(say(&api, ids::HELP, "Hello")).expect("a message");
        assert!(began.elapsed() >= Duration::from_millis(400), "global: {global}");
        assert_eq!(sim.faults_left(), 0);
    }
    assert_eq!(sim.bot_messages(ids::HELP).len(), 2);
    assert_eq!(hosts.asked(), ["discord.com"]);
}

#[test]
fn with_another_base_url_a_429_says_how_long_to_wait() {
    let sim = Simulator::start(World::support_server());
    sim.fail_next("POST", "/channels/*/messages", Fault::RateLimited { after_ms: 1_500, global: false });
    let refused = run(say(&api(&sim), ids::HELP, "Hello")).expect_err("too fast");
    let Refused::TooFast { after: Some(after) } = refused else { panic!("expected a wait, got {refused:?}") };
    assert!(after >= Duration::from_millis(1_500) && after <= Duration::from_secs(2), "{after:?}");
}

#[test]
fn what_discord_refuses_has_its_kind() {
    let sim = Simulator::start(World::support_server());
    let api = api(&sim);
    let nowhere = run(say(&api, 4_711, "Hello")).expect_err("no such channel");
    assert_eq!(nowhere, Refused::Gone { code: 10_003 });
    let nothing = run(say(&api, ids::HELP, "")).expect_err("an empty message");
    assert!(matches!(nothing, Refused::Bad { status: 400, .. }), "{nothing:?}");
    let secret = "x".repeat(2_001);
    let long = run(say(&api, ids::HELP, &secret)).expect_err("a long message");
    assert!(long.to_string().contains("content"), "{long}");
    assert!(!long.to_string().contains("xxx"), "{long}");
    sim.fail_next("POST", "/channels/*/messages", Fault::Status(503, serde_json::json!({})));
    let fault = run(say(&api, ids::HELP, "Hello")).expect_err("a fault");
    assert_eq!(fault, Refused::ServerFault { status: 503 });
    for cut in [Fault::Reset, Fault::ResetAfter] {
        sim.fail_next("POST", "/channels/*/messages", cut);
        let gone = run(say(&api, ids::HELP, "Hello")).expect_err("no answer");
        assert!(matches!(gone, Refused::Unreachable { .. }), "{gone:?}");
        assert!(!gone.to_string().contains("http"), "no address: {gone}");
    }
    drop(sim.violations());
}
