//! Who did something and where: messages, roles, and where an answer for one person's eyes goes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::case::{PersonId, PlaceId};

/// A message in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// The channel or thread that it was written in.
    pub channel: PlaceId,
    /// The message.
    pub message: MessageId,
}

/// A message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(pub u64);

/// A role of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoleId(pub u64);

/// A tag of a forum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TagId(pub u64);

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The member whose case it is.
    #[default]
    Member,
    /// A moderator or helper.
    Staff {
        /// Who.
        person: PersonId,
        /// With which roles: a hand-off to a role is accepted by whoever has it.
        roles: Vec<RoleId>,
    },
    /// Whoever runs the bot, at the command line: may do everything that a moderator may, and has no id.
    Operator,
    /// Nobody: a clock, or the service itself.
    World,
}

/// Where an answer for one person's eyes goes (Discord: an interaction).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Via {
    /// The application that answers.
    pub application: u64,
    /// The key to it; whoever has it can answer, so it is never shown.
    pub token: String,
    /// Until when it is open.
    pub until: Timestamp,
}

impl std::fmt::Debug for Via {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Via")
            .field("application", &self.application)
            .field("token", &"***")
            .field("until", &self.until)
            .finish()
    }
}
