//! A simulated server: cases at random times, ten times more by day than by night, of thirty causes, some frequent
//! and most rare.

use jiff::Timestamp;

use super::random::Random;
use super::rolling::Rolling;
use crate::incident::{Baseline, Change, Day, History, Incident, Watch};
use crate::knowledge::CauseId;

/// Seconds of an hour, and of a day.
pub(super) const HOUR: i64 = 3600;
pub(super) const DAY: i64 = 24 * HOUR;

/// How many causes there are; the last of every hundred cases have none.
pub(super) const CAUSES: usize = 30;

/// How the hours of the day differ; in each the busiest has ten times the cases of the quietest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Rises and falls over the day.
    Smooth,
    /// Changes at once, at seven and at twenty-three o'clock.
    Stepped,
}

/// What a server is like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// Cases a day on the first day.
    pub(super) a_day: f64,
    /// Hours of the day.
    pub(super) shape: Shape,
    /// How much of the traffic is left on the two days of a weekend.
    pub(super) weekend: f64,
    /// How many times the traffic of the first day it is after a year.
    pub(super) growth: f64,
    /// The standard deviation of a day's own factor.
    pub(super) unrest: f64,
}

impl Kind {
    pub(super) fn plain(a_day: f64) -> Self {
        Self { a_day, shape: Shape::Smooth, weekend: 1.0, growth: 1.0, unrest: 0.0 }
    }
}

/// A ten-fold (or other) rise, from one moment on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spike {
    pub(super) from: i64,
    pub(super) times: f64,
    /// Of one cause, or of all.
    pub(super) cause: Option<usize>,
}

/// The server, its clock and its history.
#[derive(Debug, Clone)]
pub(super) struct Server {
    pub(super) kind: Kind,
    pub(super) random: Random,
    pub(super) now: i64,
    pub(super) spike: Option<Spike>,
    pub(super) watch: Watch,
    pub(super) baseline: Baseline,
    pub(super) names: Vec<CauseId>,
    shares: Vec<f64>,
    hours: [f64; 24],
    factor: f64,
    rolling: Rolling,
    today: Day,
}

impl Server {
    /// A server on its first day.
    pub(super) fn new(kind: Kind, seed: u64) -> Self {
        Self {
            kind,
            random: Random::new(seed),
            now: 20_000 * DAY,
            spike: None,
            watch: Watch::default(),
            baseline: Baseline::default(),
            names: (0..CAUSES).map(|at| CauseId(format!("cause-{at}"))).collect(),
            shares: shares(),
            hours: hours(kind.shape),
            factor: 1.0,
            rolling: Rolling::default(),
            today: Day::default(),
        }
    }

    /// Cases a day, now, without any spike.
    fn level(&self) -> f64 {
        let years = (self.now - 20_000 * DAY) as f64 / (365.25 * DAY as f64);
        let weekend = if self.now.div_euclid(DAY).rem_euclid(7) >= 5 { self.kind.weekend } else { 1.0 };
        self.kind.a_day * self.kind.growth.powf(years) * weekend * self.factor
    }

    /// The weights of the causes now, the last for cases without a cause.
    fn times(&self, cause: usize) -> f64 {
        match self.spike {
            Some(spike) if self.now >= spike.from && spike.cause.is_none_or(|own| own == cause) => {
                spike.times
            }
            Some(_) | None => 1.0,
        }
    }

    /// Goes on to the next case: its cause, or `None` when a day ended instead.
    pub(super) fn next(&mut self) -> Option<Option<usize>> {
        let mut wait = self.random.wait();
        loop {
            let hour = self.now.div_euclid(HOUR);
            let end = match self.spike {
                Some(spike) if self.now < spike.from => spike.from.min((hour + 1) * HOUR),
                Some(_) | None => (hour + 1) * HOUR,
            };
            let weight: f64 = match self.spike {
                None => 1.0,
                Some(_) => self.shares.iter().enumerate().map(|(at, share)| share * self.times(at)).sum(),
            };
            let a_second = self.level() * self.hours[usize::try_from(hour.rem_euclid(24)).unwrap()]
                / HOUR as f64
                * weight;
            let left = (end - self.now) as f64 * a_second;
            if wait < left {
                self.now += (wait / a_second) as i64;
                return Some(self.cause(weight));
            }
            wait -= left;
            self.now = end;
            if end % DAY == 0 {
                self.midnight();
                return None;
            }
        }
    }

    fn cause(&mut self, weight: f64) -> Option<usize> {
        let mut at = self.random.unit() * weight;
        for cause in 0..self.shares.len() {
            at -= self.shares[cause] * self.times(cause);
            if at <= 0.0 {
                return (cause < CAUSES).then_some(cause);
            }
        }
        None
    }

    /// Counts a case and tells the watch.
    pub(super) fn tell(&mut self, cause: Option<usize>) -> Vec<Change> {
        let name = cause.map(|cause| &self.names[cause]);
        let at = time(self.now);
        let changes = self.watch.heard(&self.baseline, at, at, name);
        let hour = usize::try_from(self.now.rem_euclid(DAY) / HOUR).unwrap();
        if self.watch.incident().is_some() {
            self.today.left_out[hour] = true;
        } else {
            self.today.hours[hour] += 1;
            if let Some(name) = name {
                *self.today.causes.entry(name.clone()).or_default() += 1;
            }
        }
        changes
    }

    fn midnight(&mut self) {
        self.rolling.end(std::mem::take(&mut self.today));
        self.baseline = Baseline::learn(&self.rolling.history);
        if self.kind.unrest > 0.0 {
            self.factor = (self.random.normal() * self.kind.unrest).exp();
        }
    }

    /// Lives on for some days; answers with all that changed.
    pub(super) fn live(&mut self, days: i64) -> Vec<Change> {
        let end = self.now.div_euclid(DAY) * DAY + days * DAY;
        let mut changes = Vec::new();
        while self.now < end {
            match self.next() {
                Some(cause) => changes.extend(self.tell(cause)),
                None => changes.extend(self.watch.woke(&self.baseline, time(self.now))),
            }
        }
        changes
    }

    /// The history as the product would sum it up from its days.
    pub(super) fn summed_up(&self) -> History {
        let mut history = History::default();
        for (ago, day) in (1..).zip(&self.rolling.days) {
            history.add(ago, day);
        }
        history
    }

    /// The history as it rolled on from day to day.
    pub(super) fn rolled(&self) -> &History {
        &self.rolling.history
    }
}

/// The shares of the causes: the second has half of the first, the third a third; five of a hundred have no cause.
fn shares() -> Vec<f64> {
    let weights: Vec<f64> = (1..=CAUSES).map(|rank| 1.0 / rank as f64).collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum * 0.95).chain([0.05]).collect()
}

fn hours(shape: Shape) -> [f64; 24] {
    let mut hours = [0.0; 24];
    for (hour, part) in hours.iter_mut().enumerate() {
        *part = match shape {
            Shape::Smooth => 1.0 + 4.5 * (1.0 - ((hour as f64 - 2.0) / 24.0 * std::f64::consts::TAU).cos()),
            Shape::Stepped => {
                if (7..23).contains(&hour) {
                    10.0
                } else {
                    1.0
                }
            }
        };
    }
    let sum: f64 = hours.iter().sum();
    hours.map(|part| part / sum)
}

/// A moment of the simulation.
pub(super) fn time(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// The incidents that opened.
pub(super) fn opened(changes: Vec<Change>) -> Vec<Incident> {
    let opened = |change| match change {
        Change::Opened(incident) => Some(incident),
        Change::Widened(_) | Change::Closed(_) | Change::WakeAt(_) => None,
    };
    changes.into_iter().filter_map(opened).collect()
}
