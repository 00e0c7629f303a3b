//! Which server a person chose for direct messages, until the bot is started again or many others have chosen: then it
//! asks again.

use std::sync::{Mutex, PoisonError};

use super::recent::Recent;
use crate::triage::{PersonId, ServerId};

/// The choices so far.
#[derive(Debug, Default)]
pub(super) struct Choices(Mutex<Recent<ServerId>>);

impl Choices {
    /// Remembers a choice.
    pub(super) fn remember(&self, person: PersonId, server: ServerId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).add(person.0, server);
    }

    /// What a person chose.
    pub(super) fn of(&self, person: PersonId) -> Option<ServerId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(person.0).copied()
    }
}
