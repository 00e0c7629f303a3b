//! Joins the knowledge, the settings and what goes on in a server into the desk that decides with all of them. The bot
//! in Discord has one, and so has a command that finds no bot running.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Desk, Servers, Surroundings, Watching};
use crate::knowledge::KnowledgeBase;
use crate::reading::Reader;
use crate::store::Store;
use crate::triage::{self, Case, Context, Event, Settings, Step};

/// Decides an event: `triage::step` with the knowledge and the settings of its server.
pub type Decider = Box<dyn Fn(Timestamp, Option<&Case>, &Event) -> Step + Send + Sync>;
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

impl AsRef<KnowledgeBase> for Known {
    fn as_ref(&self) -> &KnowledgeBase {
        &self.base
    }
}

/// A desk over what is kept, which decides with the knowledge and the settings of every server.
#[must_use]
pub fn desk(servers: &Arc<Servers>, known: &Arc<Known>, time: &Time) -> Deciding {
    let watching = Arc::new(Watching::new(Arc::clone(servers), Arc::<Known>::clone(known)));
    let decide: Decider = {
        let (servers, known) = (Arc::clone(servers), Arc::clone(known));
        let surroundings = Surroundings::new(servers.store()).watched_by(Arc::clone(&watching));
        Box::new(move |now, case, event| {
            // Settings that cannot be read stop the store anyway; until then the defaults harm nobody.
            let settings = servers.of(event.server).unwrap_or_default();
            let around = surroundings.of(event.server, now);
            let context = Context { scene: around.scene(), ..known.context(&settings, now) };
            triage::step(&context, case, event)
        })
    };
    let time = Arc::clone(time);
    let clock: Box<dyn Fn() -> Timestamp + Send + Sync> = Box::new(move || time());
    Desk::new(servers.store(), decide, clock).watched_by(watching)
}
