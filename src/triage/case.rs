//! The case: one person's problem from first message to close. Plain data that the store keeps as it is.

use jiff::Timestamp;
use jiff::civil;
use serde::{Deserialize, Serialize};

use super::desk::HandOff;
use super::event::SourceId;
use super::place::Origin;
pub use super::record::{
    Asleep, Clocks, ComputerBackup, Escalation, Happening, Heard, HistoryEntry, Milestones, Note, Outcome,
    Priority, StepRecord, Table,
};
use crate::diagnosis::RankedCause;
use crate::intake::Intake;
use crate::knowledge::CauseId;

/// Makes an id type that cannot be mixed up with another.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// A server (Discord guild); the terminal is server 0.
    ServerId
);
id!(
    /// A person, the same number in every server.
    PersonId
);
id!(
    /// Where a conversation happens: a channel or thread; the terminal is place 0.
    PlaceId
);
id!(
    /// The number of a case within its server, allotted by the store, from 1.
    CaseNumber
);

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The member was asked which cause it is, or for missing fields.
    Asking,
    /// A fix step is on the table.
    Fixing,
    /// An overnight check is due.
    Waiting,
    /// A human is needed and none has taken it yet.
    Escalated,
    /// A moderator has it.
    Claimed,
    /// Handed to somebody who has not accepted yet.
    Offered,
    /// The member or a moderator said that it works.
    Resolved,
    /// Over, solved or not.
    Closed,
}

/// One person's problem from first message to close.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// The server it belongs to.
    pub server: ServerId,
    /// Its number there; `None` until the store has allotted one.
    pub number: Option<CaseNumber>,
    /// Whose problem it is.
    pub person: PersonId,
    /// Where the conversation is.
    pub place: PlaceId,
    /// Where it stands.
    pub stage: Stage,
    /// The message that began it, when the conversation is a thread of that message, which may not be open yet.
    #[serde(default)]
    pub home: Option<Origin>,
    /// When the first message came.
    pub opened_at: Timestamp,
    /// The same on the clocks of its server at that time: statistics count by it. `None` in cases from before it was
    /// kept; they count in UTC.
    #[serde(default)]
    pub opened_there: Option<civil::DateTime>,
    /// When anything last happened.
    pub touched_at: Timestamp,
    /// The causes on the table, best first; empty when none is known (the checklist is followed).
    pub causes: Vec<RankedCause>,
    /// The four fields and the device.
    pub intake: Intake,
    /// Every step shown, in order, with its outcome.
    pub steps: Vec<StepRecord>,
    /// What happened, in order.
    pub history: Vec<HistoryEntry>,
    /// Whether the missing fields have been asked for; they are asked for once.
    pub asked_for_fields: bool,
    /// Whether a computer backup exists: the gate before anything that can lose data.
    pub computer_backup: ComputerBackup,
    /// Why a human is needed, once escalated.
    pub escalation: Option<Escalation>,
    /// The moderator who has it.
    pub owner: Option<PersonId>,
    /// Passed on and not accepted yet.
    #[serde(default)]
    pub hand_off: Option<HandOff>,
    /// The card that moderators see.
    #[serde(default)]
    pub card: Option<Origin>,
    /// Somebody who helps has written in the conversation: the bot is quiet there unless asked.
    #[serde(default)]
    pub helped_by: Option<PersonId>,
    /// Nothing is kept of the person and of what was said, only what statistics count.
    #[serde(default)]
    pub forgotten: bool,
    /// The member asked to be left alone: say nothing more unless addressed.
    pub muted: bool,
    /// Counts up with every change; choices carry it, so an old button is recognized.
    pub version: u32,
    /// The version that put the present question on the table: only choices that carry it are up to date.
    #[serde(default)]
    pub offered: u32,
    /// What the bot last asked.
    #[serde(default)]
    pub table: Table,
    /// The person's own words that spoke for a cause, for the hand-over.
    #[serde(default)]
    pub heard: Vec<Heard>,
    /// Causes of which the member said "not my problem".
    #[serde(default)]
    pub dropped: Vec<CauseId>,
    /// Ids of `steps-tried.toml` that were named as left out, since the member had tried them; each is named once.
    #[serde(default)]
    pub left_out: Vec<String>,
    /// The first of `steps` that belongs to the present trouble; earlier ones are from before it was solved once.
    #[serde(default)]
    pub round: usize,
    /// How often something did not help since the trouble began; the limit leads to a person.
    #[serde(default)]
    pub unhelped: u32,
    /// Whether an impossible version or device has been questioned; that is done once.
    #[serde(default)]
    pub doubted: bool,
    /// When the overnight check is due; an earlier wake-up is out of date.
    #[serde(default)]
    pub due: Option<Timestamp>,
    /// The message that opened it, as the person wrote it, cut where it is too long.
    #[serde(default)]
    pub words: Option<String>,
    /// The patterns of that message that spoke for its causes or for the topic, as written in their files.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// How urgent it is.
    #[serde(default)]
    pub priority: Priority,
    /// What staff wrote down, oldest first.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// The day of the last backup that worked, as far as the person's words tell.
    #[serde(default)]
    pub last_backup: Option<civil::Date>,
    /// When what first happened.
    #[serde(default)]
    pub milestones: Milestones,
    /// What its clocks go by.
    #[serde(default)]
    pub clocks: Clocks,
    /// The incident that it belongs to.
    #[serde(default)]
    pub incident: Option<u64>,
    /// The last events that were taken in, oldest first, so that the same one twice is one.
    #[serde(default)]
    pub seen: Vec<SourceId>,
}

impl Case {
    /// A case of which nothing is known yet.
    #[must_use]
    pub fn new(server: ServerId, person: PersonId, place: PlaceId, at: Timestamp) -> Self {
        Self {
            server,
            number: None,
            person,
            place,
            home: None,
            stage: Stage::Fixing,
            opened_at: at,
            opened_there: None,
            touched_at: at,
            causes: Vec::new(),
            intake: Intake::default(),
            steps: Vec::new(),
            history: Vec::new(),
            asked_for_fields: false,
            computer_backup: ComputerBackup::Unknown,
            escalation: None,
            owner: None,
            hand_off: None,
            card: None,
            helped_by: None,
            forgotten: false,
            muted: false,
            version: 0,
            offered: 0,
            table: Table::Nothing,
            heard: Vec::new(),
            dropped: Vec::new(),
            left_out: Vec::new(),
            round: 0,
            unhelped: 0,
            doubted: false,
            due: None,
            words: None,
            patterns: Vec::new(),
            priority: Priority::Normal,
            notes: Vec::new(),
            last_backup: None,
            milestones: Milestones::default(),
            clocks: Clocks::default(),
            incident: None,
            seen: Vec::new(),
        }
    }
}
