//! What the rooms of this adapter share: the way to Discord, the desk, the store, the knowledge.

use std::sync::Arc;

use jiff::Timestamp;

use super::answering::Answering;
use super::wire::Api;
use crate::desk::Servers;
use crate::desk::deciding::{self, Deciding, Known, Time};
use crate::store::Store;

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
    pub desk: Arc<Deciding>,
    /// Where cases are kept.
    pub store: Arc<dyn Store>,
    /// The settings of every server.
    pub servers: Arc<Servers>,
    /// What it knows.
    pub known: Arc<Known>,
    /// The time.
    pub clock: Time,
    /// Which interactions are still to be answered.
    pub answering: Arc<Answering>,
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
        clock: Time,
    ) -> Self {
        let desk = Arc::new(deciding::desk(&servers, &known, &clock));
        let api = api.felt_by(desk.pulse());
        Self { api, me, desk, store, servers, known, clock, answering: Arc::default() }
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

impl std::fmt::Debug for Bot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bot").field("me", &self.me).finish_non_exhaustive()
    }
}
