//! Whether an open incident is over: the rate of its scope is back near the usual.

use jiff::Timestamp;

use super::baseline::Baseline;
use super::limits::{CALM_EXPECTED, CALM_TIMES, CALM_WINDOW};
use super::recent::Recent;
use super::scope::Scope;

/// Whether the cases of a scope come near the usual rate again: at most [`CALM_TIMES`] what is usual in the shortest
/// time back from `now` in which [`CALM_EXPECTED`] are usual, or in [`CALM_WINDOW`] where that is shorter.
pub(super) fn is_calm(baseline: &Baseline, scope: &Scope, recent: &Recent, now: Timestamp) -> bool {
    let now = now.as_second();
    let (from, expected) = window(baseline, scope, now);
    #[expect(clippy::cast_precision_loss, reason = "at most a few dozen cases")]
    let cases = recent.after(from) as f64;
    cases <= CALM_TIMES * expected
}

/// The start of that time, in seconds, and the usual cases in it.
fn window(baseline: &Baseline, scope: &Scope, now: i64) -> (i64, f64) {
    let a_day = baseline.a_day(scope);
    let expected = |back: i64| a_day * baseline.days_between(now - back, now);
    let (mut short, mut long) = (0, CALM_WINDOW.as_secs());
    while long - short > 60 {
        let half = i64::midpoint(short, long);
        if expected(half) < CALM_EXPECTED {
            short = half;
        } else {
            long = half;
        }
    }
    (now - long, expected(long))
}
