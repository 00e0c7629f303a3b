//! Claims work, has it carried out, and ticks it off or puts it back.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use tokio::sync::watch;
use tracing::Instrument as _;

use super::{Clock, Decide, Desk, DeskError, Failure, Outlet, report};
use crate::store::{Store, StoreError, Work, Write};
use crate::triage::event::Wake;
use crate::triage::{Actor, Effect, Event, EventKind, SourceId};

/// How long nobody else gets a claimed piece of work: longer than the longest request with its retries.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// The longest that work which failed is put back on the desk's own account: whoever waits is answered within a minute
/// once the other side is well again.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// The longest nap: after a suspended night the clock has moved on, and the nap has not.
const LONGEST_NAP: Duration = Duration::from_secs(60);

impl<S: Store + ?Sized, D: Decide, C: Clock> Desk<S, D, C> {
    /// Carries out everything that is due now; returns how many pieces of work were claimed.
    ///
    /// # Errors
    /// When the store has stopped. A failed piece of work is no error here: it is tried again later, or dropped when
    /// its failure is permanent.
    pub async fn settle(&self, outlet: &impl Outlet) -> Result<usize, StoreError> {
        let mut count = 0;
        while self.settle_one(outlet).await? {
            count += 1;
        }
        Ok(count)
    }

    /// Carries out one piece of work that is due; `false` when none is. One at a time: with several desks side by
    /// side, each takes what the others leave.
    pub(super) async fn settle_one(&self, outlet: &impl Outlet) -> Result<bool, StoreError> {
        let Some(work) = self.store.claim((self.clock)(), LEASE, 1)?.pop() else { return Ok(false) };
        let span = report::span_of_work(&work);
        self.attempt(&work, outlet).instrument(span).await?;
        self.news.notify_one();
        Ok(true)
    }

    /// Carries out claimed work, and keeps what became of it.
    async fn attempt(&self, work: &Work, outlet: &impl Outlet) -> Result<(), StoreError> {
        report::claimed(work);
        let outcome = self.carry_out(work, outlet).await;
        self.tell_attempt(work, &outcome);
        let next = match outcome {
            Ok(()) | Err(Failure::Permanent { .. }) => Write::Done(work.id),
            Err(Failure::Retry { after, .. }) => {
                Write::Retry(work.id, work.lease, self.later(after, work.tries))
            }
        };
        self.save(next).await.map(drop)
    }

    /// Carries out work as it falls due until `stop` turns true; several of these may run side by side. What is
    /// under way then is finished, and nothing more is claimed.
    ///
    /// # Errors
    /// When the store has stopped.
    pub async fn attend(
        &self,
        outlet: &impl Outlet,
        mut stop: watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        loop {
            while !*stop.borrow() && self.settle_one(outlet).await? {}
            if *stop.borrow() {
                return Ok(());
            }
            let nap = self.store.next_due()?.map_or(LONGEST_NAP, |due| until(due, (self.clock)()));
            tokio::select! {
                () = self.news.notified() => {}
                () = tokio::time::sleep(nap.min(LONGEST_NAP)) => {}
                // Nobody can stop it any more once the sender is gone: that is a stop too.
                _ = stop.wait_for(|stop| *stop) => return Ok(()),
            }
        }
    }

    /// Looks for due work now: the clock was moved, as a test does or a computer that wakes up.
    pub fn look_again(&self) {
        self.news.notify_one();
    }

    async fn carry_out(&self, work: &Work, outlet: &impl Outlet) -> Result<(), Failure> {
        match &work.effect {
            Effect::Say(_)
            | Effect::Whisper(_)
            | Effect::CallHuman(_)
            | Effect::Card(_)
            | Effect::Page { .. }
            | Effect::Suggest(_)
            | Effect::Remind(_)
            | Effect::Announce(_)
            | Effect::Warn(_)
            | Effect::Report(_)
            | Effect::MarkSolved(_)
            | Effect::Erase => outlet.perform(work).await,
            Effect::WakeAt { wake: Wake::Incident, .. } => self.look_after_incident(work).await,
            Effect::WakeAt { wake, .. } => self.wake(work, *wake).await,
        }
    }

    /// Lets the watch over incidents look whether one is over.
    async fn look_after_incident(&self, work: &Work) -> Result<(), Failure> {
        let Some(watching) = self.watching() else { return Ok(()) };
        let looked = match watching.woke(work.server, (self.clock)()) {
            Ok(saving) => saving.saved().await.map(drop),
            Err(error) => Err(error),
        };
        looked.map_err(|error| Failure::Retry { after: None, why: error.to_string() })
    }

    /// Turns a wake-up that is due into its event.
    async fn wake(&self, work: &Work, wake: Wake) -> Result<(), Failure> {
        let event = Event {
            // Its own number: after a crash in between, the same wake-up counts once.
            id: SourceId(format!("wake {}", work.id)),
            at: (self.clock)(),
            server: work.server,
            place: work.place,
            origin: None,
            person: work.person,
            case: work.case,
            by: Actor::World,
            via: None,
            kind: EventKind::Woke(wake),
        };
        match self.handle(&event).await {
            Ok(_) => Ok(()),
            Err(error @ (DeskError::Store(_) | DeskError::Contended)) => {
                Err(Failure::Retry { after: None, why: error.to_string() })
            }
        }
    }

    /// When failed work is tried again: after what the other side asked for, or after twice as long each time.
    fn later(&self, after: Option<Duration>, tries: u32) -> Timestamp {
        let own = Duration::from_secs(2).saturating_mul(2_u32.saturating_pow(tries)).min(LONGEST_WAIT);
        let wait = after.unwrap_or(own).max(Duration::from_millis(1));
        let wait = SignedDuration::try_from(wait).unwrap_or(SignedDuration::MAX);
        (self.clock)().checked_add(wait).unwrap_or(Timestamp::MAX)
    }
}

fn until(due: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(due.duration_since(now)).unwrap_or(Duration::ZERO)
}
