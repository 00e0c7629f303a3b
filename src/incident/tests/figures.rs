//! The figures that the limits quote, over more runs than every build needs. They are the same each time.
//!
//! Whoever changes a limit runs `cargo test --release --no-default-features --lib incident::tests::figures --
//! --include-ignored` and writes down in `limits` what it says.

use super::quiet::false_incidents;
use super::server::{Kind, Shape};
use super::spikes::{ALL, FREQUENT, quantile, runs};

/// The sizes that the limits are stated for, in cases a day.
const SIZES: [f64; 4] = [3.0, 8.0, 15.0, 40.0];

/// False incidents in twenty quiet years: the mean of twenty runs, and the worst one.
fn quiet(size: f64) -> String {
    let kind = Kind { shape: Shape::Smooth, ..Kind::plain(size) };
    let found: Vec<usize> = (0..20).map(|seed| false_incidents(kind, seed, 7305).len()).collect();
    let (sum, worst) = (found.iter().sum::<usize>(), found.iter().max().copied().unwrap_or_default());
    format!("{:.1} | {worst}", sum as f64 / 20.0)
}

/// Messages until a ten-fold spike is found: the median, and what is enough for 95 %.
fn spike(size: f64, what: &[Option<usize>]) -> String {
    let mut runs: Vec<usize> =
        (0..6).flat_map(|seed| runs(Kind::plain(size), what, 190, 150, seed)).collect();
    runs.sort_unstable();
    format!("{}, {}", quantile(&runs, 0.5), quantile(&runs, 0.95))
}

#[test]
#[ignore = "minutes, for whoever changes a limit"]
fn the_limits_quote_what_is_measured() {
    let rows = SIZES.map(|size| {
        format!("| {size} | {} | {} | {} |", quiet(size), spike(size, ALL), spike(size, FREQUENT))
    });
    let limits = include_str!("../limits.rs");
    for row in &rows {
        assert!(limits.contains(row.as_str()), "limits.rs does not say\n{}", rows.join("\n"));
    }
}

#[test]
#[ignore = "minutes, for whoever changes a limit"]
fn restless_years_have_no_more_than_one_false_incident_in_twenty() {
    for size in SIZES {
        for (name, kind) in [
            ("weekends of half the traffic", Kind { weekend: 0.5, ..Kind::plain(size) }),
            ("a doubling within a year", Kind { growth: 2.0, ..Kind::plain(size) }),
            ("days that differ by a fifth", Kind { unrest: 0.2, ..Kind::plain(size) }),
        ] {
            let found: usize = (0..60).map(|seed| false_incidents(kind, seed, 365).len()).sum();
            assert!(found <= 3, "{name}, {size} a day: {found} in sixty years");
        }
    }
}
