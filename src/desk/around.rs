//! What goes on in a server besides the case in hand, as a step is decided with it: what has helped people so far, the
//! incident that is open, what Apple itself says.
//!
//! Read from the store now and then; a store that cannot be read here is told of by the step that fails to be saved.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};

use super::Watching;
use crate::incident::Incident;
use crate::knowledge::KnowledgeBase;
use crate::store::Store;
use crate::triage::{Learned, Scene, ServerId};

/// What has helped changes slowly; it is counted anew this often.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// What goes on in every server.
pub struct Surroundings {
    store: Arc<dyn Store>,
    watching: Option<Arc<Watching>>,
    learned: RwLock<HashMap<ServerId, (Timestamp, Arc<Learned>)>>,
}

/// What goes on in one server at one time.
#[derive(Debug, Clone, Default)]
pub struct Around {
    learned: Arc<Learned>,
    incident: Option<Incident>,
    outage: Option<String>,
}

impl Around {
    /// The same, as a step is decided with it.
    #[must_use]
    pub fn scene(&self) -> Scene<'_> {
        Scene {
            incident: self.incident.as_ref(),
            outage: self.outage.as_deref(),
            learned: Some(&self.learned),
        }
    }
}

impl Surroundings {
    /// What goes on according to a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, watching: None, learned: RwLock::default() }
    }

    /// The same with what a watch over incidents knows, so that an incident counts from the moment in which it opens.
    #[must_use]
    pub fn watched_by(self, watching: Arc<Watching>) -> Self {
        Self { watching: Some(watching), ..self }
    }

    /// What goes on in a server now, in the words of this knowledge.
    #[must_use]
    pub fn of(&self, server: ServerId, base: &KnowledgeBase, now: Timestamp) -> Around {
        Around {
            learned: self.learned(server, now),
            incident: self.incident(server, now),
            outage: self.watching.as_ref().and_then(|watching| watching.apple(base, now)),
        }
    }

    fn incident(&self, server: ServerId, now: Timestamp) -> Option<Incident> {
        let found = self.watching.as_ref()?.incident(server, now);
        found.unwrap_or_else(|error| {
            tracing::warn!(server = server.0, %error, "whether there is an incident cannot be read");
            None
        })
    }

    fn learned(&self, server: ServerId, now: Timestamp) -> Arc<Learned> {
        let known = self.learned.read().unwrap_or_else(PoisonError::into_inner).get(&server).cloned();
        if let Some((at, learned)) = &known
            && now.duration_since(*at) < FRESH
        {
            return Arc::clone(learned);
        }
        match self.store.learned(Some(server)) {
            Ok(learned) => {
                let learned = Arc::new(learned);
                let mut all = self.learned.write().unwrap_or_else(PoisonError::into_inner);
                all.insert(server, (now, Arc::clone(&learned)));
                learned
            }
            Err(error) => {
                tracing::warn!(server = server.0, %error, "what has helped so far cannot be read");
                known.map(|(_, learned)| learned).unwrap_or_default()
            }
        }
    }
}

impl std::fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Surroundings").finish_non_exhaustive()
    }
}
