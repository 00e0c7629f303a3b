//! What the rooms of this adapter share: the way to Discord, the desk, the store, the knowledge.

use std::sync::Arc;

use jiff::Timestamp;

use super::wire::Api;
use crate::desk::{Desk, Servers, Surroundings, Watching};
use crate::knowledge::KnowledgeBase;
use crate::reading::Reader;
use crate::store::Store;
use crate::triage::{self, Case, Context, Event, Settings, Step};

/// Decides an event: `triage::step` with the knowledge and the settings of its server.
pub type Decide = Box<dyn Fn(Timestamp, Option<&Case>, &Event) -> Step + Send + Sync>;
/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The desk as the bot has it.
pub type Loop = Desk<dyn Store, Decide, Box<dyn Fn() -> Timestamp + Send + Sync>>;

/// The knowledge and its compiled patterns.
#[derive(Debug)]
pub struct Known {
    /// What the bot knows.
    pub base: KnowledgeBase,
    /// Its patterns, compiled.
    pub reader: Reader,
}

impl AsRef<KnowledgeBase> for Known {
    fn as_ref(&self) -> &KnowledgeBase {
        &self.base
    }
}

/// Who the bot is at Discord.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// Its application.
    pub application: u64,
    /// Its user.
    pub user: u64,
    /// The application may be told who joins and leaves.
    pub hears_members: bool,
}

/// Everything that handling an event or carrying out work needs.
pub struct Bot {
    /// The way to Discord.
    pub api: Api,
    /// Who it is there.
    pub me: Identity,
    /// The loop.
    pub desk: Arc<Loop>,
    /// Where cases are kept.
    pub store: Arc<dyn Store>,
    /// The settings of every server.
    pub servers: Arc<Servers>,
    /// What it knows.
    pub known: Arc<Known>,
    /// The time.
    pub clock: Clock,
}

impl Bot {
    /// Joins the parts.
    #[must_use]
    pub fn new(
        api: Api,
        me: Identity,
        store: Arc<dyn Store>,
        servers: Arc<Servers>,
        known: Arc<Known>,
        clock: Clock,
    ) -> Self {
        let desk = Arc::new(desk(&servers, &known, &clock));
        Self { api, me, desk, store, servers, known, clock }
    }

    /// A sentence of `patterns/replies.en.toml`, with its holes filled.
    #[must_use]
    pub fn say(&self, name: &str, holes: &[(&str, &str)]) -> String {
        self.known.base.replies.say(name, holes)
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }
}

/// A desk over what is kept, which decides with the knowledge and the settings of every server.
#[must_use]
pub fn desk(servers: &Arc<Servers>, known: &Arc<Known>, clock: &Clock) -> Loop {
    let watching = Arc::new(Watching::new(Arc::clone(servers), Arc::<Known>::clone(known)));
    let decide: Decide = {
        let (servers, known) = (Arc::clone(servers), Arc::clone(known));
        let surroundings = Surroundings::new(servers.store()).watched_by(Arc::clone(&watching));
        Box::new(move |now, case, event| {
            // Settings that cannot be read stop the store anyway; until then the defaults harm nobody.
            let settings = servers.of(event.server).unwrap_or_default();
            let around = surroundings.of(event.server, now);
            let context = Context { scene: around.scene(), ..context(&known, &settings, now) };
            triage::step(&context, case, event)
        })
    };
    let clock = Arc::clone(clock);
    let time: Box<dyn Fn() -> Timestamp + Send + Sync> = Box::new(move || clock());
    Desk::new(servers.store(), decide, time).watched_by(watching)
}

/// What a step is decided with.
#[must_use]
pub fn context<'a>(known: &'a Known, settings: &'a Settings, now: Timestamp) -> Context<'a> {
    Context::new(&known.base, &known.reader, settings, now)
}

impl std::fmt::Debug for Bot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bot").field("me", &self.me).finish_non_exhaustive()
    }
}
