//! Work, told to every store: in order, leased, put back, ticked off.

use super::sample::{PERSON, SERVER, at, commit, commit_of, due, new_case, save, say, wake};
use super::story::{claimed, with_each, words};
use crate::store::{Queued, Work, Write, Written};
use crate::triage::PersonId;

#[test]
fn work_of_one_person_runs_in_order_and_nobody_else_waits() {
    with_each(|store| {
        let mut step = commit("a", None);
        step.work = vec![due(0, say("first")), due(0, say("second"))];
        save(store, step);
        let mut other = commit_of(SERVER, PersonId(71), "b", None);
        other.work = vec![due(0, say("other"))];
        save(store, other);

        let work = claimed(store, 0);
        assert_eq!(words(&work), words(&claims(&work, &["first", "other"])));
        assert_eq!(claimed(store, 0), [], "the second waits for the first");

        store.write(Write::Retry(work[0].id, work[0].lease, at(50))).unwrap();
        assert_eq!(claimed(store, 49), [], "the second still waits");
        let again = claimed(store, 50);
        assert_eq!((again[0].id, again[0].again, again[0].tries), (work[0].id, true, 1));

        store.write(Write::Done(work[0].id)).unwrap();
        let next = claimed(store, 50);
        assert_eq!(words(&next), words(&claims(&next, &["second"])));
    });
}

/// The same work with other words.
fn claims(work: &[Work], words: &[&str]) -> Vec<Work> {
    assert_eq!(work.len(), words.len(), "{work:?}");
    work.iter().zip(words).map(|(work, words)| Work { effect: say(words), ..work.clone() }).collect()
}

#[test]
fn a_lease_that_runs_out_frees_the_work() {
    with_each(|store| {
        let mut step = commit("a", None);
        step.work = vec![due(5, say("hello"))];
        save(store, step);
        assert_eq!(store.next_due().unwrap(), Some(at(5)));
        assert_eq!(claimed(store, 4), []);
        assert_eq!(claimed(store, 5).len(), 1);
        assert_eq!(store.next_due().unwrap(), Some(at(65)));
        assert_eq!(claimed(store, 64), []);
        let again = claimed(store, 65);
        assert_eq!((again.len(), again[0].again), (1, true));

        store.write(Write::Done(again[0].id)).unwrap();
        assert_eq!((claimed(store, 1000), store.next_due().unwrap()), (vec![], None));
        store.write(Write::Done(again[0].id)).unwrap();
    });
}

#[test]
fn whoever_held_work_for_too_long_cannot_put_it_back_under_somebody_else() {
    with_each(|store| {
        let mut step = commit("a", None);
        step.work = vec![due(5, say("hello"))];
        save(store, step);
        let slow = claimed(store, 5).remove(0);
        let next = claimed(store, 65).remove(0);
        store.write(Write::Retry(slow.id, slow.lease, at(70))).unwrap();
        assert_eq!(claimed(store, 124), [], "it is still the next one's");
        store.write(Write::Retry(next.id, next.lease, at(80))).unwrap();
        assert_eq!(claimed(store, 124).len(), 1, "whose it is may put it back");
    });
}

#[test]
fn work_is_due_from_its_first_time_until_it_is_done() {
    with_each(|store| {
        let queued = |second| store.queued(at(second)).unwrap();
        let mut commit = commit("a", None);
        commit.case = Some(new_case(SERVER, PERSON));
        commit.work = vec![due(5, say("one")), due(5, say("two")), due(60, say("later"))];
        assert!(matches!(save(store, commit), Written::Saved { .. }));
        assert_eq!(queued(4), Queued { due: 0, waiting: 3, oldest: None });
        assert_eq!(queued(5), Queued { due: 2, waiting: 1, oldest: Some(at(5)) });

        // Leased or put back, it has waited all the same.
        let [work] = claimed(store, 5).try_into().expect("one at a time");
        assert_eq!(queued(6), Queued { due: 2, waiting: 1, oldest: Some(at(5)) });
        store.write(Write::Retry(work.id, work.lease, at(30))).unwrap();
        assert_eq!(queued(7), Queued { due: 2, waiting: 1, oldest: Some(at(5)) });

        store.write(Write::Done(work.id)).unwrap();
        assert_eq!(queued(60), Queued { due: 2, waiting: 0, oldest: Some(at(5)) });
        for work in claimed(store, 60) {
            store.write(Write::Done(work.id)).unwrap();
        }
        for work in claimed(store, 60) {
            store.write(Write::Done(work.id)).unwrap();
        }
        assert_eq!(queued(60), Queued::default());
    });
}

#[test]
fn a_wake_up_holds_nothing_up() {
    with_each(|store| {
        let mut step = commit("a", None);
        step.work = vec![wake(500), due(0, say("now"))];
        save(store, step);
        let work = claimed(store, 0);
        assert_eq!(words(&work), words(&claims(&work, &["now"])));
        store.write(Write::Done(work[0].id)).unwrap();
        assert_eq!(store.next_due().unwrap(), Some(at(500)));
        assert_eq!(claimed(store, 500).len(), 1);
    });
}
