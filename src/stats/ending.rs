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

/// Whether the last stage before the close was `Resolved`.
fn was_resolved(case: &Case) -> bool {
    let stages = case.history.iter().rev().filter_map(|entry| match entry.what {
        Happening::Moved(stage) => Some(stage),
        Happening::Opened
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
        | Happening::FellSilent
        | Happening::ClosedByStaff
        | Happening::Reopened
        | Happening::Linked(_)
        | Happening::JoinedIn
        | Happening::Ended(_)
        | Happening::NotAnswered => None,
    });
    stages.into_iter().find(|stage| *stage != Stage::Closed) == Some(Stage::Resolved)
}
