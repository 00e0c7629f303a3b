//! What is usual: how many cases a server expects of a scope between two moments.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::history::{History, Hour, Whole};
use super::limits::{FLOOR_ALL, FLOOR_CAUSE, LEARNING_DAYS, RESTLESS};
use super::scope::Scope;
use crate::knowledge::CauseId;

/// Seconds of an hour and of a day.
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// Cases that an hour of the day needs so that its own count weighs as much as its neighbours'.
const HALF_TRUST: f64 = 20.0;

/// How much the hours around weigh, from the hour itself to three hours away on either side.
const NEIGHBOURS: [f64; 4] = [4.0, 3.0, 2.0, 1.0];

/// The usual rate of every scope of one server by time of day. Learn it anew once a day.
///
/// The rate of a cause is its share of all cases (over [`super::SHARE_DAYS`]) times the usual number of cases a day
/// (over [`super::LEVEL_DAYS`]); the profile of the day is common to all. One case is added to each count, nothing
/// falls below a floor, and a server whose days differ much is taken to be busier than its mean, so that few data and
/// busy days do not alarm.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    days: u16,
    level: f64,
    causes: BTreeMap<CauseId, f64>,
    /// The part of a day's cases that came before each hour, from 0 to 1.
    before: [f64; 25],
}

impl Default for Baseline {
    /// Nothing known: nothing opens by itself.
    fn default() -> Self {
        Self::learn(&History::default())
    }
}

impl Baseline {
    /// Learns what is usual from past days.
    #[must_use]
    pub fn learn(history: &History) -> Self {
        let profile = profile(&history.hours);
        let level = level(&history.hours, &profile) * (1.0 + RESTLESS * restlessness(&history.whole));
        let share = |cases: u32| (f64::from(cases) + 1.0) / (f64::from(history.cases) + 1.0);
        let rate = |cases: u32| (share(cases) * level).clamp(FLOOR_CAUSE.min(level), level);
        let causes = history.causes.iter().map(|(cause, cases)| (cause.clone(), rate(*cases))).collect();
        let mut before = [0.0; 25];
        let mut sum = 0.0;
        for (slot, part) in before.iter_mut().skip(1).zip(profile) {
            sum += part;
            *slot = sum;
        }
        Self { days: history.days, level, causes, before }
    }

    /// Whether there is enough history for incidents to open by themselves.
    #[must_use]
    pub fn is_learned(&self) -> bool {
        self.days >= LEARNING_DAYS
    }

    /// Usual cases of a scope in a whole day.
    #[must_use]
    pub fn a_day(&self, scope: &Scope) -> f64 {
        match scope {
            Scope::All => self.level,
            Scope::Cause(cause) => self.causes.get(cause).copied().unwrap_or(FLOOR_CAUSE.min(self.level)),
        }
    }

    /// Usual cases of a scope in the hour around a moment.
    #[must_use]
    pub fn an_hour(&self, scope: &Scope, at: Timestamp) -> f64 {
        let start = at.as_second().div_euclid(HOUR) * HOUR;
        self.a_day(scope) * self.days_between(start, start + HOUR)
    }

    /// Usual cases of a scope between two moments; 0 when they are the wrong way round.
    #[must_use]
    pub fn expected(&self, scope: &Scope, from: Timestamp, to: Timestamp) -> f64 {
        self.a_day(scope) * self.days_between(from.as_second(), to.as_second())
    }

    /// How much of usual days passes between two moments in seconds, weighed by the profile of the day.
    pub(super) fn days_between(&self, from: i64, to: i64) -> f64 {
        if to <= from {
            return 0.0;
        }
        let days = to.div_euclid(DAY) - from.div_euclid(DAY);
        #[expect(clippy::cast_precision_loss, reason = "days between two dates are far below 2^52")]
        let days = days as f64;
        days + self.part_of_day(to) - self.part_of_day(from)
    }

    fn part_of_day(&self, at: i64) -> f64 {
        let second = at.rem_euclid(DAY);
        let hour = usize::try_from(second / HOUR).unwrap_or_default();
        let before = self.before.get(hour).copied().unwrap_or_default();
        let after = self.before.get(hour + 1).copied().unwrap_or(1.0);
        #[expect(clippy::cast_precision_loss, reason = "less than an hour")]
        let part = (second % HOUR) as f64 / HOUR as f64;
        before + (after - before) * part
    }
}

/// By which part of their mean days differ beyond what chance explains: 0 on a server whose cases come by chance.
/// Weekends, school holidays and moods make a server restless; there more is needed.
#[expect(clippy::cast_precision_loss, reason = "counts of some weeks are far below 2^52")]
fn restlessness(whole: &Whole) -> f64 {
    if whole.days < 14 || whole.cases == 0 {
        return 0.0;
    }
    let days = f64::from(whole.days);
    let mean = whole.cases as f64 / days;
    let spread = whole.squares as f64 / days - mean * mean;
    // The spread of chance is the mean, and is itself known only to this part (two standard deviations).
    let chance = mean * (1.0 + 2.0 * (2.0 / days).sqrt());
    (spread - chance).max(0.0).sqrt() / mean
}

/// Cases a day: each hour that was seen says how many come in its part of the day.
fn level(hours: &[Hour; 24], profile: &[f64; 24]) -> f64 {
    let mut cases = 1.0;
    let mut days = 0.0;
    for (hour, part) in hours.iter().zip(profile) {
        cases += f64::from(hour.cases);
        days += f64::from(hour.days) * part;
    }
    if days > 0.0 { (cases / days).max(FLOOR_ALL) } else { FLOOR_ALL }
}

/// The part of a day's cases that comes in each hour: its own count where there are many, its neighbours' where few.
fn profile(hours: &[Hour; 24]) -> [f64; 24] {
    let rates = hours.map(|hour| f64::from(hour.cases) / f64::from(hour.days.max(1)));
    let mean = rates.iter().sum::<f64>() / 24.0;
    // A little of the plain mean everywhere: an hour in which nothing was ever seen is not impossible.
    let around = |at: usize| {
        let mut sum = mean * 0.5;
        let mut weights = 0.5;
        for (away, weight) in NEIGHBOURS.iter().enumerate() {
            for hour in [at + away, at + 24 - away] {
                sum += weight * rates.get(hour % 24).copied().unwrap_or_default();
                weights += weight;
            }
        }
        sum / weights
    };
    let mut profile = [1.0 / 24.0; 24];
    if mean <= 0.0 {
        return profile;
    }
    for (at, (part, (hour, rate))) in profile.iter_mut().zip(hours.iter().zip(rates)).enumerate() {
        let trust = f64::from(hour.cases) / (f64::from(hour.cases) + HALF_TRUST);
        *part = trust * rate + (1.0 - trust) * around(at);
    }
    let sum: f64 = profile.iter().sum();
    profile.map(|part| part / sum)
}
