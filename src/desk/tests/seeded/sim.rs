//! The process: futures that are polled by hand in an order that the seed chooses, a writer that saves when it is told
//! to, crashes at any moment, restarts on what was kept.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use fastrand::Rng;
use jiff::Timestamp;

use super::witness::Witness;
use super::world::{Counter, World};
use super::{KNOWN, Trace};
use crate::desk::deciding::{self, Deciding, Time};
use crate::desk::{DeskError, Handled, Servers};
use crate::store::tests::kept::{Fate, Kept};
use crate::store::{OnDisk, Store, StoreError};
use crate::triage::desk::Deed;
use crate::triage::{Event, EventKind};

/// After so many rounds everything has come to rest, or never will.
const LONG_ENOUGH: usize = 4_000;

/// What came of a future.
enum End {
    Event(usize, Result<Handled, DeskError>),
    Work(Result<bool, StoreError>),
    Aside(Result<(), StoreError>),
}

type Task = Pin<Box<dyn Future<Output = End>>>;

/// One run of the process.
pub(super) struct Life {
    pub(super) desk: Arc<Deciding>,
    pub(super) servers: Arc<Servers>,
    pub(super) store: Arc<OnDisk>,
    pub(super) counter: Arc<Counter>,
    tasks: Vec<Task>,
}

/// An event of the source, until the process has it.
struct Given {
    event: Event,
    /// The source may let go of it.
    acknowledged: bool,
    /// The source gives it again after a restart.
    again: bool,
    at: i64,
}

/// Everything that one seed decides about.
pub(super) struct Sim {
    pub(super) rng: Rng,
    pub(super) world: Arc<World>,
    pub(super) kept: Kept,
    pub(super) witness: Witness,
    pub(super) trace: Trace,
    pub(super) life: Life,
    pub(super) count: u64,
    given: Vec<Given>,
}

pub(super) fn begin(world: &Arc<World>, kept: &Kept) -> Life {
    let store = Arc::new(kept.open().expect("what was kept can be read"));
    let as_store: Arc<dyn Store> = Arc::<OnDisk>::clone(&store);
    let servers = Arc::new(Servers::new(as_store));
    let time: Time = {
        let world = Arc::clone(world);
        Arc::new(move || world.now())
    };
    let desk = Arc::new(deciding::desk(&servers, &KNOWN, &time));
    let counter = Counter {
        world: Arc::clone(world),
        kept: kept.clone(),
        store: Arc::clone(&store),
        desk: Arc::clone(&desk),
    };
    Life { desk, servers, store, counter: Arc::new(counter), tasks: Vec::new() }
}

impl Sim {
    pub(super) fn new(seed: u64, trace: Trace, kept: Kept) -> Self {
        let mut rng = Rng::with_seed(seed);
        let world = Arc::new(World::new(rng.fork(), trace.clone()));
        let life = begin(&world, &kept);
        let (witness, given) = (Witness::default(), Vec::new());
        Self { rng, world, kept, witness, trace, life, count: 0, given }
    }

    /// A life from the first word to the last wake-up.
    pub(super) fn live(mut self) {
        let acts = self.rng.usize(14..26);
        for _ in 0..acts {
            self.act();
            for _ in 0..self.rng.usize(0..7) {
                self.step();
            }
        }
        self.rest();
    }

    /// One small step: a future is polled, waiting writes are saved, a worker begins.
    fn step(&mut self) {
        match self.rng.u32(0..10) {
            0..=4 if !self.life.tasks.is_empty() => {
                let task = self.rng.usize(0..self.life.tasks.len());
                self.poll(task);
            }
            0..=7 => {
                let most = self.rng.usize(1..5);
                self.save(most);
            }
            _ => self.work(),
        }
    }

    /// Time goes by.
    pub(super) fn pass(&mut self, milliseconds: i64) {
        self.world.state().mono += milliseconds;
    }

    /// The same a minute at a time; meanwhile everything that waits for a timer is looked at.
    pub(super) fn pass_slowly(&mut self, milliseconds: i64) {
        for _ in 0..milliseconds / 60_000 {
            self.pass(60_000);
            // A writer of its own waits for nobody.
            while self.save(usize::MAX) {}
            for task in (0..self.life.tasks.len()).rev() {
                if task < self.life.tasks.len() {
                    self.poll(task);
                }
            }
        }
        self.pass(milliseconds % 60_000);
    }

    pub(super) fn now(&self) -> Timestamp {
        self.world.now()
    }

    /// Whether nothing is under way.
    pub(super) fn is_idle(&self) -> bool {
        self.life.tasks.is_empty()
    }

    /// Something happens outside, and the source tells the process of it.
    pub(super) fn give(&mut self, event: Event, again: bool) {
        let at = self.world.state().mono;
        self.given.push(Given { event, acknowledged: false, again, at });
        self.deliver(self.given.len() - 1);
    }

    /// The source gives an event of the last hours once more.
    pub(super) fn give_again(&mut self) {
        let now = self.world.state().mono;
        let recent: Vec<usize> =
            (0..self.given.len()).filter(|one| now - self.given[*one].at < 36_000_000).collect();
        if let Some(one) = self.rng.choice(recent) {
            self.trace.line(format!("event {} comes again", self.given[one].event.id.0));
            self.deliver(one);
        }
    }

    fn deliver(&mut self, one: usize) {
        let (desk, event) = (Arc::clone(&self.life.desk), self.given[one].event.clone());
        self.life.tasks.push(Box::pin(async move { End::Event(one, desk.handle(&event).await) }));
    }

    /// A worker looks for work.
    pub(super) fn work(&mut self) {
        let (desk, counter) = (Arc::clone(&self.life.desk), Arc::clone(&self.life.counter));
        self.life.tasks.push(Box::pin(async move { End::Work(desk.settle_one(&*counter).await) }));
    }

    /// Something that the process does besides.
    pub(super) fn aside(&mut self, future: impl Future<Output = Result<(), StoreError>> + 'static) {
        self.life.tasks.push(Box::pin(async move { End::Aside(future.await) }));
    }

    fn poll(&mut self, task: usize) {
        let ready = self.life.tasks[task].as_mut().poll(&mut Context::from_waker(Waker::noop()));
        if let Poll::Ready(end) = ready {
            drop(self.life.tasks.remove(task));
            self.ended(end);
        }
        self.look(false);
    }

    /// Up to so many waiting writes are saved as one; `false` when none waited.
    fn save(&mut self, most: usize) -> bool {
        let saved = self.life.store.save_waiting(most);
        self.look(false);
        saved
    }

    /// Looks whether everything is as it must be; a store that has stopped ends this run of the process.
    pub(super) fn look(&mut self, forgets: bool) {
        let stopped = self.stopped();
        let store = (!stopped).then_some(&*self.life.store);
        self.witness.look(&self.kept, store, &self.world, forgets);
        if stopped {
            self.trace.line("the store has stopped".to_owned());
            let work = self.life.store.claim(self.now(), jiff::SignedDuration::from_mins(5), 1);
            assert!(matches!(work, Err(StoreError::Stopped { .. })), "{work:?}");
            self.crash();
        }
    }

    fn stopped(&self) -> bool {
        matches!(self.life.store.next_due(), Err(StoreError::Stopped { .. }))
    }

    fn ended(&mut self, end: End) {
        match end {
            End::Event(one, result) => self.handled(one, result),
            End::Work(Ok(_)) | End::Aside(Ok(())) => {}
            End::Work(Err(error)) | End::Aside(Err(error)) => {
                assert!(matches!(error, StoreError::Stopped { .. }), "{error}");
            }
        }
    }

    fn handled(&mut self, one: usize, result: Result<Handled, DeskError>) {
        let Given { event, acknowledged, .. } = &mut self.given[one];
        self.trace.line(format!("event {}: {result:?}", event.id.0));
        match result {
            Ok(handled @ (Handled::Saved | Handled::AlreadySeen)) => {
                *acknowledged = true;
                assert!(self.kept.remembers(&event.id), "{} is {handled:?}, and is not kept", event.id.0);
            }
            Ok(Handled::Nothing) => *acknowledged = true,
            // A person has one open case: theirs is not opened again beside it.
            Err(DeskError::Contended) if event.kind == EventKind::Did(Deed::Reopen) => *acknowledged = true,
            Err(DeskError::Store(StoreError::Stopped { .. })) => {}
            Err(error) => panic!("event {} was not taken on: {error}", event.id.0),
        }
    }

    /// The process dies: only what was saved is left. Another one begins, and the source gives what it still has.
    pub(super) fn crash(&mut self) {
        self.trace.line("the process dies".to_owned());
        let tasks = std::mem::take(&mut self.life.tasks);
        drop(tasks);
        self.witness.look(&self.kept, None, &self.world, false);
        self.kept.is_mended();
        let wait = self.rng.i64(100..600_000);
        self.pass(wait);
        self.life = begin(&self.world, &self.kept);
        assert_eq!(self.life.store.queued_numbers(), self.kept.work(), "all work is there after a restart");
        for one in 0..self.given.len() {
            let given = &mut self.given[one];
            if !given.acknowledged && given.again {
                self.deliver(one);
            } else {
                given.acknowledged = true;
            }
        }
    }

    /// Some save from now on fails, kept or not.
    pub(super) fn fail_soon(&mut self) {
        let save = self.kept.saves() + self.rng.usize(0..4);
        let fate = if self.rng.bool() { Fate::Lost } else { Fate::KeptUntold };
        self.trace.line(format!("save {save} will be {fate:?}"));
        self.kept.fails(save, fate);
    }

    /// Everything that is under way or due comes to an end.
    pub(super) fn settle(&mut self) {
        for _ in 0..LONG_ENOUGH {
            while !self.life.tasks.is_empty() {
                for task in (0..self.life.tasks.len()).rev() {
                    if task < self.life.tasks.len() {
                        self.poll(task);
                    }
                }
                while self.save(usize::MAX) {}
                self.pass(200);
            }
            match self.life.store.next_due().expect("the store is up") {
                Some(due) if due <= self.now() => self.work(),
                Some(_) | None => return,
            }
        }
        panic!("there is always more to do");
    }

    /// Nothing fails any more, and the clock runs until nothing is left to do.
    fn rest(&mut self) {
        self.trace.line("nothing fails any more".to_owned());
        self.world.state().faulty = false;
        self.kept.is_mended();
        self.settle();
        self.calm();
        for _ in 0..LONG_ENOUGH {
            self.settle();
            let Some(due) = self.life.store.next_due().expect("the store is up") else {
                for given in &self.given {
                    assert!(given.acknowledged, "event {} was lost", given.event.id.0);
                }
                return self.witness.end(&self.kept, &self.life.store, &self.world);
            };
            let wait = due.duration_since(self.now()).as_millis() + 1;
            self.pass(i64::try_from(wait).unwrap().max(1));
        }
        panic!("there is always more to come");
    }
}
