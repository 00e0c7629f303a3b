//! `serve`: the bot in Discord. It sets the rooms up and hands over.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use super::{Failure, General, door, token};
use crate::adapters::discord::serve::{self, Plan};
use crate::adapters::status::{self, Feed, Limits};
use crate::config;
use crate::desk::Servers;
use crate::desk::asking::Counter;
use crate::desk::deciding::{self, Deciding, Known, Time};
use crate::store::OnDisk;

/// Run the bot in Discord
///
/// The token comes from DISCORD_TOKEN or --token-file. Ctrl-C or SIGTERM stops it; nothing is lost by that, and what
/// was written meanwhile is answered after the next start.
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
}

/// The variable that switches Apple's status on, with an address.
const STATUS_FEED: &str = "CLOUDMEDIC_STATUS_FEED";

/// Runs the bot until it is stopped.
///
/// # Errors
/// When the token, the knowledge or the data folder cannot be used, Discord does not let the bot in, or cases can no
/// longer be saved.
pub fn run(general: &General, command: &Serve) -> Result<(), Failure> {
    let connection = token::connection(command.token_file.as_deref())?;
    let feed = feed(command.status_feed.as_deref())?;
    let known = Arc::new(Known::new(general.knowledge()?));
    let data = config::data_folder(general.data.as_deref())?;
    let servers = Arc::new(Servers::new(Arc::new(OnDisk::open(&data)?)));
    let desk = Arc::new(deciding::desk(&servers, &known, &(Arc::new(Timestamp::now) as Time)));
    let door =
        door::open(&data, Counter { servers: Arc::clone(&servers), desk: Arc::<Deciding>::clone(&desk) })?;
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
            asked_to_stop().await;
            told.send_replace(true);
        });
        if let (Some(feed), Some(watching)) = (feed, desk.watching()) {
            tokio::spawn(status::follow(feed, Arc::clone(watching), Timestamp::now, stop.clone()));
        }
        serve::serve(&plan, desk, servers, known, stop, connected).await
    });
    // Nobody may ask any more when the store is put away.
    drop(door);
    outcome.map_err(|error| Failure::Sentence(error.to_string()))
}

/// Apple's status, where it is switched on: as the command line says, else as the environment says.
fn feed(given: Option<&str>) -> Result<Option<Feed>, Failure> {
    let set = std::env::var(STATUS_FEED).ok().filter(|url| !url.trim().is_empty());
    let Some(url) = given.map(str::to_owned).or(set) else { return Ok(None) };
    let feed = Feed::new(url.trim(), Limits::default());
    feed.map(Some).map_err(|error| Failure::Sentence(format!("the status feed cannot be used: {error}")))
}

/// Tells the operator; a closed terminal is no reason to stop.
fn connected() {
    drop(writeln!(anstream::stdout().lock(), "cloudmedic is connecting to Discord; Ctrl-C stops it"));
}

/// Returns on Ctrl-C or SIGTERM. Where signals cannot be heard they end the process as ever; nothing is lost by that.
async fn asked_to_stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    interrupted.await;
}
