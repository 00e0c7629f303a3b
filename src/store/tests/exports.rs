//! Exports beside the store: one a day, seven kept, nothing forgotten in them, and a way back from them.

use std::fs;
use std::io::BufReader;
use std::path::Path;

use jiff::civil::{Date, date};

use super::sample::{PERSON, SERVER, at, commit, due, new_case, opened, save, say};
use crate::store::{OnDisk, Posted, Record, Store, StoreError, Write, lines};
use crate::triage::case::{CaseNumber, PersonId, PlaceId};
use crate::triage::{MessageId, Origin};

const WORD: &str = "gooseberry";
/// A number that is nowhere else.
const SOMEBODY: PersonId = PersonId(9_000_001);

fn names(data: &Path) -> Vec<String> {
    let Ok(found) = fs::read_dir(data.join("exports")) else { return Vec::new() };
    let mut names: Vec<_> = found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn day(number: i8) -> Date {
    date(2026, 5, number)
}

fn path(data: &Path, number: i8) -> std::path::PathBuf {
    data.join("exports").join(format!("{}.jsonl", day(number)))
}

/// A store with the word in everything of somebody, and somebody else.
fn store(data: &Path) -> OnDisk {
    let store = OnDisk::open(data).unwrap();
    let mut case = new_case(SERVER, SOMEBODY);
    case.words = Some(format!("my {WORD}"));
    let mut step = commit(&format!("picture 7 {SOMEBODY} 2026-01-02"), None);
    (step.person, step.case) = (SOMEBODY, Some(case));
    step.work = vec![due(0, say(WORD))];
    save(&store, step);
    let at = Origin { channel: PlaceId(3), message: MessageId(4) };
    let posted = Posted { server: SERVER, person: SOMEBODY, case: Some(CaseNumber(1)), at };
    store.write(Write::Posted(None, posted, super::sample::at(0))).unwrap();
    let mut correction = super::sample::correction(5);
    (correction.author, correction.text) = (SOMEBODY, WORD.to_owned());
    store.write(Write::Correct(Box::new(correction))).unwrap();
    opened(&store, SERVER, PERSON, "b");
    store
}

#[test]
fn one_is_written_a_day_and_holds_everything() {
    let data = tempfile::tempdir().unwrap();
    let store = store(data.path());
    for number in 1..=10 {
        store.back_up(day(number)).unwrap();
        store.back_up(day(number)).unwrap();
    }
    let expected: Vec<String> = (4..=10).map(|number| format!("{}.jsonl", day(number))).collect();
    assert_eq!(names(data.path()), expected);
    let file = BufReader::new(fs::File::open(path(data.path(), 10)).unwrap());
    let written: Vec<Record> = lines(file).map(|line| line.unwrap().1).collect();
    assert_eq!(written, store.records().collect::<Result<Vec<_>, _>>().unwrap());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&data.path().join("exports")), mode(&path(data.path(), 10))), (0o700, 0o600));
    }
}

#[test]
fn an_export_goes_into_a_new_folder_and_comes_out_the_same() {
    let data = tempfile::tempdir().unwrap();
    let before = {
        let store = store(data.path());
        store.back_up(day(1)).unwrap();
        store.records().collect::<Result<Vec<_>, _>>().unwrap()
    };
    // What is left when the store itself is damaged.
    fs::write(data.path().join("cases").join("db"), "nothing").unwrap();
    let error = OnDisk::open(data.path()).unwrap_err().to_string();
    let command = format!("cloudmedic import {} --data NEW", path(data.path(), 1).display());
    assert!(error.contains(&command), "{error}");
    let new = tempfile::tempdir().unwrap();
    let file = BufReader::new(fs::File::open(path(data.path(), 1)).unwrap());
    OnDisk::import(new.path(), &mut lines(file)).unwrap();
    let store = OnDisk::open(new.path()).unwrap();
    assert_eq!(store.records().collect::<Result<Vec<_>, _>>().unwrap(), before);
}

#[test]
fn what_is_forgotten_is_gone_from_every_export_before_the_rewriting_returns() {
    for by_case in [false, true] {
        let data = tempfile::tempdir().unwrap();
        let store = store(data.path());
        (1..=3).for_each(|number| store.back_up(day(number)).unwrap());
        let traces = |trace: &str| {
            (1..=3)
                .filter(|number| fs::read_to_string(path(data.path(), *number)).unwrap().contains(trace))
                .count()
        };
        assert_eq!((traces(WORD), traces("9000001")), (3, 3));
        if by_case {
            store.write(Write::ForgetCase(SERVER, CaseNumber(1))).unwrap();
        } else {
            store.write(Write::ForgetPerson(SERVER, SOMEBODY, at(0))).unwrap();
        }
        assert!(store.is_behind());
        store.compact().unwrap();
        assert!(!store.is_behind());
        if !by_case {
            assert_eq!((traces(WORD), traces("9000001")), (0, 0));
        }
        assert_eq!(names(data.path()).len(), 3, "{:?}", names(data.path()));
        for number in 1..=3 {
            let file = BufReader::new(fs::File::open(path(data.path(), number)).unwrap());
            let records: Vec<Record> = lines(file).map(|line| line.unwrap().1).collect();
            let cases: Vec<_> = records
                .iter()
                .filter_map(|record| if let Record::Case(case) = record { Some(case) } else { None })
                .collect();
            assert_eq!(cases.iter().map(|case| case.forgotten).collect::<Vec<_>>(), [true, false]);
            let gone = |record: &Record| matches!(record, Record::Work(_) | Record::Posted(_));
            assert!(!records.iter().any(gone), "{records:?}");
            // Corrections outlast the case and not their author.
            let kept = records.iter().filter(|record| matches!(record, Record::Correction(_))).count();
            assert_eq!(kept, usize::from(by_case));
        }
    }
}

#[test]
fn a_crash_before_the_exports_are_clean_is_made_up_for() {
    let data = tempfile::tempdir().unwrap();
    let before = store(data.path());
    before.back_up(day(1)).unwrap();
    before.write(Write::ForgetPerson(SERVER, SOMEBODY, at(0))).unwrap();
    drop(before);
    // Half a line of a deletion that never was.
    let list = data.path().join("exports").join("forgotten");
    let text = fs::read_to_string(&list).unwrap();
    fs::write(&list, format!("{text}{{\"pers")).unwrap();
    let store = OnDisk::open(data.path()).unwrap();
    assert!(store.is_behind());
    store.compact().unwrap();
    assert_eq!(names(data.path()), ["2026-05-01.jsonl"]);
    assert!(!fs::read_to_string(path(data.path(), 1)).unwrap().contains(WORD));
}

#[test]
fn after_a_failure_the_old_ones_stay() {
    let data = tempfile::tempdir().unwrap();
    let store = store(data.path());
    (1..=7).for_each(|number| store.back_up(day(number)).unwrap());
    let before = names(data.path());
    fs::create_dir(data.path().join("exports").join(".part")).unwrap();
    let error = store.back_up(day(8)).unwrap_err();
    assert!(matches!(&error, StoreError::Exports { .. }), "{error}");
    assert!(error.to_string().contains("the old ones are as they were"), "{error}");
    fs::remove_dir(data.path().join("exports").join(".part")).unwrap();
    assert_eq!(names(data.path()), before);
    store.back_up(day(8)).unwrap();
    assert_eq!(names(data.path()).len(), 7);
}
