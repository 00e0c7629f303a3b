//! Joins the knowledge, the settings and what goes on in a server into the desk that decides with all of them. The bot
//! in Discord has one, and so has a command that finds no bot running.

use std::sync::Arc;

use jiff::Timestamp;

use super::{CurrentKnowledge, Decide, Desk, Servers, Surroundings, Watching};
use crate::knowledge::KnowledgeBase;
use crate::reading::Reader;
use crate::store::Store;
use crate::triage::{self, Case, Context, Event, Settings, Step};

/// Tells the time.
pub type Time = Arc<dyn Fn() -> Timestamp + Send + Sync>;
/// A desk that decides with everything.
pub type Deciding = Desk<dyn Store, Decider, Box<dyn Fn() -> Timestamp + Send + Sync>>;

/// The knowledge and its compiled patterns.
#[derive(Debug)]
pub struct Known {
    /// What the bot knows.
    pub base: KnowledgeBase,
    /// Its patterns, compiled.
    pub reader: Reader,
}

impl Known {
    /// Compiles the patterns of a knowledge base.
    #[must_use]
    pub fn new(base: KnowledgeBase) -> Self {
        Self { reader: Reader::new(&base), base }
    }

    /// What a step is decided with, where nothing else goes on.
    #[must_use]
    pub fn context<'a>(&'a self, settings: &'a Settings, now: Timestamp) -> Context<'a> {
        Context::new(&self.base, &self.reader, settings, now)
    }
}

/// Decides an event: `triage::step` with the knowledge and the settings of its server.
#[derive(Debug, Clone)]
pub struct Decider {
    servers: Arc<Servers>,
    surroundings: Arc<Surroundings>,
    current: Arc<CurrentKnowledge>,
    /// What is known for as long as one event lasts; `None` where each decision is an event of its own.
    snapshot: Option<Arc<Known>>,
}

impl Decide for Decider {
    fn decide(&self, now: Timestamp, case: Option<&Case>, event: &Event) -> Step {
        let known = self.snapshot.clone().unwrap_or_else(|| self.current.snapshot());
        // Settings that cannot be read stop the store anyway; until then the defaults harm nobody.
        let settings = self.servers.of(event.server).unwrap_or_default();
        let around = self.surroundings.of(event.server, &known.base, now);
        let context = Context { scene: around.scene(), ..known.context(&settings, now) };
        triage::step(&context, case, event)
    }
}

/// A desk over what is kept, which decides with the knowledge in use and the settings of every server.
#[must_use]
pub fn desk(servers: &Arc<Servers>, current: &Arc<CurrentKnowledge>, time: &Time) -> Deciding {
    let watching = Arc::new(Watching::new(Arc::clone(servers), Arc::clone(current)));
    let surroundings = Surroundings::new(servers.store()).watched_by(Arc::clone(&watching));
    let decide = Decider {
        servers: Arc::clone(servers),
        surroundings: Arc::new(surroundings),
        current: Arc::clone(current),
        snapshot: None,
    };
    let time = Arc::clone(time);
    let clock: Box<dyn Fn() -> Timestamp + Send + Sync> = Box::new(move || time());
    Desk::new(servers.store(), decide, clock).watched_by(watching)
}

impl Deciding {
    /// The knowledge that it decides with.
    #[must_use]
    pub fn knowledge(&self) -> &Arc<CurrentKnowledge> {
        &self.decider().current
    }

    /// The same desk for one event, which is decided with this knowledge whatever is exchanged meanwhile.
    #[must_use]
    pub fn with_snapshot(&self, known: Arc<Known>) -> Self {
        self.deciding_by(Decider { snapshot: Some(known), ..self.decider().clone() })
    }
}
