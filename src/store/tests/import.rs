//! An export read into an empty folder makes the same store again; anything wrong makes none.

use std::path::Path;

use super::sample::{
    PERSON, SERVER, at, commit_of, correction, due, incident, moved, opened, save, say, wake,
};
use crate::store::{Filter, Memory, OnDisk, Record, Store, StoreError, Write, Written, line, lines};
use crate::tally::{Section, Span};
use crate::triage::case::{CaseNumber, Note, PersonId, PlaceId, ServerId, Stage};
use crate::triage::{MessageId, Origin};

/// A store with something of every kind.
fn fill(store: &dyn Store) {
    let case = opened(store, SERVER, PERSON, "a \"quoted\" é id");
    let mut step = commit_of(SERVER, PERSON, "b", Some(&case));
    let mut next = moved(&case, Stage::Claimed);
    next.words = Some("my \u{1f4f1} says \"full\"\n".to_owned());
    next.notes = vec![Note { at: at(5), by: Some(PersonId(90)), words: "called back".to_owned() }];
    next.home = Some(Origin { channel: PlaceId(600), message: MessageId(601) });
    next.causes.push(crate::diagnosis::RankedCause {
        id: "no-wifi".into(),
        family: crate::knowledge::Family::Network,
        confidence: 0.123_456_79,
    });
    (step.case, step.work) = (Some(next), vec![due(0, say("hello")), wake(900)]);
    (step.unmatched, step.correction) = (true, Some(correction(4)));
    save(store, step);
    let over = opened(store, SERVER, PersonId(71), "c");
    let mut close = commit_of(SERVER, PersonId(71), "d", Some(&over));
    close.case = Some(moved(&over, Stage::Closed));
    save(store, close);
    opened(store, SERVER, PersonId(71), "e");
    opened(store, ServerId(8), PersonId(72), "f");
    store.write(Write::ForgetCase(SERVER, CaseNumber(2))).unwrap();
    store.write(Write::Settings(SERVER, serde_json::json!({ "watch": [1], "about": "é" }))).unwrap();
    store.write(Write::Bookmarks(vec![(PlaceId(600), MessageId(5))])).unwrap();
    store.write(Write::Incident(Box::new(incident(1)))).unwrap();
}

fn export(store: &dyn Store) -> String {
    store.records().map(|record| line(&record.unwrap()).unwrap() + "\n").collect()
}

fn import(data: &Path, text: &str) -> Result<u64, StoreError> {
    OnDisk::import(data, &mut lines(text.as_bytes()))
}

#[test]
fn an_export_comes_back_byte_for_byte() {
    let memory = Memory::default();
    let first = tempfile::tempdir().unwrap();
    let on_disk = OnDisk::open(first.path()).unwrap();
    for store in [&memory as &dyn Store, &on_disk] {
        fill(store);
        let data = tempfile::tempdir().unwrap();
        let exported = export(store);
        let count = u64::try_from(exported.lines().count()).unwrap();
        assert_eq!(import(data.path(), &exported), Ok(count));
        let again = OnDisk::open(data.path()).unwrap();
        assert_eq!(export(&again), exported);
        for section in Section::ALL {
            assert_eq!(again.sums(None, section, Span::ALL), store.sums(None, section, Span::ALL));
        }
    }
}

#[test]
fn what_finds_cases_works_after_an_import_and_numbers_go_on() {
    let (memory, data) = (Memory::default(), tempfile::tempdir().unwrap());
    fill(&memory);
    import(data.path(), &export(&memory)).unwrap();
    let store = OnDisk::open(data.path()).unwrap();
    for person in [PERSON, PersonId(71)] {
        assert_eq!(store.latest_case(SERVER, person), memory.latest_case(SERVER, person));
    }
    for place in [PlaceId(700), PlaceId(601)] {
        assert_eq!(store.case_at(SERVER, place), memory.case_at(SERVER, place));
    }
    let open = |store: &dyn Store| store.cases(&Filter { open: true, ..Filter::default() }).count();
    assert_eq!(open(&store), open(&memory));
    assert_eq!(opened(&store, SERVER, PersonId(75), "g").number, Some(CaseNumber(4)));
    let work = |store: &dyn Store| {
        let mut step = commit_of(SERVER, PersonId(76), "h", None);
        step.work = vec![due(0, say("later"))];
        assert!(matches!(save(store, step), Written::Saved { .. }));
        let records = store.records().map(Result::unwrap);
        records.filter(|record| matches!(record, Record::LastWork(_))).collect::<Vec<_>>()
    };
    assert_eq!(work(&store), work(&memory), "no number of work comes twice");
    let mut twice = commit_of(SERVER, PERSON, "b", store.latest_case(SERVER, PERSON).unwrap().as_ref());
    twice.work = vec![due(0, say("twice"))];
    assert_eq!(save(&store, twice), Written::AlreadySeen);
}

#[test]
fn a_bad_line_is_named_and_nothing_is_kept() {
    let memory = Memory::default();
    fill(&memory);
    let exported = export(&memory);
    let lines: Vec<&str> = exported.lines().collect();
    let bad = [
        (format!("{}\nnot a record\n", lines[0]), 2, "not JSON"),
        (format!("{}\n\n{{\"case\":{{\"words\":\"gooseberry\"}}}}", lines[0]), 3, "no record"),
        (format!("{}\n{}\n", lines[0], lines[0]), 2, "twice"),
        (lines[0].replacen("\"number\":1", "\"number\":null", 1), 1, "no number"),
        (
            format!("{}\n{}", lines[0], lines[0].replacen("\"number\":1", "\"number\":9", 1)),
            2,
            "open case already",
        ),
        (lines[0].chars().take(40).collect(), 1, "breaks off"),
        ("x".repeat(2 << 20), 1, "longer than"),
    ];
    for (text, at, part) in bad {
        let data = tempfile::tempdir().unwrap();
        let error = import(data.path(), &text).unwrap_err();
        let StoreError::Line { number, why } = &error else { panic!("{error}") };
        assert_eq!(*number, at, "{why}");
        assert!(why.contains(part) && !why.contains("gooseberry"), "{why}");
        assert_eq!(OnDisk::open(data.path()).unwrap().records().count(), 0);
        assert!(import(data.path(), &exported).is_ok(), "after mending it can be imported");
    }
}

#[test]
fn a_folder_that_holds_anything_is_refused_and_stays_as_it_is() {
    let (memory, data) = (Memory::default(), tempfile::tempdir().unwrap());
    fill(&memory);
    let store = OnDisk::open(data.path()).unwrap();
    assert!(matches!(import(data.path(), ""), Err(StoreError::Busy { .. })), "somebody holds it");
    store.write(Write::Settings(SERVER, serde_json::json!(1))).unwrap();
    let before = export(&store);
    drop(store);
    let error = import(data.path(), &export(&memory)).unwrap_err();
    assert_eq!(error, StoreError::NotEmpty { folder: data.path().display().to_string() });
    assert_eq!(export(&OnDisk::open(data.path()).unwrap()), before);
}

#[test]
fn an_import_that_was_interrupted_leaves_nothing() {
    let (memory, data) = (Memory::default(), tempfile::tempdir().unwrap());
    fill(&memory);
    import(data.path(), &export(&memory)).unwrap();
    // As a process that is killed leaves it: filled, and not yet in its place.
    std::fs::rename(data.path().join("cases"), data.path().join("cases.new")).unwrap();
    std::fs::write(data.path().join("importing"), "").unwrap();
    let store = OnDisk::open(data.path()).unwrap();
    assert_eq!(store.records().count(), 0);
    assert!(!data.path().join("cases.new").exists() && !data.path().join("importing").exists());
}
