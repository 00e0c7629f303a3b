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
    /// The cause that it was shown for; `None` for a step of the checklist, and in cases from before this was kept.
    #[serde(default)]
    pub cause: Option<CauseId>,
}

/// How urgent a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// It can wait.
    Low,
    /// As most are.
    #[default]
    Normal,
    /// Before the others.
    High,
    /// Now: something is lost otherwise.
    Urgent,
}

/// Something that staff wrote down; the member never sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// When.
    pub at: Timestamp,
    /// Who; `None` for whoever runs the bot, and for somebody who was forgotten.
    pub by: Option<PersonId>,
    /// Their words.
    pub words: String,
}

/// When something happened to a case for the first time; statistics measure from its opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Milestones {
    /// The bot answered: the answer was decided and kept, and on its way.
    pub answered: Option<Timestamp>,
    /// A person was called.
    pub escalated: Option<Timestamp>,
    /// A moderator took it.
    pub claimed: Option<Timestamp>,
    /// It worked, as far as is known: taken back when it fails again.
    pub resolved: Option<Timestamp>,
}

/// What the clocks of a case go by.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Clocks {
    /// When the member last wrote or pressed something, to the hour; `None` in cases from before it was kept.
    pub spoke_at: Option<Timestamp>,
    /// When the bot asked after a silence that lasts since.
    pub asked_at: Option<Timestamp>,
    /// When the bot next looks whether the member has fallen silent; an earlier wake-up is out of date.
    pub look_at: Option<Timestamp>,
    /// When the bot next looks at the day of deletion; an earlier wake-up is out of date.
    pub deletion_at: Option<Timestamp>,
    /// Where it stood when it was closed for silence: a word of the member opens it there again.
    pub asleep: Option<Asleep>,
}

/// Where a case stood that was closed for silence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asleep {
    /// The stage.
    pub stage: Stage,
    /// What the bot had asked.
    pub table: Table,
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
    /// A moderator gave it back to the queue.
    Released,
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
    /// A moderator wrote something down.
    Noted,
    /// How urgent it is was changed, by a moderator or by the clock.
    Prioritized(Priority),
    /// A moderator said what it is really about.
    Reclassified,
    /// Nobody had claimed it for long, and the moderators were reminded.
    Reminded,
    /// The member was asked whether it is still so, after a silence.
    AskedAgain,
    /// The member stayed silent, and it was closed.
    FellSilent,
    /// A moderator ended it unsolved.
    ClosedByStaff,
    /// It was opened again.
    Reopened,
    /// It belongs to the incident with this number.
    Linked(u64),
    /// A helper wrote in the conversation.
    JoinedIn,
    /// The conversation was ended from outside.
    Ended(Ending),
    /// It was only counted, or shown to moderators: the server's mode does not answer.
    NotAnswered,
}
