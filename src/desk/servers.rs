//! The settings of every server, read from the store once and changed through here, so that a change counts at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::change::{self, Change, SettingsError};
use crate::store::{Store, StoreError, Write};
use crate::triage::{ServerId, Settings};

/// The settings of all servers.
pub struct Servers {
    store: Arc<dyn Store>,
    known: RwLock<HashMap<ServerId, Arc<Settings>>>,
    /// One change at a time: a change keeps what the one before it has set.
    changing: Mutex<()>,
}

/// Why settings were not changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// A value cannot be.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// They cannot be read or kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Servers {
    /// The settings that a store keeps.
    #[must_use]
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, known: RwLock::default(), changing: Mutex::default() }
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
        // While nothing is being changed: what is read must not take the place of something newer.
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        self.read(server)
    }

    /// Changes settings, all or none; they count from now on.
    ///
    /// # Errors
    /// When a value cannot be, or the settings cannot be kept; then they are as they were.
    pub fn change(&self, server: ServerId, changes: &[Change]) -> Result<Arc<Settings>, ChangeError> {
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = change::apply(&*self.read(server)?, changes)?;
        change::not_everyone(server, &changed)?;
        Ok(self.keep(server, changed)?)
    }

    /// Keeps settings; they count from now on.
    ///
    /// # Errors
    /// When they cannot be kept.
    pub fn set(&self, server: ServerId, settings: Settings) -> Result<Arc<Settings>, StoreError> {
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        self.keep(server, settings)
    }

    /// Whether anybody has set anything for a server.
    ///
    /// # Errors
    /// When that cannot be read.
    pub fn is_set_up(&self, server: ServerId) -> Result<bool, StoreError> {
        Ok(self.store.settings(server)?.is_some())
    }

    fn keep(&self, server: ServerId, settings: Settings) -> Result<Arc<Settings>, StoreError> {
        let value = serde_json::to_value(&settings).map_err(|error| unreadable(server, &error))?;
        self.store.write(Write::Settings(server, value))?;
        let settings = Arc::new(settings);
        self.remember(server, &settings);
        Ok(settings)
    }

    fn read(&self, server: ServerId) -> Result<Arc<Settings>, StoreError> {
        let settings = match self.store.settings(server)? {
            Some(value) => serde_json::from_value(value).map_err(|error| unreadable(server, &error))?,
            None => Settings::default(),
        };
        let settings = Arc::new(settings);
        self.remember(server, &settings);
        Ok(settings)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::change::Listed;
    use crate::store::Memory;
    use crate::triage::{PlaceId, RoleId};

    const SERVER: ServerId = ServerId(5);

    #[test]
    fn a_change_counts_at_once_and_is_there_after_a_restart() {
        let store: Arc<dyn Store> = Arc::new(Memory::default());
        let servers = Servers::new(Arc::clone(&store));
        assert_eq!(*servers.of(SERVER).unwrap(), Settings::default());
        assert!(!servers.is_set_up(SERVER).unwrap());
        let watch = Change::Watch(Listed::Add(PlaceId(8)));
        servers.change(SERVER, &[watch, Change::Pause(true)]).unwrap();
        for servers in [servers, Servers::new(store)] {
            let settings = servers.of(SERVER).unwrap();
            assert_eq!((&settings.watched[..], settings.paused), (&[PlaceId(8)][..], true));
            assert!(servers.is_set_up(SERVER).unwrap());
            assert_eq!(*servers.of(ServerId(6)).unwrap(), Settings::default(), "another server");
        }
    }

    #[test]
    fn of_changes_with_a_bad_one_none_is_made() {
        let servers = Servers::new(Arc::new(Memory::default()));
        let refused = servers.change(SERVER, &[Change::Pause(true), Change::FollowUp(0)]);
        assert!(matches!(refused, Err(ChangeError::Settings(_))), "{refused:?}");
        assert!(!servers.of(SERVER).unwrap().paused && !servers.is_set_up(SERVER).unwrap());
    }

    #[test]
    fn the_role_of_all_members_is_no_role_for_staff() {
        let servers = Servers::new(Arc::new(Memory::default()));
        let everyone = RoleId(SERVER.0);
        for change in [Change::Moderators(Some(everyone)), Change::Helpers(Listed::Add(everyone))] {
            let refused = servers.change(SERVER, &[change]).unwrap_err().to_string();
            assert!(refused.contains("the role 5 is @everyone"), "{refused}");
        }
        servers.change(SERVER, &[Change::Ping(Some(everyone))]).unwrap();
    }

    #[test]
    fn changes_at_the_same_time_are_all_kept() {
        let servers = Servers::new(Arc::new(Memory::default()));
        std::thread::scope(|scope| {
            for channel in 0..8 {
                let servers = &servers;
                scope.spawn(move || {
                    servers.change(SERVER, &[Change::Watch(Listed::Add(PlaceId(channel)))]).unwrap();
                });
            }
        });
        let mut watched = servers.of(SERVER).unwrap().watched.clone();
        watched.sort();
        assert_eq!(watched, (0..8).map(PlaceId).collect::<Vec<_>>());
    }
}
