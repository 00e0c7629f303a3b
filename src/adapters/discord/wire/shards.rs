//! Runs serenity's shards on a current-thread runtime on a thread of its own: there no event overtakes another.
//!
//! serenity takes lost connections up again by itself, identifying anew where it must. It is given the gateway's address,
//! because left to itself it would fall back to Discord's own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serenity::client::{Context, RawEventHandler};
use serenity::futures::StreamExt;
use serenity::gateway::{ConnectionStage, GatewayError, ShardManager, ShardManagerOptions};
use serenity::http::Http;
use serenity::model::event::Event;
use serenity::model::gateway::GatewayIntents;
use tokio::sync::{Notify, mpsc, watch};

use super::{Arrived, Handle, WireError};
use crate::pulse::Pulse;

/// How often the shards are looked at.
const LOOK: Duration = Duration::from_secs(1);
/// How long no shard at all may be connected before everything is begun anew: serenity has no time limit for a
/// connection that is accepted and then says nothing.
const STUCK: Duration = Duration::from_secs(600);
/// How often it is said that a shard is not connected.
const COMPLAIN: Duration = Duration::from_secs(60);
/// How long shards fewer than recommended may fail before their number is taken for the reason.
const HOPELESS: Duration = Duration::from_secs(180);
/// The longest wait before everything is begun anew.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// How a shard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShardStanding {
    /// Its number, from 0.
    pub shard: u32,
    /// Whether it is connected.
    pub connected: bool,
    /// How long the last heartbeat took there and back.
    pub latency: Option<Duration>,
}

/// What the thread needs.
pub(super) struct Task {
    pub(super) http: Arc<Http>,
    pub(super) url: String,
    pub(super) intents: GatewayIntents,
    pub(super) shards: u32,
    pub(super) recommended: u32,
    pub(super) to: mpsc::UnboundedSender<Arrived>,
    pub(super) pulse: Arc<Pulse>,
}

/// How a run of the shards ended.
enum Over {
    Stopped,
    Lost(String),
    Fatal(WireError),
}

/// Only passes events on, and notes when.
struct Queue(mpsc::UnboundedSender<Arrived>, Arc<Pulse>);

#[serenity::async_trait]
impl RawEventHandler for Queue {
    async fn raw_event(&self, context: Context, event: Event) {
        note(&self.1, &event);
        // Nobody reads any more while the program stops.
        let _ = self.0.send(Arrived { shard: context.shard_id.0, event: Box::new(event) });
    }
}

/// Notes what came in.
#[expect(clippy::wildcard_enum_match_arm, reason = "only a few events are counted")]
fn note(pulse: &Pulse, event: &Event) {
    match event {
        Event::MessageCreate(event) if !event.message.author.bot => {
            pulse.received(event.message.id.get(), Instant::now());
        }
        Event::InteractionCreate(event) => pulse.received(event.interaction.id().get(), Instant::now()),
        Event::Ready(_) => pulse.figures.session(false),
        Event::Resumed(_) => pulse.figures.session(true),
        _ => {}
    }
}

/// Starts the thread.
pub(super) fn start(task: Task) -> Result<Handle, WireError> {
    let stop = Arc::new(Notify::new());
    let standing = Arc::new(Mutex::new(Vec::new()));
    let (tell, ended) = watch::channel(None);
    let handle = Handle { stop: Arc::clone(&stop), ended, standing: Arc::clone(&standing) };
    std::thread::Builder::new()
        .name("discord-gateway".to_owned())
        .spawn(move || {
            // Everybody may have gone already.
            let _ = tell.send(Some(keep(&task, &stop, &standing)));
        })
        .map_err(|error| no_thread(&error))?;
    Ok(handle)
}

fn no_thread(error: &std::io::Error) -> WireError {
    WireError::Thread { why: error.to_string() }
}

/// Runs the shards until they are stopped or cannot go on, beginning anew when they end for another reason. Every run has
/// a runtime of its own, so that nothing of an earlier one is left, be it stuck or late.
fn keep(task: &Task, stop: &Notify, standing: &Mutex<Vec<ShardStanding>>) -> Result<(), WireError> {
    let mut pause = Duration::ZERO;
    loop {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| no_thread(&error))?;
        let over = runtime.block_on(async {
            tokio::select! {
                () = tokio::time::sleep(pause) => run(task, stop, standing).await,
                () = stop.notified() => Over::Stopped,
            }
        });
        runtime.shutdown_background();
        match over {
            Over::Stopped => return Ok(()),
            Over::Fatal(error) => return Err(error),
            Over::Lost(why) => {
                pause = (pause * 2).clamp(Duration::from_secs(1), LONGEST_PAUSE);
                tracing::warn!(why, seconds = pause.as_secs(), "the connection is begun anew");
            }
        }
    }
}

async fn run(task: &Task, stop: &Notify, standing: &Mutex<Vec<ShardStanding>>) -> Over {
    let (manager, mut ends) = ShardManager::new(ShardManagerOptions {
        data: Arc::default(),
        event_handlers: Vec::new(),
        raw_event_handlers: vec![Arc::new(Queue(task.to.clone(), Arc::clone(&task.pulse)))],
        shard_index: 0,
        shard_init: task.shards,
        shard_total: task.shards,
        ws_url: Arc::new(tokio::sync::Mutex::new(task.url.clone())),
        http: Arc::clone(&task.http),
        intents: task.intents,
        presence: None,
    });
    if let Err(error) = manager.initialize() {
        return Over::Lost(error.to_string());
    }
    let mut watch = Watch::new(task);
    let mut look = tokio::time::interval(LOOK);
    let over = loop {
        tokio::select! {
            end = ends.next() => break over(end, task.intents),
            () = stop.notified() => break Over::Stopped,
            _ = look.tick() => {
                let now = watch.look(&manager).await;
                standing.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&now);
                if let Some(over) = watch.over() {
                    break over;
                }
            }
        }
    };
    manager.shutdown_all().await;
    standing.lock().unwrap_or_else(PoisonError::into_inner).clear();
    over
}

/// What the manager's own end means.
fn over(end: Option<Result<(), GatewayError>>, intents: GatewayIntents) -> Over {
    match end {
        Some(Err(GatewayError::InvalidAuthentication)) => Over::Fatal(WireError::WrongToken),
        Some(Err(GatewayError::InvalidGatewayIntents)) => Over::Fatal(WireError::UnknownIntent),
        Some(Err(GatewayError::DisallowedGatewayIntents)) => {
            Over::Fatal(WireError::MissingIntent { which: privileged(intents) })
        }
        Some(Err(error)) => Over::Lost(error.to_string()),
        Some(Ok(())) | None => Over::Lost("the shards have ended".to_owned()),
    }
}

/// The privileged intents among those asked for, as the Developer Portal names them.
fn privileged(intents: GatewayIntents) -> &'static str {
    if intents.contains(GatewayIntents::GUILD_MEMBERS) {
        "Message Content Intent and Server Members Intent"
    } else {
        "Message Content Intent"
    }
}

/// Watches whether the shards are connected.
struct Watch {
    shards: u32,
    recommended: u32,
    began: Instant,
    /// When a shard was last seen connected.
    seen: Instant,
    /// When something was last said, and whether all were connected then.
    said: (Instant, bool),
    ever: bool,
    /// How long the last answered heartbeat of every shard took. serenity keeps nothing else of an answer, and sets it
    /// anew with each one; to the nanosecond no two are alike.
    answered: HashMap<u32, Duration>,
    pulse: Arc<Pulse>,
}

impl Watch {
    fn new(task: &Task) -> Self {
        let now = Instant::now();
        Self {
            shards: task.shards,
            recommended: task.recommended,
            began: now,
            seen: now,
            said: (now, false),
            ever: false,
            answered: HashMap::new(),
            pulse: Arc::clone(&task.pulse),
        }
    }

    /// How the shards are now; a change and a long absence are logged.
    async fn look(&mut self, manager: &ShardManager) -> Vec<ShardStanding> {
        let mut standing: Vec<ShardStanding> = {
            let runners = manager.runners.lock().await;
            let one = |shard| {
                let runner = runners.get(&serenity::model::id::ShardId(shard));
                let connected = runner.is_some_and(|runner| runner.stage == ConnectionStage::Connected);
                ShardStanding { shard, connected, latency: runner.and_then(|runner| runner.latency) }
            };
            (0..self.shards).map(one).collect()
        };
        standing.sort_by_key(|shard| shard.shard);
        if standing.iter().any(|shard| shard.connected) {
            (self.ever, self.seen) = (true, Instant::now());
        }
        self.tell(&standing);
        self.say(standing.iter().filter(|shard| !shard.connected).count());
        standing
    }

    /// Tells the pulse.
    fn tell(&mut self, standing: &[ShardStanding]) {
        for shard in standing {
            let answer = shard.latency.filter(|latency| self.answered.get(&shard.shard) != Some(latency));
            if let Some(latency) = answer {
                self.answered.insert(shard.shard, latency);
                self.pulse.figures.heartbeat(shard.shard, latency);
            }
            self.pulse.shard(Timestamp::now(), shard.shard, shard.connected, answer.is_some());
        }
    }

    fn say(&mut self, missing: usize) {
        let (at, were_all) = self.said;
        let all = missing == 0;
        if all && !were_all {
            tracing::info!(shards = self.shards, "connected to Discord");
        } else if !all && (were_all || at.elapsed() >= COMPLAIN) {
            tracing::warn!(missing, shards = self.shards, "not connected to Discord; trying on");
        } else {
            return;
        }
        self.said = (Instant::now(), all);
    }

    /// Whether there is no point in waiting on.
    fn over(&self) -> Option<Over> {
        // Discord asks for more shards with a close code that serenity keeps to itself, and refuses fewer for ever.
        if !self.ever && self.shards < self.recommended && self.began.elapsed() >= HOPELESS {
            let (shards, recommended) = (self.shards, self.recommended);
            return Some(Over::Fatal(WireError::Sharding { shards, recommended }));
        }
        (self.seen.elapsed() >= STUCK).then(|| Over::Lost("no shard could be connected".to_owned()))
    }
}
