//! What the rooms of this adapter share: the way to Discord, the desk, the store, the knowledge.

use std::sync::Arc;

use jiff::Timestamp;

use super::answering::Answering;
use super::wire::Api;
use crate::desk::deciding::{self, Deciding, Known, Time};
use crate::desk::{CurrentKnowledge, Servers};
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
///
/// `known` and `desk` of a [`Bot::snapshot`] stay with one knowledge; that is the bot to handle an event with.
#[derive(Clone)]
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
    /// What it knows, for as long as one event lasts.
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
        let desk = deciding::desk(&servers, &Arc::new(CurrentKnowledge::new(known)), &clock);
        Self::at(api, me, Arc::new(desk), store, servers, clock)
    }

    /// Joins the parts with a desk that is there.
    #[must_use]
    pub fn at(
        api: Api,
        me: Identity,
        desk: Arc<Deciding>,
        store: Arc<dyn Store>,
        servers: Arc<Servers>,
        clock: Time,
    ) -> Self {
        let (api, known) = (api.felt_by(desk.pulse()), desk.knowledge().snapshot());
        Self { api, me, desk, store, servers, known, clock, answering: Arc::default() }
    }

    /// This bot for one event: until that is dealt with it goes by the knowledge that is in use now.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Self> {
        let known = self.desk.knowledge().snapshot();
        let desk = Arc::new(self.desk.with_snapshot(Arc::clone(&known)));
        Arc::new(Self { desk, known, ..self.clone() })
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
