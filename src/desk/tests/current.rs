//! The knowledge in use is exchanged while events are under way: each ends with the one that it began with, and none waits.

use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use super::{at, event};
use crate::desk::deciding::{self, Deciding, Known, Time};
use crate::desk::reload::{Fresh, Outcome, Source};
use crate::desk::{CurrentKnowledge, Decide, Handled, Reload, Servers};
use crate::fingerprint::Fingerprint;
use crate::knowledge::KnowledgeBase;
use crate::pulse::Pulse;
use crate::store::{Memory, Store};
use crate::triage::{Event, EventKind, PersonId};

/// Longer than anything takes here: whoever waits so long would wait for ever.
const FOR_EVER: Duration = Duration::from_secs(120);

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

/// What is said to whoever has just been taken on.
fn answer(store: &dyn Store) -> String {
    let lease = jiff::SignedDuration::from_mins(5);
    store.claim(at(1), lease, 100).unwrap().iter().map(|work| format!("{:?}", work.effect)).collect()
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

#[test]
fn nobody_waits_while_the_knowledge_is_read_and_compiled() {
    let current = Arc::new(CurrentKnowledge::new(known("Old title")));
    let (store, desk) = desk(&current);
    let ((begun, has_begun), (finish, may_finish)) = (mpsc::channel(), mpsc::channel::<()>());
    let may_finish = Mutex::new(may_finish);
    let slow: Source = Box::new(move |_| {
        begun.send(()).unwrap();
        may_finish.lock().unwrap().recv().unwrap();
        Ok(Some(Fresh { base: base("New title"), fingerprint: Fingerprint::of(b"new") }))
    });
    let reload = Arc::new(reload(&current, slow));
    let reloading = {
        let reload = Arc::clone(&reload);
        thread::spawn(move || reload.again())
    };
    has_begun.recv().unwrap();

    let (tell, told) = mpsc::channel();
    let (meanwhile, asked) = (Arc::clone(&desk), Arc::clone(&reload));
    thread::spawn(move || {
        let handled = meanwhile.handle_blocking(&full(1));
        // Whoever asks what is in use does not wait either.
        tell.send((handled, asked.in_use())).unwrap();
    });
    let (handled, in_use) = told.recv_timeout(FOR_EVER).expect("an event waits for the knowledge");
    assert_eq!(handled, Ok(Handled::Saved));
    assert_eq!(in_use.fingerprint, format!("{:016x}", Fingerprint::of(b"old").number()));
    let said = answer(&*store);
    assert!(said.contains("Old title") && !said.contains("New title"), "{said}");

    finish.send(()).unwrap();
    assert_eq!(reloading.join().unwrap().outcome, Outcome::Loaded);
    assert_eq!(desk.handle_blocking(&full(2)), Ok(Handled::Saved));
    let said = answer(&*store);
    assert!(said.contains("New title") && !said.contains("Old title"), "{said}");
}

#[test]
fn what_cannot_be_used_changes_nothing_and_is_told_until_it_is_mended() {
    let current = Arc::new(CurrentKnowledge::new(known("Old title")));
    let complaints = vec!["patterns/wifi.toml:3:1: this is no key".to_owned()];
    let answers = [
        Err(complaints.clone()),
        Ok(None),
        Err(complaints.clone()),
        Ok(Some(Fresh { base: base("New title"), fingerprint: Fingerprint::of(b"new") })),
    ];
    let answers = Mutex::new(answers.into_iter());
    let reload = reload(&current, Box::new(move |_| answers.lock().unwrap().next().unwrap()));
    let mut seen = Vec::new();
    for _ in 0..4 {
        let came = reload.again();
        seen.push((came.outcome, came.in_use.refused.is_some(), title(&current.snapshot()).to_owned()));
    }
    let (old, new) = ("Old title".to_owned(), "New title".to_owned());
    let refused = Outcome::Refused(complaints);
    let expected = [
        (refused.clone(), true, old.clone()),
        (Outcome::Unchanged, false, old.clone()),
        (refused, true, old),
        (Outcome::Loaded, false, new),
    ];
    assert_eq!(seen, expected);
}

fn reload(current: &Arc<CurrentKnowledge>, source: Source) -> Reload {
    let folder = ("patterns".to_owned(), Fingerprint::of(b"old"));
    Reload::new(Arc::clone(current), folder, source, Arc::<Pulse>::default(), time())
}
