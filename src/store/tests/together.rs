//! Writes that wait for a slow disk are saved together, and each still sees what those before it changed.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, mpsc};

use super::frail::Frail;
use super::sample::{PERSON, SERVER, at, commit, due, new_case, say};
use crate::store::disk::Disk;
use crate::store::{OnDisk, Posted, Store, WorkId, Write, Written};
use crate::triage::{CaseNumber, MessageId, Origin, PlaceId};

#[test]
fn writes_that_wait_are_saved_together() {
    let (open, gate) = mpsc::channel();
    let disk = Arc::new(Frail { gate: Mutex::new(Some(gate)), ..Frail::default() });
    let store = OnDisk::over(Arc::clone(&disk) as Arc<dyn Disk>).unwrap();
    let (tell, told) = mpsc::channel();
    let submit = |source: &str| {
        let tell = tell.clone();
        let step = Write::Commit(Box::new(commit(source, None)));
        store.submit(step, Box::new(move |answer| tell.send(answer).unwrap()));
    };
    submit("first");
    while disk.saves.load(Ordering::SeqCst) == 0 {
        std::thread::yield_now();
    }
    (0..20).for_each(|index| submit(&format!("event {index}")));
    submit("event 3");
    open.send(()).unwrap();
    open.send(()).unwrap();
    let answers: Vec<_> = told.iter().take(22).map(Result::unwrap).collect();
    assert_eq!(answers[21], Written::AlreadySeen, "within one save as well");
    assert_eq!(disk.saves.load(Ordering::SeqCst), 2);
}

#[test]
fn what_may_wait_for_others_is_saved_when_none_come() {
    let disk = Arc::new(Frail::default());
    let store = OnDisk::over(Arc::clone(&disk) as Arc<dyn Disk>).unwrap();
    let at_home = Origin { channel: PlaceId(1), message: MessageId(2) };
    let posted = Posted { server: SERVER, person: PERSON, case: None, at: at_home };
    let write = Write::Posted(Some(WorkId(1)), posted, at(0));
    assert!(write.is_patient());
    assert_eq!(store.write(write), Ok(Written::Saved { case: None }));
}

#[test]
fn what_is_saved_together_with_a_wish_to_be_forgotten_is_forgotten_too() {
    let (open, gate) = mpsc::channel();
    let disk = Arc::new(Frail { gate: Mutex::new(Some(gate)), ..Frail::default() });
    let store = OnDisk::over(Arc::clone(&disk) as Arc<dyn Disk>).unwrap();
    store.submit(Write::Commit(Box::new(commit("first", None))), Box::new(|_| {}));
    while disk.saves.load(Ordering::SeqCst) == 0 {
        std::thread::yield_now();
    }
    let mut step = commit("left 7 70 1", None);
    step.case = Some(new_case(SERVER, PERSON));
    step.work = vec![due(0, say("gooseberry"))];
    store.submit(Write::Commit(Box::new(step)), Box::new(|_| {}));
    let (tell, told) = mpsc::channel();
    let forget = Write::ForgetPerson(SERVER, PERSON, at(0));
    store.submit(forget, Box::new(move |answer| tell.send(answer).unwrap()));
    open.send(()).unwrap();
    open.send(()).unwrap();
    assert_eq!(told.recv().unwrap(), Ok(Written::Saved { case: None }));
    assert_eq!(disk.saves.load(Ordering::SeqCst), 2, "in one save");
    assert_eq!(store.claim(at(0), jiff::SignedDuration::from_secs(60), 10).unwrap(), []);
    let kept: Vec<_> = store.records().map(|record| format!("{:?}", record.unwrap())).collect();
    assert!(
        !kept.iter().any(|record| record.contains("gooseberry") || record.contains("left 7")),
        "{kept:?}"
    );
    assert!(store.case(SERVER, CaseNumber(1)).unwrap().is_some_and(|case| case.forgotten));
    assert_eq!(store.latest_case(SERVER, PERSON).unwrap(), None);
}
