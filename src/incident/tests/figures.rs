//! The figures that the limits quote, over more runs than every build needs:
//! `cargo test --release --no-default-features --lib incident::tests::figures -- --ignored --nocapture`.

use super::quiet::false_incidents;
use super::server::{Kind, Shape};
use super::spikes::{ALL, FREQUENT, quantile, runs};

const ALL_SIZES: [f64; 6] = [3.0, 8.0, 15.0, 40.0, 100.0, 300.0];

#[test]
#[ignore = "minutes, for whoever changes a limit"]
fn false_incidents_in_twenty_years() {
    for size in ALL_SIZES {
        for shape in [Shape::Smooth, Shape::Stepped] {
            let kind = Kind { shape, ..Kind::plain(size) };
            let found: Vec<usize> = (0..20).map(|seed| false_incidents(kind, seed, 7305).len()).collect();
            let sum: usize = found.iter().sum();
            println!("quiet {size} {shape:?}: {:.2} in twenty years {found:?}", sum as f64 / 20.0);
            assert!(sum <= 20, "more than one in twenty years: {found:?}");
        }
    }
}

#[test]
#[ignore = "minutes, for whoever changes a limit"]
fn false_incidents_in_restless_years() {
    for size in ALL_SIZES {
        for (name, kind) in [
            ("weekends", Kind { weekend: 0.5, ..Kind::plain(size) }),
            ("growth", Kind { growth: 2.0, ..Kind::plain(size) }),
            ("unrest", Kind { unrest: 0.2, ..Kind::plain(size) }),
            ("weekends and growth", Kind { weekend: 0.5, growth: 2.0, ..Kind::plain(size) }),
            ("unrest 40", Kind { unrest: 0.4, ..Kind::plain(size) }),
        ] {
            let found: usize = (0..60).map(|seed| false_incidents(kind, seed, 365).len()).sum();
            println!("{name} {size}: {found} in sixty years");
        }
    }
}

#[test]
#[ignore = "minutes, for whoever changes a limit"]
fn messages_until_a_spike_is_found() {
    for size in ALL_SIZES {
        for what in [ALL, FREQUENT, &[Some(4)], &[Some(9)], &[Some(19)]] {
            for learnt in [28, 190] {
                // Early in a server's life each run is another server; later weeks of a few servers will do.
                let (servers, weeks) = if learnt < 190 { (300, 1) } else { (6, 150) };
                let mut runs: Vec<usize> = (0..servers)
                    .flat_map(|seed| runs(Kind::plain(size), what, learnt, weeks, seed))
                    .collect();
                runs.sort_unstable();
                println!(
                    "spike {size} {what:?} after {learnt} days: median {} p95 {} within 10: {:.2}, 15: {:.2}",
                    quantile(&runs, 0.5),
                    quantile(&runs, 0.95),
                    runs.partition_point(|n| *n <= 10) as f64 / runs.len() as f64,
                    runs.partition_point(|n| *n <= 15) as f64 / runs.len() as f64,
                );
            }
        }
    }
}
