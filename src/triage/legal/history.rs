//! The history by itself: it begins with the opening, time goes on, every move is one that can be and has its reason,
//! and it ends where the case stands.

use super::super::case::{Case, Happening, HistoryEntry, Stage};
use super::super::desk::Receiver;
use super::{Fault, is_whole};
use crate::triage::turn::LONGEST_HISTORY;

pub(super) fn check(case: &Case, faults: &mut Vec<Fault>) {
    let history = &case.history;
    if history.len() > LONGEST_HISTORY {
        faults.push(Fault::HistoryTooLong { lines: history.len() });
    }
    if is_whole(case) && history.first().is_none_or(|entry| entry.what != Happening::Opened) {
        faults.push(Fault::NoBeginning);
    }
    for (line, pair) in (2..).zip(history.windows(2)) {
        if let [before, entry] = pair {
            if entry.what == Happening::Opened {
                faults.push(Fault::OpenedTwice { line });
            }
            if entry.at < before.at {
                faults.push(Fault::TimeWentBack { line });
            }
        }
    }
    moves(case, faults);
    for (line, entry) in (1..).zip(history) {
        let next = history.get(line..).unwrap_or_default();
        if !is_followed(&entry.what, next) {
            faults.push(Fault::NotMoved { line });
        }
    }
}

/// Runs the stages again. A case begins where steps are shown; in a history that was cut nobody knows where it began.
fn moves(case: &Case, faults: &mut Vec<Fault>) {
    let mut stage = is_whole(case).then_some(Stage::Fixing);
    for (line, entry) in (1..).zip(&case.history) {
        let Happening::Moved(to) = entry.what else { continue };
        if let Some(from) = stage.filter(|from| !can_move(*from, to)) {
            faults.push(Fault::Move { line, from, to });
        }
        let before = case.history.get(..line - 1).unwrap_or_default();
        let after = case.history.get(line).map(|entry| &entry.what);
        if !before.is_empty() && !has_reason(to, before, after) {
            faults.push(Fault::MovedForNothing { line, to });
        }
        stage = Some(to);
    }
    // Whoever is forgotten has no open case any more, and no line says so.
    let forgotten = case.forgotten && case.stage == Stage::Closed;
    if let Some(history) = stage.filter(|stage| *stage != case.stage && !forgotten) {
        faults.push(Fault::StandsElsewhere { history, stage: case.stage });
    }
}

/// Whether something can move a case from one stage to another.
fn can_move(from: Stage, to: Stage) -> bool {
    match to {
        Stage::Asking => matches!(from, Stage::Fixing | Stage::Waiting | Stage::Resolved | Stage::Closed),
        Stage::Fixing => matches!(from, Stage::Asking | Stage::Waiting | Stage::Resolved | Stage::Closed),
        Stage::Waiting => matches!(from, Stage::Asking | Stage::Fixing | Stage::Closed),
        Stage::Offered => matches!(from, Stage::Escalated | Stage::Claimed),
        Stage::Resolved => !matches!(from, Stage::Resolved | Stage::Closed),
        Stage::Escalated | Stage::Claimed | Stage::Closed => from != to,
    }
}

/// Whether a move has what brings it about just before it; what nobody answers is told just after it.
fn has_reason(to: Stage, before: &[HistoryEntry], after: Option<&Happening>) -> bool {
    let urgent = |entry: &&HistoryEntry| matches!(entry.what, Happening::Prioritized(_));
    let reason = before.iter().rev().find(|entry| !urgent(entry)).map(|entry| &entry.what);
    match to {
        Stage::Escalated => matches!(
            reason,
            Some(
                Happening::Escalated(_)
                    | Happening::Released
                    | Happening::Declined
                    | Happening::Returned
                    | Happening::Reopened
                    | Happening::HandedOff(Receiver::Apple)
            )
        ),
        Stage::Claimed => {
            matches!(reason, Some(Happening::Claimed | Happening::Accepted | Happening::Reopened))
        }
        Stage::Offered => {
            matches!(reason, Some(Happening::HandedOff(Receiver::Moderator(_) | Receiver::Role(_))))
        }
        Stage::Closed => {
            let told = matches!(
                reason,
                Some(Happening::Ended(_) | Happening::ClosedByStaff | Happening::FellSilent)
            );
            told || after == Some(&Happening::NotAnswered)
        }
        Stage::Asking | Stage::Fixing | Stage::Waiting | Stage::Resolved => true,
    }
}

/// Whether what moves a case is followed by the move.
fn is_followed(what: &Happening, next: &[HistoryEntry]) -> bool {
    let urgent = |entry: &&HistoryEntry| matches!(entry.what, Happening::Prioritized(_));
    let moved = match next.iter().find(|entry| !urgent(entry)).map(|entry| &entry.what) {
        Some(Happening::Moved(to)) => Some(*to),
        Some(_) | None => None,
    };
    match what {
        Happening::Claimed | Happening::Accepted => moved == Some(Stage::Claimed),
        Happening::Escalated(_) | Happening::Released | Happening::Declined | Happening::Returned => {
            moved == Some(Stage::Escalated)
        }
        Happening::Ended(_) | Happening::ClosedByStaff | Happening::FellSilent => {
            moved == Some(Stage::Closed)
        }
        Happening::Reopened => moved.is_some(),
        Happening::Opened
        | Happening::IntakeChanged
        | Happening::Diagnosed
        | Happening::StepShown(_)
        | Happening::StepAnswered(..)
        | Happening::Moved(_)
        | Happening::Muted
        | Happening::HandedOff(_)
        | Happening::AskedForDetails
        | Happening::Noted
        | Happening::Prioritized(_)
        | Happening::Reclassified
        | Happening::Reminded
        | Happening::AskedAgain
        | Happening::Linked(_)
        | Happening::JoinedIn
        | Happening::NotAnswered => true,
    }
}
