//! What happened: a message, a press, a clock, with its time and its source's own id.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::case::{CaseNumber, PersonId, PlaceId, ServerId};
use super::desk::{Deed, Delivery, Ending};
use super::place::{Actor, Origin, Via};
use crate::knowledge::CauseId;

/// The id that the source itself gives an event (a Discord message or interaction id): the same id twice is one event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceId(pub String);

impl SourceId {
    /// What a log may hold of it: its kind and its first number. What comes behind that may be the id of a person.
    #[must_use]
    pub fn in_logs(&self) -> &str {
        let end = self.0.match_indices(' ').nth(1).map_or(self.0.len(), |(at, _)| at);
        self.0.get(..end).unwrap_or_default()
    }
}

/// Something that happened in the world.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The source's own id of it.
    pub id: SourceId,
    /// When it happened.
    pub at: Timestamp,
    /// In which server.
    pub server: ServerId,
    /// Where in it: the thread, direct message or terminal where the conversation is, or would be.
    pub place: PlaceId,
    /// The message that it is, where messages can be answered one by one: an answer goes beside it.
    #[serde(default)]
    pub origin: Option<Origin>,
    /// Whose case it is about: the member.
    pub person: PersonId,
    /// Which of their cases, where somebody named its number; else it is their open or last one.
    #[serde(default)]
    pub case: Option<CaseNumber>,
    /// Who did it.
    #[serde(default)]
    pub by: Actor,
    /// Where an answer for the eyes of that one person goes, for as long as it is open.
    #[serde(default)]
    pub via: Option<Via>,
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
    /// The member edited a message: only new facts count.
    Edited {
        /// The words as they are now.
        text: String,
    },
    /// Somebody wrote something that others can read, where the bot listens. It is looked at for personal data and
    /// false offers, and for nothing else; what it says of a case is an event of its own.
    Posted {
        /// The words.
        text: String,
    },
    /// The member filled in the form with the four fields.
    Filled(Form),
    /// The member picked what was tried already: ids of `steps-tried.toml`.
    Tried(Vec<String>),
    /// The member sent a picture with too few words to understand.
    Pictured,
    /// More was written than is read. It comes once in a flood, and what was not read comes not at all.
    Flooded(Flood),
    /// The member made a choice that a message offered.
    Chose {
        /// Which.
        choice: Choice,
        /// The version of the case that offered it.
        version: u32,
    },
    /// The conversation was ended from outside.
    Ended(Ending),
    /// A moderator or helper did something with the case.
    Did(Deed),
    /// What became of an effect.
    Delivered(Delivery),
    /// A wake-up that an effect asked for is due.
    Woke(Wake),
}

/// Who writes more than is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flood {
    /// The member.
    Member {
        /// To the bot itself, so silence would be rude.
        addressed: bool,
    },
    /// Everybody in the server together. The place of the event is where moderators look.
    Server,
}

/// The form with the four fields, as filled in; an empty field says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Form {
    /// Device and iOS version.
    pub version: String,
    /// The exact words on the screen.
    pub error: String,
    /// Since when.
    pub duration: String,
    /// What was tried.
    pub steps: String,
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
    /// `Claim`, for moderators, like those that follow.
    Claim,
    /// `Hand off`
    HandOff,
    /// `Ask for details`
    AskForDetails,
    /// `Resolve`
    Resolve,
    /// `Accept`
    Accept,
    /// `Decline`
    Decline,
}

/// Why a wake-up was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wake {
    /// The morning after: did the backup run?
    MorningAfter,
    /// A hand-off that nobody accepted goes back to the queue.
    HandOffUnanswered,
    /// Nobody has claimed an escalated case for long.
    Unclaimed,
    /// The member has said nothing for long.
    Silence,
    /// The day nears on which Apple deletes the last backup.
    Deletion,
    /// An incident may be over. It is about a server, and about no case.
    Incident,
}
