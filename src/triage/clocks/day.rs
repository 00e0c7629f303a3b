//! Times at which people are awake, by the clocks and settings of the server.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::super::Context;

/// What falls into the night is said this many hours later at the latest.
const LATITUDE: i64 = 12;

/// This moment, or the next hour after it at which people are awake: at most twelve hours later.
pub(crate) fn awake(ctx: &Context<'_>, earliest: Timestamp) -> Timestamp {
    let settings = ctx.settings;
    let latest = earliest.checked_add(SignedDuration::from_hours(LATITUDE)).unwrap_or(Timestamp::MAX);
    let there = earliest.to_zoned(settings.zone.clone());
    let morning = |days: i64| morning_of(ctx, there.date().checked_add(days.days()).ok()?);
    let wanted = if there.hour() < settings.morning {
        morning(0)
    } else if there.hour() >= settings.evening {
        morning(1)
    } else {
        None
    };
    wanted.unwrap_or(earliest).clamp(earliest, latest)
}

/// The hour of a day from which people are awake.
pub(crate) fn morning_of(ctx: &Context<'_>, date: Date) -> Option<Timestamp> {
    // Settings come as they were kept or imported, and nobody has looked at their hours.
    let hour = ctx.settings.morning.clamp(0, 23);
    let zoned = date.at(hour, 0, 0, 0).to_zoned(ctx.settings.zone.clone()).ok()?;
    Some(zoned.timestamp())
}
