//! The settings of every server, read from the store once and changed through here, so that a change counts at once.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::store::{Store, StoreError, Write};
use crate::triage::{ServerId, Settings};

/// The settings of all servers.
pub struct Servers {
    store: Arc<dyn Store>,
    known: RwLock<HashMap<ServerId, Arc<Settings>>>,
}

impl Servers {
    /// The settings that a store keeps.
    #[must_use]
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, known: RwLock::default() }
    }

    /// The store that keeps them.
    #[must_use]
    pub fn store(&self) -> Arc<dyn Store> {
        Arc::clone(&self.store)
    }

    /// The settings of a server; the defaults when nobody has set anything.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn of(&self, server: ServerId) -> Result<Arc<Settings>, StoreError> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&server).cloned();
        if let Some(settings) = known {
            return Ok(settings);
        }
        let settings = Arc::new(self.read(server)?);
        self.remember(server, &settings);
        Ok(settings)
    }

    /// Keeps settings; they count from now on.
    ///
    /// # Errors
    /// When they cannot be kept.
    pub fn set(&self, server: ServerId, settings: Settings) -> Result<Arc<Settings>, StoreError> {
        let value = serde_json::to_value(&settings).map_err(|error| unreadable(server, &error))?;
        self.store.write(Write::Settings(server, value))?;
        let settings = Arc::new(settings);
        self.remember(server, &settings);
        Ok(settings)
    }

    /// Whether anybody has set anything for a server.
    ///
    /// # Errors
    /// When that cannot be read.
    pub fn is_set_up(&self, server: ServerId) -> Result<bool, StoreError> {
        Ok(self.store.settings(server)?.is_some())
    }

    fn read(&self, server: ServerId) -> Result<Settings, StoreError> {
        let Some(value) = self.store.settings(server)? else { return Ok(Settings::default()) };
        serde_json::from_value(value).map_err(|error| unreadable(server, &error))
    }

    fn remember(&self, server: ServerId, settings: &Arc<Settings>) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(server, Arc::clone(settings));
    }
}

impl std::fmt::Debug for Servers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Servers").finish_non_exhaustive()
    }
}

fn unreadable(server: ServerId, error: &serde_json::Error) -> StoreError {
    StoreError::Record { what: format!("the settings of server {server}"), why: error.to_string() }
}
