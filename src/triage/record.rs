//! What a case keeps: the steps shown and what came of them, the question on the table, the history.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::case::{PersonId, Stage};
use super::desk::{Ending, Receiver};
use crate::knowledge::{CauseId, StepId};

/// What the bot last asked, which gives a bare "yes" or "no" its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// Nothing.
    #[default]
    Nothing,
    /// Which of these causes it is.
    WhichCause(Vec<CauseId>),
    /// Whether this step fixed it.
    Step(StepId),
    /// The step was done, and the bot asked whether the backup runs now.
    Result(StepId),
    /// Whether there is a backup on a computer.
    ComputerBackup,
    /// Whether the backup ran last night.
    Morning,
}

/// Words of the person that spoke for a cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// The cause.
    pub cause: CauseId,
    /// The words as typed.
    pub words: String,
}

/// A step that was shown, and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepRecord {
    /// Which step.
    pub step: StepId,
    /// When it was shown.
    pub shown_at: Timestamp,
    /// What the member said of it.
    pub outcome: Outcome,
}

/// What came of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Shown, no word yet.
    Open,
    /// "Fixed it".
    Worked,
    /// "Didn't help".
    DidNotHelp,
    /// Passed over, or overtaken by something else.
    Skipped,
}

/// What is known of a backup on a computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComputerBackup {
    /// Not talked about.
    #[default]
    Unknown,
    /// The question is on the table.
    Offered,
    /// The member says that there is one.
    Confirmed,
    /// The member has no computer, or does not want to.
    Declined,
}

/// Why a human is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Escalation {
    /// Every step that fits has been tried.
    StepsExhausted,
    /// The member asked for a person.
    AskedFor,
    /// Trade-in, repair, broken, stolen, erase, leaving tomorrow.
    Urgent,
    /// The next thing to do could lose data that exists nowhere else.
    DataAtRisk,
    /// "Not my problem" was said of every cause that fits.
    CauseUnknown,
}

/// One line of a case's history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// When.
    pub at: Timestamp,
    /// Who did it; `None` for the bot.
    pub by: Option<PersonId>,
    /// What, in the words of the project: never what a person wrote.
    pub what: Happening,
}

/// What a history line says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// The case was opened by a message.
    Opened,
    /// Fields were read or filled in.
    IntakeChanged,
    /// The causes on the table changed.
    Diagnosed,
    /// A step was shown.
    StepShown(StepId),
    /// The member answered a step.
    StepAnswered(StepId, Outcome),
    /// The stage changed.
    Moved(Stage),
    /// A human was called.
    Escalated(Escalation),
    /// The member asked for quiet.
    Muted,
    /// A moderator took it.
    Claimed,
    /// A moderator passed it on.
    HandedOff(Receiver),
    /// The receiver took it.
    Accepted,
    /// The receiver did not take it.
    Declined,
    /// Nobody accepted in time.
    Returned,
    /// A moderator asked the member something.
    AskedForDetails,
    /// A helper wrote in the conversation.
    JoinedIn,
    /// The conversation was ended from outside.
    Ended(Ending),
    /// It was only counted, or shown to moderators: the server's mode does not answer.
    NotAnswered,
}
