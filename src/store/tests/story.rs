//! One story for every store: the promises of `mod.rs`, told once and run through each.

use jiff::SignedDuration;
use jiff::civil::date;

use super::sample::{
    PERSON, SERVER, at, commit, commit_of, correction, due, incident, moved, new_case, opened, save, say,
    wake,
};
use crate::store::{Filter, Memory, Record, Store, Work, Write, Written};
use crate::tally::Span;
use crate::triage::MessageId;
use crate::triage::case::{Case, CaseNumber, PersonId, PlaceId, Priority, ServerId, Stage};

const LEASE: SignedDuration = SignedDuration::from_secs(60);

/// Runs `tell` with each store, empty.
pub(super) fn with_each(tell: fn(&dyn Store)) {
    tell(&Memory::default());
    #[cfg(feature = "app")]
    {
        let folder = tempfile::tempdir().unwrap();
        tell(&crate::store::OnDisk::open(folder.path()).unwrap());
    }
}

/// The work that is due in that second, leased.
pub(super) fn claimed(store: &dyn Store, second: i64) -> Vec<Work> {
    store.claim(at(second), LEASE, 10).unwrap()
}

/// What it is, to be held against other work.
pub(super) fn words(work: &[Work]) -> Vec<String> {
    work.iter().map(|work| serde_json::to_string(&work.effect).unwrap()).collect()
}

#[test]
fn a_case_is_there_as_it_was_saved_with_its_work() {
    with_each(|store| {
        assert_eq!(store.latest_case(SERVER, PERSON).unwrap(), None);
        let mut step = commit("a", None);
        step.case = Some(new_case(SERVER, PERSON));
        step.work = vec![due(0, say("hello"))];
        assert_eq!(save(store, step), Written::Saved { case: Some(CaseNumber(1)) });

        let mut expected = new_case(SERVER, PERSON);
        expected.number = Some(CaseNumber(1));
        assert_eq!(store.latest_case(SERVER, PERSON).unwrap().as_ref(), Some(&expected));
        assert_eq!(store.case(SERVER, CaseNumber(1)).unwrap(), Some(expected));
        let work = claimed(store, 0);
        assert_eq!(words(&work), words(&[Work { effect: say("hello"), ..work[0].clone() }]));
        assert_eq!((work[0].case, work[0].again), (Some(CaseNumber(1)), false));
    });
}

#[test]
fn case_numbers_count_from_1_in_every_server() {
    with_each(|store| {
        let numbers = [(7, 1), (7, 2), (8, 1), (7, 3), (8, 4)].map(|(server, person)| {
            let source = format!("{server}/{person}");
            opened(store, ServerId(server), PersonId(person), &source).number.unwrap().0
        });
        assert_eq!(numbers, [1, 2, 1, 3, 2]);
    });
}

#[test]
fn a_step_decided_on_an_older_version_is_refused_and_changes_nothing() {
    with_each(|store| {
        let case = opened(store, SERVER, PERSON, "a");
        let mut first = commit("b", Some(&case));
        first.case = Some(moved(&case, Stage::Fixing));
        let mut second = commit("c", Some(&case));
        second.case = Some(moved(&case, Stage::Closed));
        second.work = vec![due(0, say("too late"))];

        assert!(matches!(save(store, first), Written::Saved { .. }));
        assert_eq!(save(store, second.clone()), Written::Conflict);
        let stored = store.latest_case(SERVER, PERSON).unwrap().unwrap();
        assert_eq!(stored.stage, Stage::Fixing);
        assert_eq!(claimed(store, 0), []);

        // The refused event is not remembered: the step can be taken again.
        second.loaded = commit("c", Some(&stored)).loaded;
        second.case = Some(moved(&stored, Stage::Closed));
        assert!(matches!(save(store, second), Written::Saved { .. }));
    });
}

#[test]
fn a_person_has_one_open_case_in_a_server() {
    with_each(|store| {
        let case = opened(store, SERVER, PERSON, "a");
        for loaded in [None, Some(&case)] {
            let mut another = commit("b", loaded);
            another.case = Some(new_case(SERVER, PERSON));
            assert_eq!(save(store, another), Written::Conflict, "loaded {loaded:?}");
        }
        let mut close = commit("c", Some(&case));
        close.case = Some(moved(&case, Stage::Closed));
        assert!(matches!(save(store, close), Written::Saved { .. }));
        assert_eq!(opened(store, SERVER, PERSON, "d").number, Some(CaseNumber(2)));

        // The first one cannot be opened again while the second one is open.
        let closed = store.case(SERVER, CaseNumber(1)).unwrap().unwrap();
        let mut reopen = commit("e", Some(&closed));
        reopen.case = Some(moved(&closed, Stage::Fixing));
        assert_eq!(save(store, reopen), Written::Conflict);
    });
}

#[test]
fn an_event_counts_once_until_it_is_forgotten() {
    with_each(|store| {
        let case = opened(store, SERVER, PERSON, "a");
        let mut again = commit("a", Some(&case));
        again.case = Some(moved(&case, Stage::Closed));
        again.work = vec![due(0, say("twice"))];
        assert_eq!(save(store, again.clone()), Written::AlreadySeen);
        assert_eq!(store.latest_case(SERVER, PERSON).unwrap(), Some(case));
        assert_eq!(claimed(store, 0), []);

        again.now = at(1000);
        assert_eq!(save(store, again.clone()), Written::AlreadySeen);
        again.now = at(1001);
        assert!(matches!(save(store, again), Written::Saved { .. }));
    });
}

#[test]
fn forgotten_events_are_not_kept() {
    with_each(|store| {
        for source in ["a", "b"] {
            assert!(matches!(save(store, commit(source, None)), Written::Saved { case: None }));
        }
        let mut late = commit("c", None);
        (late.now, late.remember_until) = (at(2000), at(3000));
        assert!(matches!(save(store, late), Written::Saved { case: None }));
        let kept: Vec<_> = store.records().collect::<Result<_, _>>().unwrap();
        assert!(
            matches!(&kept[..], [Record::Seen { source, until }] if source.0 == "c" && *until == at(3000)),
            "{kept:?}"
        );
    });
}

#[test]
fn a_filter_finds_its_cases_in_order() {
    with_each(|store| {
        for (server, person) in [(8, 1), (7, 1), (7, 2)] {
            opened(store, ServerId(server), PersonId(person), &format!("{server}/{person}"));
        }
        let found = |filter: &Filter| -> Vec<_> {
            let cases = store.cases(filter).map(Result::unwrap);
            cases.map(|case| (case.server.0, case.number.unwrap().0)).collect()
        };
        assert_eq!(found(&Filter::default()), [(7, 1), (7, 2), (8, 1)]);
        assert_eq!(found(&Filter { server: Some(SERVER), ..Filter::default() }), [(7, 1), (7, 2)]);
        assert_eq!(found(&Filter { person: Some(PersonId(2)), ..Filter::default() }), [(7, 2)]);
        assert_eq!(found(&Filter { stage: Some(Stage::Closed), ..Filter::default() }), []);
        assert_eq!(found(&Filter { since: Some(at(0)), ..Filter::default() }).len(), 3);
        assert_eq!(found(&Filter { until: Some(at(0)), ..Filter::default() }), []);
    });
}

#[test]
fn a_filter_finds_by_owner_urgency_and_age_and_the_newest_first() {
    with_each(|store| {
        for person in 1..=4 {
            opened(store, SERVER, PersonId(person), &format!("opened {person}"));
        }
        let change = |person: u64, change: fn(&mut Case)| {
            let case = store.latest_case(SERVER, PersonId(person)).unwrap().unwrap();
            let mut step = commit_of(SERVER, PersonId(person), &format!("changed {person}"), Some(&case));
            let mut next = moved(&case, Stage::Fixing);
            change(&mut next);
            step.case = Some(next);
            save(store, step);
        };
        change(1, |case| (case.stage, case.touched_at) = (Stage::Closed, at(500)));
        change(2, |case| (case.owner, case.stage) = (Some(PersonId(90)), Stage::Claimed));
        change(3, |case| case.priority = Priority::Urgent);
        let found = |filter: Filter| -> Vec<u64> {
            store.cases(&filter).map(|case| case.unwrap().number.unwrap().0).collect()
        };
        let all = Filter::default;
        assert_eq!(found(Filter { owner: Some(PersonId(90)), ..all() }), [2]);
        assert_eq!(found(Filter { priority: Some(Priority::High), ..all() }), [3]);
        assert_eq!(found(Filter { priority: Some(Priority::Low), ..all() }), [1, 2, 3, 4]);
        assert_eq!(found(Filter { open: true, ..all() }), [2, 3, 4]);
        assert_eq!(store.count_open().unwrap(), 3);
        assert_eq!(found(Filter { stage: Some(Stage::Fixing), newest_first: true, ..all() }), [4, 3]);
        assert_eq!(found(Filter { newest_first: true, ..all() }), [4, 3, 2, 1]);
        assert!(found(Filter { open: true, server: Some(ServerId(8)), ..all() }).is_empty());
        assert_eq!(found(Filter { quiet_since: Some(at(500)), ..all() }), [2, 3, 4]);
        store.write(Write::ForgetCase(SERVER, CaseNumber(4))).unwrap();
        assert_eq!(found(Filter { kept: true, ..all() }), [1, 2, 3]);
        assert_eq!(found(Filter { open: true, ..all() }), [2, 3]);
        assert_eq!(store.count_open().unwrap(), 2);
    });
}

#[test]
fn incidents_are_kept_by_number_with_their_work_and_what_the_watch_knows() {
    with_each(|store| {
        assert_eq!((store.watch(SERVER).unwrap(), store.incidents(None).count()), (None, 0));
        for number in [2, 1] {
            store.write(Write::Incident(Box::new(incident(number)))).unwrap();
        }
        let mut closed = incident(2);
        closed.incidents[0].closed_at = Some(at(9));
        (closed.watch, closed.work) = (serde_json::json!("calm"), Vec::new());
        store.write(Write::Incident(Box::new(closed))).unwrap();
        let found = |server| -> Vec<_> {
            let incidents = store.incidents(server).map(Result::unwrap);
            incidents.map(|(server, one)| (server.0, one.number, one.closed_at)).collect()
        };
        assert_eq!(found(Some(SERVER)), [(7, 1, None), (7, 2, Some(at(9)))]);
        assert_eq!((found(None), found(Some(ServerId(8)))), (found(Some(SERVER)), Vec::new()));
        assert_eq!(store.watch(SERVER).unwrap(), Some(serde_json::json!("calm")));
        let work = claimed(store, 0);
        let about: Vec<_> = work.iter().map(|work| (work.place.0, work.person.0, work.case)).collect();
        assert_eq!(about, [(600, 0, None)], "in order, one at a time");
    });
}

#[test]
fn a_correction_and_a_question_without_an_answer_are_saved_with_their_step() {
    with_each(|store| {
        let case = opened(store, SERVER, PERSON, "a");
        let mut step = commit("b", Some(&case));
        (step.correction, step.unmatched) = (Some(correction(1)), true);
        save(store, step.clone());
        assert_eq!(save(store, step), Written::AlreadySeen);
        let mut another = commit("c", Some(&case));
        (another.unmatched, another.now) = (true, at(86_400));
        save(store, another);
        let mut refused = commit("d", None);
        (refused.unmatched, refused.correction) = (true, Some(correction(2)));
        assert_eq!(save(store, refused), Written::Conflict);

        assert_eq!(store.corrections(None).map(Result::unwrap).collect::<Vec<_>>(), [correction(1)]);
        let (first, second) = (date(2027, 1, 15), date(2027, 1, 16));
        let counted = |span| store.unmatched(Some(SERVER), span).unwrap();
        assert_eq!(counted(Span::ALL), [(SERVER, first, 1), (SERVER, second, 1)]);
        assert_eq!(counted(Span { from: Some(second), to: None }), [(SERVER, second, 1)]);
        assert_eq!(store.unmatched(Some(ServerId(8)), Span::ALL).unwrap(), []);
    });
}

#[test]
fn settings_are_kept_for_each_server() {
    with_each(|store| {
        let settings = serde_json::json!({ "watch": [1, 2] });
        store.write(Write::Settings(SERVER, settings.clone())).unwrap();
        assert_eq!(store.settings(SERVER).unwrap(), Some(settings));
        assert_eq!(store.settings(ServerId(8)).unwrap(), None);
    });
}

#[test]
fn an_export_holds_everything() {
    with_each(|store| {
        let case = opened(store, SERVER, PERSON, "a");
        let mut step = commit("b", Some(&case));
        step.work = vec![wake(9)];
        step.unmatched = true;
        save(store, step);
        store.write(Write::Incident(Box::new(incident(1)))).unwrap();
        let spoken = store.claim(at(0), LEASE, 10).unwrap();
        spoken.iter().for_each(|work| assert!(store.write(Write::Done(work.id)).is_ok()));
        store.write(Write::Settings(SERVER, serde_json::json!(3))).unwrap();
        let seen = [(6, 1), (5, 9)].map(|(channel, message)| (PlaceId(channel), MessageId(message)));
        store.write(Write::Bookmarks(seen.into())).unwrap();
        store.write(Write::Correct(Box::new(correction(1)))).unwrap();
        let records: Vec<_> = store.records().collect::<Result<_, _>>().unwrap();
        let kinds = records.iter().map(|record| match record {
            Record::Case(kept) => format!("case {}", kept.number.unwrap()),
            Record::Work(work) => format!("work for {}", work.case.unwrap()),
            Record::Seen { source, .. } => format!("seen {}", source.0),
            Record::Settings { server, value } => format!("settings {server} {value}"),
            Record::Bookmark { channel, message } => format!("bookmark {channel} {}", message.0),
            Record::Correction(kept) => format!("correction of {}", kept.author),
            Record::Incident { server, incident } => format!("incident {server} {}", incident.number),
            Record::Watch { server, value } => format!("watch {server} {value}"),
            Record::Unmatched { server, day, count } => format!("unmatched {server} {day} {count}"),
            Record::Posted(posted) => format!("posted about {}", posted.person),
            Record::LastWork(work) => format!("last work {work}"),
        });
        let expected = [
            "case 1",
            "work for 1",
            "seen a",
            "seen b",
            "settings 7 3",
            "bookmark 5 9",
            "bookmark 6 1",
            "correction of 70",
            "incident 7 1",
            "watch 7 [4]",
            "unmatched 7 2027-01-15 1",
            "last work 2",
        ];
        assert_eq!(kinds.collect::<Vec<_>>(), expected);
    });
}
