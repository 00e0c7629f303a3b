//! Somebody at a terminal: lines are understood against the screen, and what is seen is what stands on it.
//!
//! The rooms are those of `chat`, with a store on disk; only the keyboard and the clock are the story's.

use std::io;
use std::sync::{Arc, Mutex};

use cloudmedic::adapters::terminal::{Screen, Typed, understand};
use cloudmedic::desk::Desk;
use cloudmedic::store::{OnDisk, Store, is_open};
use cloudmedic::triage::{
    self, Actor, Case, Context, Event, EventKind, PersonId, PlaceId, ServerId, Settings, SourceId,
};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

use super::driver::{Driver, Manner, Said, Seen};
use super::member::{START, TURN};
use super::{KNOWLEDGE, READER, transcript};
use crate::opened::opened;

const SERVER: ServerId = ServerId(0);
const PERSON: PersonId = PersonId(0);
const COLUMNS: usize = 80;

/// What was written on the screen since it was last read.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl io::Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A person at a terminal, with a data folder of their own.
pub(crate) struct InTerminal {
    folder: TempDir,
    /// `None` only between the end of a process and the start of the next.
    store: Option<Arc<OnDisk>>,
    screen: Screen<'static, Paper>,
    paper: Paper,
    runtime: tokio::runtime::Runtime,
    now: Timestamp,
    count: u32,
    last: Option<Event>,
    seen: Seen,
}

impl InTerminal {
    pub(crate) fn begin() -> Self {
        let folder = TempDir::new().unwrap();
        let store = Some(Arc::new(OnDisk::open(folder.path()).unwrap()));
        let (paper, runtime) = (Paper::default(), tokio::runtime::Builder::new_current_thread().build());
        let (screen, runtime) = (screen(&paper), runtime.unwrap());
        let (now, count, last, seen) = (START, 0, None, Seen::default());
        Self { folder, store, screen, paper, runtime, now, count, last, seen }
    }

    fn does(&mut self, kind: EventKind) {
        self.count += 1;
        let event = Event {
            id: SourceId(format!("terminal {}", self.count)),
            at: self.now,
            server: SERVER,
            place: PlaceId(0),
            origin: None,
            person: PERSON,
            case: None,
            by: Actor::Member,
            via: None,
            kind,
        };
        self.happens(Some(&event));
        self.last = Some(event);
    }

    /// Takes in an event, if there is one, and shows everything that is due.
    fn happens(&mut self, event: Option<&Event>) {
        let (now, settings) = (self.now, Settings::default());
        let decide = move |now, case: Option<&Case>, event: &Event| {
            triage::step(&context(&settings, now), case, event)
        };
        let desk = Desk::new(Arc::clone(self.store.as_ref().unwrap()), decide, move || now);
        self.runtime.block_on(async {
            if let Some(event) = event {
                desk.handle(event).await.unwrap();
            }
            desk.settle(&self.screen).await.unwrap();
        });
        let (cards, said): (Vec<Said>, Vec<Said>) = self.read().into_iter().partition(transcript::is_card);
        self.seen.cards.extend(cards);
        self.seen.said.extend(said);
        self.now += TURN;
    }

    /// Reads what was shown since the last time.
    fn read(&self) -> Vec<Said> {
        let bytes = std::mem::take(&mut *self.paper.0.lock().unwrap());
        transcript::messages(&String::from_utf8(bytes).unwrap())
    }

    fn case(&self) -> Option<Case> {
        self.store.as_ref().unwrap().latest_case(SERVER, PERSON).unwrap()
    }
}

fn screen(paper: &Paper) -> Screen<'static, Paper> {
    Screen::new(paper.clone(), || COLUMNS, &KNOWLEDGE.replies)
}

fn context(settings: &Settings, now: Timestamp) -> Context<'_> {
    Context::new(&KNOWLEDGE, &READER, settings, now)
}

impl Driver for InTerminal {
    fn name(&self) -> &'static str {
        "terminal"
    }

    fn say(&mut self, words: &str, manner: Manner) {
        assert_eq!(manner, Manner::ToTheBot, "there is nobody else at a terminal");
        let (offers, version) = self.screen.offers();
        match understand(words, &offers) {
            Typed::Pick(offer) => self.does(EventKind::Chose { choice: offer.choice, version }),
            Typed::Said => self.does(EventKind::Said { text: words.to_owned(), addressed: true }),
            other @ (Typed::Nothing | Typed::Quit | Typed::Help | Typed::Case | Typed::Unknown(_)) => {
                panic!("a terminal takes {words:?} for {other:?}")
            }
        }
    }

    fn choose(&mut self, label: &str, old: bool) -> Result<(), String> {
        assert!(!old, "older choices cannot be made at a terminal");
        let (offers, _) = self.screen.offers();
        let labels: Vec<&str> = offers.iter().map(|offer| offer.label.as_str()).collect();
        match labels.iter().position(|one| *one == label) {
            // As most people do: by its number.
            Some(place) => self.say(&(place + 1).to_string(), Manner::ToTheBot),
            None => return Err(format!("{label:?} is not on the screen, but {labels:?}")),
        }
        Ok(())
    }

    fn again(&mut self) {
        let last = self.last.take();
        self.happens(last.as_ref());
        self.last = last;
    }

    fn wait(&mut self, time: SignedDuration) {
        self.now += time;
        self.happens(None);
    }

    /// The next chat begins with what is due, or else with the question on the table: that greeting is no part of a
    /// story, but its choices are on the screen.
    fn restart(&mut self) {
        self.store = None;
        self.store = Some(Arc::new(opened(self.folder.path())));
        self.screen = screen(&self.paper);
        let before = self.screen.messages();
        self.happens(None);
        if let Some(case) = self.case().filter(|case| is_open(case.stage) && self.screen.messages() == before)
        {
            let settings = Settings::default();
            self.screen.show(&triage::question(&context(&settings, self.now), &case)).unwrap();
            self.read();
        }
    }

    fn look(&mut self) -> Seen {
        Seen { case: self.case(), ..std::mem::take(&mut self.seen) }
    }
}
