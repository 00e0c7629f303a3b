//! What the member means: a press and a sentence become the same [`Answer`].

use super::case::{Case, Table};
use super::event::Choice;
use super::saying::Saying;
use crate::knowledge::{CauseId, Talk};

/// Remarks up to this rank are wishes, which go before everything else.
const WISH: u8 = 3;

/// What the member tells the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// It works now.
    Works,
    /// It did not help, it still fails.
    Fails,
    /// That is not what is wrong.
    NotMine,
    /// A person, please.
    Person,
    /// Something that cannot wait: trade-in, repair, broken, stolen, erase, leaving tomorrow.
    Urgent,
    /// What do I tell Apple?
    Summary,
    /// Later: let a night pass.
    Tomorrow,
    /// This cause.
    Cause(CauseId),
    /// None of the causes offered.
    NoneOfThese,
    /// There is a backup on a computer.
    HasBackup,
    /// There is none and there will be none.
    NoBackup,
    /// The step was done.
    Done,
    /// Not this step.
    Skip,
    /// I do not know.
    DontKnow,
    /// Thanks.
    Thanks,
    /// What now?
    Help,
    /// Leave me alone.
    Quiet,
    /// Nothing that the bot understands.
    Nothing,
}

/// Whether a cause is one of those on the table.
fn offers(table: &Table, cause: &CauseId) -> bool {
    match table {
        Table::WhichCause(offered) => offered.contains(cause),
        Table::Nothing | Table::Step(_) | Table::Result(_) | Table::ComputerBackup | Table::Morning => false,
    }
}

impl Answer {
    /// What a press means; `None` when its question is no longer on the table.
    pub(super) fn of_choice(choice: &Choice, version: u32, case: &Case) -> Option<Self> {
        let answer = match choice {
            // These two mean the same whenever they are pressed.
            Choice::TalkToAPerson => return Some(Self::Person),
            Choice::SummaryForApple => return Some(Self::Summary),
            Choice::FixedIt | Choice::BackupCompleted => Self::Works,
            Choice::DidntHelp | Choice::StillFailing => Self::Fails,
            Choice::NotMyProblem => Self::NotMine,
            Choice::CheckTomorrow => Self::Tomorrow,
            // A menu carries what was offered; what was not could only be forged, or be offered before.
            Choice::ThisCause(cause) if offers(&case.table, cause) => Self::Cause(cause.clone()),
            Choice::ThisCause(_) => return None,
            Choice::NoneOfThese => Self::NoneOfThese,
            Choice::HaveComputerBackup => Self::HasBackup,
            Choice::NoComputerBackup => Self::NoBackup,
            // Moderators' choices are deeds, not answers.
            Choice::Claim
            | Choice::HandOff
            | Choice::AskForDetails
            | Choice::Resolve
            | Choice::Accept
            | Choice::Decline => return None,
        };
        let waits = case.table != Table::Nothing && version == case.offered;
        waits.then_some(answer)
    }

    /// What a sentence means, given what the bot last asked.
    pub(super) fn of_saying(saying: &Saying<'_>, table: &Table) -> Self {
        let said = saying.talk.iter().map(|talk| Self::of_talk(*talk, table));
        let first = said.filter(|(_, answer)| *answer != Self::Nothing).min_by_key(|(rank, _)| *rank);
        // A cause that was offered and is now named says more than a "yes" or "same" beside it, but not more than a wish.
        let picked = match table {
            Table::WhichCause(offered) => saying.picks(offered),
            Table::ComputerBackup | Table::Nothing | Table::Step(_) | Table::Result(_) | Table::Morning => {
                None
            }
        };
        match (first, picked) {
            (Some((rank, answer)), Some(_)) if rank <= WISH => answer,
            (_, Some(cause)) => Self::Cause(cause),
            (Some((_, answer)), None) => answer,
            (None, None) => Self::Nothing,
        }
    }

    /// What one remark means, and its rank among others in the same message: what matters more has the lower one.
    fn of_talk(talk: Talk, table: &Table) -> (u8, Self) {
        let gate = *table == Table::ComputerBackup;
        match talk {
            Talk::LeaveAlone => (0, Self::Quiet),
            Talk::TalkToPerson => (1, Self::Person),
            Talk::Urgent => (2, Self::Urgent),
            Talk::Summary => (WISH, Self::Summary),
            Talk::NoComputer => (if gate { 4 } else { 10 }, Self::NoBackup),
            Talk::HasComputerBackup => (if gate { 5 } else { 11 }, Self::HasBackup),
            Talk::StillFailing | Talk::DidntHelp => (6, Self::Fails),
            Talk::NotMyProblem => (7, Self::NotMine),
            Talk::Worked | Talk::Completed => (8, Self::Works),
            Talk::Tomorrow => (9, Self::Tomorrow),
            Talk::Skip => (12, Self::Skip),
            Talk::DontKnow => (13, Self::DontKnow),
            Talk::Done => (14, Self::Done),
            Talk::No => (15, Self::no(table)),
            Talk::Yes => (16, Self::yes(table)),
            Talk::Help => (17, Self::Help),
            Talk::Thanks => (18, Self::Thanks),
        }
    }

    fn yes(table: &Table) -> Self {
        match table {
            // "Ok" is a yes too, and may mean "I will": ask once more before a case counts as solved.
            Table::Step(_) => Self::Done,
            Table::Result(_) | Table::Morning => Self::Works,
            Table::ComputerBackup => Self::HasBackup,
            Table::WhichCause(_) | Table::Nothing => Self::Nothing,
        }
    }

    fn no(table: &Table) -> Self {
        match table {
            Table::Step(_) | Table::Result(_) | Table::Morning => Self::Fails,
            Table::ComputerBackup => Self::NoBackup,
            Table::WhichCause(_) => Self::NoneOfThese,
            Table::Nothing => Self::Nothing,
        }
    }
}
