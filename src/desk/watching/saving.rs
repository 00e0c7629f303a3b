//! A save of a watch that is under way, and what it is about.

use tokio::sync::oneshot::Receiver;

use crate::incident::Change;
use crate::store::{StoreError, Written};

/// A save that is under way; it is carried out whether anybody waits or not.
#[derive(Debug)]
#[must_use = "what was not saved is known when it is waited for"]
pub struct Saving {
    told: Option<Receiver<Result<Written, StoreError>>>,
    /// What came of it.
    pub changes: Vec<Change>,
}

impl Saving {
    /// There is nothing to save.
    pub(super) fn nothing(changes: Vec<Change>) -> Self {
        Self { told: None, changes }
    }

    pub(super) fn of(told: Receiver<Result<Written, StoreError>>, changes: Vec<Change>) -> Self {
        Self { told: Some(told), changes }
    }

    /// Waits until it is safe; says what has changed.
    ///
    /// # Errors
    /// When it could not be saved.
    pub async fn saved(self) -> Result<Vec<Change>, StoreError> {
        if let Some(told) = self.told {
            told.await.unwrap_or_else(|_| Err(gone()))?;
        }
        Ok(self.changes)
    }

    /// The same without a runtime.
    ///
    /// # Errors
    /// When it could not be saved.
    ///
    /// # Panics
    /// On a thread that runs asynchronous tasks.
    pub fn wait(self) -> Result<Vec<Change>, StoreError> {
        if let Some(told) = self.told {
            told.blocking_recv().unwrap_or_else(|_| Err(gone()))?;
        }
        Ok(self.changes)
    }
}

fn gone() -> StoreError {
    StoreError::Stopped { why: "the writer is gone".to_owned() }
}
