//! Opens the gateway: asks where it is, and starts the shards on a thread of their own. Events only go into a queue.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::Url;
use serenity::http::{LightMethod, Request, Route};
use serenity::model::event::Event;
use serenity::model::gateway::{BotGateway, GatewayIntents};
use tokio::sync::{Notify, mpsc, watch};

use super::shards::{self, ShardStanding, Task};
use super::{Api, Connection, WireError};

/// How long a stop may take before the thread is left behind.
const STOP: Duration = Duration::from_secs(4);

/// How to connect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// What to be told of.
    pub intents: GatewayIntents,
    /// How many shards; `None` for as many as Discord recommends.
    pub shards: Option<u32>,
}

/// An event that arrived. One shard's events arrive in Discord's order.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// On which shard.
    pub shard: u32,
    /// What.
    pub event: Box<Event>,
}

/// An open gateway.
#[derive(Debug)]
pub struct Gateway {
    /// What arrives; it ends with the gateway. The queue has no limit: whoever reads it is faster than Discord.
    pub events: mpsc::UnboundedReceiver<Arrived>,
    /// Stops it, and tells how it is.
    pub handle: Handle,
}

/// Stops a gateway, and tells how it is. Copies mean the same gateway.
#[derive(Debug, Clone)]
pub struct Handle {
    pub(super) stop: Arc<Notify>,
    pub(super) ended: watch::Receiver<Option<Result<(), WireError>>>,
    pub(super) standing: Arc<Mutex<Vec<ShardStanding>>>,
}

impl Handle {
    /// Takes leave of Discord; returns when the connections are closed, or after a few seconds.
    pub async fn stop(&self) {
        self.stop.notify_one();
        // What became of it is told by `ended`; a connection that does not close must not hold up the program.
        let _ = tokio::time::timeout(STOP, self.ended()).await;
    }

    /// Waits for the end: `Ok` when it was stopped, else why there is no connection any more.
    ///
    /// # Errors
    /// When it ended by itself.
    pub async fn ended(&self) -> Result<(), WireError> {
        let mut ended = self.ended.clone();
        match ended.wait_for(Option::is_some).await {
            Ok(end) => end.clone().unwrap_or(Ok(())),
            Err(_) => Err(WireError::Thread { why: "its thread has ended unexpectedly".to_owned() }),
        }
    }

    /// How every shard is, as of a second ago.
    #[must_use]
    pub fn standing(&self) -> Vec<ShardStanding> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Asks the connection's host where the gateway is, and connects there and nowhere else.
///
/// A lost connection is taken up again for ever; only what an operator has to mend ends the gateway.
///
/// # Errors
/// When the host names no gateway, does not accept the token, or lets the bot in no more today.
pub async fn open(api: &Api, connection: &Connection, options: Options) -> Result<Gateway, WireError> {
    let found: BotGateway = api
        .call(Request::new(Route::GatewayBot, LightMethod::Get))
        .await
        .map_err(|refused| WireError::unanswered("Discord could not be asked for its gateway", refused))?;
    let url = address(&found.url).ok_or(WireError::NoGateway)?;
    let shards = options.shards.unwrap_or(found.shards.max(1));
    if shards == 0 {
        return Err(WireError::NoShards);
    }
    let limit = &found.session_start_limit;
    if limit.remaining < u64::from(shards) {
        return Err(WireError::NoSessionsLeft { wait: Duration::from_millis(limit.reset_after) });
    }
    tracing::info!(
        shards,
        recommended = found.shards,
        host = connection.base.as_ref().map(tracing::field::display),
        "connecting"
    );
    let (to, events) = mpsc::unbounded_channel();
    let task = Task {
        http: Arc::clone(&api.http),
        url,
        intents: options.intents,
        shards,
        recommended: found.shards,
        to,
        pulse: Arc::clone(&api.pulse),
    };
    Ok(Gateway { events, handle: shards::start(task)? })
}

/// The address of a gateway as serenity wants it: it adds `?v=10` by itself.
fn address(url: &str) -> Option<String> {
    let mut url = Url::parse(url).ok()?;
    if !matches!(url.scheme(), "ws" | "wss") || !url.has_host() {
        return None;
    }
    url.set_query(None);
    url.set_fragment(None);
    Some(url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_websocket_without_a_query() {
        for (given, taken) in [
            ("wss://gateway.discord.gg", Some("wss://gateway.discord.gg/")),
            ("wss://gateway.discord.gg/?v=10&encoding=json", Some("wss://gateway.discord.gg/")),
            ("ws://127.0.0.1:9000/gateway", Some("ws://127.0.0.1:9000/gateway")),
            ("https://gateway.discord.gg", None),
            ("", None),
        ] {
            assert_eq!(address(given).as_deref(), taken, "{given:?}");
        }
    }
}
