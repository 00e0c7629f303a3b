//! When what first happened to a case, and how long it took.

use jiff::Timestamp;

use super::{Ending, Sums, buckets, name};
use crate::triage::Case;
use crate::triage::case::{Happening, Stage};

/// Counts how long it took to answer, to call a human, to claim and to resolve.
pub(super) fn count(case: &Case, sums: &mut Sums) {
    let opened = Some(case.opened_at);
    let called = escalated(case);
    for (table, from, to) in [
        (name::TO_ANSWER, opened, answered(case)),
        (name::TO_CALL, opened, called),
        // A helper can take a case that nobody was called for.
        (name::TO_CLAIM, called.or(opened), claimed(case)),
        (name::TO_RESOLUTION, opened, resolved(case)),
    ] {
        if let (Some(from), Some(to)) = (from, to) {
            sums.count(table, &buckets::of_seconds(to.duration_since(from).as_secs()));
        }
    }
}

/// When the bot answered. Cases from before that was kept show it by their first step.
pub(super) fn answered(case: &Case) -> Option<Timestamp> {
    let shown = |what: &Happening| matches!(what, Happening::StepShown(_));
    case.milestones.answered.or_else(|| first(case, shown))
}

/// When a human was first called.
pub(super) fn escalated(case: &Case) -> Option<Timestamp> {
    let called = |what: &Happening| matches!(what, Happening::Escalated(_));
    case.milestones.escalated.or_else(|| first(case, called))
}

/// When a moderator first took it.
pub(super) fn claimed(case: &Case) -> Option<Timestamp> {
    let taken = |what: &Happening| matches!(what, Happening::Claimed | Happening::Accepted);
    case.milestones.claimed.or_else(|| first(case, taken))
}

/// When it last began to work, where it still does.
fn resolved(case: &Case) -> Option<Timestamp> {
    if Ending::of(case) != Ending::Resolved {
        return None;
    }
    let mut moves = case.history.iter().rev();
    let moved = moves.find(|entry| entry.what == Happening::Moved(Stage::Resolved));
    case.milestones.resolved.or(moved.map(|entry| entry.at))
}

fn first(case: &Case, is: impl Fn(&Happening) -> bool) -> Option<Timestamp> {
    case.history.iter().find(|entry| is(&entry.what)).map(|entry| entry.at)
}
