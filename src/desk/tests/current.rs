//! The knowledge in use is exchanged while events are under way: each ends with the one that it began with.

use std::sync::{Arc, mpsc};
use std::thread;

use super::{at, event};
use crate::desk::deciding::{self, Deciding, Known, Time};
use crate::desk::{CurrentKnowledge, Decide, Servers};
use crate::knowledge::KnowledgeBase;
use crate::store::{Memory, Store};
use crate::triage::{Event, EventKind, PersonId};

/// Knowledge in which a full storage has this title.
fn base(title: &str) -> KnowledgeBase {
    let mut base = KnowledgeBase::built_in().unwrap();
    let cause = base.causes.iter_mut().find(|cause| cause.id.as_str() == "icloud-storage-full").unwrap();
    title.clone_into(&mut cause.title);
    base
}

fn known(title: &str) -> Arc<Known> {
    Arc::new(Known::new(base(title)))
}

fn title(known: &Known) -> &str {
    let full = known.base.causes.iter().find(|cause| cause.id.as_str() == "icloud-storage-full");
    full.map_or("", |cause| cause.title.as_str())
}

/// A person says that the storage is full.
fn full(person: u64) -> Event {
    let text = "icloud backup fails, it says not enough icloud storage".to_owned();
    let said = event(&format!("message {person}"), EventKind::Said { text, addressed: true });
    Event { person: PersonId(person), ..said }
}

fn time() -> Time {
    Arc::new(|| at(0))
}

fn desk(current: &Arc<CurrentKnowledge>) -> (Arc<dyn Store>, Arc<Deciding>) {
    let store: Arc<dyn Store> = Arc::new(Memory::default());
    let servers = Arc::new(Servers::new(Arc::clone(&store)));
    (store, Arc::new(deciding::desk(&servers, current, &time())))
}

#[test]
fn whoever_began_before_an_exchange_keeps_the_old_knowledge_to_the_end() {
    let current = Arc::new(CurrentKnowledge::new(known("Old title")));
    let ((begun, has_begun), (exchanged, was_exchanged)) = (mpsc::channel(), mpsc::channel());
    let reader = {
        let current = Arc::clone(&current);
        thread::spawn(move || {
            let own = current.snapshot();
            begun.send(()).unwrap();
            was_exchanged.recv().unwrap();
            (title(&own).to_owned(), title(&current.snapshot()).to_owned())
        })
    };
    has_begun.recv().unwrap();
    let old = current.replace(known("New title"));
    exchanged.send(()).unwrap();
    assert_eq!(reader.join().unwrap(), ("Old title".to_owned(), "New title".to_owned()));
    assert_eq!(Arc::strong_count(&old), 1, "nobody holds it any more");
}

#[test]
fn an_event_is_decided_with_the_knowledge_that_it_came_in_with() {
    let current = Arc::new(CurrentKnowledge::new(known("Old title")));
    let (_, desk) = desk(&current);
    let under_way = desk.with_snapshot(current.snapshot());
    current.replace(known("New title"));
    let decided = |desk: &Deciding| format!("{:?}", desk.decider().decide(at(0), None, &full(1)).effects);
    assert!(decided(&under_way).contains("Old title"), "{}", decided(&under_way));
    assert!(decided(&desk).contains("New title"), "{}", decided(&desk));
}
