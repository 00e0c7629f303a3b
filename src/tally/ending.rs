//! How a case has ended so far.

use crate::triage::case::{Case, Happening, Stage};

/// How a case has ended so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ending {
    /// The bot and the member are at it.
    Open,
    /// It waits for a human, or a human is at it.
    WithAHuman,
    /// The backup works.
    Resolved,
    /// It was closed before anybody said that the backup works.
    Unsolved,
}

impl Ending {
    /// How a case has ended.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        match case.stage {
            Stage::Asking | Stage::Fixing | Stage::Waiting => Self::Open,
            Stage::Escalated | Stage::Claimed | Stage::Offered => Self::WithAHuman,
            Stage::Resolved => Self::Resolved,
            Stage::Closed if was_resolved(case) => Self::Resolved,
            Stage::Closed => Self::Unsolved,
        }
    }
}

/// What a line of history says of how a case that is closed now had ended.
enum Says {
    /// It works.
    Works,
    /// It does not, or nobody knows.
    Unsolved,
    /// Nothing; the line before may.
    Nothing,
}

/// Whether it worked when it was closed: the last stage before was `Resolved`, and nobody ended it unsolved.
fn was_resolved(case: &Case) -> bool {
    for entry in case.history.iter().rev() {
        match says(&entry.what) {
            Says::Works => return true,
            Says::Unsolved => return false,
            Says::Nothing => {}
        }
    }
    false
}

fn says(what: &Happening) -> Says {
    match what {
        Happening::Moved(Stage::Resolved) => Says::Works,
        Happening::Moved(
            Stage::Asking
            | Stage::Fixing
            | Stage::Waiting
            | Stage::Escalated
            | Stage::Claimed
            | Stage::Offered,
        )
        | Happening::FellSilent
        | Happening::ClosedByStaff
        | Happening::Reopened => Says::Unsolved,
        Happening::Moved(Stage::Closed)
        | Happening::Opened
        | Happening::IntakeChanged
        | Happening::Diagnosed
        | Happening::StepShown(_)
        | Happening::StepAnswered(..)
        | Happening::Escalated(_)
        | Happening::Muted
        | Happening::Claimed
        | Happening::HandedOff(_)
        | Happening::Accepted
        | Happening::Declined
        | Happening::Returned
        | Happening::AskedForDetails
        | Happening::Released
        | Happening::Noted
        | Happening::Prioritized(_)
        | Happening::Reclassified
        | Happening::Reminded
        | Happening::AskedAgain
        | Happening::Linked(_)
        | Happening::JoinedIn
        | Happening::Ended(_)
        | Happening::NotAnswered => Says::Nothing,
    }
}
