//! Fields that only grow, that have limits, or that a line of history brings about.

use std::collections::BTreeSet;

use super::super::case::{Case, Happening, Priority};
use super::super::next::LIMIT;
use super::super::turn::REMEMBERED;
use super::{Fault, happened, is_whole};

pub(super) fn check(case: &Case, faults: &mut Vec<Fault>) {
    let (version, offered, seen) = (case.version, case.offered, case.seen.len());
    let counted = usize::try_from(version).is_ok_and(|version| version >= seen.max(1));
    if !counted || offered > version {
        faults.push(Fault::Version { version, offered, seen });
    }
    let once: BTreeSet<_> = case.seen.iter().collect();
    if seen > REMEMBERED || once.len() != seen {
        faults.push(Fault::Seen);
    }
    if case.unhelped > LIMIT {
        faults.push(Fault::Unhelped { unhelped: case.unhelped });
    }
    if !is_priority_told(case) {
        faults.push(Fault::Priority { priority: case.priority });
    }
    if !are_causes_sound(case) {
        faults.push(Fault::Causes);
    }
    told(case, faults);
}

/// The last line that says how urgent it is says what is kept.
fn is_priority_told(case: &Case) -> bool {
    let said = case.history.iter().rev().find_map(|entry| {
        if let Happening::Prioritized(priority) = entry.what { Some(priority) } else { None }
    });
    said.map_or(case.priority == Priority::Normal || !is_whole(case), |said| said == case.priority)
}

fn are_causes_sound(case: &Case) -> bool {
    let once: BTreeSet<_> = case.causes.iter().map(|cause| &cause.id).collect();
    once.len() == case.causes.len()
        && case.causes.iter().all(|cause| (0.0..=1.0).contains(&cause.confidence))
        && !case.dropped.iter().any(|dropped| once.contains(dropped))
}

/// What is kept of the history apart from it.
fn told(case: &Case, faults: &mut Vec<Fault>) {
    let mut needs = |is_kept: bool, is_told: bool, what: &'static str| {
        if is_kept && !is_told {
            faults.push(Fault::Untold { what });
        }
    };
    let line = |wanted: &Happening| happened(case, |what| what == wanted);
    needs(case.muted, line(&Happening::Muted), "the member wants quiet");
    needs(case.helped_by.is_some(), line(&Happening::JoinedIn), "somebody helps in the conversation");
    needs(!case.notes.is_empty(), line(&Happening::Noted), "something was noted");
    let linked = case.incident.is_none_or(|number| line(&Happening::Linked(number)));
    needs(case.incident.is_some(), linked, "it belongs to an incident");
}
