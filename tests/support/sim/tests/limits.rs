//! 429, the waiting that it asks for, and TLS.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::json;

use super::super::{Fault, Simulator, World, ids};
use super::client::Client;

#[test]
fn asking_again_too_soon_is_a_violation() {
    let sim = Simulator::start(World::support_server());
    let client = Client::new(&sim);
    let path = format!("/channels/{}/messages", ids::HELP);
    sim.fail_next("POST", "/channels/*/messages", Fault::RateLimited { after_ms: 60_000, global: false });
    let (status, body) = client.post(&path, json!({"content": "x"}));
    assert_eq!((status, body["retry_after"].as_f64()), (429, Some(60.0)));
    assert!(sim.violations().is_empty(), "a 429 is nobody's fault");
    client.get(&format!("/channels/{}", ids::GENERAL));
    assert!(sim.violations().is_empty(), "another bucket");
    // What had been sent before the 429 came back could not know of it; this is later.
    sim.advance(Duration::from_secs(1));
    client.post(&path, json!({"content": "x"}));
    assert_eq!(sim.violations().len(), 1);
}

#[test]
fn a_real_limit_counts_and_lets_go() {
    let sim = Simulator::start(World::support_server());
    let client = Client::new(&sim);
    sim.limit_rate(2, 300);
    let path = format!("/channels/{}", ids::HELP);
    let statuses = [client.get(&path).0, client.get(&path).0, client.get(&path).0];
    assert_eq!(statuses, [200, 200, 429]);
    let sent = sim.now_ms();
    sim.watch("the window to end", |state| (state.clock.now_ms() > sent + 320).then_some(()));
    assert_eq!(client.get(&path).0, 200);
}

#[test]
fn behind_tls_it_is_discord_com_for_those_who_trust_it() {
    let sim = Simulator::start_tls(World::support_server());
    let to: SocketAddr = sim.addr();
    let trusted = reqwest::Certificate::from_pem(sim.ca_pem().as_bytes()).unwrap();
    let http = reqwest::Client::builder().add_root_certificate(trusted).resolve("discord.com", to).no_proxy();
    let http = http.user_agent("DiscordBot (test, 1)").timeout(Duration::from_secs(5)).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let url = format!("https://discord.com:{}/api/v10/gateway", to.port());
    let text = runtime.block_on(async { http.get(url).send().await.unwrap().text().await.unwrap() });
    assert!(text.contains("ws://127.0.0.1"), "{text}");
}

#[test]
fn a_bot_that_waits_as_told_by_the_simulators_clock_is_patient() {
    let sim = Simulator::start(World::support_server());
    let client = Client::new(&sim);
    let path = format!("/channels/{}/messages", ids::HELP);
    sim.fail_next("POST", "/channels/*/messages", Fault::RateLimited { after_ms: 60_000, global: true });
    client.post(&path, json!({"content": "x"}));
    sim.advance(Duration::from_secs(60));
    assert_eq!(client.post(&path, json!({"content": "x"})).0, 200);
    assert!(sim.violations().is_empty());
}
