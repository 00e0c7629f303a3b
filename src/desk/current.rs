//! Holds the knowledge that is in use and exchanges it in one step. It reads and compiles nothing.
//!
//! Whoever takes a snapshot keeps it for as long as they hold it, whatever is exchanged meanwhile: an event that began
//! with one knowledge ends with it. The lock is held for the copy of one pointer, and never while anything is compiled.

use std::sync::Arc;

use tokio::sync::watch;

use super::deciding::Known;

/// The knowledge in use.
#[derive(Debug)]
pub struct CurrentKnowledge(watch::Sender<Arc<Known>>);

impl CurrentKnowledge {
    /// This knowledge is in use.
    #[must_use]
    pub fn new(known: Arc<Known>) -> Self {
        Self(watch::Sender::new(known))
    }

    /// What is in use now. Take it once where an event comes in.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Known> {
        Arc::clone(&self.0.borrow())
    }

    /// Puts another knowledge in the place of the one in use; gives back the old one, which some may still hold.
    pub fn replace(&self, known: Arc<Known>) -> Arc<Known> {
        self.0.send_replace(known)
    }

    /// Tells of every exchange from now on.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<Arc<Known>> {
        self.0.subscribe()
    }
}
