//! Quiet years: what comes by chance opens nothing.

use super::server::{Kind, Server, Shape, opened};
use crate::incident::Incident;

/// Cases a day of a small, a middling and a large server.
pub(super) const SIZES: [f64; 3] = [3.0, 8.0, 15.0];

/// Days of twenty years.
const TWENTY_YEARS: i64 = 7305;

/// Incidents in quiet years of a server, the first days included.
pub(super) fn false_incidents(kind: Kind, seed: u64, days: i64) -> Vec<Incident> {
    opened(Server::new(kind, seed).live(days))
}

#[test]
fn twenty_quiet_years_have_at_most_one_false_incident() {
    for (size, shape) in SIZES.into_iter().zip([Shape::Smooth, Shape::Stepped, Shape::Smooth]) {
        let kind = Kind { shape, ..Kind::plain(size) };
        let found = false_incidents(kind, 1, TWENTY_YEARS);
        assert!(found.len() <= 1, "twenty years of {size} cases a day: {found:?}");
    }
}

#[test]
fn weekends_growth_and_restless_days_are_no_incidents() {
    let mut found = Vec::new();
    for size in SIZES {
        let kind = Kind { weekend: 0.5, growth: 2.0, unrest: 0.2, ..Kind::plain(size) };
        found.extend((0..3).flat_map(|seed| false_incidents(kind, seed, 365)));
    }
    assert!(found.len() <= 1, "nine years in which a server doubles: {found:?}");
}

#[test]
fn the_history_that_rolls_is_the_history_summed_up() {
    let mut server = Server::new(Kind::plain(10.0), 3);
    server.live(250);
    assert_eq!(server.rolled(), &server.summed_up());
}
