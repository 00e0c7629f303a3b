//! One long story against a disk that fails at the n-th save, for every n until the story passes: kept whole or not at
//! all. After each failure the process begins again on what was kept, the story goes on, and it ends as if nothing had
//! failed.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use fastrand::Rng;

use super::Trace;
use super::script::{MEMBERS, OPENINGS, STAFF};
use super::sim::{Life, begin};
use super::witness::Witness;
use super::world::World;
use crate::desk::change::Change;
use crate::desk::{DeskError, Handled};
use crate::knowledge::{CauseId, StepId};
use crate::store::tests::kept::{Fate, Kept};
use crate::store::{Store, StoreError, Write};
use crate::triage::desk::{Deed, Filed, Receiver};
use crate::triage::event::Choice;
use crate::triage::{Actor, Event, EventKind, MessageId, Origin, PersonId, PlaceId, ServerId, SourceId};

const SERVER: ServerId = ServerId(5_000_001);
const CHANNEL: PlaceId = PlaceId(900);

/// What happens in the story.
#[derive(Debug, Clone)]
enum Act {
    /// A member writes in the channel.
    Opens(PersonId, &'static str),
    /// A member writes in the conversation.
    Says(PersonId, &'static str),
    Presses(PersonId, Choice),
    Does(PersonId, PersonId, Deed),
    /// At the command line, with somebody who waits.
    Operates(PersonId, Deed),
    Sets(Change),
    Forgets(PersonId),
    Incident(bool),
    Hours(i64),
}

fn story() -> Vec<Act> {
    let [ann, ben, cid] = MEMBERS;
    let [one, other] = STAFF;
    let offer = Deed::HandOff { to: Receiver::Moderator(other), reason: "it is hers".to_owned() };
    vec![
        Act::Sets(Change::Incidents(false)),
        Act::Opens(ann, OPENINGS[0]),
        Act::Presses(ann, Choice::DidntHelp),
        Act::Says(ann, "can i talk to a person"),
        Act::Does(one, ann, Deed::Claim),
        Act::Does(one, ann, offer),
        Act::Does(other, ann, Deed::Accept),
        Act::Does(other, ann, Deed::Note { words: "a note".to_owned() }),
        Act::Does(other, ann, Deed::Resolve { step: Some(StepId::from("restart")) }),
        Act::Does(one, ann, Deed::Reclassify(Filed::Cause(CauseId::from("icloud-storage-full")))),
        Act::Opens(ben, OPENINGS[2]),
        Act::Hours(30),
        Act::Hours(200),
        Act::Says(ben, "it works now, thank you"),
        Act::Sets(Change::Reminder(1)),
        Act::Opens(cid, OPENINGS[3]),
        Act::Hours(2),
        Act::Forgets(ann),
        Act::Operates(cid, Deed::Close),
        Act::Opens(ann, OPENINGS[1]),
        Act::Incident(true),
        Act::Incident(false),
    ]
}

/// The story as it is told once.
struct Telling {
    world: Arc<World>,
    kept: Kept,
    witness: Witness,
    life: Life,
}

impl Telling {
    fn new() -> Self {
        let world = Arc::new(World::new(Rng::with_seed(0), Trace::default()));
        world.state().faulty = false;
        let kept = Kept::default();
        let life = begin(&world, &kept);
        Self { world, kept, witness: Witness::default(), life }
    }

    /// Tells it to the end, with a new beginning of the process after a failure.
    fn tell(mut self) -> Kept {
        for (number, act) in story().iter().enumerate() {
            while self.makes(number, act).is_err() {
                self.begin_again();
            }
            self.look(matches!(act, Act::Forgets(_)));
            while let Err(StoreError::Stopped { .. }) = self.settle() {
                self.begin_again();
            }
        }
        self.kept
    }

    /// The store had stopped: it says so, whatever it is asked.
    fn begin_again(&mut self) {
        let store = &self.life.store;
        let stopped = |error: Option<StoreError>| {
            assert!(matches!(error, Some(StoreError::Stopped { .. })), "{error:?}");
        };
        stopped(store.latest_case(SERVER, MEMBERS[0]).err());
        stopped(store.claim(self.world.now(), jiff::SignedDuration::from_mins(5), 1).err());
        stopped(store.write(Write::Bookmarks(vec![(CHANNEL, MessageId(1))])).err());
        self.witness.look(&self.kept, None, &self.world, true);
        self.life = begin(&self.world, &self.kept);
    }

    fn look(&mut self, forgets: bool) {
        self.witness.look(&self.kept, Some(&self.life.store), &self.world, forgets);
    }

    /// Polls until it is done, saving whatever waits.
    fn run<T>(&self, future: impl Future<Output = T>) -> T {
        let mut future = pin!(future);
        for _ in 0..1_000 {
            if let Poll::Ready(done) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                return done;
            }
            while self.life.store.save_waiting(usize::MAX) {}
        }
        panic!("it never comes to an end");
    }

    /// Carries out everything that is due.
    fn settle(&mut self) -> Result<(), StoreError> {
        let (desk, counter) = (Arc::clone(&self.life.desk), Arc::clone(&self.life.counter));
        while self.run(desk.settle_one(&*counter))? {
            self.look(false);
        }
        Ok(())
    }

    fn makes(&mut self, number: usize, act: &Act) -> Result<(), StoreError> {
        let message = MessageId(1_000_000 + u64::try_from(number).unwrap());
        let origin = Some(Origin { channel: CHANNEL, message });
        let said = |words: &str| EventKind::Said { text: words.to_owned(), addressed: true };
        match act {
            Act::Opens(person, words) => {
                let event = self.event(number, *person, said(words));
                self.takes(&Event { place: PlaceId(message.0), origin, ..event })
            }
            Act::Says(person, words) => self.takes(&self.event(number, *person, said(words))),
            Act::Presses(person, choice) => {
                let version = self.witness.latest(SERVER, *person).expect("a case").offered;
                self.takes(&self.event(number, *person, EventKind::Chose { choice: choice.clone(), version }))
            }
            Act::Does(staff, person, deed) => {
                let by = Actor::Staff { person: *staff, roles: Vec::new() };
                self.takes(&Event { by, ..self.event(number, *person, EventKind::Did(deed.clone())) })
            }
            Act::Operates(person, deed) => {
                let event = self.event(number, *person, EventKind::Did(deed.clone()));
                match self.life.desk.act(&Event { by: Actor::Operator, ..event }) {
                    Ok(_) => Ok(()),
                    Err(DeskError::Store(error)) => Err(error),
                    Err(error @ DeskError::Contended) => panic!("{error}"),
                }
            }
            Act::Sets(change) => match self.life.servers.change(SERVER, std::slice::from_ref(change)) {
                Ok(_) => Ok(()),
                Err(crate::desk::ChangeError::Store(error)) => Err(error),
                Err(error @ crate::desk::ChangeError::Settings(_)) => panic!("{error}"),
            },
            Act::Forgets(person) => {
                self.life.store.write(Write::ForgetPerson(SERVER, *person, self.world.now())).map(drop)
            }
            Act::Incident(opens) => {
                let (watching, now) = (self.life.desk.watching().unwrap(), self.world.now());
                let by = Some(STAFF[0]);
                let saving = if *opens {
                    watching.open(SERVER, None, by, now)
                } else {
                    watching.close(SERVER, by, now)
                };
                let saving = saving?;
                self.run(saving.saved()).map(drop)
            }
            Act::Hours(hours) => {
                self.world.state().mono += hours * 3_600_000;
                Ok(())
            }
        }
    }

    fn event(&self, number: usize, person: PersonId, kind: EventKind) -> Event {
        Event {
            id: SourceId(format!("act {number}")),
            at: self.world.now(),
            server: SERVER,
            place: self.witness.latest(SERVER, person).map_or(CHANNEL, |case| case.place),
            origin: None,
            person,
            case: None,
            by: Actor::Member,
            via: None,
            kind,
        }
    }

    fn takes(&self, event: &Event) -> Result<(), StoreError> {
        match self.run(self.life.desk.handle(event)) {
            Ok(Handled::Saved | Handled::AlreadySeen) => {
                assert!(self.kept.remembers(&event.id), "{} is taken on, and is not kept", event.id.0);
                Ok(())
            }
            // Its case knows it already.
            Ok(Handled::Nothing) if self.kept.remembers(&event.id) => Ok(()),
            Ok(Handled::Nothing) => panic!("nothing came of {}", event.id.0),
            Err(DeskError::Store(error)) => Err(error),
            Err(error @ DeskError::Contended) => panic!("{} was not taken on: {error}", event.id.0),
        }
    }
}

/// What is left of a story, without what only tells that the process began again: the watch over incidents may ask to
/// be woken once more.
fn left(kept: &Kept) -> BTreeMap<Vec<u8>, Vec<u8>> {
    let mut entries = kept.entries();
    entries.retain(|key, _| {
        let wake = key.windows(5).any(|part| part == b"wake ");
        !wake && !matches!(key.first(), Some(b'i' | b'h' | b'w'))
    });
    entries
}

#[test]
fn a_story_whose_nth_save_fails_ends_like_one_without_a_failure() {
    let whole = Telling::new().tell();
    let (expected, saves) = (left(&whole), whole.saves());
    assert!(saves > 50, "a long story: {saves} saves");
    let mut told = 0;
    for fate in [Fate::Lost, Fate::KeptUntold] {
        for save in 0.. {
            let telling = Telling::new();
            telling.kept.fails(save, fate);
            let kept = telling.tell();
            if kept.saves() <= save {
                break;
            }
            told += 1;
            let found = left(&kept);
            let names = |one: &BTreeMap<Vec<u8>, Vec<u8>>, other: &BTreeMap<Vec<u8>, Vec<u8>>| {
                let differ = one.iter().filter(|(key, value)| other.get(*key) != Some(*value));
                let shown = differ
                    .map(|(key, value)| (key.escape_ascii().to_string(), value.escape_ascii().to_string()));
                shown.collect::<Vec<_>>()
            };
            let (more, less) = (names(&found, &expected), names(&expected, &found));
            assert!(
                more.is_empty() && less.is_empty(),
                "save {save} {fate:?}:\nfound {more:#?}\nexpected {less:#?}"
            );
        }
    }
    assert!(told >= 2 * saves, "every save failed once in both ways: {told} of {saves}");
}

#[test]
fn an_import_whose_nth_save_fails_is_made_again_and_is_whole() {
    let store = Telling::new().tell();
    let export = || -> Vec<_> { store.open().unwrap().records().map(Result::unwrap).collect() };
    for save in 0.. {
        let disk = Kept::default();
        disk.fails(save, Fate::Lost);
        let filled = disk.fill(export());
        if filled.is_ok() {
            assert!(save > 1, "an import is saved in several pieces");
            let again: Vec<_> = disk.open().unwrap().records().map(Result::unwrap).collect();
            assert_eq!(again, export());
            return;
        }
        // What was begun is thrown away by the next opening, as a folder that was never moved into its place.
    }
}
