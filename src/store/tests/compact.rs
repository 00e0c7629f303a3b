//! Rewriting the files: removed words are gone, nothing else is, and a crash at any point leaves one store whole.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::frail::Frail;
use super::sample::{PERSON, SERVER, at, commit, due, new_case, opened, save, say};
use crate::store::disk::Disk;
use crate::store::folder::Folder;
use crate::store::{Filter, OnDisk, Record, Store, StoreError, WorkId, Write, Written};
use crate::triage::case::PersonId;

/// A word that is removed.
const WORD: &str = "gooseberry";

/// Whether the word is anywhere in the files of a folder.
fn is_word_in(folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().map(Result::unwrap).any(|entry| {
        if entry.file_type().unwrap().is_dir() {
            return is_word_in(&entry.path());
        }
        let bytes = fs::read(entry.path()).unwrap();
        bytes.windows(WORD.len()).any(|window| window == WORD.as_bytes())
    })
}

/// A store in which a person with the word was forgotten, and somebody else was not.
fn with_something_forgotten(data: &Path) -> OnDisk {
    let store = OnDisk::open(data).unwrap();
    let mut step = commit("a", None);
    step.case = Some(new_case(SERVER, PERSON));
    step.work = vec![due(0, say(WORD))];
    save(&store, step);
    opened(&store, SERVER, PersonId(71), "b");
    let mut step = commit("c", store.latest_case(SERVER, PERSON).unwrap().as_ref());
    step.work = vec![due(0, say("something else"))];
    save(&store, step);
    store.write(Write::Settings(SERVER, serde_json::json!({ "watch": [5] }))).unwrap();
    store.write(Write::ForgetPerson(SERVER, PERSON, at(0))).unwrap();
    store
}

fn records(store: &OnDisk) -> Vec<Record> {
    store.records().collect::<Result<_, _>>().unwrap()
}

fn names_in(data: &Path) -> Vec<String> {
    let names = fs::read_dir(data).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name.starts_with("cases")).collect();
    names.sort();
    names
}

#[test]
fn forgotten_words_are_gone_from_the_files_and_nothing_else_is() {
    let data = tempfile::tempdir().unwrap();
    let store = with_something_forgotten(data.path());
    // A copy from before an opening has the words too.
    fs::create_dir(data.path().join("cases.copy")).unwrap();
    fs::write(data.path().join("cases.copy/db"), WORD).unwrap();
    let before = records(&store);
    assert!(is_word_in(&data.path().join("cases")), "the test would prove nothing");

    for round in ["first", "second"] {
        assert_eq!(store.compact(), Ok(()), "{round} time");
        assert!(!is_word_in(data.path()), "{round} time");
        assert_eq!(names_in(data.path()), ["cases"], "{round} time");
        assert_eq!(records(&store), before, "{round} time");
    }
    let person = opened(&store, SERVER, PERSON, "d");
    drop(store);

    let store = OnDisk::open(data.path()).unwrap();
    assert_eq!(store.latest_case(SERVER, PERSON).unwrap(), Some(person));
    assert_eq!(records(&store).len(), before.len() + 2, "the case and its event");
    assert_eq!(store.settings(SERVER).unwrap(), Some(serde_json::json!({ "watch": [5] })));
}

#[test]
fn readers_and_writers_go_on_while_the_files_are_rewritten() {
    let data = tempfile::tempdir().unwrap();
    let store = OnDisk::open(data.path()).unwrap();
    for person in 0..50 {
        opened(&store, SERVER, PersonId(1000 + person), &format!("before {person}"));
    }
    let (before, after) = std::thread::scope(|scope| {
        let before = store.cases(&Filter::default());
        let writer = scope.spawn(|| {
            (0..50_u64).for_each(|person| {
                opened(&store, SERVER, PersonId(2000 + person), &format!("beside {person}"));
            });
        });
        store.compact().unwrap();
        store.compact().unwrap();
        // Begun on the files that are gone by now.
        let before = before.map(Result::unwrap).count();
        writer.join().unwrap();
        (before, store.cases(&Filter::default()).map(Result::unwrap).count())
    });
    assert!(before >= 50, "{before}");
    assert_eq!(after, 100);
    drop(store);
    assert_eq!(OnDisk::open(data.path()).unwrap().cases(&Filter::default()).count(), 100);
}

#[test]
fn what_waits_is_written_in_its_order_around_a_rewriting() {
    let data = tempfile::tempdir().unwrap();
    let store = OnDisk::open(data.path()).unwrap();
    std::thread::scope(|scope| {
        for round in 0..4 {
            scope.spawn(|| store.compact().unwrap());
            let mut step = commit(&format!("event {round}"), None);
            step.work = vec![due(0, say("hello"))];
            assert_eq!(save(&store, step), Written::Saved { case: None });
        }
    });
    let lease = jiff::SignedDuration::from_secs(60);
    for number in 1..=4 {
        let work = store.claim(at(0), lease, 10).unwrap();
        assert_eq!(work.iter().map(|work| work.id).collect::<Vec<_>>(), [WorkId(number)]);
        store.write(Write::Done(work[0].id)).unwrap();
    }
}

/// A stopping point of a rewriting, as it leaves the folder of a closed store.
type Stop = fn(&Path);

/// A rewritten store beside the one that is there.
fn write_new(data: &Path) {
    let folder = Folder::hold(data).unwrap();
    let new = folder.make_new().unwrap();
    for file in fs::read_dir(folder.store()).unwrap().map(Result::unwrap) {
        if file.file_type().unwrap().is_file() {
            fs::copy(file.path(), new.join(file.file_name())).unwrap();
        }
    }
}

const STOPS: [(&str, Stop); 4] = [
    ("while copying", |data| {
        let new = Folder::hold(data).unwrap().make_new().unwrap();
        fs::write(new.join("db"), "half of a file").unwrap();
    }),
    ("after copying", write_new),
    ("between the halves of the swap", |data| {
        write_new(data);
        Folder::hold(data).unwrap().set_old_aside().unwrap();
    }),
    ("before the old files are removed", |data| {
        write_new(data);
        let folder = Folder::hold(data).unwrap();
        folder.set_old_aside().unwrap();
        folder.put_new_in_place().unwrap();
    }),
];

#[test]
fn a_crash_at_any_point_leaves_one_store_whole() {
    for (when, stop) in STOPS {
        let data = tempfile::tempdir().unwrap();
        let store = with_something_forgotten(data.path());
        let before = records(&store);
        drop(store);
        stop(data.path());
        fs::write(data.path().join("running"), "open\n").unwrap();

        assert!(OnDisk::is_in(data.path()), "{when}");
        let store = OnDisk::open(data.path()).unwrap();
        assert_eq!(records(&store), before, "{when}");
        assert_eq!(names_in(data.path()), ["cases", "cases.copy"], "{when}");
        store.compact().unwrap();
        assert_eq!(names_in(data.path()), ["cases"], "{when}");
        assert!(!is_word_in(data.path()), "{when}");
        assert_eq!(records(&store), before, "{when}");
    }
}

#[test]
fn a_rewriting_that_fails_leaves_everything_as_it_was() {
    let data = tempfile::tempdir().unwrap();
    let store = with_something_forgotten(data.path());
    let before = records(&store);
    // A file where the folder should be.
    fs::write(data.path().join("cases.new"), "in the way").unwrap();
    let error = store.compact().unwrap_err();
    assert!(matches!(error, StoreError::Rewrite { .. }), "{error:?}");
    assert!(error.to_string().contains(&data.path().display().to_string()), "{error}");
    assert_eq!(records(&store), before);

    fs::remove_file(data.path().join("cases.new")).unwrap();
    opened(&store, SERVER, PERSON, "d");
    store.compact().unwrap();
    assert!(!is_word_in(data.path()));
}

#[test]
fn a_swap_that_fails_halfway_is_undone() {
    for new_is_there in [false, true] {
        let data = tempfile::tempdir().unwrap();
        drop(with_something_forgotten(data.path()));
        write_new(data.path());
        let folder = Folder::hold(data.path()).unwrap();
        folder.set_old_aside().unwrap();
        if new_is_there {
            folder.put_new_in_place().unwrap();
            fs::write(folder.store().join("db"), "not what it should be").unwrap();
        }
        folder.undo_swap().unwrap();
        folder.clear_leftovers().unwrap();
        assert_eq!(names_in(data.path()), ["cases"]);
        drop(folder);
        assert_eq!(OnDisk::open(data.path()).unwrap().cases(&Filter::default()).count(), 2);
    }
}

#[test]
fn a_disk_that_cannot_go_back_stops_the_store() {
    let store = OnDisk::over(Arc::new(Frail::default()) as Arc<dyn Disk>).unwrap();
    opened(&store, SERVER, PERSON, "a");
    assert!(matches!(store.compact(), Err(StoreError::Stopped { .. })));
    assert!(matches!(store.write(Write::Done(WorkId(1))), Err(StoreError::Stopped { .. })));
    assert!(matches!(store.compact(), Err(StoreError::Stopped { .. })));
}
