//! What somebody wants of incidents by hand, from the command line or over the socket, and what came of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Watching;
use crate::incident::{Change, Incident, Scope};
use crate::store::StoreError;
use crate::triage::{PersonId, ServerId};

/// What is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// An incident is going on; without a scope it is about everything.
    Open(Option<Scope>),
    /// It is over.
    Close,
    /// Nothing is to be said of incidents until then.
    Mute(Timestamp),
    /// Incidents may be told of again.
    Unmute,
}

/// Who wants what, where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// In which server.
    pub server: ServerId,
    /// What.
    pub wish: Wish,
    /// When.
    pub at: Timestamp,
    /// The moderator who wants it; `None` for whoever runs the bot.
    pub by: Option<PersonId>,
}

/// What came of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ordered {
    /// The incident that was opened, widened or closed; `None` when none was.
    pub changed: Option<Incident>,
    /// The incident that is open now.
    pub open: Option<Incident>,
    /// Until when nothing is said of incidents.
    pub muted: Option<Timestamp>,
}

/// Carries an order out, and returns when it is safe.
///
/// # Errors
/// When what is known of the server cannot be read or saved.
///
/// # Panics
/// On a thread that runs asynchronous tasks.
pub fn carry_out(watching: &Watching, order: &Order) -> Result<Ordered, StoreError> {
    let Order { server, at, by, .. } = *order;
    let saving = match &order.wish {
        Wish::Open(scope) => watching.open(server, scope.clone(), by, at)?,
        Wish::Close => watching.close(server, by, at)?,
        Wish::Mute(until) => watching.mute(server, *until, by, at)?,
        Wish::Unmute => watching.unmute(server, at)?,
    };
    let changed = saving.wait()?.into_iter().find_map(|change| match change {
        Change::Opened(incident) | Change::Widened(incident) | Change::Closed(incident) => Some(incident),
        Change::WakeAt(_) => None,
    });
    let state = watching.state(server, at)?;
    Ok(Ordered { changed, open: state.incident, muted: state.muted.map(|(until, _)| until) })
}
