//! Questions over the socket, with the store in memory behind it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use super::{Door, SocketError, address, ask};
use crate::desk::asking::{Answer, Counter, Request};
use crate::desk::change::Change;
use crate::desk::{Desk, Servers};
use crate::store::tests::sample::{PERSON, SERVER, at, opened};
use crate::store::{Filter, Memory};
use crate::triage::{Case, Event, PersonId, Step};

fn numbers(data: &std::path::Path) -> Result<Option<Vec<u64>>, SocketError> {
    let mut found = Vec::new();
    let request = Request::Cases { filter: Filter::default(), skip: 0, limit: None };
    let asked = ask(data, &request, &mut |answer| {
        let Answer::Case(case) = answer else { panic!("{answer:?}") };
        found.push(case.number.unwrap().0);
        true
    })?;
    Ok(asked.then_some(found))
}

/// Whoever answers, with a desk that does nothing.
fn counter(servers: &Arc<Servers>) -> Counter {
    let desk = Desk::new(servers.store(), |_, case: Option<&Case>, _: &Event| nothing(case), || at(0));
    Counter { servers: Arc::clone(servers), desk: Arc::new(desk), reload: None }
}

fn nothing(case: Option<&Case>) -> Step {
    Step::new(case.cloned(), Vec::new())
}

fn store_with(cases: u64) -> Arc<Servers> {
    let store = Memory::default();
    for person in 0..cases {
        opened(&store, SERVER, PersonId(person), &format!("event {person}"));
    }
    Arc::new(Servers::new(Arc::new(store)))
}

#[test]
fn whoever_holds_the_folder_answers_and_afterwards_nobody_does() {
    let data = tempfile::tempdir().unwrap();
    assert_eq!(numbers(data.path()).unwrap(), None);
    let door = Door::open(data.path(), counter(&store_with(3))).unwrap();
    assert_eq!(numbers(data.path()).unwrap(), Some(vec![1, 2, 3]));
    assert_eq!(numbers(data.path()).unwrap(), Some(vec![1, 2, 3]), "a second question");
    drop(door);
    assert_eq!(numbers(data.path()).unwrap(), None);
}

#[test]
fn a_socket_left_by_a_killed_process_is_replaced() {
    let data = tempfile::tempdir().unwrap();
    let path = address::of(data.path()).unwrap();
    address::make_folder(&path, data.path()).unwrap();
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    assert_eq!(numbers(data.path()).unwrap(), None);
    let _door = Door::open(data.path(), counter(&store_with(1))).unwrap();
    assert_eq!(numbers(data.path()).unwrap(), Some(vec![1]));
}

#[test]
fn only_the_owner_can_reach_the_socket() {
    let data = tempfile::tempdir().unwrap();
    let _door = Door::open(data.path(), counter(&store_with(0))).unwrap();
    let path = address::of(data.path()).unwrap();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
}

#[test]
fn a_folder_that_others_can_enter_is_refused() {
    let data = tempfile::tempdir().unwrap();
    let path = address::of(data.path()).unwrap();
    fs::create_dir(path.parent().unwrap()).unwrap();
    fs::set_permissions(path.parent().unwrap(), fs::Permissions::from_mode(0o755)).unwrap();
    let error = Door::open(data.path(), counter(&store_with(0))).unwrap_err().to_string();
    assert!(error.contains("can be entered by others"), "{error}");
}

#[test]
fn a_data_folder_with_a_very_long_path_has_a_socket_too() {
    let data = tempfile::tempdir().unwrap();
    let deep = data.path().join("a".repeat(90)).join("b".repeat(90));
    fs::create_dir_all(&deep).unwrap();
    let _door = Door::open(&deep, counter(&store_with(2))).unwrap();
    assert_eq!(numbers(&deep).unwrap(), Some(vec![1, 2]));
    fs::remove_dir_all(address::of(&deep).unwrap().parent().unwrap()).unwrap();
}

#[test]
fn an_answer_longer_than_any_buffer_arrives_whole() {
    let data = tempfile::tempdir().unwrap();
    let _door = Door::open(data.path(), counter(&store_with(2000))).unwrap();
    assert_eq!(numbers(data.path()).unwrap().unwrap().len(), 2000);
}

#[test]
fn a_reader_that_wants_no_more_is_let_go() {
    let data = tempfile::tempdir().unwrap();
    let _door = Door::open(data.path(), counter(&store_with(2000))).unwrap();
    let mut count = 0;
    let filter = Filter { server: Some(SERVER), ..Filter::default() };
    let request = Request::Cases { filter, skip: 0, limit: None };
    let asked = ask(data.path(), &request, &mut |_| {
        count += 1;
        false
    });
    assert!(asked.unwrap());
    assert_eq!(count, 1);
}

#[test]
fn a_question_of_another_version_gets_a_sentence() {
    use std::io::{Read, Write};
    let data = tempfile::tempdir().unwrap();
    let _door = Door::open(data.path(), counter(&store_with(0))).unwrap();
    for question in ["{\"horoscope\":{}}\n", "\n", "\u{0}\n"] {
        let mut stream = std::os::unix::net::UnixStream::connect(address::of(data.path()).unwrap()).unwrap();
        stream.write_all(question.as_bytes()).unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        assert!(reply.starts_with("{\"failed\":"), "{question:?} got {reply:?}");
    }
}

#[test]
fn a_case_that_does_not_exist_is_an_empty_answer() {
    let data = tempfile::tempdir().unwrap();
    let servers = store_with(1);
    let store = servers.store();
    let known = store.latest_case(SERVER, PersonId(0)).unwrap().unwrap().number.unwrap();
    assert_eq!(store.latest_case(SERVER, PERSON).unwrap(), None);
    let _door = Door::open(data.path(), counter(&servers)).unwrap();
    for (number, expected) in [(known.0, 1), (99, 0)] {
        let mut count = 0;
        let request = Request::Case { server: Some(SERVER), number: crate::triage::CaseNumber(number) };
        assert!(
            ask(data.path(), &request, &mut |_| {
                count += 1;
                true
            })
            .unwrap()
        );
        assert_eq!(count, expected, "case {number}");
    }
}

#[test]
fn a_change_over_the_socket_counts_at_once_for_whoever_holds_the_folder() {
    let data = tempfile::tempdir().unwrap();
    let servers = store_with(0);
    assert!(!servers.of(SERVER).unwrap().paused);
    let _door = Door::open(data.path(), counter(&servers)).unwrap();
    let setup = |changes| {
        let mut shown = None;
        ask(data.path(), &Request::Setup { server: SERVER, changes }, &mut |answer| {
            shown = Some(answer);
            true
        })
        .map(|_| shown)
    };
    let Some(Answer::Settings(settings)) = setup(vec![Change::Pause(true)]).unwrap() else { panic!() };
    assert!(settings.paused && servers.of(SERVER).unwrap().paused);
    let refused = setup(vec![Change::Pause(false), Change::Cooldown(99_999)]).unwrap_err().to_string();
    assert!(refused.contains("99999 minutes"), "{refused}");
    assert!(servers.of(SERVER).unwrap().paused, "of changes with a bad one none is made");
}
