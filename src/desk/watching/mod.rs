//! Watches every server for incidents: tells its [`Watch`] of every case that opens and of the clock, keeps what comes
//! of that, and says what is to be said. What is unusual is decided in `incident`.
//!
//! A case is saved first and counted after that, in a later save: a crash in between leaves at most that one case
//! uncounted, and no answer waits for the count. The watch, its incidents and the work that follows are saved together.

mod notice;
pub mod order;
mod outage;
mod outcome;
mod saving;
mod usual;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, oneshot};

pub use outage::{FORGET_AFTER, Trouble};
pub use saving::Saving;

use super::{CurrentKnowledge, Servers};
use crate::incident::{Baseline, Change, Incident, Scope, Watch};
use crate::knowledge::{CauseId, KnowledgeBase};
use crate::store::{IncidentCommit, NewWork, StoreError, Write};
use crate::triage::event::Wake;
use crate::triage::{Case, Effect, PersonId, PlaceId, ServerId, Settings};
use notice::Notices;
use outage::Outage;
use outcome::Outcome;

/// What is usual changes slowly; it is learned anew this often.
const FRESH: SignedDuration = SignedDuration::from_hours(1);

/// Watches every server.
pub struct Watching {
    servers: Arc<Servers>,
    /// Where sentences and titles come from.
    knowledge: Arc<CurrentKnowledge>,
    /// There may be work to claim earlier than anybody waiting knows.
    news: Arc<Notify>,
    watched: Mutex<HashMap<ServerId, Arc<Mutex<Watched>>>>,
    outage: Outage,
}

/// What is known of one server. Whoever holds its lock is the only one who changes the stored watch.
#[derive(Debug, Default)]
struct Watched {
    /// As it is stored; `None` until it is read.
    watch: Option<Watch>,
    usual: Option<(Timestamp, Baseline)>,
    /// When this process has asked to be woken next: one wake-up at a time, also after a restart.
    wake: Option<Timestamp>,
}

/// How things stand in a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The open incident.
    pub incident: Option<Incident>,
    /// Until when incidents are kept quiet about, and whose wish that is; `None` when they are not.
    pub muted: Option<(Timestamp, Option<PersonId>)>,
    /// Whether incidents open by themselves.
    pub by_itself: bool,
}

/// A case that was opened, as a watch is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    server: ServerId,
    at: Timestamp,
    cause: Option<CauseId>,
}

impl Opened {
    /// Of a new case.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        let cause = case.causes.first().map(|cause| cause.id.clone());
        Self { server: case.server, at: case.opened_at, cause }
    }
}

impl Watching {
    /// Watches the servers of a store.
    #[must_use]
    pub fn new(servers: Arc<Servers>, knowledge: Arc<CurrentKnowledge>) -> Self {
        let (news, watched) = (Arc::default(), Mutex::default());
        Self { servers, knowledge, news, watched, outage: Outage::default() }
    }

    /// A case was opened; call it once a case. While the server wants no incidents, only one that was opened by hand
    /// counts its cases.
    ///
    /// # Errors
    /// When what is known of the server cannot be read.
    pub fn opened(&self, opened: &Opened, now: Timestamp) -> Result<Saving, StoreError> {
        self.turn(opened.server, now, |watch, usual, settings| {
            if !settings.incidents && watch.incident().is_none() {
                return Vec::new();
            }
            watch.heard(usual, opened.at, now, opened.cause.as_ref())
        })
    }

    /// The clock struck for a server; harmless at any time.
    ///
    /// # Errors
    /// When what is known of the server cannot be read.
    pub fn woke(&self, server: ServerId, now: Timestamp) -> Result<Saving, StoreError> {
        self.turn(server, now, |watch, usual, _| watch.woke(usual, now))
    }

    /// The servers with an open incident: their clocks may have struck while nobody was there.
    ///
    /// # Errors
    /// When the incidents cannot be read.
    pub fn unfinished(&self) -> Result<Vec<ServerId>, StoreError> {
        let mut servers = Vec::new();
        for entry in self.servers.store().incidents(None) {
            let (server, incident) = entry?;
            if incident.is_open() && !servers.contains(&server) {
                servers.push(server);
            }
        }
        Ok(servers)
    }

    /// A moderator opens an incident, or widens the open one; without a scope it is about everything.
    ///
    /// # Errors
    /// When what is known of the server cannot be read.
    pub fn open(
        &self,
        server: ServerId,
        scope: Option<Scope>,
        by: Option<PersonId>,
        now: Timestamp,
    ) -> Result<Saving, StoreError> {
        self.turn(server, now, |watch, _, _| watch.open(scope, by.map(|by| by.0), now))
    }

    /// A moderator closes the open incident; without one nothing changes.
    ///
    /// # Errors
    /// When what is known of the server cannot be read.
    pub fn close(
        &self,
        server: ServerId,
        by: Option<PersonId>,
        now: Timestamp,
    ) -> Result<Saving, StoreError> {
        self.turn(server, now, |watch, _, _| watch.close(by.map(|by| by.0), now))
    }

    /// A moderator wants nothing to open by itself and nothing to be said of incidents until then.
    ///
    /// # Errors
    /// When what is known of the server cannot be read.
    pub fn mute(
        &self,
        server: ServerId,
        until: Timestamp,
        by: Option<PersonId>,
        now: Timestamp,
    ) -> Result<Saving, StoreError> {
        self.turn(server, now, |watch, _, _| {
            watch.mute(until, by.map(|by| by.0));
            Vec::new()
        })
    }

    /// A moderator ends the muting.
    ///
    /// # Errors
    /// When what is known of the server cannot be read.
    pub fn unmute(&self, server: ServerId, now: Timestamp) -> Result<Saving, StoreError> {
        self.turn(server, now, |watch, _, _| {
            watch.unmute();
            Vec::new()
        })
    }

    /// How things stand in a server.
    ///
    /// # Errors
    /// When what is known of the server cannot be read.
    pub fn state(&self, server: ServerId, now: Timestamp) -> Result<State, StoreError> {
        let settings = self.servers.of(server)?;
        let watched = self.of(server);
        let mut watched = lock(&watched);
        let watch = self.read(&mut watched, server)?;
        Ok(State {
            incident: watch.incident().cloned(),
            muted: watch.muted(now).map(|(until, by)| (until, by.map(PersonId))),
            by_itself: settings.incidents,
        })
    }

    /// The open incident that replies go by; `None` while it is muted.
    ///
    /// # Errors
    /// When what is known of the server cannot be read.
    pub fn incident(&self, server: ServerId, now: Timestamp) -> Result<Option<Incident>, StoreError> {
        let watched = self.of(server);
        let mut watched = lock(&watched);
        let watch = self.read(&mut watched, server)?;
        Ok(watch.incident().filter(|_| !watch.is_quiet(now)).cloned())
    }

    /// Apple's own status page was looked at: it names this trouble with iCloud Backup, or none.
    pub fn apple_says(&self, trouble: Option<Trouble>, now: Timestamp) {
        self.outage.set(trouble, now);
    }

    /// What Apple's own status page says, in words of this knowledge that fit into a sentence; `None` when it names
    /// nothing, or was not seen for [`FORGET_AFTER`].
    #[must_use]
    pub fn apple(&self, base: &KnowledgeBase, now: Timestamp) -> Option<String> {
        self.outage.now(now).map(|trouble| base.replies.say(trouble.reply().name(), &[]))
    }

    /// A person is forgotten: nobody knows any more that they muted or opened something. It is queued before what is
    /// forgotten after this.
    ///
    /// # Errors
    /// When what is known of the server cannot be read.
    pub fn forget(&self, server: ServerId, person: PersonId, now: Timestamp) -> Result<Saving, StoreError> {
        self.turn(server, now, |watch, _, _| {
            watch.forget(person.0);
            Vec::new()
        })
    }

    /// Whom a desk tells of new work.
    pub(super) fn news(&self) -> Arc<Notify> {
        Arc::clone(&self.news)
    }

    /// Lets something happen to a server's watch, and has what came of it saved.
    fn turn(
        &self,
        server: ServerId,
        now: Timestamp,
        act: impl FnOnce(&mut Watch, &Baseline, &Settings) -> Vec<Change>,
    ) -> Result<Saving, StoreError> {
        let settings = self.servers.of(server)?;
        let watched = self.of(server);
        let mut watched = lock(&watched);
        let before = self.read(&mut watched, server)?.clone();
        let mut watch = before.clone();
        let changes = act(&mut watch, self.usual(&mut watched, server, &settings, now)?, &settings);
        let known = self.knowledge.snapshot();
        let notices = Notices { base: &known.base, settings: &settings, now };
        let mut outcome = Outcome::of(&mut watch, &changes, &notices);
        // A second wake-up would only be woken beside the first one, every time.
        if let Some(at) = outcome.wake.filter(|_| watched.wake.is_none_or(|wake| wake <= now)) {
            watched.wake = Some(at);
            outcome
                .work
                .push((PlaceId(0), NewWork { due: at, effect: Effect::WakeAt { at, wake: Wake::Incident } }));
        }
        if watch == before && outcome.work.is_empty() {
            return Ok(Saving::nothing(changes));
        }
        let kept = serde_json::to_value(&watch).map_err(|error| unreadable(server, &error))?;
        let Outcome { incidents, work, .. } = outcome;
        watched.watch = Some(watch);
        Ok(self.submit(IncidentCommit { server, watch: kept, incidents, work }, changes))
    }

    /// Queues a save. It is done with the server's lock held, so that saves are in the order of what they save.
    fn submit(&self, commit: IncidentCommit, changes: Vec<Change>) -> Saving {
        let (tell, told) = oneshot::channel();
        let news = self.news();
        let write = Write::Incident(Box::new(commit));
        // Nobody may be waiting for it.
        let tell = Box::new(move |answer| {
            news.notify_one();
            drop(tell.send(answer));
        });
        self.servers.store().submit(write, tell);
        Saving::of(told, changes)
    }

    fn of(&self, server: ServerId) -> Arc<Mutex<Watched>> {
        let mut all = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(server).or_default())
    }

    fn read<'w>(&self, watched: &'w mut Watched, server: ServerId) -> Result<&'w Watch, StoreError> {
        if watched.watch.is_none() {
            let kept = self.servers.store().watch(server)?;
            let kept = kept.map(serde_json::from_value).transpose();
            watched.watch = Some(kept.map_err(|error| unreadable(server, &error))?.unwrap_or_default());
        }
        Ok(watched.watch.get_or_insert_default())
    }

    fn usual<'w>(
        &self,
        watched: &'w mut Watched,
        server: ServerId,
        settings: &Settings,
        now: Timestamp,
    ) -> Result<&'w Baseline, StoreError> {
        let fresh = watched.usual.as_ref().is_some_and(|(at, _)| now.duration_since(*at) < FRESH);
        if !fresh {
            let learned = usual::learn(&*self.servers.store(), server, &settings.zone, now)?;
            watched.usual = Some((now, learned));
        }
        Ok(&watched.usual.get_or_insert_with(|| (now, Baseline::default())).1)
    }
}

impl std::fmt::Debug for Watching {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watching").finish_non_exhaustive()
    }
}

fn lock(watched: &Mutex<Watched>) -> MutexGuard<'_, Watched> {
    watched.lock().unwrap_or_else(PoisonError::into_inner)
}

fn unreadable(server: ServerId, error: &serde_json::Error) -> StoreError {
    StoreError::Record { what: format!("the watch of server {server}"), why: error.to_string() }
}
