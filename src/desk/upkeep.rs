//! Upkeep: forgets what closed cases keep of people once their server's time is up.

use jiff::{SignedDuration, Timestamp};

use super::Servers;
use crate::store::{Filter, Store, StoreError, Write, is_open};

/// Forgets every case that was over before its server's retention; says how many.
///
/// # Errors
/// What the store says.
pub fn forget_old(store: &dyn Store, servers: &Servers, now: Timestamp) -> Result<usize, StoreError> {
    let mut old = Vec::new();
    // What is forgotten already is passed over without being read.
    for case in store.cases(&Filter { kept: true, ..Filter::default() }) {
        let case = case?;
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
    Ok(old.len())
}
