//! Events: saved once, in order, and decided again when their case has changed.

use super::*;

#[test]
fn an_event_is_saved_and_then_answered_and_counts_once() {
    let (clock, notes) = (Arc::<Hands>::default(), Notes::default());
    let desk = desk!(Arc::new(Memory::default()), clock);
    run(async {
        assert_eq!(desk.handle(&said("a", "hello")).await, Ok(Handled::Saved));
        assert_eq!(said_so_far(&notes), [""; 0], "nothing is said before it is asked for");
        assert_eq!(desk.settle(&notes).await, Ok(1));
        assert_eq!(said_so_far(&notes), ["you said hello"]);
        assert_eq!(desk.handle(&said("a", "hello")).await, Ok(Handled::AlreadySeen));
        assert_eq!(desk.settle(&notes).await, Ok(0));
    });
}

#[test]
fn chatter_costs_no_write() {
    let clock = Arc::<Hands>::default();
    let store = Arc::new(Memory::default());
    let desk = desk!(Arc::clone(&store), clock);
    assert_eq!(desk.handle_blocking(&said("a", "hm")), Ok(Handled::Nothing));
    assert_eq!(store.records().count(), 0);
}

#[test]
fn a_step_is_taken_again_when_its_case_has_changed_meanwhile() {
    let store = Arc::new(Memory::default());
    opened(&*store, SERVER, PERSON, "a");
    let (other, steps) = (Arc::clone(&store), AtomicI64::new(0));
    let decide = move |_: jiff::Timestamp, case: Option<&Case>, event: &Event| {
        if steps.fetch_add(1, Ordering::SeqCst) == 0 {
            let mut first = crate::store::tests::sample::commit("somebody else", case);
            first.case = case.map(|case| moved(case, Stage::Claimed));
            other.write(Write::Commit(Box::new(first))).unwrap();
        }
        repeat(case, event)
    };
    let desk = Desk::new(Arc::clone(&store), decide, || at(0));
    assert_eq!(desk.handle_blocking(&said("b", "hello")), Ok(Handled::Saved));
    let case = store.latest_case(SERVER, PERSON).unwrap().unwrap();
    assert_eq!((case.version, case.stage), (3, Stage::Fixing));
}

#[test]
fn a_step_that_never_fits_ends_with_a_sentence() {
    let store = Arc::new(Memory::default());
    opened(&*store, SERVER, PERSON, "a");
    let decide = |_: jiff::Timestamp, _: Option<&Case>, event: &Event| repeat(None, event);
    let desk = Desk::new(store, decide, || at(0));
    assert_eq!(desk.handle_blocking(&said("b", "hello")), Err(DeskError::Contended));
}

#[test]
fn events_of_one_person_keep_their_order_and_others_go_on() {
    let (clock, notes) = (Arc::<Hands>::default(), Notes::default());
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(OnDisk::open(folder.path()).unwrap());
    let desk = Arc::new(desk!(Arc::clone(&store), clock));
    run(async {
        let mut tasks = Vec::new();
        for index in 0..20 {
            for person in [70, 71] {
                let mut event = said(&format!("{person}/{index}"), &index.to_string());
                event.person = PersonId(person);
                let desk = Arc::clone(&desk);
                tasks.push(tokio::spawn(async move { desk.handle(&event).await }));
            }
        }
        for task in tasks {
            assert_eq!(task.await.unwrap(), Ok(Handled::Saved));
        }
        desk.settle(&notes).await.unwrap();
    });
    let said = said_so_far(&notes);
    let twice: Vec<_> = (0..20).map(|index| format!("you said {index}")).collect();
    for person in [70, 71] {
        let case = store.latest_case(SERVER, PersonId(person)).unwrap().unwrap();
        assert_eq!(case.version, 20);
    }
    let mut sorted = said.clone();
    sorted.sort_by_key(|words| words.rsplit(' ').next().unwrap().parse::<u32>().unwrap());
    assert_eq!(sorted, twice.iter().flat_map(|words| [words.clone(), words.clone()]).collect::<Vec<_>>());
}

#[test]
fn a_press_on_a_button_reaches_the_case() {
    let clock = Arc::<Hands>::default();
    let store = Arc::new(Memory::default());
    let desk = desk!(Arc::clone(&store), clock);
    desk.handle_blocking(&said("a", "hello")).unwrap();
    let press = event("b", EventKind::Chose { choice: Choice::FixedIt, version: 1 });
    assert_eq!(desk.handle_blocking(&press), Ok(Handled::Saved));
    assert_eq!(store.latest_case(SERVER, PERSON).unwrap().unwrap().stage, Stage::Closed);
}

#[test]
fn a_real_conversation_survives_opening_again_after_every_step() {
    let knowledge = crate::knowledge::KnowledgeBase::built_in().unwrap();
    let reader = crate::reading::Reader::new(&knowledge);
    let settings = triage::Settings::default();
    let decide = |now, case: Option<&Case>, event: &Event| {
        let context = triage::Context::new(&knowledge, &reader, &settings, now);
        triage::step(&context, case, event)
    };
    let (folder, memory) = (tempfile::tempdir().unwrap(), Arc::new(Memory::default()));
    let beside = Desk::new(Arc::clone(&memory), decide, || at(0));
    for (index, text) in [
        "my icloud backup says not enough icloud storage",
        "iphone 13, ios 17.4.1",
        "nope same",
        "nope",
        "that did it",
    ]
    .into_iter()
    .enumerate()
    {
        let event = said(&format!("event {index}"), text);
        let store = Arc::new(OnDisk::open(folder.path()).unwrap());
        let desk = Desk::new(Arc::clone(&store), decide, || at(0));
        assert_eq!(desk.handle_blocking(&event), Ok(Handled::Saved), "{text}");
        assert_eq!(beside.handle_blocking(&event), Ok(Handled::Saved), "{text}");
        let case = store.latest_case(SERVER, PERSON).unwrap();
        assert!(case.is_some(), "{text}");
        assert_eq!(case, memory.latest_case(SERVER, PERSON).unwrap(), "{text}");
    }
    assert_eq!(memory.latest_case(SERVER, PERSON).unwrap().unwrap().stage, Stage::Resolved);
}
