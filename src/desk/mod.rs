//! The loop: load -> step -> commit case and work together; claim work -> perform -> done. It decides nothing.
//!
//! An adapter gives its events to [`Desk::handle`] and carries work out as an [`Outlet`]. Nothing reaches the outlet
//! before the commit that it belongs to is durable; after a crash [`Desk::settle`] goes on with what is left.

pub mod acting;
mod around;
pub mod asking;
pub mod change;
pub mod correcting;
mod current;
pub mod deciding;
mod outlet;
pub mod reload;
mod report;
mod servers;
#[cfg(unix)]
pub mod socket;
mod turns;
pub mod upkeep;
pub mod watching;
mod work;

use std::sync::Arc;
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, oneshot};
use tracing::Instrument as _;

pub use acting::Acts;
pub use around::{Around, Surroundings};
pub use current::CurrentKnowledge;
pub use outlet::{Failure, Outlet};
pub use reload::Reload;
pub use servers::{ChangeError, Servers};
pub use watching::Watching;

use crate::pulse::Pulse;
use crate::store::{Commit, Loaded, NewWork, Store, StoreError, Write, Written};
use crate::triage::{Case, Effect, Event, Message, Step};
use turns::Turns;
use watching::Opened;

/// How long an event is remembered: the age up to which missed ones are caught up with, and a day.
const REMEMBER: SignedDuration = SignedDuration::from_hours(48);
/// How often a step is taken again because its case was changed in the meantime.
const ATTEMPTS: usize = 8;

/// Decides an event: the time of the step, the person's open or last case in that server, the event.
///
/// In the program this calls `triage::step` with the knowledge; where one knowledge is used throughout, a closure does.
pub trait Decide: Send + Sync {
    /// What comes of the event.
    fn decide(&self, now: Timestamp, case: Option<&Case>, event: &Event) -> Step;
}
impl<F: Fn(Timestamp, Option<&Case>, &Event) -> Step + Send + Sync> Decide for F {
    fn decide(&self, now: Timestamp, case: Option<&Case>, event: &Event) -> Step {
        self(now, case, event)
    }
}

/// Tells the time: `jiff::Timestamp::now` in the program, a set time in tests.
pub trait Clock: Fn() -> Timestamp + Send + Sync {}
impl<F: Fn() -> Timestamp + Send + Sync> Clock for F {}

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handled {
    /// It was taken on; its work can be claimed.
    Saved,
    /// It changed nothing and asked for nothing; nothing was saved.
    Nothing,
    /// It had been taken on before.
    AlreadySeen,
}

/// What came of an event that somebody waits for.
#[derive(Debug, Clone, PartialEq)]
pub struct Acted {
    /// What became of it. [`Handled::Nothing`]: it was refused or needless, and `told` says why.
    pub handled: Handled,
    /// What is said to the one who acted; it is no work.
    pub told: Vec<Message>,
}

/// Why an event was not taken on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeskError {
    /// The store said so.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its case kept changing while it was being decided.
    #[error("the case was changed by something else {ATTEMPTS} times in a row; send the message again")]
    Contended,
}

/// Joins a store, a decider and a clock.
#[derive(Debug)]
pub struct Desk<S: ?Sized, D, C> {
    decide: D,
    clock: Arc<C>,
    turns: Arc<Turns>,
    /// There may be work to claim earlier than anybody waiting knows.
    news: Arc<Notify>,
    watching: Option<Arc<Watching>>,
    pulse: Arc<Pulse>,
    store: Arc<S>,
}

impl<S: Store + ?Sized, D: Decide, C: Clock> Desk<S, D, C> {
    /// A desk over a store.
    pub fn new(store: Arc<S>, decide: D, clock: C) -> Self {
        let (turns, news, pulse) = (Arc::default(), Arc::default(), Arc::default());
        Self { decide, clock: Arc::new(clock), turns, news, watching: None, pulse, store }
    }

    /// The same desk, which decides in another way: it shares everything else with this one.
    pub fn deciding_by<E: Decide>(&self, decide: E) -> Desk<S, E, C> {
        Desk {
            decide,
            clock: Arc::clone(&self.clock),
            turns: Arc::clone(&self.turns),
            news: Arc::clone(&self.news),
            watching: self.watching.clone(),
            pulse: Arc::clone(&self.pulse),
            store: Arc::clone(&self.store),
        }
    }

    /// What decides.
    pub fn decider(&self) -> &D {
        &self.decide
    }

    /// The same, which tells this watch over incidents of every case that opens.
    #[must_use]
    pub fn watched_by(self, watching: Arc<Watching>) -> Self {
        Self { news: watching.news(), watching: Some(watching), ..self }
    }

    /// The same, which tells this pulse what it does.
    #[must_use]
    pub fn felt_by(self, pulse: Arc<Pulse>) -> Self {
        Self { pulse, ..self }
    }

    /// How the bot is.
    #[must_use]
    pub fn pulse(&self) -> &Arc<Pulse> {
        &self.pulse
    }

    /// The watch over incidents, when there is one.
    #[must_use]
    pub fn watching(&self) -> Option<&Arc<Watching>> {
        self.watching.as_ref()
    }

    /// Takes one event on: loads the case, steps, and returns when the outcome is durable.
    ///
    /// Events of one person are taken on in the order in which these futures are first polled.
    ///
    /// # Errors
    /// When the step could not be saved.
    pub async fn handle(&self, event: &Event) -> Result<Handled, DeskError> {
        let outcome = self.take_on(event).instrument(report::span_of(event)).await;
        self.tell_outcome(&outcome);
        outcome
    }

    async fn take_on(&self, event: &Event) -> Result<Handled, DeskError> {
        let _turn = self.turns.of(event.person).lock().await;
        for _ in 0..ATTEMPTS {
            let Some(commit) = self.decided(event)? else {
                self.tell_verdict(event, None);
                return Ok(Handled::Nothing);
            };
            let (opened, verdict) = (opened(&commit), report::verdict_of(&commit));
            if let Some(handled) = self.handled(&self.save(commit).await?) {
                self.tell_verdict(event, verdict.filter(|_| handled == Handled::Saved));
                self.counted(handled, opened).await;
                return Ok(handled);
            }
        }
        Err(DeskError::Contended)
    }

    /// The same without a runtime: blocks the thread until the outcome is durable.
    ///
    /// # Errors
    /// When the step could not be saved.
    ///
    /// # Panics
    /// On a thread that runs asynchronous tasks.
    pub fn handle_blocking(&self, event: &Event) -> Result<Handled, DeskError> {
        let _span = report::span_of(event).entered();
        let _turn = self.turns.of(event.person).blocking_lock();
        for _ in 0..ATTEMPTS {
            let Some(commit) = self.decided(event)? else { return Ok(Handled::Nothing) };
            let opened = opened(&commit);
            if let Some(handled) = self.handled(&self.store.write(commit)?) {
                self.counted_blocking(handled, opened);
                return Ok(handled);
            }
        }
        Err(DeskError::Contended)
    }

    /// The same for somebody who waits for the answer: what is for their eyes comes back, and nothing is saved when
    /// that is all that came of it.
    ///
    /// # Errors
    /// When the step could not be saved.
    ///
    /// # Panics
    /// On a thread that runs asynchronous tasks.
    pub fn act(&self, event: &Event) -> Result<Acted, DeskError> {
        let _span = report::span_of(event).entered();
        let _turn = self.turns.of(event.person).blocking_lock();
        for _ in 0..ATTEMPTS {
            let (now, loaded, mut step) = self.stepped(event)?;
            let told = acting::take_whispers(&mut step.effects);
            if step.effects.is_empty() && !acting::happened(loaded.as_ref(), step.case.as_ref()) {
                return Ok(Acted { handled: Handled::Nothing, told });
            }
            let Some(commit) = commit(event, now, loaded, step) else {
                return Ok(Acted { handled: Handled::Nothing, told });
            };
            let opened = opened(&commit);
            if let Some(handled) = self.handled(&self.store.write(commit)?) {
                self.counted_blocking(handled, opened);
                return Ok(Acted { handled, told });
            }
        }
        Err(DeskError::Contended)
    }

    /// Returns when there may be work to claim earlier than was known.
    pub async fn changed(&self) {
        self.news.notified().await;
    }

    /// Loads and steps; `None` when there is nothing to save.
    fn decided(&self, event: &Event) -> Result<Option<Write>, StoreError> {
        let (now, loaded, step) = self.stepped(event)?;
        Ok(commit(event, now, loaded, step))
    }

    /// Loads the case that an event is about, and steps.
    fn stepped(&self, event: &Event) -> Result<(Timestamp, Option<Case>, Step), StoreError> {
        let now = (self.clock)();
        let loaded = match event.case {
            Some(number) => self.store.case(event.server, number)?,
            None => self.store.latest_case(event.server, event.person)?,
        };
        let began = Instant::now();
        let step = self.decide.decide(now, loaded.as_ref(), event);
        self.pulse.figures.stepped(began.elapsed());
        Ok((now, loaded, step))
    }

    /// What a written step means for its event; `None`: the case has changed, step again.
    fn handled(&self, written: &Written) -> Option<Handled> {
        match written {
            Written::Saved { case } => {
                report::saved(*case);
                self.news.notify_one();
                Some(Handled::Saved)
            }
            Written::AlreadySeen => Some(Handled::AlreadySeen),
            Written::Conflict => None,
        }
    }

    /// Tells the watch over incidents of a case that was opened. What goes wrong there is no matter of the person's.
    async fn counted(&self, handled: Handled, opened: Option<Opened>) {
        if let (Handled::Saved, Some(opened), Some(watching)) = (handled, opened, &self.watching) {
            let counted = match watching.opened(&opened, (self.clock)()) {
                Ok(saving) => saving.saved().await.map(drop),
                Err(error) => Err(error),
            };
            tell_of(counted);
        }
    }

    /// The same without a runtime.
    fn counted_blocking(&self, handled: Handled, opened: Option<Opened>) {
        if let (Handled::Saved, Some(opened), Some(watching)) = (handled, opened, &self.watching) {
            tell_of(watching.opened(&opened, (self.clock)()).and_then(|saving| saving.wait().map(drop)));
        }
    }

    /// Writes without blocking the thread.
    async fn save(&self, write: Write) -> Result<Written, StoreError> {
        let (began, (tell, told)) = (Instant::now(), oneshot::channel());
        // Nobody listens any more when the caller was dropped; the write is carried out all the same.
        self.store.submit(write, Box::new(move |answer| drop(tell.send(answer))));
        let written = told.await;
        self.pulse.figures.committed(began.elapsed());
        written.unwrap_or_else(|_| Err(StoreError::Stopped { why: "the writer is gone".to_owned() }))
    }
}

/// The case that a commit opens, when it opens one.
fn opened(write: &Write) -> Option<Opened> {
    let Write::Commit(commit) = write else { return None };
    commit.case.as_ref().filter(|case| case.number.is_none()).map(Opened::of)
}

/// A case that was not counted is missed by the watch over incidents, and by nobody else.
fn tell_of(counted: Result<(), StoreError>) {
    if let Err(error) = counted {
        tracing::warn!(%error, "a case was not counted for incidents");
    }
}

/// Everything that a step saves; `None` when there is nothing.
fn commit(event: &Event, now: Timestamp, loaded: Option<Case>, step: Step) -> Option<Write> {
    let Step { case, effects, correction, unmatched } = step;
    // A step without a case leaves the stored one alone.
    let case = case.filter(|case| loaded.as_ref() != Some(case));
    if case.is_none() && effects.is_empty() && !unmatched {
        return None;
    }
    let place = case.as_ref().or(loaded.as_ref()).map_or(event.place, |case| case.place);
    let loaded = loaded.and_then(|case| case.number.map(|number| Loaded { number, version: case.version }));
    Some(Write::Commit(Box::new(Commit {
        server: event.server,
        person: event.person,
        place,
        beside: event.origin,
        via: event.via.clone(),
        source: event.id.clone(),
        now,
        remember_until: now.checked_add(REMEMBER).unwrap_or(Timestamp::MAX),
        loaded,
        case,
        correction,
        unmatched,
        work: effects.into_iter().map(|effect| NewWork { due: due(&effect, now), effect }).collect(),
    })))
}

/// When an effect is to be carried out.
fn due(effect: &Effect, now: Timestamp) -> Timestamp {
    match effect {
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
        | Effect::Erase => now,
        Effect::WakeAt { at, .. } => *at,
    }
}

#[cfg(test)]
mod tests;
