//! What an export holds.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Work;
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
}
