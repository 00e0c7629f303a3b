//! What only the store on disk must do: survive, refuse a second holder, stop after a failed save, say what is wrong.

use std::fs;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, mpsc};

use jiff::SignedDuration;

use super::frail::Frail;
use super::sample::{PERSON, SERVER, at, commit, due, moved, new_case, opened, save, say, wake};
use crate::store::disk::Disk;
use crate::store::{Filter, OnDisk, Store, StoreError, WorkId, Write, Written, record};
use crate::triage::{About, CaseNumber, Stage};

const LEASE: SignedDuration = SignedDuration::from_secs(60);

#[test]
fn what_was_saved_is_there_after_opening_again() {
    let data = tempfile::tempdir().unwrap();
    let store = OnDisk::open(data.path()).unwrap();
    let case = opened(&store, SERVER, PERSON, "a");
    let mut step = commit("b", Some(&case));
    step.case = Some(moved(&case, Stage::Waiting));
    step.work = vec![due(0, say("good night")), due(0, say("sleep well")), wake(500)];
    save(&store, step.clone());
    let before: Vec<_> = store.records().map(Result::unwrap).collect();
    let first = store.claim(at(0), LEASE, 1).unwrap();
    drop(store);

    let store = OnDisk::open(data.path()).unwrap();
    let after: Vec<_> = store.records().map(Result::unwrap).collect();
    assert_eq!(after.len(), before.len());
    assert_eq!(store.latest_case(SERVER, PERSON).unwrap().unwrap().stage, Stage::Waiting);
    assert_eq!(save(&store, step), Written::AlreadySeen);

    // The lease went with the process that had it, and the work says that it may have been done.
    let again = store.claim(at(0), LEASE, 10).unwrap();
    assert_eq!((again.len(), again[0].id, again[0].again), (1, first[0].id, true));
    store.write(Write::Done(again[0].id)).unwrap();
    drop(store);

    let store = OnDisk::open(data.path()).unwrap();
    assert_eq!(store.claim(at(0), LEASE, 10).unwrap()[0].id, WorkId(first[0].id.0 + 1));
    // Numbers go on where they were, also when everything before is done.
    let other = opened(&store, SERVER, crate::triage::PersonId(71), "c");
    assert_eq!(other.number, Some(CaseNumber(2)));
}

#[test]
fn work_that_was_put_back_has_waited_since_it_was_due_first() {
    let data = tempfile::tempdir().unwrap();
    let store = OnDisk::open(data.path()).unwrap();
    let case = opened(&store, SERVER, PERSON, "a");
    let mut step = commit("b", Some(&case));
    step.work = vec![due(5, say("good night"))];
    save(&store, step);
    for later in [9, 40] {
        let work = store.claim(at(later), LEASE, 10).unwrap().pop().unwrap();
        store.write(Write::Retry(work.id, work.lease, at(later + 20))).unwrap();
    }
    assert_eq!(store.queued(at(100)).unwrap().oldest, Some(at(5)));
    drop(store);
    let store = OnDisk::open(data.path()).unwrap();
    assert_eq!(store.queued(at(100)).unwrap().oldest, Some(at(5)), "after opening again");
    assert_eq!(store.claim(at(100), LEASE, 1).unwrap()[0].since(), at(5));
}

#[test]
fn a_second_holder_gets_one_clear_sentence() {
    let data = tempfile::tempdir().unwrap();
    let store = OnDisk::open(data.path()).unwrap();
    let error = OnDisk::open(data.path()).unwrap_err();
    assert_eq!(error, StoreError::Busy { folder: data.path().display().to_string() });
    drop(store);
    OnDisk::open(data.path()).unwrap();
}

#[test]
fn a_folder_that_cannot_be_used_is_named() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("a file");
    fs::write(&file, "").unwrap();
    let error = OnDisk::open(&file).unwrap_err().to_string();
    assert!(error.contains(&file.display().to_string()), "{error}");
}

#[test]
fn an_unclean_stop_leaves_a_copy_and_a_clean_one_does_not() {
    let data = tempfile::tempdir().unwrap();
    let copy = data.path().join("cases.copy");
    opened(&OnDisk::open(data.path()).unwrap(), SERVER, PERSON, "a");
    drop(OnDisk::open(data.path()).unwrap());
    assert!(!copy.exists());

    fs::write(data.path().join("running"), "open\n").unwrap();
    let store = OnDisk::open(data.path()).unwrap();
    assert!(store.latest_case(SERVER, PERSON).unwrap().is_some());
    assert!(copy.join("db").exists());
}

#[test]
fn damaged_files_get_a_sentence_that_says_what_to_do() {
    let data = tempfile::tempdir().unwrap();
    opened(&OnDisk::open(data.path()).unwrap(), SERVER, PERSON, "a");
    let cases = data.path().join("cases");
    fs::write(cases.join("conf"), "these are no settings").unwrap();
    let error = OnDisk::open(data.path()).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
    assert!(error.to_string().ends_with(&format!("move {} away to begin anew", cases.display())), "{error}");
}

#[test]
fn the_copy_from_before_the_damage_is_named_and_kept() {
    let data = tempfile::tempdir().unwrap();
    opened(&OnDisk::open(data.path()).unwrap(), SERVER, PERSON, "a");
    let (cases, copy) = (data.path().join("cases"), data.path().join("cases.copy"));
    fs::write(cases.join("conf"), "these are no settings").unwrap();
    fs::write(data.path().join("running"), "open\n").unwrap();
    let error = OnDisk::open(data.path()).unwrap_err().to_string();
    assert!(error.contains(&copy.display().to_string()), "{error}");

    fs::write(cases.join("conf"), "these are still no settings").unwrap();
    OnDisk::open(data.path()).unwrap_err();
    assert_eq!(
        fs::read_to_string(copy.join("conf")).unwrap(),
        "these are no settings",
        "the second try made no copy"
    );
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_the_cases() {
    use std::os::unix::fs::PermissionsExt;
    let data = tempfile::tempdir().unwrap();
    let _store = OnDisk::open(data.path()).unwrap();
    let mode = fs::metadata(data.path().join("cases")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn after_a_failed_save_every_call_says_so_and_no_work_is_handed_out() {
    let store = OnDisk::over(Arc::new(Frail { fails_from: Some(1), ..Frail::default() })).unwrap();
    opened(&store, SERVER, PERSON, "a");
    let mut step = commit("b", store.latest_case(SERVER, PERSON).unwrap().as_ref());
    step.work = vec![due(0, say("never said"))];
    let stopped = |error: StoreError| {
        let StoreError::Stopped { why } = error else { panic!("{error}") };
        assert!(why.contains("no space left"), "{why}");
    };
    stopped(store.write(Write::Commit(Box::new(step))).unwrap_err());
    stopped(store.claim(at(0), LEASE, 1).unwrap_err());
    stopped(store.next_due().unwrap_err());
    stopped(store.latest_case(SERVER, PERSON).unwrap_err());
    stopped(store.case(SERVER, CaseNumber(1)).unwrap_err());
    stopped(store.settings(SERVER).unwrap_err());
    stopped(store.correction(SERVER, About::Case(CaseNumber(1))).unwrap_err());
    stopped(store.corrections(None).next().unwrap().unwrap_err());
    stopped(store.cases(&Filter::default()).next().unwrap().unwrap_err());
    stopped(store.records().next().unwrap().unwrap_err());
    stopped(store.write(Write::Done(WorkId(1))).unwrap_err());
}

#[test]
fn work_is_handed_out_only_after_its_save_has_returned() {
    let (open, gate) = mpsc::channel();
    let disk = Arc::new(Frail { gate: Mutex::new(Some(gate)), ..Frail::default() });
    let store = OnDisk::over(Arc::clone(&disk) as Arc<dyn Disk>).unwrap();
    let mut step = commit("a", None);
    step.work = vec![due(0, say("hello"))];
    let (tell, told) = mpsc::channel();
    store.submit(Write::Commit(Box::new(step)), Box::new(move |answer| tell.send(answer).unwrap()));
    while disk.saves.load(Ordering::SeqCst) == 0 {
        std::thread::yield_now();
    }
    assert_eq!(store.claim(at(0), LEASE, 1).unwrap(), [], "its save is under way");
    assert!(told.try_recv().is_err());
    open.send(()).unwrap();
    assert_eq!(told.recv().unwrap(), Ok(Written::Saved { case: None }));
    assert_eq!(store.claim(at(0), LEASE, 1).unwrap().len(), 1);
}

#[test]
fn a_record_that_is_too_long_is_refused_and_the_store_goes_on() {
    let store = OnDisk::over(Arc::new(Frail::default())).unwrap();
    let mut step = commit("a", None);
    step.case = Some(new_case(SERVER, PERSON));
    step.work = vec![due(0, say(&"x".repeat(record::LONGEST)))];
    let error = store.write(Write::Commit(Box::new(step.clone()))).unwrap_err();
    assert!(matches!(error, StoreError::TooLong { .. }), "{error}");
    assert_eq!(store.latest_case(SERVER, PERSON).unwrap(), None);
    step.work.clear();
    assert!(matches!(save(&store, step), Written::Saved { .. }));
}

#[test]
fn one_record_that_cannot_be_read_spoils_no_other() {
    let disk = Arc::new(Frail::default());
    let store = OnDisk::over(Arc::clone(&disk) as Arc<dyn Disk>).unwrap();
    for person in 1..=3 {
        opened(&store, SERVER, crate::triage::PersonId(person), &format!("event {person}"));
    }
    let second = record::case_key(SERVER, CaseNumber(2));
    disk.entries.lock().unwrap().insert(second, b"{\"v\":1,\"data\":{\"server\":7}}".to_vec());
    let read: Vec<_> = store.cases(&Filter::default()).map(|case| case.is_ok()).collect();
    assert_eq!(read, [true, false, true]);
    let error = store.case(SERVER, CaseNumber(2)).unwrap_err().to_string();
    assert!(error.contains("case 2"), "{error}");
}

#[test]
fn a_record_names_its_format_and_its_fields() {
    let disk = Arc::new(Frail::default());
    let store = OnDisk::over(Arc::clone(&disk) as Arc<dyn Disk>).unwrap();
    opened(&store, SERVER, PERSON, "a");
    let bytes = disk.get(b"c\0\0\0\0\0\0\0\x07\0\0\0\0\0\0\0\x01").unwrap().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!((&json["v"], &json["data"]["person"]), (&5.into(), &70.into()), "{json}");
}
