//! An edited message adds what was missing, and nothing else.

use super::*;
use crate::intake::Field;
use crate::triage::case::Happening;

fn edit(text: &str) -> EventKind {
    EventKind::Edited { text: text.to_owned() }
}

#[test]
fn an_edit_adds_what_was_missing() {
    let mut talk = Conversation::opened("icloud backup fails, icloud full, iphone 13");
    talk.happens(edit("icloud backup fails, icloud full, iphone 13 mini, ios 17.4, already restarted"));
    let case = talk.case();
    assert_eq!(case.intake.ios_version, Field::Known("17.4".into()));
    assert_eq!(case.intake.device, Field::Known("iphone 13".into()), "what is known stays");
    assert_eq!(case.intake.steps_tried, ["restarted"]);
    assert_eq!(talk.history().last(), Some(&(Some(PersonId(2)), &Happening::IntakeChanged)));
    assert!(talk.effects.is_empty(), "nothing is said");
}

#[test]
fn an_edit_answers_nothing() {
    let mut talk = Conversation::opened(FULL);
    let before = talk.case().clone();
    for text in ["nope same", "that did it", "human please", "icloud backup fails, wifi drops"] {
        talk.happens(edit(text));
        assert_eq!(talk.case(), &before, "{text:?} changed the case");
        assert!(talk.effects.is_empty());
    }
}

#[test]
fn an_edit_changes_the_card() {
    let mut talk = Conversation::escalated();
    talk.happens(edit("ios 17.4"));
    assert!(talk.changed_card().expect("the card changes").contains("17.4"));
    assert!(talk.messages().is_empty());
}

#[test]
fn an_edit_elsewhere_or_without_a_case_is_nothing() {
    let mut talk = Conversation::opened(FULL);
    let before = talk.case().clone();
    let event = talk.event(PlaceId(99), edit("ios 17.4"));
    talk.take(&event);
    assert_eq!((talk.case(), talk.effects.len()), (&before, 0));
    let mut none = Conversation::new();
    none.happens(edit(FULL));
    assert!(none.case.is_none() && none.effects.is_empty());
}
