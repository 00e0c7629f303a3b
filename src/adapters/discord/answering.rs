//! Which interactions are still to be answered: what follows an answer waits for it. Discord takes no follow-up before.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

/// The interactions that wait for their answer, by token.
#[derive(Debug, Default)]
pub struct Answering {
    waiting: Mutex<HashSet<String>>,
    answered: Notify,
}

impl Answering {
    /// An interaction will be answered; when what comes back is dropped, it has been, or never will be.
    #[must_use]
    pub fn begin(self: &Arc<Self>, token: &str) -> Waiting {
        self.lock().insert(token.to_owned());
        Waiting { all: Arc::clone(self), token: token.to_owned() }
    }

    /// Returns when an interaction does not wait for its answer, or not any more.
    pub async fn over(&self, token: &str) {
        loop {
            let answered = self.answered.notified();
            tokio::pin!(answered);
            // From here on no answer is missed.
            answered.as_mut().enable();
            if !self.lock().contains(token) {
                return;
            }
            answered.await;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashSet<String>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An interaction that waits for its answer.
#[derive(Debug)]
pub struct Waiting {
    all: Arc<Answering>,
    token: String,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.all.lock().remove(&self.token);
        self.all.answered.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_follows_waits_for_the_answer_and_for_no_other() {
        let answering = Arc::<Answering>::default();
        let (one, other) = (answering.begin("one"), answering.begin("other"));
        answering.over("nobody").await;
        let all = Arc::clone(&answering);
        let follows = tokio::spawn(async move { all.over("one").await });
        drop(other);
        tokio::task::yield_now().await;
        assert!(!follows.is_finished());
        drop(one);
        follows.await.unwrap();
    }
}
