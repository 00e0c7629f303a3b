//! Whether the last cases of a scope came too fast to be chance.
//!
//! Every window from one case to a later one is compared with what is usual between the two moments. It is unusual
//! when so many would come by chance only with a probability below the server's limit, and when they are at least
//! [`LEAST_TIMES`] the usual. The limit comes from the false incidents that a server may see in twenty years
//! ([`FALSE_INCIDENTS`]), so a busy server needs a little more than a quiet one.

use super::baseline::Baseline;
use super::limits::{
    AIM, FALSE_INCIDENTS, FALSE_YEARS, FEWEST, LARGEST_CHANCE, LEAST_TIMES, LONGER, LOOKS, MOST, SHORTER,
};
use super::recent::Recent;
use super::scope::Scope;

/// No window with more usual cases than this can be unusual.
#[expect(clippy::cast_precision_loss, reason = "a few dozen cases")]
const LARGEST_EXPECTED: f64 = MOST as f64 / LEAST_TIMES;

/// A window with too many cases.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unusual {
    /// Its first case, in seconds.
    pub(super) since: i64,
    /// Its last case, in seconds.
    pub(super) until: i64,
    /// Its cases.
    pub(super) cases: usize,
    /// The cases that are usual in that time.
    pub(super) expected: f64,
}

/// The first unusual window that has the case at `place` in it.
pub(super) fn look(baseline: &Baseline, scope: &Scope, recent: &Recent, place: usize) -> Option<Unusual> {
    let times = recent.times();
    let limit = limit(baseline.a_day(&Scope::All));
    let a_day = baseline.a_day(scope);
    for end in place.max(FEWEST - 1)..times.len() {
        let until = *times.get(end)?;
        let first = (end + 1).checked_sub(FEWEST)?.min(place);
        for start in (0..=first).rev() {
            let since = *times.get(start)?;
            let expected = a_day * baseline.days_between(since, until);
            let cases = end + 1 - start;
            if expected > LARGEST_EXPECTED {
                break;
            }
            if is_unusual(cases, expected, limit) {
                return Some(Unusual { since, until, cases, expected });
            }
        }
    }
    None
}

/// The chance, as a logarithm, below which a window of [`AIM`] cases is unusual on a server with so many cases a day.
fn limit(level: f64) -> f64 {
    // Each case is looked at twice: with its cause, and with all.
    let looks = 2.0 * level * 365.25 * FALSE_YEARS * LOOKS;
    (FALSE_INCIDENTS / looks).min(LARGEST_CHANCE).ln()
}

fn is_unusual(cases: usize, expected: f64, limit: f64) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "at most a few dozen cases")]
    let (count, aim) = (cases as f64, AIM as f64);
    if expected * LEAST_TIMES > count {
        return false;
    }
    let harder = if cases < AIM { SHORTER * (aim - count) } else { LONGER * (count - aim) };
    chance(cases - 1, expected) <= limit - harder
}

/// The chance, as a logarithm, that at least `more` cases come by chance when `expected` are usual. The window starts
/// at a case, so that one does not count. A little too large for `more` far above `expected`, which is all it is for.
fn chance(more: usize, expected: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "at most a few dozen cases")]
    let (count, ways) = (more as f64, (2..=more).map(|n| (n as f64).ln()).sum::<f64>());
    // Cases within the same second are a second apart at the closest for the logarithm's sake.
    let expected = expected.max(1e-9);
    count * expected.ln() - expected - ways - (1.0 - expected / (count + 1.0)).max(0.1).ln()
}
