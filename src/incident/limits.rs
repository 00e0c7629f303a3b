//! The numbers that decide, each with what it means and what it costs.
//!
//! Measured on simulated servers with thirty causes and ten times more traffic by day than by night, whose baseline is
//! learned from their own days (`tests::figures`, release build; every build checks three sizes in `tests::quiet` and
//! `tests::spikes`):
//!
//! | cases a day | false incidents in 20 quiet years, mean of 20 runs | worst run | messages until a ten-fold spike of all is found, median and 95 % | of a frequent cause |
//! | --- | --- | --- | --- | --- |
//! | 3 | 0.1 | 1 | 9, 14 | 10, 15 |
//! | 8 | 0.4 | 2 | 10, 14 | 10, 14 |
//! | 15 | 0.4 | 2 | 10, 15 | 10, 14 |
//! | 40 | 0.5 | 3 | 11, 15 | 11, 15 |
//!
//! The spikes are those of a server that is at least half a year old; frequent are its two most frequent causes. A
//! busier server has more cases in twenty years that could be a chance spike, so it needs one or two messages more:
//! no rule can have both few false incidents and ten messages at every size. A rare cause, or one on a server of few
//! weeks, whose usual is below [`FLOOR_CAUSE`] or hardly known, is found when it rises by much more than ten times.
//! Half the traffic on weekends, a doubling within a year and days that differ by a fifth gave no more than one false
//! incident in twenty years.

use jiff::SignedDuration;

/// Days that say how many cases a day are usual, and how they spread over the hours of the day. Short enough to follow a server that grows.
pub const LEVEL_DAYS: u16 = 42;

/// Days that say which share each cause has. Longer, since each has fewer cases, and shares do not grow.
pub const SHARE_DAYS: u16 = 182;

/// With fewer days of history than this nothing opens by itself: there is no usual yet. By hand works from the start.
pub const LEARNING_DAYS: u16 = 14;

/// Cases a day that are always taken as usual for all causes together, however quiet the past was.
pub(super) const FLOOR_ALL: f64 = 0.5;

/// Cases a day that are always taken as usual for one cause. A window of a week then holds at least 0.7 of them, so
/// a handful of cases of something rare is no alarm unless they come within hours.
pub(super) const FLOOR_CAUSE: f64 = 0.1;

/// How many times its restlessness (the part of their mean by which days differ beyond chance) is added to a
/// server's usual rate.
pub(super) const RESTLESS: f64 = 2.0;

/// How many false incidents a server may see in [`FALSE_YEARS`], if its cases came by pure chance at the usual rate.
pub(super) const FALSE_INCIDENTS: f64 = 0.3;

/// The years for [`FALSE_INCIDENTS`].
pub(super) const FALSE_YEARS: f64 = 20.0;

/// False incidents for each case and unit of chance: windows overlap and several lengths are looked at (measured).
pub(super) const LOOKS: f64 = 2.3;

/// The chance that is enough on a server so quiet that the allowance for false incidents would permit more.
pub(super) const LARGEST_CHANCE: f64 = 3e-6;

/// The fewest cases that can be an incident.
pub(super) const FEWEST: usize = 7;

/// The most cases that one window looks back over, and the most times that are kept for a scope.
pub(super) const MOST: usize = 24;

/// The number of cases at which a ten-fold rise should be found: windows of other lengths need a smaller chance.
pub(super) const AIM: usize = 10;

/// What a window must be rarer, as a logarithm, for every case fewer than [`AIM`].
pub(super) const SHORTER: f64 = 0.51;

/// The same for every case more than [`AIM`].
pub(super) const LONGER: f64 = 0.27;

/// An incident is at least this many times the usual: a busy weekend or slow growth is none, however certain.
pub(super) const LEAST_TIMES: f64 = 4.0;

/// The longest window looked at: what takes longer is a trend, not an incident.
pub const LONGEST_WINDOW: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A window that ended longer ago than this opens nothing: caught up after downtime, that spike is over.
pub(super) const STALE: SignedDuration = SignedDuration::from_hours(1);

/// The rate is back near the usual when the shortest time in which this many cases are usual had at most
/// [`CALM_TIMES`] as many.
pub(super) const CALM_EXPECTED: f64 = 3.0;

/// How many times the usual still counts as calm. Well below [`LEAST_TIMES`], so that incidents do not flicker.
pub(super) const CALM_TIMES: f64 = 2.0;

/// The longest time looked at for calm: a quiet server needs no whole day without cases.
pub(super) const CALM_WINDOW: SignedDuration = SignedDuration::from_hours(12);

/// Calm must last this long before an incident closes; a spike that returns within it is the same incident.
pub const CALM_FOR: SignedDuration = SignedDuration::from_hours(1);

/// How often to look again whether an open incident is over.
pub const CHECK_EVERY: SignedDuration = SignedDuration::from_mins(15);

/// An incident that was opened by hand does not close by itself before this: a moderator may know of it before the
/// cases come.
pub const LEAST_BY_HAND: SignedDuration = SignedDuration::from_hours(6);

/// After an incident was closed by hand nothing opens by itself for this long.
pub const AFTER_CLOSED_BY_HAND: SignedDuration = SignedDuration::from_hours(6);

/// An incident closes by itself after this long, even if the cases keep coming: that is the new usual, its days count
/// for the baseline ([`super::Incident::leaves_out`]), and nothing opens for a day so that they can be learned.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long nothing opens after [`LONGEST`] was reached.
pub(super) const AFTER_LONGEST: SignedDuration = SignedDuration::from_hours(26);

/// Causes whose times are kept at once; more than the knowledge has, so that the state stays small whatever comes.
pub(super) const MOST_CAUSES: usize = 96;
