//! What an export holds.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Posted, Work, WorkId};
use crate::incident::Incident;
use crate::triage::{Case, Correction, MessageId, PlaceId, ServerId, SourceId};

/// One stored thing, as an export shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// A case with its history.
    Case(Box<Case>),
    /// Work that is still to be done.
    Work(Box<Work>),
    /// An event that must not count twice.
    Seen {
        /// The source's own id.
        source: SourceId,
        /// How long it is remembered.
        until: Timestamp,
    },
    /// A server's settings.
    Settings {
        /// Which server.
        server: ServerId,
        /// As their owner wrote them.
        value: Value,
    },
    /// Where reading a channel goes on after a restart.
    Bookmark {
        /// Which channel.
        channel: PlaceId,
        /// The last message seen in it.
        message: MessageId,
    },
    /// What is right about a message.
    Correction(Box<Correction>),
    /// An incident.
    Incident {
        /// In which server.
        server: ServerId,
        /// The incident.
        incident: Incident,
    },
    /// What a server's watch over incidents knows.
    Watch {
        /// Which server.
        server: ServerId,
        /// As its owner wrote it.
        value: Value,
    },
    /// How many questions of a day had no answer.
    Unmatched {
        /// In which server.
        server: ServerId,
        /// The day, in UTC.
        day: Date,
        /// How many.
        count: u64,
    },
    /// A message of the bot's own that is about a person.
    Posted(Posted),
    /// The last number that was given to work: no number comes twice.
    LastWork(WorkId),
}
