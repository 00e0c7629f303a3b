//! Real spikes: ten times the usual of one cause, or of all, is found within a few messages.

use super::quiet::SIZES;
use super::server::{DAY, Kind, Server, Spike};
use crate::incident::Scope;

/// Days of history before the spikes: a server that has been there for half a year.
const LEARNT: i64 = 190;

/// Everything at once.
pub(super) const ALL: &[Option<usize>] = &[None];

/// The two most frequent causes, each by itself: a third of all cases on a server, at the smallest one a day.
pub(super) const FREQUENT: &[Option<usize>] = &[Some(0), Some(1)];

/// Messages of a spike until the incident that is about it opens, or a hundred.
pub(super) fn messages(server: &Server, spike: Spike) -> usize {
    let mut server = server.clone();
    server.spike = Some(spike);
    let mut messages = 0;
    while messages < 100 {
        let Some(cause) = server.next() else { continue };
        let counts = server.now >= spike.from && (spike.cause.is_none() || spike.cause == cause);
        messages += usize::from(counts);
        server.tell(cause);
        let about = spike.cause.map_or(Scope::All, |cause| Scope::Cause(server.names[cause].clone()));
        if counts && server.watch.incident().is_some_and(|incident| incident.scope.includes(&about)) {
            return messages;
        }
    }
    messages
}

/// Messages until found for many spikes in the life of a server, at all times of the day, in order.
///
/// After `learnt` days there is one spike of each of these every week, each in a life of its own: the server itself
/// lives on as if nothing had been. So every spike meets another baseline.
pub(super) fn runs(kind: Kind, what: &[Option<usize>], learnt: i64, weeks: u32, seed: u64) -> Vec<usize> {
    let mut found = Vec::new();
    let mut server = Server::new(kind, seed);
    server.live(learnt);
    for _ in 0..weeks {
        server.live(7);
        for cause in what {
            let from = server.now + (server.random.unit() * DAY as f64) as i64;
            found.push(messages(&server, Spike { from, times: 10.0, cause: *cause }));
        }
    }
    found.sort_unstable();
    found
}

/// The value that a part of the sorted runs does not exceed.
pub(super) fn quantile(runs: &[usize], part: f64) -> usize {
    runs[((runs.len() - 1) as f64 * part).ceil() as usize]
}

#[test]
fn a_ten_fold_spike_is_found_within_10_messages_in_the_median_and_15_in_95_of_100() {
    for size in SIZES {
        for (name, what) in [("all", ALL), ("one cause", FREQUENT)] {
            let runs = runs(Kind::plain(size), what, LEARNT, 200 / u32::try_from(what.len()).unwrap(), 5);
            let (median, most) = (quantile(&runs, 0.5), quantile(&runs, 0.95));
            assert!(median <= 10, "{size} a day, {name}: found after {median} in the median");
            assert!(most <= 15, "{size} a day, {name}: found after {most} in 95 of 100");
        }
    }
}
