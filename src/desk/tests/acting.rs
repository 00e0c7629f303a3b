//! Deeds of somebody who waits for the answer.

use super::*;
use crate::desk::acting::{ActError, Errand, carry_out};
use crate::triage::desk::Deed;
use crate::triage::{CaseNumber, Message, ServerId};

fn words(text: &str) -> Message {
    Message { blocks: vec![Block::Text(text.to_owned())], ..Message::default() }
}

/// Resolves a case and says so to everybody; anything else is refused in a whisper.
fn decide(case: Option<&Case>, event: &Event) -> Step {
    let whisper = |text: &str| Effect::Whisper(words(text));
    if let EventKind::Did(Deed::Resolve { .. }) = &event.kind {
        let case = case.map(|case| moved(case, Stage::Resolved));
        return Step::new(case, vec![say("it works"), whisper("well done")]);
    }
    // As the real one does: who was refused is remembered.
    let mut seen = case.cloned().unwrap();
    seen.version += 1;
    seen.seen.push(event.id.clone());
    Step::new(Some(seen), vec![whisper("not now")])
}

fn errand(id: &str, number: u64, deed: Deed) -> Errand {
    let (id, number) = (SourceId(id.to_owned()), CaseNumber(number));
    Errand { id, at: at(0), server: None, number, by: None, deed }
}

#[test]
fn what_is_whispered_comes_back_and_the_rest_becomes_work() {
    let store = Arc::new(Memory::default());
    let case = opened(&*store, SERVER, PERSON, "a");
    let desk =
        Desk::new(Arc::clone(&store), |_, case: Option<&Case>, event: &Event| decide(case, event), || at(0));
    let refused = carry_out(&*store, &desk, &errand("b", 1, Deed::Close));
    assert_eq!(refused, Err(ActError::Refused("not now".to_owned())));
    assert_eq!(store.case(SERVER, CaseNumber(1)).unwrap(), Some(case), "a refusal is not kept");

    let done = carry_out(&*store, &desk, &errand("c", 1, Deed::Resolve { step: None })).unwrap();
    assert_eq!((done.told, done.case.stage), (vec![words("well done")], Stage::Resolved));
    let notes = Notes::default();
    run(async { desk.settle(&notes).await.unwrap() });
    assert_eq!(said_so_far(&notes).last().map(String::as_str), Some("it works"));
}

#[test]
fn the_case_that_is_meant_must_be_one() {
    let store = Arc::new(Memory::default());
    opened(&*store, SERVER, PERSON, "a");
    let desk =
        Desk::new(Arc::clone(&store), |_, case: Option<&Case>, event: &Event| decide(case, event), || at(0));
    let act = |errand: &Errand| carry_out(&*store, &desk, errand).unwrap_err().to_string();
    assert!(act(&errand("b", 7, Deed::Close)).contains("there is no case 7"));
    let other = ServerId(SERVER.0 + 1);
    opened(&*store, other, PERSON, "c");
    let several = act(&errand("d", 1, Deed::Close));
    assert!(several.contains(&format!("the servers {SERVER}, {other}")), "{several}");
    let elsewhere = Errand { server: Some(other), ..errand("e", 1, Deed::Resolve { step: None }) };
    assert_eq!(carry_out(&*store, &desk, &elsewhere).unwrap().case.server, other);
}
