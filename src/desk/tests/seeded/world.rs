//! A model of Discord: a message arrives or not, whatever the answer says; requests fail, are refused, take their time.

use std::collections::{BTreeMap, BTreeSet};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use fastrand::Rng;
use jiff::{SignedDuration, Timestamp};

use super::Trace;
use crate::desk::deciding::Deciding;
use crate::desk::{Failure, Outlet};
use crate::store::tests::kept::Kept;
use crate::store::{Lease, OnDisk, Store, Work, WorkId};
use crate::triage::desk::Delivery;
use crate::triage::{
    Actor, Effect, Event, EventKind, MessageId, Origin, PersonId, PlaceId, ServerId, SourceId,
};

/// So long the same message is refused a second time, in milliseconds.
const NONCE: i64 = 300_000;
/// The longest that one attempt takes, as the counter of the program sees to it, in milliseconds.
const LONGEST: i64 = 240_000;
/// How long work that is claimed belongs to one worker.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// Where cards are shown.
const CARDS: PlaceId = PlaceId(990);

/// Something that people can see.
#[derive(Debug, Clone, Copy)]
struct Seen {
    at: i64,
    message: MessageId,
}

/// Durable work, as far as its order goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lane {
    pub(super) of: Option<(ServerId, PersonId)>,
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) rng: Rng,
    /// Milliseconds that really went by.
    pub(super) mono: i64,
    /// What the computer's clock adds to that.
    pub(super) skew: i64,
    pub(super) faulty: bool,
    /// What is kept to be done, as of the last save.
    pub(super) durable: BTreeMap<WorkId, Lane>,
    /// Work that will never be done, as Discord said.
    pub(super) refused: BTreeSet<WorkId>,
    /// Work that was carried out or refused, as the desk was told.
    pub(super) finished: BTreeSet<WorkId>,
    visible: BTreeMap<WorkId, Vec<Seen>>,
    /// Since when somebody is at it, and under which lease.
    under_way: BTreeMap<WorkId, (Timestamp, Lease)>,
    messages: u64,
}

/// Everything outside of the process.
#[derive(Debug)]
pub(super) struct World {
    state: Mutex<State>,
    pub(super) trace: Trace,
}

impl World {
    pub(super) fn new(rng: Rng, trace: Trace) -> Self {
        let state = State {
            rng,
            mono: 0,
            skew: 0,
            faulty: true,
            durable: BTreeMap::new(),
            refused: BTreeSet::new(),
            finished: BTreeSet::new(),
            visible: BTreeMap::new(),
            under_way: BTreeMap::new(),
            messages: 2_000_000,
        };
        Self { state: Mutex::new(state), trace }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The time on the computer's clock.
    pub(super) fn now(&self) -> Timestamp {
        let state = self.state();
        Timestamp::from_millisecond(1_800_000_000_000 + state.mono + state.skew).unwrap()
    }

    /// How often the message of some work can be seen.
    pub(super) fn shown(&self, work: WorkId) -> usize {
        self.state().visible.get(&work).map_or(0, Vec::len)
    }

    fn chance(&self, of_hundred: u32) -> bool {
        let mut state = self.state();
        state.faulty && state.rng.u32(0..100) < of_hundred
    }

    /// Work is begun: it is kept, nobody else is at it, and it is the first of its lane.
    fn begin(&self, work: &Work, kept: &Kept) {
        let now = self.now();
        assert!(kept.work().contains(&work.id), "work {} is begun before it is kept", work.id);
        let mut state = self.state();
        if let Some((since, _)) = state.under_way.insert(work.id, (now, work.lease)) {
            let over = now.duration_since(since) >= LEASE;
            assert!(over, "work {} is done by two at once", work.id);
            assert!(work.again, "work {} is begun again and does not know", work.id);
        }
        let first = state.visible.get(&work.id).is_none_or(Vec::is_empty);
        assert!(first || work.again, "work {} was done before and does not know", work.id);
        if work.effect == Effect::Erase {
            return;
        }
        let lane = Some((work.server, work.person));
        let earlier = state.durable.iter().find(|(id, other)| **id < work.id && other.of == lane);
        assert!(earlier.is_none(), "work {} is begun before {earlier:?} of the same person", work.id);
    }

    /// A message arrives, unless the same one did a short while ago.
    fn arrive(&self, work: WorkId) {
        let mut state = self.state();
        let (at, message) = (state.mono, MessageId(state.messages));
        state.messages += 1;
        let seen = state.visible.entry(work).or_default();
        if seen.iter().any(|one| at - one.at < NONCE) {
            return;
        }
        seen.push(Seen { at, message });
        let often = seen.len();
        drop(state);
        self.trace.line(format!("  work {work} is seen"));
        assert_eq!(often, 1, "work {work} is seen twice");
    }

    fn message(&self, work: WorkId) -> Option<MessageId> {
        self.state().visible.get(&work)?.first().map(|one| one.message)
    }
}

/// Waits for a few polls, and then for as long as the seed wants.
async fn pause(world: &World) {
    let mut polls = {
        let mut state = world.state();
        if state.faulty { state.rng.u32(0..3) } else { 0 }
    };
    poll_fn(|_| {
        if polls == 0 {
            return Poll::Ready(());
        }
        polls -= 1;
        Poll::Pending
    })
    .await;
}

/// A request that is on its way: when the process dies, it may arrive all the same.
struct OnTheWay<'w> {
    world: &'w World,
    work: WorkId,
    sent: bool,
}

impl Drop for OnTheWay<'_> {
    fn drop(&mut self) {
        if self.sent && !std::thread::panicking() && self.world.chance(40) {
            self.world.arrive(self.work);
        }
    }
}

/// Somebody is at the work until this is gone, or until it is somebody else's.
struct UnderWay<'w>(&'w World, WorkId, Lease);

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        if state.under_way.get(&self.1).is_some_and(|(_, lease)| *lease == self.2) {
            state.under_way.remove(&self.1);
        }
    }
}

/// Carries work out in the world, as the counter of the program does.
pub(super) struct Counter {
    pub(super) world: Arc<World>,
    pub(super) kept: Kept,
    pub(super) store: Arc<OnDisk>,
    pub(super) desk: Arc<Deciding>,
}

impl Outlet for Counter {
    async fn perform(&self, work: &Work) -> Result<(), Failure> {
        self.world.begin(work, &self.kept);
        let _under_way = UnderWay(&self.world, work.id, work.lease);
        let begun = self.world.state().mono;
        let mut carried_out = pin!(self.carry_out(work));
        let done = poll_fn(|context| {
            if self.world.state().mono - begun > LONGEST {
                return Poll::Ready(Err(retry(None, "it took too long")));
            }
            carried_out.as_mut().poll(context)
        })
        .await;
        match &done {
            Ok(()) => drop(self.world.state().finished.insert(work.id)),
            Err(Failure::Permanent { .. }) => {
                let mut state = self.world.state();
                state.refused.insert(work.id);
                state.finished.insert(work.id);
            }
            Err(Failure::Retry { why, .. }) => self.world.trace.line(format!("  work {}: {why}", work.id)),
        }
        done
    }
}

fn retry(after: Option<u64>, why: &str) -> Failure {
    Failure::Retry { after: after.map(Duration::from_secs), why: why.to_owned() }
}

impl Counter {
    async fn carry_out(&self, work: &Work) -> Result<(), Failure> {
        let calls = match &work.effect {
            Effect::Say(_)
            | Effect::Whisper(_)
            | Effect::Page { .. }
            | Effect::Suggest(_)
            | Effect::Remind(_)
            | Effect::Announce(_)
            | Effect::Warn(_)
            | Effect::Report(_) => false,
            Effect::CallHuman(_) => true,
            // A change can be made twice and be seen once.
            Effect::Card(_) | Effect::MarkSolved(_) | Effect::Erase => return self.change().await,
            Effect::WakeAt { .. } => panic!("a wake-up left the desk"),
        };
        if calls && self.has_reported(work) {
            return Ok(());
        }
        if !self.is_there(work).await? {
            self.send(work).await?;
        }
        if calls { self.report_card(work).await } else { Ok(()) }
    }

    /// Looks for an earlier attempt.
    async fn is_there(&self, work: &Work) -> Result<bool, Failure> {
        if !work.again {
            return Ok(false);
        }
        pause(&self.world).await;
        if self.world.chance(8) {
            return Err(retry(None, "503 while looking back"));
        }
        Ok(self.world.shown(work.id) > 0)
    }

    async fn send(&self, work: &Work) -> Result<(), Failure> {
        let begun = self.world.state().mono;
        let mut on_the_way = OnTheWay { world: &self.world, work: work.id, sent: false };
        if self.world.chance(6) {
            return Err(retry(Some(self.world.state().rng.u64(1..40)), "429"));
        }
        if self.world.chance(3) {
            return self.refuse(work).await;
        }
        on_the_way.sent = true;
        pause(&self.world).await;
        on_the_way.sent = false;
        if self.world.state().mono - begun > LONGEST || self.world.chance(6) {
            return Err(retry(None, "it did not arrive"));
        }
        self.world.arrive(work.id);
        pause(&self.world).await;
        if self.world.chance(8) {
            return Err(retry(None, "it arrived, and the answer was 502"));
        }
        Ok(())
    }

    /// The place is closed to the bot for good.
    async fn refuse(&self, work: &Work) -> Result<(), Failure> {
        self.world.trace.line(format!("  work {} is refused", work.id));
        if work.case.is_some() && matches!(work.effect, Effect::Say(_)) {
            self.report(work, Delivery::Unreachable).await?;
        }
        Err(Failure::Permanent { why: "403".to_owned() })
    }

    async fn change(&self) -> Result<(), Failure> {
        pause(&self.world).await;
        if self.world.chance(10) { Err(retry(None, "500 for a change")) } else { Ok(()) }
    }

    async fn report_card(&self, work: &Work) -> Result<(), Failure> {
        let Some(message) = self.world.message(work.id) else { return Ok(()) };
        self.report(work, Delivery::Card(Origin { channel: CARDS, message })).await
    }

    fn has_reported(&self, work: &Work) -> bool {
        let case = work.case.and_then(|number| self.store.case(work.server, number).ok().flatten());
        case.is_some_and(|case| case.seen.contains(&report_id(work)))
    }

    async fn report(&self, work: &Work, delivery: Delivery) -> Result<(), Failure> {
        let event = Event {
            id: report_id(work),
            at: self.world.now(),
            server: work.server,
            place: work.place,
            origin: None,
            person: work.person,
            case: work.case,
            by: Actor::World,
            via: None,
            kind: EventKind::Delivered(delivery),
        };
        match self.desk.handle(&event).await {
            Ok(_) => Ok(()),
            Err(error) => Err(Failure::Retry { after: None, why: error.to_string() }),
        }
    }
}

fn report_id(work: &Work) -> SourceId {
    SourceId(format!("delivered {}", work.id))
}
