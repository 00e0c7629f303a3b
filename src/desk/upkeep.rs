//! Upkeep of a day: forgets what closed cases keep of people once their server's time is up, takes what was removed out
//! of the files, and writes the export.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::Servers;
use crate::store::{Filter, Store, StoreError, Write, is_open};

/// The day of upkeep, in UTC.
#[must_use]
pub fn day_of(now: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(now).date()
}

/// Does what is to be done once a day. The files are rewritten when something was forgotten that is still in them, and
/// every day besides, though not at the `first` look after a start: work that is done leaves words in them too. That
/// one record cannot be read, or an export not be written, is told in the log and no reason to stop.
///
/// # Errors
/// When the store has stopped.
pub fn of_a_day(store: &dyn Store, servers: &Servers, now: Timestamp, first: bool) -> Result<(), StoreError> {
    let forgotten = harmless(forget_old(store, servers, now), "old cases were not forgotten")?;
    if forgotten.is_none_or(|forgotten| forgotten > 0) || store.is_behind() || !first {
        harmless(store.compact(), "the files were not rewritten")?;
    }
    harmless(store.back_up(day_of(now)), "no export was written").map(drop)
}

/// Between two days: rewrites the files when they have grown to several times what they were.
///
/// # Errors
/// When the store has stopped.
pub fn between(store: &dyn Store) -> Result<(), StoreError> {
    if store.is_large() {
        harmless(store.compact(), "the files were not rewritten")?;
    }
    Ok(())
}

/// Tells of a failure after which everything else can go on.
fn harmless<T>(outcome: Result<T, StoreError>, what: &str) -> Result<Option<T>, StoreError> {
    match outcome {
        Ok(done) => Ok(Some(done)),
        Err(error @ StoreError::Stopped { .. }) => Err(error),
        Err(
            error @ (StoreError::Busy { .. }
            | StoreError::Folder { .. }
            | StoreError::Damaged { .. }
            | StoreError::Newer { .. }
            | StoreError::Record { .. }
            | StoreError::TooLong { .. }
            | StoreError::NotEmpty { .. }
            | StoreError::Line { .. }
            | StoreError::Exports { .. }
            | StoreError::Rewrite { .. }),
        ) => {
            tracing::error!(%error, "{what}");
            Ok(None)
        }
    }
}

/// Forgets every case that was over before its server's retention; says how many.
///
/// # Errors
/// What the store says.
pub fn forget_old(store: &dyn Store, servers: &Servers, now: Timestamp) -> Result<usize, StoreError> {
    let mut old = Vec::new();
    // What is forgotten already is passed over without being read.
    for case in store.cases(&Filter { kept: true, ..Filter::default() }) {
        let case = match case {
            Ok(case) => case,
            Err(error @ StoreError::Record { .. }) => {
                // It keeps the others from nothing.
                tracing::error!(%error, "a case was not looked at");
                continue;
            }
            Err(error) => return Err(error),
        };
        let days = servers.of(case.server)?.retention_days;
        let kept = SignedDuration::from_hours(i64::from(days) * 24);
        if let Some(number) = case.number
            && !is_open(case.stage)
            && now.duration_since(case.touched_at) > kept
        {
            old.push((case.server, number));
        }
    }
    for (server, number) in &old {
        store.write(Write::ForgetCase(*server, *number))?;
    }
    forget_messages(store, servers, now)?;
    Ok(old.len())
}

/// Forgets where messages are that belong to no case and are older than their server's retention.
fn forget_messages(store: &dyn Store, servers: &Servers, now: Timestamp) -> Result<(), StoreError> {
    let mut old = Vec::new();
    for posted in store.posted() {
        let posted = posted?;
        if posted.case.is_none() {
            let kept = SignedDuration::from_hours(i64::from(servers.of(posted.server)?.retention_days) * 24);
            // Discord's ids tell the time.
            let age = now.as_millisecond().saturating_sub(sent_at_ms(posted.at.message.0));
            if age > i64::try_from(kept.as_millis()).unwrap_or(i64::MAX) {
                old.push(posted);
            }
        }
    }
    for some in old.chunks(1000) {
        store.write(Write::ForgetPosted(some.to_vec()))?;
    }
    Ok(())
}

/// When a message was sent, in milliseconds since 1970: its id counts from the beginning of 2015.
fn sent_at_ms(message: u64) -> i64 {
    i64::try_from(message >> 22).unwrap_or_default().saturating_add(1_420_070_400_000)
}
