//! Many series -> six and the rest; many periods -> as many bars as can be seen.

use std::cmp::Reverse;

use super::style::SERIES;
use super::{Series, Trend};

/// What all small series together are called.
pub(super) const OTHER: &str = "other";

/// A color of the stack, lowest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Band {
    pub(super) name: String,
    pub(super) values: Vec<u64>,
    pub(super) total: u64,
    /// Which color it has; one past the last color means all the rest.
    pub(super) place: usize,
}

/// A bar: the name of its first period, and how high each band is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bar<'t> {
    pub(super) date: &'t str,
    pub(super) heights: Vec<f64>,
}

impl Bar<'_> {
    /// How high the whole stack is.
    pub(super) fn total(&self) -> f64 {
        self.heights.iter().sum()
    }
}

/// The largest series by total, largest first, and all the rest as one; series without a count are left out.
pub(super) fn bands(trend: &Trend) -> Vec<Band> {
    let mut all: Vec<Band> = trend.series.iter().map(|series| band(series, trend.dates.len())).collect();
    all.retain(|band| band.total > 0);
    all.sort_by_key(|band| (is_other(&band.name), Reverse(band.total)));
    let named = all.iter().filter(|band| !is_other(&band.name)).count();
    let rest = all.split_off(named.min(SERIES.len()).min(all.len()));
    for (place, band) in all.iter_mut().enumerate() {
        band.place = place;
    }
    all.extend(rest.into_iter().reduce(|one, two| joined(&one, &two)));
    all
}

fn band(series: &Series, periods: usize) -> Band {
    let mut values: Vec<u64> = series.values.iter().copied().take(periods).collect();
    values.resize(periods, 0);
    let total = values.iter().fold(0, |sum: u64, value| sum.saturating_add(*value));
    Band { name: series.name.clone(), values, total, place: SERIES.len() }
}

fn joined(one: &Band, two: &Band) -> Band {
    let values = one.values.iter().zip(&two.values).map(|(one, two)| one.saturating_add(*two)).collect();
    Band { name: OTHER.into(), values, total: one.total.saturating_add(two.total), place: SERIES.len() }
}

fn is_other(name: &str) -> bool {
    name.trim().eq_ignore_ascii_case(OTHER)
}

/// How many periods one bar stands for, so that there are at most so many bars.
pub(super) fn each(periods: usize, most: usize) -> usize {
    periods.div_ceil(most.max(1)).max(1)
}

/// One bar for every `each` periods, its height the average of a period.
pub(super) fn stacked<'t>(dates: &'t [String], bands: &[Band], each: usize) -> Vec<Bar<'t>> {
    let starts = (0..dates.len()).step_by(each.max(1));
    let bar = |start: usize| {
        let height = |band: &Band| {
            let part = band.values.iter().skip(start).take(each);
            let (sum, count) =
                part.fold((0.0, 0.0), |(sum, count), value| (sum + *value as f64, count + 1.0));
            if count > 0.0 { sum / count } else { 0.0 }
        };
        let date = dates.get(start).map_or("", String::as_str);
        Bar { date, heights: bands.iter().map(height).collect() }
    };
    starts.map(bar).collect()
}
