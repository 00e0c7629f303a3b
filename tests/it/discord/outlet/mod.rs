//! Work carried out against the simulator, piece by piece: each is done once, whatever happened at the first attempt.

mod cards;
mod says;

use std::future::Future;
use std::sync::{Arc, LazyLock};

use cloudmedic::adapters::discord::bot::{Bot, Identity};
use cloudmedic::adapters::discord::outlet::Counter;
use cloudmedic::adapters::discord::wire::{Api, Base, Connection, Token};
use cloudmedic::desk::deciding::{Known, Time};
use cloudmedic::desk::{Failure, Outlet, Servers};
use cloudmedic::knowledge::KnowledgeBase;
use cloudmedic::store::{Commit, Lease, Memory, Store, Work, WorkId, Write};
use cloudmedic::triage::case::{Escalation, Happening, HistoryEntry};
use cloudmedic::triage::effect::{Block, Message};
use cloudmedic::triage::{
    Case, CaseNumber, Effect, MessageId, Origin, PersonId, PlaceId, ServerId, SourceId, Stage,
};
use jiff::{SignedDuration, Timestamp};

use super::town;
use crate::support::sim::{Simulator, World, ids};

const SERVER: ServerId = ServerId(ids::GUILD);
const ANNA: PersonId = PersonId(ids::ANNA);

/// Read once for all.
static KNOWN: LazyLock<Arc<Known>> =
    LazyLock::new(|| Arc::new(Known::new(KnowledgeBase::built_in().unwrap())));

/// A bot that only carries out work, a simulator, and one case of Anna's.
struct Bench {
    sim: Simulator,
    bot: Arc<Bot>,
    counter: Counter,
    /// The message that began the case.
    home: Origin,
}

impl Bench {
    fn new() -> Self {
        let sim = Simulator::start(World::support_server());
        town::check_requests(&sim);
        let base = Base::parse(&sim.base_url()).unwrap();
        let connection = Connection { token: Token::parse(&sim.token()).unwrap(), base: Some(base) };
        let store: Arc<dyn Store> = Arc::new(Memory::default());
        let servers = Arc::new(Servers::new(Arc::clone(&store)));
        servers.set(SERVER, town::settings()).unwrap();
        let known = Arc::clone(&KNOWN);
        let me = Identity { application: ids::APPLICATION, user: ids::BOT, hears_members: false };
        let clock: Time = Arc::new(Timestamp::now);
        let bot = Arc::new(Bot::new(Api::new(&connection).unwrap(), me, store, servers, known, clock));
        let post = sim.post(ids::ANNA, ids::HELP, "my backup fails");
        let home = Origin { channel: PlaceId(ids::HELP), message: MessageId(post.id) };
        let bench = Self { sim, counter: Counter::new(Arc::clone(&bot)), bot, home };
        bench.open_case();
        bench
    }

    /// Anna's case, in the thread that her message will have.
    fn open_case(&self) {
        let (now, place) = (Timestamp::now(), PlaceId(self.home.message.0));
        let mut case = Case::new(SERVER, ANNA, place, now);
        (case.home, case.version, case.stage) = (Some(self.home), 1, Stage::Escalated);
        let what = Happening::Escalated(Escalation::AskedFor);
        case.history.push(HistoryEntry { at: now, by: None, what });
        let commit = Commit {
            correction: None,
            unmatched: false,
            server: SERVER,
            person: ANNA,
            place,
            beside: None,
            via: None,
            source: SourceId("the first".to_owned()),
            now,
            remember_until: now + SignedDuration::from_hours(1),
            loaded: None,
            case: Some(case),
            work: Vec::new(),
        };
        self.bot.store.write(Write::Commit(Box::new(commit))).unwrap();
    }

    fn case(&self) -> Case {
        self.bot.store.case(SERVER, CaseNumber(1)).unwrap().unwrap()
    }

    /// A piece of work for Anna's case, said in its thread.
    fn work(&self, id: u64, effect: Effect) -> Work {
        Work {
            id: WorkId(id),
            server: SERVER,
            person: ANNA,
            place: PlaceId(self.home.message.0),
            beside: None,
            via: None,
            source: None,
            case: Some(CaseNumber(1)),
            effect,
            due: Timestamp::now(),
            first_due: None,
            tries: 0,
            again: false,
            lease: Lease::default(),
        }
    }

    fn perform(&self, work: &Work) -> Result<(), Failure> {
        run(self.counter.perform(work))
    }
}

fn run<T>(what: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(what)
}

fn text(words: &str) -> Message {
    Message { blocks: vec![Block::Text(words.to_owned())], ..Message::default() }
}

/// The same work after an attempt of which nobody knows how far it got.
fn again(work: &Work) -> Work {
    Work { again: true, tries: work.tries + 1, ..work.clone() }
}
