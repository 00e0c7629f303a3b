//! Apple's own status page: reads its data now and then, and tells the watch what it says of iCloud Backup.
//!
//! It is off unless the operator switches it on. Nothing waits for it: it is read in the background, within a time and
//! a size, and when it cannot be read everything goes on as without it.

mod feed;
mod fetch;

pub use feed::trouble;
pub use fetch::{Feed, Limits, NotRead};

use std::sync::Arc;

use tokio::sync::watch;

use crate::desk::Watching;

/// Where Apple publishes the data of its page (<https://www.apple.com/support/systemstatus/>).
pub const APPLE: &str = "https://www.apple.com/support/systemstatus/data/system_status_en_US.js";

/// Reads a feed until `stop` turns true, at once and then every so often.
pub async fn follow(
    feed: Feed,
    watching: Arc<Watching>,
    now: impl Fn() -> jiff::Timestamp + Send,
    mut stop: watch::Receiver<bool>,
) {
    let mut times = tokio::time::interval(feed.limits.every);
    times.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut works = true;
    loop {
        tokio::select! {
            _ = times.tick() => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
        match feed.read().await {
            Ok(trouble) => {
                if !works {
                    tracing::info!("Apple's status feed can be read again");
                }
                works = true;
                watching.apple_says(trouble, now());
            }
            // Once: an operator without a way to Apple has better things to read.
            Err(why) if works => {
                works = false;
                tracing::warn!(%why, "Apple's status feed cannot be read; everything goes on without it");
            }
            Err(_) => {}
        }
    }
}
