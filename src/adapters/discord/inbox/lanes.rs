//! Lanes: everything that one person does is taken on in the order in which it came, and nobody waits for the others.

use std::pin::Pin;

use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;

use crate::triage::PersonId;

/// Bits of the number of lanes: two persons who share one wait for each other, which is seldom and short.
const BITS: u32 = 8;

/// Something to be done in its turn.
type Job = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Tasks that each take one job after the other.
#[derive(Debug)]
pub(super) struct Lanes {
    senders: Vec<UnboundedSender<Job>>,
    tasks: JoinSet<()>,
}

impl Lanes {
    /// Starts the tasks.
    pub(super) fn start() -> Self {
        let mut tasks = JoinSet::new();
        let senders = (0..1 << BITS).map(|_| {
            let (sender, mut jobs) = unbounded_channel::<Job>();
            tasks.spawn(async move {
                while let Some(job) = jobs.recv().await {
                    job.await;
                }
            });
            sender
        });
        let senders = senders.collect();
        Self { senders, tasks }
    }

    /// Adds a job behind everything else of this person.
    pub(super) fn add(&self, person: PersonId, job: impl Future<Output = ()> + Send + 'static) {
        // Ids are times with a few other bits: multiplying by 2^64 / golden ratio spreads them over the high bits.
        let spread = person.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - BITS);
        let lane = usize::try_from(spread).ok().and_then(|lane| self.senders.get(lane));
        // The tasks live as long as their senders.
        let sent = lane.map(|lane| lane.send(Box::pin(job)));
        debug_assert!(matches!(sent, Some(Ok(()))), "a lane was closed early");
    }

    /// Takes no more jobs and waits for those that were added.
    pub(super) async fn finish(mut self) {
        self.senders.clear();
        while self.tasks.join_next().await.is_some() {}
    }
}
