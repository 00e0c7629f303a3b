//! Counts of past days, as plain numbers: what a baseline is learned from.

use std::collections::BTreeMap;

use super::limits::{LEVEL_DAYS, SHARE_DAYS};
use crate::knowledge::CauseId;

/// One whole past day (UTC) of one server.
///
/// What the caller passes: opened cases only, each counted once, at the hour it was opened. An hour in which an
/// incident was open ([`super::Incident::leaves_out`]) or the bot was away is marked in `left_out`, and its cases are
/// counted nowhere, not under their cause either.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Day {
    /// Cases opened in each hour, whatever their cause.
    pub hours: [u32; 24],
    /// The hours that do not count.
    pub left_out: [bool; 24],
    /// Cases by their first cause, those of hours left out not counted. Cases without a cause are in `hours` alone.
    pub causes: BTreeMap<CauseId, u32>,
}

/// The sums of the past days that a baseline needs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// Days passed in, at most [`SHARE_DAYS`].
    pub(super) days: u16,
    /// Cases and days by hour of the day, over the last [`LEVEL_DAYS`].
    pub(super) hours: [Hour; 24],
    /// Whole days without an hour left out, over the last [`LEVEL_DAYS`].
    pub(super) whole: Whole,
    /// Cases over the last [`SHARE_DAYS`].
    pub(super) cases: u32,
    /// Cases by first cause over the last [`SHARE_DAYS`].
    pub(super) causes: BTreeMap<CauseId, u32>,
}

/// One hour of the day over many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Hour {
    /// Cases opened in it.
    pub(super) cases: u32,
    /// Days on which it counted.
    pub(super) days: u32,
}

/// Whole days: how many, their cases, and the squares of these, which say how much days differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Whole {
    /// Days without an hour left out.
    pub(super) days: u32,
    /// Their cases.
    pub(super) cases: u64,
    /// The squares of the cases of each, added up.
    pub(super) squares: u64,
}

impl Day {
    /// Its cases in the hours that count.
    pub(super) fn cases(&self) -> u32 {
        let counted = self.hours.iter().zip(self.left_out).filter(|(_, left_out)| !left_out);
        counted.fold(0, |sum, (cases, _)| sum.saturating_add(*cases))
    }

    /// Whether every hour counts.
    pub(super) fn is_whole(&self) -> bool {
        !self.left_out.contains(&true)
    }
}

impl History {
    /// Adds a day that lies `ago` days back, 1 for yesterday; today is not over and does not count. Only days on which
    /// the bot was there are passed, also those without any case. Days too far back are ignored. The order is free.
    pub fn add(&mut self, ago: u16, day: &Day) {
        if ago == 0 || ago > SHARE_DAYS {
            return;
        }
        self.days = self.days.saturating_add(1).min(SHARE_DAYS);
        let cases = day.cases();
        self.cases = self.cases.saturating_add(cases);
        if ago <= LEVEL_DAYS {
            add_hours(&mut self.hours, day);
        }
        if ago <= LEVEL_DAYS && day.is_whole() {
            let cases = u64::from(cases);
            self.whole.days = self.whole.days.saturating_add(1);
            self.whole.cases = self.whole.cases.saturating_add(cases);
            self.whole.squares = self.whole.squares.saturating_add(cases.saturating_mul(cases));
        }
        for (cause, cases) in &day.causes {
            match self.causes.get_mut(cause) {
                Some(sum) => *sum = sum.saturating_add(*cases),
                None => {
                    self.causes.insert(cause.clone(), *cases);
                }
            }
        }
    }
}

fn add_hours(sums: &mut [Hour; 24], day: &Day) {
    for ((sum, cases), left_out) in sums.iter_mut().zip(day.hours).zip(day.left_out) {
        if !left_out {
            sum.cases = sum.cases.saturating_add(cases);
            sum.days = sum.days.saturating_add(1);
        }
    }
}
