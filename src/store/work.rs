//! Work: an effect that is stored with its case, carried out once the commit is durable, and ticked off.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::triage::{CaseNumber, Effect, Origin, PersonId, PlaceId, ServerId, SourceId, Via};

/// The number of a piece of work, allotted by the store, counting up over all servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkId(pub u64);

impl std::fmt::Display for WorkId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Which claim of a piece of work this is, since the store was opened. Whoever has held it for too long has lost it to the
/// next one, and may tick it off, but not put it back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lease(pub(super) u64);

/// An effect to be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct NewWork {
    /// What to do.
    pub effect: Effect,
    /// Not before this.
    pub due: Timestamp,
}

/// A stored effect, waiting to be carried out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// Its number.
    pub id: WorkId,
    /// The server of its case.
    pub server: ServerId,
    /// Whose case it is about.
    pub person: PersonId,
    /// Where it is carried out.
    pub place: PlaceId,
    /// The message that it answers, when there is one: it is said beside it.
    #[serde(default)]
    pub beside: Option<Origin>,
    /// Where an answer for the eyes of the one who acted goes.
    #[serde(default)]
    pub via: Option<Via>,
    /// The event that it follows from; `None` for the work of incidents, and where an older version kept it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
    /// Its case; `None` when the event made none.
    pub case: Option<CaseNumber>,
    /// What to do.
    pub effect: Effect,
    /// Not before this.
    pub due: Timestamp,
    /// When it was due first, once it was put back; see [`Work::since`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_due: Option<Timestamp>,
    /// How often it was tried in vain.
    pub tries: u32,
    /// An earlier attempt may have got through (it was retried, its lease ran out, or the store was opened again):
    /// look before doing it a second time.
    #[serde(skip)]
    pub again: bool,
    /// The claim under which it was handed out.
    #[serde(skip)]
    pub lease: Lease,
}

impl Work {
    /// Since when it has been due: putting it back moves its due time, and whoever waits for it waits all the same.
    #[must_use]
    pub fn since(&self) -> Timestamp {
        self.first_due.unwrap_or(self.due)
    }

    /// Changes it as a failed attempt does: it is due again at `at`.
    pub(super) fn put_back(&mut self, at: Timestamp) {
        self.first_due = Some(self.since());
        self.due = at;
        self.tries = self.tries.saturating_add(1);
    }
}
