//! Counts what moderators did in a case, by their ids.

use super::{Ending, Sums, name};
use crate::triage::Case;
use crate::triage::case::{Happening, PersonId, Stage};

/// The row of what was done by nobody who is still known, or by whoever runs the bot.
pub const NOBODY: &str = "nobody";

/// Counts what moderators did.
pub(super) fn count(case: &Case, sums: &mut Sums) {
    for entry in &case.history {
        if let Some(table) = table(&entry.what) {
            sums.count(table, &row(entry.by));
        }
    }
    let table = match Ending::of(case) {
        Ending::Resolved => name::RESOLVED,
        Ending::Unsolved => name::UNSOLVED,
        Ending::Open | Ending::WithAHuman => return,
    };
    if let Some(last) = last_owner(case) {
        sums.count(table, &row(last));
    }
}

/// Who had the case last; `None` when nobody has had it since the bot was at it last.
fn last_owner(case: &Case) -> Option<Option<PersonId>> {
    for entry in case.history.iter().rev() {
        match &entry.what {
            Happening::Claimed | Happening::Accepted => return Some(entry.by),
            Happening::Released
            | Happening::Returned
            | Happening::Moved(Stage::Asking | Stage::Fixing | Stage::Waiting) => return None,
            Happening::Opened
            | Happening::IntakeChanged
            | Happening::Diagnosed
            | Happening::StepShown(_)
            | Happening::StepAnswered(..)
            | Happening::Moved(
                Stage::Escalated | Stage::Claimed | Stage::Offered | Stage::Resolved | Stage::Closed,
            )
            | Happening::Escalated(_)
            | Happening::Muted
            | Happening::HandedOff(_)
            | Happening::Declined
            | Happening::AskedForDetails
            | Happening::Noted
            | Happening::Prioritized(_)
            | Happening::Reclassified
            | Happening::Reminded
            | Happening::AskedAgain
            | Happening::FellSilent
            | Happening::ClosedByStaff
            | Happening::Reopened
            | Happening::Linked(_)
            | Happening::JoinedIn
            | Happening::Ended(_)
            | Happening::NotAnswered => {}
        }
    }
    None
}

fn row(by: Option<PersonId>) -> String {
    by.map_or_else(|| NOBODY.to_owned(), |person| person.to_string())
}

/// The table of what a moderator did; `None` for what others do.
fn table(what: &Happening) -> Option<&'static str> {
    match what {
        Happening::Claimed => Some(name::CLAIMED),
        Happening::Released => Some(name::RELEASED),
        Happening::HandedOff(_) => Some(name::HANDED_OFF),
        Happening::Accepted => Some(name::ACCEPTED),
        Happening::Declined => Some(name::DECLINED),
        Happening::AskedForDetails => Some(name::ASKED),
        Happening::Noted => Some(name::NOTED),
        Happening::Reclassified => Some(name::RECLASSIFIED),
        Happening::Opened
        | Happening::IntakeChanged
        | Happening::Diagnosed
        | Happening::StepShown(_)
        | Happening::StepAnswered(..)
        | Happening::Moved(_)
        | Happening::Escalated(_)
        | Happening::Muted
        | Happening::Returned
        | Happening::Prioritized(_)
        | Happening::Reminded
        | Happening::AskedAgain
        | Happening::FellSilent
        | Happening::ClosedByStaff
        | Happening::Reopened
        | Happening::Linked(_)
        | Happening::JoinedIn
        | Happening::Ended(_)
        | Happening::NotAnswered => None,
    }
}
