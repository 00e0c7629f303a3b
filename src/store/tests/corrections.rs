//! What is right about messages, in every store.

use super::sample::{PERSON, SERVER, at, correction, opened};
use super::story::with_each;
use crate::knowledge::Family;
use crate::store::{Store, Write, Written};
use crate::triage::{About, CaseNumber, Correction, MessageId, PersonId, Right, ServerId};

fn keep(store: &dyn Store, correction: Correction) {
    let written = store.write(Write::Correct(Box::new(correction)));
    assert_eq!(written, Ok(Written::Saved { case: None }));
}

fn all(store: &dyn Store, server: Option<ServerId>) -> Vec<Correction> {
    store.corrections(server).map(Result::unwrap).collect()
}

#[test]
fn a_correction_is_found_by_its_message_and_among_those_of_its_server() {
    with_each(|store| {
        let elsewhere = Correction { server: ServerId(8), ..correction(1) };
        let of_case = Correction { about: About::Case(CaseNumber(1)), ..correction(1) };
        for one in [correction(1), correction(2), elsewhere.clone(), of_case.clone()] {
            keep(store, one);
        }
        let found = |server, about| store.correction(server, about).unwrap();
        assert_eq!(found(SERVER, About::Message(MessageId(2))), Some(correction(2)));
        assert_eq!(
            found(SERVER, About::Case(CaseNumber(1))),
            Some(of_case),
            "its number is another one's id"
        );
        assert_eq!(found(SERVER, About::Case(CaseNumber(2))), None);
        assert_eq!(found(ServerId(9), About::Message(MessageId(1))), None);
        assert_eq!(all(store, Some(ServerId(8))), [elsewhere]);
        assert_eq!((all(store, Some(SERVER)).len(), all(store, None).len()), (3, 4));
    });
}

#[test]
fn a_later_correction_of_a_message_takes_the_place_of_the_one_before() {
    with_each(|store| {
        keep(store, correction(1));
        let right = Right::Families(vec![Family::Network, Family::StorageFull]);
        let later = Correction { right, by: None, ..correction(1) };
        keep(store, later.clone());
        assert_eq!(all(store, None), [later]);
    });
}

#[test]
fn who_is_forgotten_is_in_no_correction_any_more() {
    with_each(|store| {
        let of_another = Correction { author: PersonId(71), by: Some(PERSON), ..correction(2) };
        let elsewhere = Correction { server: ServerId(8), ..correction(3) };
        for one in [correction(1), of_another.clone(), elsewhere.clone()] {
            keep(store, one);
        }
        store.write(Write::ForgetPerson(SERVER, PERSON, at(0))).unwrap();
        let nobodys = Correction { by: None, ..of_another };
        assert_eq!(all(store, None), [nobodys, elsewhere]);
    });
}

#[test]
fn a_correction_outlives_the_words_of_its_case() {
    with_each(|store| {
        let case = opened(store, SERVER, PERSON, "a");
        let number = case.number.unwrap();
        let one = Correction { about: About::Case(number), ..correction(1) };
        keep(store, one.clone());
        store.write(Write::ForgetCase(SERVER, number)).unwrap();
        assert_eq!(all(store, None), [one]);
        store.write(Write::ForgetPerson(SERVER, PERSON, at(0))).unwrap();
        assert_eq!(all(store, None), [], "the person is known when the case is not");
    });
}

#[cfg(feature = "app")]
#[test]
fn a_correction_is_there_after_rewriting_and_opening_again() {
    let data = tempfile::tempdir().unwrap();
    let store = crate::store::OnDisk::open(data.path()).unwrap();
    keep(&store, correction(1));
    keep(&store, correction(2));
    store.write(Write::ForgetPerson(SERVER, PersonId(72), at(0))).unwrap();
    store.compact().unwrap();
    assert_eq!(all(&store, None), [correction(1), correction(2)]);
    drop(store);
    let store = crate::store::OnDisk::open(data.path()).unwrap();
    assert_eq!(all(&store, None), [correction(1), correction(2)]);
}
