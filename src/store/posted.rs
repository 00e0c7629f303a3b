//! The bot's own messages that are about a person: where they are, nothing of what they say. They are kept so that they
//! can be made into a neutral sentence when the person wants to be forgotten.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Lease, Work, WorkId};
use crate::triage::{CaseNumber, Effect, Origin, PersonId, PlaceId, ServerId};

/// A message of the bot's own that is about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Posted {
    /// In which server; for a direct message the one that its case belongs to.
    pub server: ServerId,
    /// About whom.
    pub person: PersonId,
    /// Their case; `None` where there is none.
    pub case: Option<CaseNumber>,
    /// The message.
    pub at: Origin,
}

/// The work of making messages into a neutral sentence, numbered from `first`. It names nobody.
pub(super) fn erasing(
    server: ServerId,
    messages: impl IntoIterator<Item = Origin>,
    first: u64,
    now: Timestamp,
) -> Vec<Work> {
    let work = messages.into_iter().zip((first..).map(WorkId)).map(|(origin, id)| Work {
        id,
        server,
        person: PersonId(0),
        place: PlaceId(origin.channel.0),
        beside: Some(origin),
        via: None,
        source: None,
        case: None,
        effect: Effect::Erase,
        due: now,
        first_due: None,
        tries: 0,
        again: false,
        lease: Lease::default(),
    });
    work.collect()
}
