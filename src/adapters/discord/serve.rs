//! Runs the bot: connects, takes events, carries out work, until it is stopped. It joins the rooms and decides nothing.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serenity::model::gateway::GatewayIntents;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::Bot;
use super::bot::Identity;
use super::health::{self, Reader, Severity};
use super::inbox::Inbox;
use super::outlet::Counter;
use super::registration::Registration;
use super::wire::{self, Api, Connection, Options, WireError};
use crate::desk::deciding::Deciding;
use crate::desk::{DeskError, Servers, upkeep};
use crate::store::StoreError;

/// Pieces of work that are carried out side by side.
const WORKERS: usize = 8;
/// How long what is under way may take when the bot is stopped; what is left then is done after the next start.
const FAREWELL: Duration = Duration::from_secs(10);
/// No more servers than this are looked at when the bot starts; `cloudmedic doctor` looks at all of them.
const LOOKED_AT: usize = 25;
/// How often it is looked whether a new day has begun, which is when closed cases are looked through for those whose
/// time is up, and an export is written. Days are those of UTC.
const UPKEEP: Duration = Duration::from_secs(10 * 60);
/// How often the pulse is told.
const BEAT: Duration = Duration::from_millis(500);

/// How to run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Where to, and with which token.
    pub connection: Connection,
    /// How many shards; `None` for as many as Discord recommends.
    pub shards: Option<u32>,
    /// Up to which age missed messages are read back.
    pub catch_up: SignedDuration,
}

/// Why the bot has stopped by itself.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The connection to Discord.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The loop.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The commands are not accepted.
    #[error(
        "Discord does not accept the bot's commands ({0}); check that the token belongs to this application"
    )]
    Commands(String),
}

/// Runs the bot until `stop` turns true. `ready` is called once it is connected.
///
/// # Errors
/// When it cannot connect, the connection ends for good, or the store stops.
pub async fn serve(
    plan: &Plan,
    desk: Arc<Deciding>,
    servers: Arc<Servers>,
    stop: watch::Receiver<bool>,
    ready: impl FnOnce(),
) -> Result<(), ServeError> {
    let api = Api::new(&plan.connection)?.felt_by(desk.pulse());
    let me = api.identity().await?;
    let (store, clock) = (servers.store(), Arc::new(Timestamp::now));
    run(Arc::new(Bot::at(api, me, desk, store, servers, clock)), plan, stop, ready).await
}

/// The same with a bot that is put together already.
///
/// # Errors
/// When it cannot connect, the connection ends for good, or the store stops.
pub async fn run(
    bot: Arc<Bot>,
    plan: &Plan,
    stop: watch::Receiver<bool>,
    ready: impl FnOnce(),
) -> Result<(), ServeError> {
    let registration =
        Registration::begin(&bot).await.map_err(|why| ServeError::Commands(why.to_string()))?;
    let options = Options { intents: intents(bot.me), shards: plan.shards };
    let mut gateway = wire::gateway::open(&bot.api, &plan.connection, options).await?;
    ready();
    look_after_incidents(&bot).await?;
    tokio::spawn(look_around(Arc::clone(&bot)));
    let (rest, resting) = watch::channel(false);
    let mut workers = workers(&bot, &resting);
    workers.spawn(beat(Arc::clone(&bot), resting.clone()));
    workers.spawn(registration.follow(Arc::clone(&bot), resting.clone()));
    workers.spawn(keep_up(Arc::clone(&bot), resting));
    let handle = gateway.handle.clone();
    let taken = Inbox::new(&bot, plan.catch_up).run(&mut gateway.events, stop.clone()).await;
    let was_stopped = *stop.borrow();
    handle.stop().await;
    rest.send_replace(true);
    let worked = farewell(&mut workers).await;
    taken?;
    worked?;
    if was_stopped { Ok(()) } else { Ok(handle.ended().await?) }
}

/// Looks after incidents that may have ended while the bot was away.
async fn look_after_incidents(bot: &Bot) -> Result<(), StoreError> {
    let Some(watching) = bot.desk.watching() else { return Ok(()) };
    for server in watching.unfinished()? {
        match watching.woke(server, bot.now()) {
            Ok(saving) => drop(saving.saved().await?),
            Err(error) => tracing::warn!(server = server.0, %error, "an incident was not looked after"),
        }
    }
    Ok(())
}

/// Tells the operator what is wrong in the servers, one line each; nothing waits for it.
async fn look_around(bot: Arc<Bot>) {
    let servers = match health::servers(&bot.api).await {
        Ok(servers) => servers,
        Err(why) => {
            return tracing::warn!(%why, "the servers were not looked at; cloudmedic doctor says more");
        }
    };
    for (server, _) in servers.into_iter().take(LOOKED_AT) {
        let settings = bot.servers.of(server).unwrap_or_default();
        match health::of_server(&bot.api, bot.me, server, &settings).await {
            Ok(complaints) => {
                for one in complaints.iter().filter(|one| one.severity != Severity::Note) {
                    let said = one.said(&bot.known.base.replies, Reader::Terminal);
                    tracing::warn!(server = server.0, "{said}");
                }
            }
            Err(why) => tracing::warn!(server = server.0, %why, "a server was not looked at"),
        }
    }
}

/// What to be told of: who left only where that is switched on for the application.
fn intents(me: Identity) -> GatewayIntents {
    let needed = GatewayIntents::GUILDS
        | GatewayIntents::GUILD_MESSAGES
        | GatewayIntents::DIRECT_MESSAGES
        | GatewayIntents::MESSAGE_CONTENT;
    if me.hears_members { needed | GatewayIntents::GUILD_MEMBERS } else { needed }
}

fn workers(bot: &Arc<Bot>, resting: &watch::Receiver<bool>) -> JoinSet<Result<(), StoreError>> {
    let mut workers = JoinSet::new();
    let outlet = Arc::new(Counter::new(Arc::clone(bot)));
    for _ in 0..WORKERS {
        let (bot, outlet, resting) = (Arc::clone(bot), Arc::clone(&outlet), resting.clone());
        workers.spawn(async move { bot.desk.attend(&*outlet, resting).await });
    }
    workers
}

/// Tells the pulse now and then that the bot's own thread turns, and how much is to be done.
async fn beat(bot: Arc<Bot>, mut resting: watch::Receiver<bool>) -> Result<(), StoreError> {
    let mut beats = tokio::time::interval(BEAT);
    loop {
        tokio::select! {
            _ = beats.tick() => bot.desk.beat()?,
            _ = resting.wait_for(|rest| *rest) => return Ok(()),
        }
    }
}

/// Does once a day what upkeep asks for, and at the start what was missed.
async fn keep_up(bot: Arc<Bot>, mut resting: watch::Receiver<bool>) -> Result<(), StoreError> {
    let mut ticks = tokio::time::interval(UPKEEP);
    let mut last = None;
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = resting.wait_for(|rest| *rest) => return Ok(()),
        }
        let (store, servers, now) = (Arc::clone(&bot.store), Arc::clone(&bot.servers), bot.now());
        let today = upkeep::day_of(now);
        let before = last.replace(today);
        let looked = tokio::task::spawn_blocking(move || {
            if before == Some(today) {
                upkeep::between(&*store)
            } else {
                upkeep::of_a_day(&*store, &servers, now, before.is_none())
            }
        });
        match looked.await {
            Ok(outcome) => outcome?,
            Err(error) => tracing::error!(%error, "old cases were not looked through"),
        }
    }
}

/// Waits for what is under way, but not for ever.
async fn farewell(workers: &mut JoinSet<Result<(), StoreError>>) -> Result<(), StoreError> {
    let finish = async {
        while let Some(ended) = workers.join_next().await {
            match ended {
                Ok(outcome) => outcome?,
                Err(error) => tracing::error!(%error, "a worker ended early"),
            }
        }
        Ok(())
    };
    tokio::time::timeout(FAREWELL, finish).await.unwrap_or(Ok(()))
}
