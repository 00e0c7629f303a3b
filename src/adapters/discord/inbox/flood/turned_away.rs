//! Answers presses that are too much: each is owed an answer, but never at the cost of the others' connections.

use std::sync::Arc;

use serenity::builder::CreateInteractionResponse;
use tokio::sync::Semaphore;

use super::super::interactions::Asked;
use super::super::room::Room;

/// So many such answers are on their way at once.
const AT_ONCE: usize = 16;
/// So many more wait for that; what comes beyond sees that it failed, as with a bot that is away.
const MOST: usize = 4000;

/// Where answers wait.
#[derive(Debug)]
pub(in super::super) struct Waiting {
    room: Arc<Semaphore>,
    way: Arc<Semaphore>,
}

impl Default for Waiting {
    fn default() -> Self {
        Self { room: Arc::new(Semaphore::new(MOST)), way: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Waiting {
    /// Sends an answer when its turn has come.
    pub(in super::super) fn answer(&self, room: &Arc<Room>, asked: Asked, answer: CreateInteractionResponse) {
        let Ok(place) = Arc::clone(&self.room).try_acquire_owned() else { return };
        let (room, way) = (Arc::clone(room), Arc::clone(&self.way));
        tokio::spawn(async move {
            // It is never closed.
            let _turn = way.acquire().await;
            asked.answer(&room, answer).await;
            drop(place);
        });
    }
}
