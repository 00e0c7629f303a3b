//! Where the bot's own messages about a person are, and that they are erased when the person is forgotten.

use jiff::SignedDuration;

use super::sample::{PERSON, SERVER, at, commit, due, opened, save, say};
use super::story::with_each;
use crate::store::{Posted, Record, Store, Work, Write, about};
use crate::triage::case::{CaseNumber, PersonId, PlaceId, ServerId};
use crate::triage::{Effect, MessageId, Origin};

const LEASE: SignedDuration = SignedDuration::from_secs(60);

fn message(number: u64) -> Origin {
    Origin { channel: PlaceId(700), message: MessageId(number) }
}

fn posted(person: PersonId, case: Option<u64>, number: u64) -> Posted {
    Posted { server: SERVER, person, case: case.map(CaseNumber), at: message(number) }
}

fn work(store: &dyn Store) -> Vec<Work> {
    store.claim(at(100), LEASE, 100).unwrap()
}

fn all(store: &dyn Store) -> Vec<Posted> {
    let mut all: Vec<_> = store.posted().map(Result::unwrap).collect();
    all.sort_by_key(|posted| posted.at.message);
    all
}

/// A case that said something: the work of it, not ticked off.
fn spoken(store: &dyn Store) -> Work {
    let case = opened(store, SERVER, PERSON, "a");
    let mut step = commit("b", Some(&case));
    step.work = vec![due(0, say("hello"))];
    save(store, step);
    work(store).remove(0)
}

#[test]
fn a_message_is_remembered_once_and_erased_with_its_person() {
    with_each(|store| {
        let said = spoken(store);
        for one in [posted(PERSON, Some(1), 1), posted(PERSON, Some(1), 1), posted(PERSON, None, 2)] {
            store.write(Write::Posted(Some(said.id), one, at(1))).unwrap();
        }
        store.write(Write::Posted(None, posted(PersonId(71), None, 3), at(1))).unwrap();
        store.write(Write::Done(said.id)).unwrap();
        assert_eq!(all(store).len(), 3);

        store.write(Write::ForgetPerson(SERVER, PERSON, at(5))).unwrap();
        assert_eq!(all(store), [posted(PersonId(71), None, 3)]);
        let mut erased = Vec::new();
        while let Some(one) = work(store).pop() {
            assert_eq!(
                (&one.effect, one.person, one.case, one.due),
                (&Effect::Erase, PersonId(0), None, at(5))
            );
            assert_eq!(one.place, message(0).channel);
            erased.push(one.beside.unwrap());
            store.write(Write::Done(one.id)).unwrap();
        }
        assert_eq!(erased, [message(1), message(2)]);
        assert_eq!(store.next_due().unwrap(), None);
    });
}

#[test]
fn what_was_being_sent_while_its_person_was_forgotten_is_erased_too() {
    with_each(|store| {
        let said = spoken(store);
        store.write(Write::ForgetPerson(SERVER, PERSON, at(5))).unwrap();
        store.write(Write::Posted(Some(said.id), posted(PERSON, Some(1), 4), at(6))).unwrap();
        store.write(Write::Done(said.id)).unwrap();
        assert_eq!(all(store), []);
        let erasing = work(store);
        assert_eq!(erasing.iter().map(|one| one.beside).collect::<Vec<_>>(), [Some(message(4))]);
    });
}

#[test]
fn a_message_of_work_that_two_had_stays_when_the_first_of_them_ticked_it_off() {
    with_each(|store| {
        let said = spoken(store);
        let again = store.claim(at(900), LEASE, 1).unwrap().remove(0);
        assert!(again.id == said.id && again.again, "the first was held up for longer than its lease");
        store.write(Write::Posted(Some(said.id), posted(PERSON, Some(1), 4), at(900))).unwrap();
        store.write(Write::Done(said.id)).unwrap();
        store.write(Write::Posted(Some(again.id), posted(PERSON, Some(1), 4), at(901))).unwrap();
        store.write(Write::Done(again.id)).unwrap();
        assert_eq!(all(store), [posted(PERSON, Some(1), 4)]);
        assert_eq!(store.next_due().unwrap(), None, "nothing is erased");
    });
}

#[test]
fn a_forgotten_case_takes_its_messages_along_and_leaves_those_of_others() {
    with_each(|store| {
        let said = spoken(store);
        for one in [posted(PERSON, Some(1), 1), posted(PERSON, Some(2), 2), posted(PERSON, None, 3)] {
            store.write(Write::Posted(Some(said.id), one, at(1))).unwrap();
        }
        store.write(Write::ForgetCase(SERVER, CaseNumber(1))).unwrap();
        assert_eq!(all(store).iter().map(|one| one.at.message.0).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(work(store), [], "what is too old is not erased in Discord");
        store.write(Write::ForgetPosted(vec![posted(PERSON, None, 3), posted(PERSON, None, 99)])).unwrap();
        assert_eq!(all(store), [posted(PERSON, Some(2), 2)]);
    });
}

#[test]
fn after_a_deletion_nothing_of_what_an_export_would_have_given_is_left() {
    with_each(|store| {
        let said = spoken(store);
        store.write(Write::Posted(Some(said.id), posted(PERSON, Some(1), 1), at(1))).unwrap();
        store.write(Write::Correct(Box::new(super::sample::correction(8)))).unwrap();
        save(store, commit("picture 7 70 2026-01-02", store.latest_case(SERVER, PERSON).unwrap().as_ref()));
        let mut spike = super::sample::incident(1);
        spike.incidents[0].opened_by = Some(PERSON.0);
        store.write(Write::Incident(Box::new(spike))).unwrap();

        let kept = || -> Vec<Record> {
            let records = store.records().map(Result::unwrap);
            records.filter_map(|record| about(&record, SERVER, PERSON)).collect()
        };
        let kinds: Vec<String> = kept().iter().map(kind).collect();
        for expected in ["case", "work", "seen", "correction", "incident", "posted"] {
            assert!(kinds.iter().any(|kind| kind == expected), "{expected} is missing in {kinds:?}");
        }
        assert!(store.records().all(|record| {
            about(&record.unwrap(), ServerId(8), PERSON).is_none_or(|one| kind(&one) == "seen")
        }));
        store.write(Write::ForgetPerson(SERVER, PERSON, at(5))).unwrap();
        assert_eq!(kept(), []);
    });
}

fn kind(record: &Record) -> String {
    serde_json::to_value(record).unwrap().as_object().unwrap().keys().next().unwrap().clone()
}
