//! What happened: a message, a press, a clock, with its time and its source's own id.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::case::{PersonId, PlaceId, ServerId};
use crate::knowledge::CauseId;

/// The id that the source itself gives an event (a Discord message or interaction id): the same id twice is one event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceId(pub String);

/// Something that happened in the world.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The source's own id of it.
    pub id: SourceId,
    /// When it happened.
    pub at: Timestamp,
    /// In which server.
    pub server: ServerId,
    /// Where in it.
    pub place: PlaceId,
    /// Whose case it is about: the member.
    pub person: PersonId,
    /// What.
    pub kind: EventKind,
}

/// The things that can happen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// The member wrote something. `addressed`: to the bot itself, so silence would be rude.
    Said {
        /// The words.
        text: String,
        /// A mention, a direct message, `/backup report`, or the terminal.
        addressed: bool,
    },
    /// The member made a choice that a message offered.
    Chose {
        /// Which.
        choice: Choice,
        /// The version of the case that offered it.
        version: u32,
    },
    /// A wake-up that an effect asked for is due.
    Woke(Wake),
}

/// The choices that messages offer (Discord: buttons and select menus; terminal: numbers).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// `Fixed it`
    FixedIt,
    /// `Didn't help`
    DidntHelp,
    /// `Not my problem`
    NotMyProblem,
    /// `Talk to a person`
    TalkToAPerson,
    /// `Summary for Apple`
    SummaryForApple,
    /// `Backup completed`
    BackupCompleted,
    /// `Still failing`
    StillFailing,
    /// `Check tomorrow`: wait for the night and be asked again.
    CheckTomorrow,
    /// One of several close causes.
    ThisCause(CauseId),
    /// None of the causes offered.
    NoneOfThese,
    /// `I have a computer backup`
    HaveComputerBackup,
    /// `I can't make one`
    NoComputerBackup,
}

/// Why a wake-up was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wake {
    /// The morning after: did the backup run?
    MorningAfter,
}
