//! The desk over each store, with a decider that says what it was told.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::{Desk, DeskError, Failure, Handled, Outlet, Servers, upkeep};
use crate::store::tests::damage;
use crate::store::tests::sample::{PERSON, SERVER, at, moved, new_case, opened, say};
use crate::store::{Memory, OnDisk, Store, StoreError, Work, Write};
use crate::triage::case::{Case, PersonId, PlaceId, Stage};
use crate::triage::event::{Choice, Event, EventKind, SourceId, Wake};
use crate::triage::{self, Actor, Effect, Step, effect::Block};

/// A clock that is moved by hand.
#[derive(Default)]
struct Hands(AtomicI64);

/// Writes down what it performs, and fails as it is told.
#[derive(Default)]
struct Notes {
    said: Mutex<Vec<String>>,
    failures: Mutex<Vec<Failure>>,
}

impl Outlet for Notes {
    async fn perform(&self, work: &Work) -> Result<(), Failure> {
        if let Some(failure) = self.failures.lock().unwrap().pop() {
            return Err(failure);
        }
        let again = if work.again { " (again)" } else { "" };
        self.said.lock().unwrap().push(format!("{}{again}", words_of(&work.effect)));
        Ok(())
    }
}

fn words_of(effect: &Effect) -> String {
    match effect.to_member().or(effect.to_staff()).map(|message| &message.blocks[..]) {
        Some([Block::Text(words)]) => words.clone(),
        other => panic!("{other:?} left the desk"),
    }
}

/// Opens a case, repeats what is said, and asks to be woken when told to wait.
fn repeat(case: Option<&Case>, event: &Event) -> Step {
    let stage = |stage| match case {
        Some(case) => moved(case, stage),
        None => Case { stage, ..new_case(event.server, event.person) },
    };
    let (stage, effects) = match &event.kind {
        EventKind::Said { text, .. } if text == "hm" => {
            return Step::new(case.cloned(), Vec::new());
        }
        EventKind::Said { text, .. } if text == "wait" => {
            let wake = Effect::WakeAt { at: at(500), wake: Wake::MorningAfter };
            (stage(Stage::Waiting), vec![say("good night"), wake])
        }
        EventKind::Said { text, .. } => (stage(Stage::Fixing), vec![say(&format!("you said {text}"))]),
        EventKind::Chose { .. } => (stage(Stage::Closed), Vec::new()),
        EventKind::Woke(_) => (stage(Stage::Fixing), vec![say("good morning")]),
        EventKind::Edited { .. }
        | EventKind::Filled(_)
        | EventKind::Tried(_)
        | EventKind::Pictured
        | EventKind::Flooded(_)
        | EventKind::Posted { .. }
        | EventKind::Ended(_)
        | EventKind::Did(_)
        | EventKind::Delivered(_) => panic!("no test does this: {event:?}"),
    };
    Step::new(Some(stage), effects)
}

fn event(id: &str, kind: EventKind) -> Event {
    let id = SourceId(id.to_owned());
    Event {
        id,
        at: at(0),
        server: SERVER,
        place: PlaceId(700),
        person: PERSON,
        case: None,
        by: Actor::Member,
        origin: None,
        via: None,
        kind,
    }
}

fn said(id: &str, text: &str) -> Event {
    event(id, EventKind::Said { text: text.to_owned(), addressed: false })
}

/// A desk over a store, its clock, and a runtime of one thread.
macro_rules! desk {
    ($store:expr, $clock:ident) => {{
        let clock = Arc::clone(&$clock);
        let time = move || at(clock.0.load(Ordering::SeqCst));
        Desk::new($store, |_, case: Option<&Case>, event: &Event| repeat(case, event), time)
    }};
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

fn said_so_far(notes: &Notes) -> Vec<String> {
    std::mem::take(&mut notes.said.lock().unwrap())
}

mod acting;
mod current;
mod events;
mod seeded;
mod work;

#[test]
fn a_case_that_cannot_be_read_keeps_the_upkeep_of_a_day_from_nothing() {
    let servers = Servers::new(Arc::new(damage::with_a_torn_case()));
    let late = at(0) + jiff::SignedDuration::from_hours(24 * 400);
    upkeep::of_a_day(&*servers.store(), &servers, late, true).unwrap();
}
