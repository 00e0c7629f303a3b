//! Cases that come and go for as long as is asked for: how much the data folder grows by what was in it and is not any
//! more, and what a rewriting leaves of it.

#![expect(clippy::print_stdout, reason = "its figures are what it is run for")]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::path::Path;

use cloudmedic::desk::upkeep;
use cloudmedic::store::{Commit, Loaded, NewWork, OnDisk, Store, Write, size};
use cloudmedic::triage::case::{Happening, HistoryEntry};
use cloudmedic::triage::{Case, CaseNumber, Effect, Message, PersonId, PlaceId, ServerId, SourceId, Stage};
use jiff::{SignedDuration, Timestamp};

use crate::support::long;

const SERVER: ServerId = ServerId(9);
/// Cases of one round, and how often each is changed.
const CASES: u64 = 40;
const CHANGES: u32 = 10;
/// How many rounds every run has.
const ROUNDS: usize = 12;

#[test]
fn cases_that_come_and_go_leave_a_folder_that_does_not_grow_without_bound() {
    let rounds = long::size("CLOUDMEDIC_CHURN", ROUNDS);
    let data = tempfile::tempdir().unwrap();
    let store = OnDisk::open(data.path()).unwrap();
    let mut now: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
    let store_files = data.path().join("cases");
    let (mut rewritings, mut lean) = (0, 0);
    println!("{:>7} {:>8} {:>12} {:>12}", "round", "cases", "folder KiB", "rewritten");
    for round in 1..=rounds {
        churn(&store, round as u64, &mut now);
        let before = kib(&store_files);
        upkeep::between(&store).unwrap();
        let after = kib(&store_files);
        if after < before {
            (rewritings, lean) = (rewritings + 1, after);
        }
        println!("{round:>7} {:>8} {before:>12} {after:>12}", round as u64 * CASES);
        assert!(after <= (4 * lean).max(64 * 1024), "{after} KiB are left of {before}, as if nobody looked");
    }
    let before = kib(&store_files);
    store.compact().unwrap();
    let after = kib(&store_files);
    println!("{rewritings} rewritings; the last one: {before} KiB -> {after} KiB");
    assert!(after < before, "a rewriting makes the folder smaller: {before} -> {after} KiB");
}

/// Opens cases, changes them, carries their work out, closes and forgets them. A few stay open.
fn churn(store: &OnDisk, round: u64, now: &mut Timestamp) {
    let numbers: Vec<CaseNumber> = (0..CASES).map(|at| run(store, round * CASES + at, now)).collect();
    for number in numbers {
        store.write(Write::ForgetCase(SERVER, number)).unwrap();
    }
    *now += SignedDuration::from_hours(6);
    store.write(Write::Bookmarks(vec![(PlaceId(7), cloudmedic::triage::MessageId(round))])).unwrap();
}

/// One case from the first message to its end.
fn run(store: &OnDisk, person: u64, now: &mut Timestamp) -> CaseNumber {
    for change in 0..CHANGES {
        *now += SignedDuration::from_secs(1);
        let stored = store.latest_case(SERVER, PersonId(person)).unwrap();
        let loaded =
            stored.as_ref().map(|case| Loaded { number: case.number.unwrap(), version: case.version });
        let mut case =
            stored.unwrap_or_else(|| Case::new(SERVER, PersonId(person), PlaceId(1_000_000 + person), *now));
        case.version += 1;
        case.words =
            Some(format!("my backup fails, says {person}, and a few more words of that kind").repeat(3));
        let what = if change == 0 { Happening::Opened } else { Happening::IntakeChanged };
        case.history.push(HistoryEntry { at: *now, by: None, what });
        if change + 1 == CHANGES {
            case.stage = Stage::Closed;
        }
        let work = vec![NewWork { due: *now, effect: Effect::Say(Message::default()) }];
        let commit = Commit {
            server: SERVER,
            person: PersonId(person),
            place: case.place,
            beside: None,
            via: None,
            source: SourceId(format!("message {person} {change}")),
            now: *now,
            remember_until: *now + SignedDuration::from_hours(48),
            loaded,
            case: Some(case),
            correction: None,
            unmatched: false,
            work,
        };
        store.write(Write::Commit(Box::new(commit))).unwrap();
        for work in store.claim(*now, SignedDuration::from_mins(5), 10).unwrap() {
            store.write(Write::Done(work.id)).unwrap();
        }
    }
    store.latest_case(SERVER, PersonId(person)).unwrap().unwrap().number.unwrap()
}

/// The KiB of a folder.
fn kib(folder: &Path) -> u64 {
    size(folder) / 1024
}
