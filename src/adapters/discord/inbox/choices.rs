//! Which server a person chose for direct messages, until the bot is started again: then it asks again.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::triage::{PersonId, ServerId};

/// The choices so far.
#[derive(Debug, Default)]
pub(super) struct Choices(Mutex<HashMap<PersonId, ServerId>>);

impl Choices {
    /// Remembers a choice.
    pub(super) fn remember(&self, person: PersonId, server: ServerId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(person, server);
    }

    /// What a person chose.
    pub(super) fn of(&self, person: PersonId) -> Option<ServerId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&person).copied()
    }
}
