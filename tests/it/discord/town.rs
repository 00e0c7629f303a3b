//! A support server with the bot in it: the bot's own rooms over a simulated Discord, and a clock that tests move.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread::JoinHandle;
use std::time::Duration;

use cloudmedic::adapters::discord::bot::Bot;
use cloudmedic::adapters::discord::serve::{self, Plan, ServeError};
use cloudmedic::adapters::discord::wire::{Api, Base, Connection, Token};
use cloudmedic::desk::Servers;
use cloudmedic::desk::deciding::{Known, Time};
use cloudmedic::intake::Field;
use cloudmedic::knowledge::KnowledgeBase;
use cloudmedic::store::Store;
use cloudmedic::triage::{Case, PersonId, PlaceId, RoleId, ServerId, Settings, TagId};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use tokio::sync::watch;

use crate::opened::opened;
use crate::support::openapi::{Call, Description};
use crate::support::sim::{Message, Request, Simulator, World, ids};

pub(crate) const SERVER: ServerId = ServerId(ids::GUILD);
/// Loaded once for all towns.
static KNOWN: LazyLock<Arc<Known>> =
    LazyLock::new(|| Arc::new(Known::new(KnowledgeBase::built_in().unwrap())));

/// A simulated server, and the bot in it while it runs.
pub(crate) struct Town {
    pub(crate) sim: Simulator,
    running: Option<Running>,
    data: TempDir,
    ahead_ms: Arc<AtomicI64>,
}

struct Running {
    stop: watch::Sender<bool>,
    thread: JoinHandle<Result<(), ServeError>>,
    bot: Arc<Bot>,
}

impl Town {
    /// The small support server, set up, with the bot connected.
    pub(crate) fn open() -> Self {
        Self::with(World::support_server(), settings())
    }

    /// A server of one's own, set up like this, with the bot connected.
    pub(crate) fn with(world: World, settings: Settings) -> Self {
        let mut town = Self::quiet(world);
        town.set(settings);
        town.start();
        town
    }

    /// A server without the bot, which nobody has set up.
    pub(crate) fn quiet(world: World) -> Self {
        // RUST_LOG=cloudmedic=debug shows what the bot thinks of a test that fails.
        let log =
            tracing_subscriber::fmt().with_env_filter(tracing_subscriber::EnvFilter::from_default_env());
        let _: Result<(), _> = log.with_test_writer().try_init();
        let sim = Simulator::start(world);
        check_requests(&sim);
        let data = tempfile::tempdir().unwrap();
        Self { sim, running: None, data, ahead_ms: Arc::default() }
    }

    /// Keeps settings while the bot is away.
    pub(crate) fn set(&self, settings: Settings) {
        assert!(self.running.is_none(), "the bot has the folder");
        let store: Arc<dyn Store> = Arc::new(opened(self.data.path()));
        Servers::new(store).set(SERVER, settings).unwrap();
    }

    /// Does something with what is kept while the bot is away.
    pub(crate) fn with_store(&self, work: impl FnOnce(&dyn Store)) {
        assert!(self.running.is_none(), "the bot has the folder");
        work(&opened(self.data.path()));
    }

    /// Starts the bot and waits until it is connected.
    pub(crate) fn start(&mut self) {
        assert!(self.running.is_none(), "the bot runs already");
        let before = (self.sim.identified(), self.sim.resumed());
        let connection = Connection {
            token: Token::parse(&self.sim.token()).unwrap(),
            base: Some(Base::parse(&self.sim.base_url()).unwrap()),
        };
        let store: Arc<dyn Store> = Arc::new(opened(self.data.path()));
        let servers = Arc::new(Servers::new(Arc::clone(&store)));
        let known = Arc::clone(&KNOWN);
        let api = Api::new(&connection).unwrap();
        let clock = self.clock();
        let plan = Plan { connection, shards: None, catch_up: SignedDuration::from_hours(12) };
        let (stop, stopped) = watch::channel(false);
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let me = api.identity().await?;
                let bot = Arc::new(Bot::new(api, me, store, servers, known, clock));
                tell.send(Arc::clone(&bot)).unwrap();
                serve::run(bot, &plan, stopped, || {}).await
            })
        });
        let bot = told.recv_timeout(Duration::from_secs(20)).expect("the bot knows who it is");
        self.running = Some(Running { stop, thread, bot });
        self.sim.wait_for_sessions(before.0 + 1, before.1);
    }

    /// Stops the bot as an operator does.
    pub(crate) fn stop(&mut self) {
        let Running { stop, thread, bot } = self.running.take().expect("the bot runs");
        stop.send_replace(true);
        drop(bot);
        thread.join().unwrap().unwrap();
        self.sim.wait_for_no_bot();
    }

    /// Time passes, for Discord and for the bot.
    pub(crate) fn pass(&self, time: SignedDuration) {
        self.sim.advance(Duration::try_from(time).unwrap());
        self.ahead_ms.fetch_add(i64::try_from(time.as_millis()).unwrap(), Ordering::SeqCst);
        if let Some(running) = &self.running {
            running.bot.desk.look_again();
        }
    }

    /// The data folder.
    pub(crate) fn data(&self) -> &std::path::Path {
        self.data.path()
    }

    /// The bot's rooms, to look into.
    pub(crate) fn bot(&self) -> &Bot {
        &self.running.as_ref().expect("the bot runs").bot
    }

    /// The bot's reply to a message.
    pub(crate) fn reply_to(&self, message: u64) -> Message {
        let channel = self.sim.message(message).expect("the message is there").channel;
        self.sim.wait_for_bot_message(channel, |reply| reply.reference == Some(message))
    }

    /// The open or last case of a person.
    pub(crate) fn case_of(&self, person: u64) -> Option<Case> {
        self.bot().store.latest_case(SERVER, PersonId(person)).unwrap()
    }

    /// Waits until the case of a person is so.
    pub(crate) fn wait_for_case(&self, person: u64, so: impl Fn(&Case) -> bool) -> Case {
        self.sim.wait_for("the case to be so", |_| self.case_of(person).filter(&so))
    }

    fn clock(&self) -> Time {
        let ahead = Arc::clone(&self.ahead_ms);
        Arc::new(move || Timestamp::now() + SignedDuration::from_millis(ahead.load(Ordering::SeqCst)))
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        if self.running.is_some() && !std::thread::panicking() {
            self.stop();
        }
    }
}

/// Every request is held against Discord's own description, where that is at hand.
pub(crate) fn check_requests(sim: &Simulator) {
    let Some(description) = Description::shared() else { return };
    sim.check_with(Box::new(move |request: &Request| {
        let body = if request.has_body { serde_json::to_vec(&request.body).unwrap() } else { Vec::new() };
        let url = reqwest::Url::parse_with_params("http://discord.invalid", &request.query).unwrap();
        let call = Call {
            method: &request.method,
            path: &request.path,
            query: url.query().filter(|query| !query.is_empty()),
            // Beside files the body is the part of a form; it is described all the same.
            content_type: request.has_body.then_some("application/json"),
            body: &body,
        };
        description.check(&call).map_err(|violation| violation.to_string())
    }));
}

/// The small support server and another one with the bot and Anna in it: its id, and that of its channel.
pub(crate) fn two_servers() -> (World, u64, u64) {
    let (other, channel) = (1_170_000_000_000_009_000, 1_170_000_000_000_009_001);
    let mut world = World::support_server();
    world.add_guild(other, "Elsewhere", ids::OWNER);
    world.add_channel(other, channel, 0, "talk");
    world.add_member(other, ids::BOT, &[]);
    world.add_member(other, ids::ANNA, &[]);
    (world, other, channel)
}

/// How the small support server is set up.
pub(crate) fn settings() -> Settings {
    Settings {
        watched: vec![PlaceId(ids::HELP), PlaceId(ids::FORUM)],
        escalations: Some(PlaceId(ids::MODERATORS_ROOM)),
        moderators: Some(RoleId(ids::MODERATORS)),
        helpers: vec![RoleId(ids::HELPERS)],
        solved: [(PlaceId(ids::FORUM), TagId(ids::SOLVED_TAG))].into(),
        ..Settings::default()
    }
}

/// What is known of a field.
pub(crate) fn known(field: &Field<String>) -> Option<&str> {
    match field {
        Field::Known(text) => Some(text),
        Field::Missing | Field::Unknown => None,
    }
}
