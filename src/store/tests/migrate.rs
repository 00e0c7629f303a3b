//! A handwritten store of format 0, brought up to date; and one from the future.

use super::sample::{SERVER, commit_of, correction, new_case, opened, save};
use crate::intake::Field;
use crate::store::disk::{Changes, Disk};
use crate::store::sled::write_plainly;
use crate::store::tree::Tree;
use crate::store::{Filter, OnDisk, Store, StoreError, Write, Written, record};
use crate::tally::{Section, Span, Sums, name};
use crate::triage::case::{CaseNumber, ComputerBackup, PersonId, PlaceId, ServerId, Stage};

/// The record of the current format.
const CURRENT: &[u8] = br#"{"v":5,"data":5}"#;

/// Two cases of one person, the second one open, and one of somebody else.
const FORMAT_0: [(&str, &str); 3] = [
    (
        "case/7/1",
        r#"{"server":7,"number":1,"person":70,"place":700,"stage":"closed","opened_at":"2026-01-02T03:04:05Z",
        "touched_at":"2026-01-02T04:00:00Z","causes":[],"intake":{"ios_version":{"known":"17.4.1"}},
        "steps":[{"step":"restart","shown_at":"2026-01-02T03:10:00Z","outcome":"worked"}],
        "history":[{"at":"2026-01-02T03:04:05Z","by":null,"what":"opened"},
        {"at":"2026-01-02T04:00:00Z","by":null,"what":{"moved":"closed"}}],
        "asked_for_fields":true,"escalation":null,"owner":null,"version":4}"#,
    ),
    (
        "case/7/2",
        r#"{"server":7,"number":2,"person":70,"place":700,"stage":"fixing","opened_at":"2026-02-02T03:04:05Z",
        "touched_at":"2026-02-02T03:04:05Z","causes":[{"id":"icloud-full","family":"storage_full",
        "confidence":0.8}],"intake":{},"steps":[],"history":[],"asked_for_fields":false,"version":1}"#,
    ),
    (
        "case/8/9",
        r#"{"server":8,"number":9,"person":71,"place":701,"stage":"escalated","opened_at":"2026-03-02T03:04:05Z",
        "touched_at":"2026-03-02T03:04:05Z","causes":[],"intake":{},"steps":[],"history":[],
        "asked_for_fields":true,"escalation":"asked_for","version":2}"#,
    ),
];

fn written(entries: &[(&str, &str)]) -> tempfile::TempDir {
    let data = tempfile::tempdir().unwrap();
    let changes: Changes = entries
        .iter()
        .map(|(key, value)| (key.as_bytes().to_vec(), Some(value.as_bytes().to_vec())))
        .collect();
    write_plainly(&data.path().join("cases"), changes);
    data
}

/// As format 4 left it: no numbers of what is there, no seal, and nothing of the bot's own messages.
#[test]
fn a_store_of_format_4_learns_what_it_holds() {
    let data = tempfile::tempdir().unwrap();
    let before = {
        let store = OnDisk::open(data.path()).unwrap();
        (1..=30)
            .for_each(|person| drop(opened(&store, SERVER, PersonId(person), &format!("event {person}"))));
        store.records().map(Result::unwrap).collect::<Vec<_>>()
    };
    let entries: Changes = {
        let tree = Tree::open(data.path()).unwrap();
        tree.scan(b"").map(|entry| entry.map(|(key, value)| (key, Some(value))).unwrap()).collect()
    };
    let old = tempfile::tempdir().unwrap();
    let format = (record::FORMAT_KEY.to_vec(), Some(br#"{"v":4,"data":4}"#.to_vec()));
    write_plainly(&old.path().join("cases"), entries.into_iter().chain([format]).collect());
    assert!(!old.path().join("cases").join("seal").exists(), "the test would show nothing");
    for opening in ["first", "second"] {
        let store = OnDisk::open(old.path()).unwrap();
        assert_eq!(store.records().map(Result::unwrap).collect::<Vec<_>>(), before, "{opening} opening");
    }
    assert_eq!(Tree::open(old.path()).unwrap().get(record::FORMAT_KEY).unwrap().unwrap(), CURRENT);
    assert!(old.path().join("cases").join("seal").exists());
}

#[test]
fn a_store_of_format_0_is_brought_up_to_date_once() {
    let data = written(&FORMAT_0);
    for opening in ["first", "second"] {
        let store = OnDisk::open(data.path()).unwrap();
        let cases: Vec<_> = store.cases(&Filter::default()).map(Result::unwrap).collect();
        let numbers: Vec<_> = cases.iter().map(|case| (case.server.0, case.number.unwrap().0)).collect();
        assert_eq!(numbers, [(7, 1), (7, 2), (8, 9)], "{opening} opening");
        assert_eq!(cases[0].intake.ios_version, Field::Known("17.4.1".to_owned()));
        assert_eq!((cases[0].muted, cases[0].computer_backup), (false, ComputerBackup::Unknown));
        let latest = store.latest_case(SERVER, PersonId(70)).unwrap().unwrap();
        assert_eq!((latest.number, latest.stage), (Some(CaseNumber(2)), Stage::Fixing));
        let there = store.case_at(SERVER, PlaceId(700)).unwrap().unwrap();
        assert_eq!(there.number, Some(CaseNumber(2)));
    }
    let tree = Tree::open(data.path()).unwrap();
    assert_eq!(tree.scan(b"case/").count(), 0, "nothing is left of the old keys");
    assert_eq!(tree.get(record::FORMAT_KEY).unwrap().unwrap(), CURRENT);
}

/// Two cases of one place, the second of which began with a message; another server has the same place.
#[test]
fn a_store_of_format_1_learns_where_its_cases_are() {
    let data = tempfile::tempdir().unwrap();
    let tree = Tree::open(data.path()).unwrap();
    let case = |server: u64, number: u64, rest: &str| {
        let json = format!(
            r#"{{"v":1,"data":{{"server":{server},"number":{number},"person":70,"stage":"closed",{rest},
            "opened_at":"2026-01-02T03:04:05Z","touched_at":"2026-01-02T03:04:05Z","causes":[],"intake":{{}},
            "steps":[],"history":[],"asked_for_fields":false,"computer_backup":"unknown","escalation":null,
            "owner":null,"muted":false,"version":1}}}}"#
        );
        (record::case_key(ServerId(server), CaseNumber(number)), Some(json.into_bytes()))
    };
    let entries = [
        case(7, 2, r#""place":700,"home":{"channel":5,"message":702}"#),
        case(7, 1, r#""place":700"#),
        case(8, 4, r#""place":700"#),
        (record::case_key(SERVER, CaseNumber(3)), Some(b"not a case".to_vec())),
        (record::FORMAT_KEY.to_vec(), Some(br#"{"v":1,"data":1}"#.to_vec())),
    ];
    tree.save(entries.into()).unwrap();
    drop(tree);

    let store = OnDisk::open(data.path()).unwrap();
    let found = |server, place| {
        let case = store.case_at(ServerId(server), PlaceId(place)).unwrap();
        case.map(|case| (case.server.0, case.number.unwrap().0))
    };
    assert_eq!(found(7, 700), Some((7, 2)));
    assert_eq!(found(7, 702), Some((7, 2)));
    assert_eq!(found(8, 700), Some((8, 4)));
    assert_eq!(found(8, 702), None);
    drop(store);
    assert_eq!(Tree::open(data.path()).unwrap().get(record::FORMAT_KEY).unwrap().unwrap(), CURRENT);
}

#[test]
fn a_store_of_format_2_stays_as_it_is_and_keeps_corrections_from_then_on() {
    let data = written(&FORMAT_0);
    drop(OnDisk::open(data.path()).unwrap());
    let tree = Tree::open(data.path()).unwrap();
    tree.save([(record::FORMAT_KEY.to_vec(), Some(br#"{"v":2,"data":2}"#.to_vec()))].into()).unwrap();
    let before: Vec<_> = tree.scan(b"c").map(Result::unwrap).collect();
    drop(tree);

    let store = OnDisk::open(data.path()).unwrap();
    assert_eq!(store.corrections(None).count(), 0);
    store.write(Write::Correct(Box::new(correction(1)))).unwrap();
    drop(store);
    let tree = Tree::open(data.path()).unwrap();
    assert_eq!(tree.scan(b"c").map(Result::unwrap).collect::<Vec<_>>(), before);
    assert_eq!(tree.get(record::FORMAT_KEY).unwrap().unwrap(), CURRENT);
}

/// As format 3 left it: neither sums nor an index of open cases; and what an interrupted change to format 4 leaves.
#[test]
fn a_store_of_format_3_learns_what_its_cases_count_for() {
    let data = written(&FORMAT_0);
    let store = OnDisk::open(data.path()).unwrap();
    let before = sums_of(&store);
    assert_eq!(before.iter().map(|sums| sums.whole(name::CASES)).sum::<u64>(), 2 + 2 + 3);
    drop(store);
    for leftovers in [Vec::new(), vec![(b"r of another form".to_vec(), Some(b"half".to_vec()))]] {
        let tree = Tree::open(data.path()).unwrap();
        let derived = tree.scan(b"o").chain(tree.scan(b"r")).map(|entry| (entry.unwrap().0, None));
        let mut changes: Changes = derived.collect();
        assert!(changes.len() > 10, "there is something to build");
        changes.insert(record::FORMAT_KEY.to_vec(), Some(br#"{"v":3,"data":3}"#.to_vec()));
        changes.extend(leftovers);
        // A case that cannot be read keeps nothing from being counted.
        changes.insert(record::case_key(SERVER, CaseNumber(3)), Some(b"not a case".to_vec()));
        tree.save(changes).unwrap();
        drop(tree);

        let store = OnDisk::open(data.path()).unwrap();
        assert_eq!(sums_of(&store), before);
        let open = store.cases(&Filter { open: true, ..Filter::default() }).map(Result::unwrap);
        assert_eq!(open.map(|case| case.number.unwrap().0).collect::<Vec<_>>(), [2, 9]);
        drop(store);
        let tree = Tree::open(data.path()).unwrap();
        assert_eq!(tree.get(record::FORMAT_KEY).unwrap().unwrap(), CURRENT);
        assert_eq!(tree.scan(b"r of").count(), 0);
    }
}

fn sums_of(store: &OnDisk) -> Vec<Sums> {
    Section::ALL.map(|section| store.sums(None, section, Span::ALL).unwrap()).into()
}

#[test]
fn numbers_and_the_one_open_case_hold_after_the_change() {
    let store = OnDisk::open(written(&FORMAT_0).path()).unwrap();
    let latest = store.latest_case(SERVER, PersonId(70)).unwrap();
    let mut another = commit_of(SERVER, PersonId(70), "a", latest.as_ref());
    another.case = Some(new_case(SERVER, PersonId(70)));
    assert_eq!(save(&store, another), Written::Conflict);
    assert_eq!(opened(&store, SERVER, PersonId(72), "b").number, Some(CaseNumber(3)));
}

#[test]
fn a_newer_store_is_refused_and_left_as_it_is() {
    let format = r#"{"v":6,"data":{"something":"else"}}"#;
    let data = written(&[("m", format), ("c", "from the future")]);
    let error = OnDisk::open(data.path()).unwrap_err();
    let folder = data.path().display().to_string();
    assert_eq!(error, StoreError::Newer { folder, found: 6, known: 5 });
    assert_eq!(Tree::open(data.path()).unwrap().get(b"c").unwrap().unwrap(), b"from the future");
}

#[test]
fn a_case_of_format_0_without_its_number_is_named() {
    let error = OnDisk::open(written(&[("case/7/1", r#"{"server":7}"#)]).path()).unwrap_err().to_string();
    assert!(error.contains("case/7/1") && error.contains("person"), "{error}");
}

#[test]
fn a_new_store_has_the_current_format() {
    let data = tempfile::tempdir().unwrap();
    drop(OnDisk::open(data.path()).unwrap());
    let format = Tree::open(data.path()).unwrap().get(record::FORMAT_KEY).unwrap();
    assert_eq!(format.unwrap(), CURRENT);
}
