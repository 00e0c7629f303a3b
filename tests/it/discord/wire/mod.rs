//! The wire against the simulator: where bytes and the token go, what a refusal becomes, how the gateway begins and ends.

mod base;
mod ends;
mod files;
mod gateway;
mod limits;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cloudmedic::adapters::discord::wire::{Api, Base, Connection, Options, Refused, Token, json};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use serde_json::json;
use serenity::http::{LightMethod, Route};
use serenity::model::gateway::GatewayIntents;
use serenity::model::id::ChannelId;

use crate::support::sim::{Id, Simulator};

/// Longer than anything here takes, so that a test ends in any case.
const DEADLINE: Duration = Duration::from_secs(20);

/// What the bot listens to.
const INTENTS: GatewayIntents = GatewayIntents::GUILDS
    .union(GatewayIntents::GUILD_MESSAGES)
    .union(GatewayIntents::DIRECT_MESSAGES)
    .union(GatewayIntents::MESSAGE_CONTENT);

/// Runs something on a runtime of its own, and not for ever.
fn run<T>(what: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async { tokio::time::timeout(DEADLINE, what).await.expect("it ends in time") })
}

fn token(text: &str) -> Token {
    Token::parse(text).expect("a token")
}

/// The simulator as another base URL.
fn connection(sim: &Simulator) -> Connection {
    let base = Base::parse(&sim.base_url()).expect("a base URL");
    Connection { token: token(&sim.token()), base: Some(base) }
}

fn api(sim: &Simulator) -> Api {
    Api::new(&connection(sim)).expect("a client")
}

fn options() -> Options {
    Options { intents: INTENTS, shards: None }
}

/// Sends a message without a word about anything else.
async fn say(api: &Api, channel: Id, content: &str) -> Result<(), Refused> {
    let route = Route::ChannelMessages { channel_id: ChannelId::new(channel) };
    let body = json!({ "content": content, "allowed_mentions": { "parse": [] } });
    api.send(json(LightMethod::Post, route, &body)?).await.map(drop)
}

/// Finds every host at one address, and remembers which were asked for.
#[derive(Clone)]
struct Hosts {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Hosts {
    fn at(at: SocketAddr) -> Self {
        Self { at, asked: Arc::default() }
    }

    fn asked(&self) -> Vec<String> {
        let mut asked = self.asked.lock().expect("nobody panicked").clone();
        asked.sort();
        asked.dedup();
        asked
    }
}

impl Resolve for Hosts {
    fn resolve(&self, name: Name) -> Resolving {
        self.asked.lock().expect("nobody panicked").push(name.as_str().to_owned());
        let found: Addrs = Box::new(std::iter::once(self.at));
        Box::pin(std::future::ready(Ok(found)))
    }
}

/// A client that finds every host at one address and trusts one more authority.
fn client(hosts: &Hosts, ca_pem: Option<&str>) -> reqwest::Client {
    let mut client = reqwest::Client::builder()
        .use_rustls_tls()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .dns_resolver(Arc::new(hosts.clone()));
    if let Some(pem) = ca_pem {
        let ca = reqwest::Certificate::from_pem(pem.as_bytes()).expect("a certificate");
        client = client.add_root_certificate(ca);
    }
    client.build().expect("a client")
}
