//! `serve`: the bot in Discord. It sets the rooms up and hands over.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use super::folder::Folder;
use super::{Failure, General, door, signals, token};
use crate::adapters::discord::serve::{self, Plan};
use crate::adapters::http;
use crate::adapters::status::{self, Feed, Limits};
use crate::config;
use crate::desk::asking::Counter;
use crate::desk::deciding::{self, Deciding, Time};
use crate::desk::reload::InUse;
use crate::desk::{Reload, Servers};
use crate::pulse::{self, Pulse};
use crate::store::OnDisk;

/// Run the bot in Discord
///
/// The token comes from DISCORD_TOKEN or --token-file. Ctrl-C or SIGTERM stops it; nothing is lost by that, and what
/// was written meanwhile is answered after the next start. SIGHUP, or `cloudmedic reload`, reads the folder of --patterns
/// again while it runs.
#[derive(Debug, clap::Args)]
pub struct Serve {
    /// A file that holds the bot's token, in place of DISCORD_TOKEN
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// How many shards to use [default: as many as Discord recommends]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    shards: Option<u32>,
    /// Answer messages that were written while the bot was away when they are no older than this many hours
    #[arg(long, value_name = "HOURS", default_value_t = 12, value_parser = clap::value_parser!(u32).range(0..=48))]
    catch_up: u32,
    /// Read Apple's own status now and then, and say so first when it names a problem with iCloud Backup; an address
    /// takes the place of Apple's. CLOUDMEDIC_STATUS_FEED holds an address too
    #[arg(long, value_name = "URL", num_args = 0..=1, default_missing_value = status::APPLE)]
    status_feed: Option<String>,
    /// Answer over HTTP how the bot is (/healthz, /readyz, /metrics for Prometheus) on this port of this machine, such
    /// as 9464 or 127.0.0.1:9464; 0 takes a free one. CLOUDMEDIC_HEALTH holds it too
    #[arg(long, value_name = "ADDRESS")]
    health: Option<String>,
    /// Let others than this machine ask, as a container needs with --health 0.0.0.0:9464. There is no password: keep
    /// strangers out by other means. CLOUDMEDIC_HEALTH_EXPOSED=1 says so too
    #[arg(long)]
    health_exposed: bool,
    /// For how many seconds something may go wrong before /readyz and doctor tell of it: a connection without answers,
    /// work that waits or piles up, Discord's rate limits. Less than 90 is too little for Discord's own heartbeats
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u32).range(1..=86_400))]
    patience: u32,
}

/// The variable that switches Apple's status on, with an address.
const STATUS_FEED: &str = "CLOUDMEDIC_STATUS_FEED";
/// The variables that say where to answer how the bot is, and that others may ask.
const HEALTH: &str = "CLOUDMEDIC_HEALTH";
const HEALTH_EXPOSED: &str = "CLOUDMEDIC_HEALTH_EXPOSED";

/// Runs the bot until it is stopped.
///
/// # Errors
/// When the token, the knowledge or the data folder cannot be used, Discord does not let the bot in, or cases can no
/// longer be saved.
pub fn run(general: &General, command: &Serve) -> Result<(), Failure> {
    let connection = token::connection(command.token_file.as_deref())?;
    let feed = feed(command.status_feed.as_deref())?;
    let health = health(command)?;
    let folder = Folder::read(general)?;
    let data = config::data_folder(general.data.as_deref())?;
    let servers = Arc::new(Servers::new(Arc::new(OnDisk::open(&data)?)));
    let patience = SignedDuration::from_secs(i64::from(command.patience));
    let pulse = Arc::new(Pulse::new(pulse::Limits { patience }));
    let time: Time = Arc::new(Timestamp::now);
    let desk = Arc::new(deciding::desk(&servers, &folder.current, &time).felt_by(Arc::clone(&pulse)));
    pulse.figures.knows_since(time());
    let reload = folder.reload(&pulse, &time);
    if let Some(InUse { folder, fingerprint, causes, patterns, .. }) =
        reload.as_ref().map(|reload| reload.in_use())
    {
        tracing::info!(folder, fingerprint, causes, patterns, "the pattern folder is in use");
    }
    let counter = Counter {
        servers: Arc::clone(&servers),
        desk: Arc::<Deciding>::clone(&desk),
        reload: reload.clone(),
    };
    let door = door::open(&data, counter)?;
    let asked = health.map(|at| tell_health(at, &desk, &servers, &data)).transpose()?;
    let plan = Plan {
        connection,
        shards: command.shards,
        catch_up: SignedDuration::from_hours(i64::from(command.catch_up)),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime
        .map_err(|error| Failure::Sentence(format!("the system gives no timer ({error}); try again")))?;
    let outcome = runtime.block_on(async {
        let (told, stop) = watch::channel(false);
        tokio::spawn(async move {
            tokio::select! {
                () = signals::asked_to_stop() => {}
                () = signals::hung_up(|| read_again(reload.clone())) => {}
            }
            told.send_replace(true);
        });
        if let (Some(feed), Some(watching)) = (feed, desk.watching()) {
            tokio::spawn(status::follow(feed, Arc::clone(watching), Timestamp::now, stop.clone()));
        }
        serve::serve(&plan, desk, servers, stop, connected).await
    });
    // Nobody may ask any more when the store is put away.
    drop((door, asked));
    outcome.map_err(|error| Failure::Sentence(error.to_string()))
}

/// Apple's status, where it is switched on: as the command line says, else as the environment says.
fn feed(given: Option<&str>) -> Result<Option<Feed>, Failure> {
    let set = std::env::var(STATUS_FEED).ok().filter(|url| !url.trim().is_empty());
    let Some(url) = given.map(str::to_owned).or(set) else { return Ok(None) };
    let feed = Feed::new(url.trim(), Limits::default());
    feed.map(Some).map_err(|error| Failure::Sentence(format!("the status feed cannot be used: {error}")))
}

/// Where to answer how the bot is: as the command line says, else as the environment says; `None` for nowhere.
fn health(command: &Serve) -> Result<Option<SocketAddr>, Failure> {
    let set = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let Some(written) = command.health.clone().or_else(|| set(HEALTH)) else { return Ok(None) };
    let exposed = set(HEALTH_EXPOSED).is_some_and(|value| !matches!(value.trim(), "0" | "false" | "no"));
    let at = http::address::read(&written, command.health_exposed || exposed);
    at.map(Some).map_err(|error| Failure::Sentence(error.to_string()))
}

/// Begins to answer how the bot is, and tells the operator where.
fn tell_health(
    at: SocketAddr,
    desk: &Arc<Deciding>,
    servers: &Arc<Servers>,
    data: &Path,
) -> Result<http::Door, Failure> {
    let door = http::Door::open(at, Arc::clone(desk), servers, data.to_owned()).map_err(|error| {
        Failure::Sentence(format!(
            "nobody can listen on {at} ({error}); choose another port with --health, or stop what has this one"
        ))
    })?;
    let told = format!("cloudmedic answers on http://{}: /healthz, /readyz, /metrics", door.at());
    drop(writeln!(anstream::stdout().lock(), "{told}"));
    Ok(door)
}

/// Tells the operator; a closed terminal is no reason to stop.
fn connected() {
    drop(writeln!(anstream::stdout().lock(), "cloudmedic is connecting to Discord; Ctrl-C stops it"));
}

/// Reads the pattern folder again, on another thread than the one that answers people.
async fn read_again(reload: Option<Arc<Reload>>) {
    let Some(reload) = reload else {
        return tracing::warn!(
            "there is nothing to read again: the knowledge in use is the built-in one; start with --patterns DIR to use \
             a folder"
        );
    };
    if let Err(error) = tokio::task::spawn_blocking(move || reload.again()).await {
        tracing::error!(%error, "reading the pattern folder again ended early; the knowledge in use stays");
    }
}
