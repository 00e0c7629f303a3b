//! Finding cases by place, and the bookmarks of channels, in every store.

use super::sample::{PERSON, SERVER, commit, commit_of, moved, new_case, save};
use super::story::with_each;
use crate::store::{Store, Write, Written};
use crate::triage::case::{Case, PersonId, PlaceId, ServerId, Stage};
use crate::triage::{MessageId, Origin};

fn opened_at(store: &dyn Store, person: u64, place: u64, home: Option<(u64, u64)>) -> Case {
    let source = format!("{person} in {place}");
    let mut step = commit_of(SERVER, PersonId(person), &source, None);
    let home =
        home.map(|(channel, message)| Origin { channel: PlaceId(channel), message: MessageId(message) });
    step.case = Some(Case { place: PlaceId(place), home, ..new_case(SERVER, PersonId(person)) });
    assert!(matches!(save(store, step), Written::Saved { .. }), "the case was refused");
    store.latest_case(SERVER, PersonId(person)).unwrap().unwrap()
}

fn found(store: &dyn Store, server: u64, place: u64) -> Option<u64> {
    store.case_at(ServerId(server), PlaceId(place)).unwrap().map(|case| case.number.unwrap().0)
}

#[test]
fn a_case_is_found_where_it_is_and_at_the_message_that_began_it() {
    with_each(|store| {
        opened_at(store, 70, 700, Some((5, 701)));
        opened_at(store, 71, 702, None);
        assert_eq!(
            [700, 701, 702, 5, 703].map(|place| found(store, 7, place)),
            [Some(1), Some(1), Some(2), None, None]
        );
        assert_eq!(found(store, 8, 700), None, "another server");
    });
}

#[test]
fn the_latest_case_of_a_place_wins() {
    with_each(|store| {
        let first = opened_at(store, 70, 700, None);
        opened_at(store, 71, 700, None);
        assert_eq!(found(store, 7, 700), Some(2));

        // Something happens in the earlier one; the later one stays.
        let mut step = commit("later", Some(&first));
        step.case = Some(moved(&first, Stage::Closed));
        save(store, step);
        assert_eq!(found(store, 7, 700), Some(2));
    });
}

#[test]
fn a_case_that_moves_is_found_in_both_places_until_a_newer_one_is_there() {
    with_each(|store| {
        let case = opened_at(store, PERSON.0, 700, None);
        let mut step = commit("moves", Some(&case));
        step.case = Some(Case { place: PlaceId(800), ..moved(&case, Stage::Fixing) });
        assert!(matches!(save(store, step), Written::Saved { .. }));
        assert_eq!([700, 800].map(|place| found(store, 7, place)), [Some(1), Some(1)]);
        let there = store.case_at(SERVER, PlaceId(700)).unwrap().unwrap();
        assert_eq!((there.place, there.version), (PlaceId(800), 2), "the case as it is now");

        opened_at(store, 71, 700, None);
        assert_eq!([700, 800].map(|place| found(store, 7, place)), [Some(2), Some(1)]);
    });
}

#[test]
fn a_refused_step_changes_no_place() {
    with_each(|store| {
        let case = opened_at(store, PERSON.0, 700, None);
        let mut step = commit("late", Some(&case));
        step.loaded.as_mut().unwrap().version += 1;
        step.case = Some(Case { place: PlaceId(800), ..moved(&case, Stage::Fixing) });
        assert_eq!(save(store, step), Written::Conflict);
        assert_eq!(found(store, 7, 800), None);
    });
}

#[test]
fn a_bookmark_moves_forward_only() {
    with_each(|store| {
        let keep = |seen: &[(u64, u64)]| {
            let seen = seen.iter().map(|(channel, message)| (PlaceId(*channel), MessageId(*message)));
            assert_eq!(store.write(Write::Bookmarks(seen.collect())), Ok(Written::Saved { case: None }));
            [5, 6, 7].map(|channel| store.bookmark(PlaceId(channel)).unwrap().map(|message| message.0))
        };
        assert_eq!(keep(&[]), [None, None, None]);
        assert_eq!(keep(&[(5, 10), (6, 20)]), [Some(10), Some(20), None]);
        assert_eq!(keep(&[(5, 9), (6, 21)]), [Some(10), Some(21), None]);
        assert_eq!(keep(&[(5, 12), (5, 11)]), [Some(12), Some(21), None]);
    });
}
