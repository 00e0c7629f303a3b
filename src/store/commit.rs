//! What is written in one go, and what became of it.

use jiff::Timestamp;
use serde_json::Value;

use super::{Lease, NewWork, Posted, WorkId};
use crate::incident::Incident;
use crate::triage::{
    Case, CaseNumber, Correction, MessageId, Origin, PersonId, PlaceId, ServerId, SourceId, Via,
};

/// The case that a step was decided on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loaded {
    /// Its number.
    pub number: CaseNumber,
    /// Its version when it was loaded.
    pub version: u32,
}

/// Everything that one step saves, together or not at all.
#[derive(Debug, Clone, PartialEq)]
pub struct Commit {
    /// In which server.
    pub server: ServerId,
    /// Whose event it was.
    pub person: PersonId,
    /// Where the work is carried out.
    pub place: PlaceId,
    /// The message that the work answers, when there is one.
    pub beside: Option<Origin>,
    /// Where an answer for the eyes of the one who acted goes.
    pub via: Option<Via>,
    /// The event's own id.
    pub source: SourceId,
    /// The time of the step; ids remembered until an earlier time are forgotten.
    pub now: Timestamp,
    /// How long the event's id is remembered.
    pub remember_until: Timestamp,
    /// The case that [`Store::latest_case`](super::Store::latest_case) or [`Store::case`](super::Store::case) gave; `None` when there was none.
    pub loaded: Option<Loaded>,
    /// The case as it is now; without a number it is a new one. `None` when the step made no case.
    pub case: Option<Case>,
    /// What a moderator says is right about the message that opened the case.
    pub correction: Option<Correction>,
    /// Somebody asked the bot something that it has no answer to; it is counted by the day of `now` in UTC.
    pub unmatched: bool,
    /// What is to be done, in this order.
    pub work: Vec<NewWork>,
}

/// What a server's watch over incidents saves, together or not at all.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentCommit {
    /// In which server.
    pub server: ServerId,
    /// What the watch knows, in a form that only its owner reads.
    pub watch: Value,
    /// Incidents that began or changed; each takes the place of what was kept under its number.
    pub incidents: Vec<Incident>,
    /// What is to be done and where, in this order; it is about no person and no case.
    pub work: Vec<(PlaceId, NewWork)>,
}

/// A change to what is stored.
#[derive(Debug, Clone, PartialEq)]
pub enum Write {
    /// Save a step.
    Commit(Box<Commit>),
    /// Tick work off; unknown work is no error.
    Done(WorkId),
    /// Try work again, not before this time; unknown work is no error, and neither is a lease that ran out: then it is
    /// whose it is now that says when.
    Retry(WorkId, Lease, Timestamp),
    /// Keep a server's settings, in a form that only their owner reads.
    Settings(ServerId, Value),
    /// Keep where reading a channel goes on after a restart: the last message seen in it, by channel.
    Bookmarks(Vec<(PlaceId, MessageId)>),
    /// Keep what is right about a message, in the place of what was kept about it before.
    Correct(Box<Correction>),
    /// Keep what a server's watch over incidents knows, and its incidents, with what is to be said about them.
    Incident(Box<IncidentCommit>),
    /// Remember a message of the bot's own that is about a person, before the work that sent it is ticked off; when
    /// neither that work nor the message is known any more, the person was forgotten meanwhile, and it is erased from
    /// this time on.
    Posted(Option<WorkId>, Posted, Timestamp),
    /// Forget where these messages are; unknown ones are no error.
    ForgetPosted(Vec<Posted>),
    /// Keep nothing of this person in this server but what statistics count: open cases end, and corrections of what
    /// they wrote go. What they did for others stays, as corrections that they made do, and nobody did it; only an open
    /// case still tells who has it. The bot's own messages about them are erased from this time on.
    ForgetPerson(ServerId, PersonId, Timestamp),
    /// Keep nothing of this case but what statistics count. Corrections stay: what they keep is kept on purpose.
    ForgetCase(ServerId, CaseNumber),
}

impl Write {
    /// Whether nobody is kept waiting when it is saved with what comes next: where a message is, which the end of its work
    /// follows, and a case that was counted for incidents and opened none.
    #[cfg(feature = "app")]
    pub(super) fn is_patient(&self) -> bool {
        match self {
            Self::Posted(work, ..) => work.is_some(),
            Self::Incident(commit) => commit.incidents.is_empty() && commit.work.is_empty(),
            Self::Commit(_)
            | Self::Done(_)
            | Self::Retry(..)
            | Self::Settings(..)
            | Self::Bookmarks(_)
            | Self::Correct(_)
            | Self::ForgetPosted(_)
            | Self::ForgetPerson(..)
            | Self::ForgetCase(..) => false,
        }
    }
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// It is safe from a crash.
    Saved {
        /// The number of its case, when it has one.
        case: Option<CaseNumber>,
    },
    /// The event had been saved before; nothing was changed.
    AlreadySeen,
    /// The case has changed since it was loaded; nothing was changed. Load it and step again.
    Conflict,
}
