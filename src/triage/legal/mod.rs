//! What cannot be in a case that the bot ran: a record that contradicts itself. It mends nothing.
//!
//! The history is run again line by line, and what the case says of itself must be what comes out. A history that was
//! cut for its length is only held to what it still shows.

mod fault;
mod fields;
mod history;
mod standing;
mod steps;
mod stub;

#[cfg(test)]
mod tests;

pub use fault::Fault;

use super::case::{Case, Happening, Stage};
use super::turn::LONGEST_HISTORY;

/// Everything that cannot be in a case that the bot ran; empty for every case that it ever kept. A case of which only
/// the statistics are left has rules of its own.
#[must_use]
pub fn faults(case: &Case) -> Vec<Fault> {
    let mut faults = Vec::new();
    history::check(case, &mut faults);
    steps::check(case, &mut faults);
    if case.forgotten {
        stub::check(case, &mut faults);
    } else {
        standing::check(case, &mut faults);
        fields::check(case, &mut faults);
    }
    faults
}

/// Whether all that happened is still in the history.
fn is_whole(case: &Case) -> bool {
    case.history.len() < LONGEST_HISTORY
}

/// Whether something happened, as far as is known: in a history that was cut it may have.
fn happened(case: &Case, what: impl Fn(&Happening) -> bool) -> bool {
    !is_whole(case) || case.history.iter().any(|entry| what(&entry.what))
}

/// Whether the bot is at it.
fn is_with_the_bot(stage: Stage) -> bool {
    match stage {
        Stage::Asking | Stage::Fixing | Stage::Waiting => true,
        Stage::Escalated | Stage::Claimed | Stage::Offered | Stage::Resolved | Stage::Closed => false,
    }
}
