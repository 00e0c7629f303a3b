//! The form with the four fields, and the list of what was tried.

use super::*;
use crate::intake::Field;
use crate::triage::event::Form;

fn fill(version: &str, error: &str, duration: &str, steps: &str) -> EventKind {
    let [version, error, duration, steps] = [version, error, duration, steps].map(str::to_owned);
    EventKind::Filled(Form { version, error, duration, steps })
}

fn known(text: &str) -> Field<String> {
    Field::Known(text.to_owned())
}

fn days(talk: &Conversation) -> Option<u32> {
    match &talk.case().intake.duration {
        Field::Known(duration) => duration.days,
        Field::Missing | Field::Unknown => None,
    }
}

fn form_of(talk: &Conversation) -> Form {
    crate::triage::form(&talk.context(), talk.case())
}

#[test]
fn every_field_is_the_answer_to_its_question() {
    let mut talk = Conversation::opened(FULL);
    talk.happens(fill(
        "iPhone 13 mini, iOS 17.4",
        " Something went wrong 17 ",
        "3 weeks",
        "already restarted",
    ));
    talk.hears("noted");
    let intake = &talk.case().intake;
    assert_eq!((&intake.device, &intake.ios_version), (&known("iphone 13 mini"), &known("17.4")));
    assert_eq!(intake.error, known("Something went wrong 17"));
    assert_eq!(days(&talk), Some(21));
    assert_eq!((&intake.steps_tried[..], intake.steps_answered), (&["restarted".to_owned()][..], true));
    assert_eq!(talk.case().steps.len(), 1, "the step stays on the table");
    assert!(talk.offered().contains(&Choice::DidntHelp));
}

#[test]
fn a_bare_version_is_a_version_here() {
    for (typed, wanted) in
        [("17.4.1", "17.4.1"), ("17", "17"), ("iPhone 13 17.4", "17.4"), ("iphone 13, 17", "17")]
    {
        let mut talk = Conversation::opened(FULL);
        talk.happens(fill(typed, "", "", ""));
        assert_eq!(talk.case().intake.ios_version, known(wanted), "{typed}");
    }
}

#[test]
fn a_length_of_time_counts_without_for_or_since() {
    for (typed, wanted) in [("2 weeks", Some(14)), ("since 3 days", Some(3)), ("ages", None)] {
        let mut talk = Conversation::opened(FULL);
        talk.happens(fill("", "", typed, ""));
        let Field::Known(duration) = &talk.case().intake.duration else { panic!("{typed} is lost") };
        assert_eq!((duration.words.as_str(), duration.days), (typed, wanted));
    }
}

#[test]
fn the_version_brings_its_menu_path() {
    let path = KNOWLEDGE.menus.path("storage", "14".parse().ok()).expect("a path");
    Conversation::opened(FULL).happens(fill("ios 14", "", "", "")).hears(path);
}

#[test]
fn a_form_may_correct_what_is_known() {
    let mut talk = Conversation::opened("icloud backup fails, icloud full, iphone 13 on ios 17.4");
    talk.happens(fill("iPhone 12, iOS 18.1", "", "", ""));
    assert_eq!(talk.case().intake.device, known("iphone 12"));
    assert_eq!(talk.case().intake.ios_version, known("18.1"));
}

#[test]
fn dont_know_and_empty_fields_are_fine() {
    let mut talk = Conversation::opened(FULL);
    talk.happens(fill("idk", "dont know", "", " - ")).hears("noted");
    let intake = &talk.case().intake;
    assert_eq!((&intake.device, &intake.ios_version), (&Field::Unknown, &Field::Unknown));
    assert_eq!((&intake.error, &intake.duration), (&Field::Unknown, &Field::Missing));
    assert!(!intake.steps_answered);
}

#[test]
fn the_exact_error_may_tell_another_cause() {
    let mut talk = Conversation::opened("my icloud backup fails");
    talk.happens(fill("", "icloud full", "", "")).hears("that helps").hears("Trouble with full");
}

#[test]
fn a_form_is_filled_in_with_what_is_known_and_says_nothing_new_then() {
    let mut talk = Conversation::opened(
        "icloud backup fails for 2 weeks, icloud full, iphone 13 mini on ios 17.4, already restarted",
    );
    let form = form_of(&talk);
    assert_eq!(form.version, "iPhone 13 mini, iOS 17.4");
    assert!(!form.duration.is_empty() && !form.steps.is_empty() && form.error.is_empty(), "{form:?}");
    let before = talk.case().intake.clone();
    talk.happens(EventKind::Filled(form));
    assert_eq!(talk.case().intake, before);
}

#[test]
fn what_was_tried_can_be_picked() {
    let mut talk = Conversation::opened(FULL);
    talk.happens(EventKind::Tried(vec!["restarted".into(), "no such thing".into()])).hears("leave that out");
    assert_eq!(talk.case().intake.steps_tried, ["restarted"]);
    assert!(talk.case().intake.steps_answered);
    // The menu offers no empty choice: it comes from elsewhere.
    talk.happens(EventKind::Tried(Vec::new())).hears("earlier question");
    assert_eq!(talk.case().intake.steps_tried, ["restarted"], "nothing is taken back");
}

#[test]
fn a_form_to_a_person_is_noted_for_them() {
    let mut talk = Conversation::escalated();
    talk.happens(fill("ios 17.4", "", "", "")).hears("noted").hears("A person has been called");
    assert!(talk.changed_card().expect("the card changes").contains("17.4"));
}

#[test]
fn a_form_without_a_case_is_answered_politely() {
    let mut talk = Conversation::new();
    talk.happens(fill("ios 17.4", "", "", ""));
    assert!(talk.whispered().contains("over"));
}

#[test]
fn messages_that_ask_for_fields_offer_the_form() {
    let mut talk = Conversation::opened(FULL);
    assert!(talk.messages()[0].form);
    talk.press(Choice::DidntHelp);
    assert!(!talk.messages()[0].form, "it was asked once");
    talk.press(Choice::TalkToAPerson);
    assert!(talk.messages()[0].form, "the helper will need it");
    let all = "icloud backup fails for 2 weeks, icloud full, iphone 13 on ios 17.4, already restarted";
    let mut told = Conversation::opened(all);
    told.happens(fill("", "it says no", "", ""));
    told.press(Choice::TalkToAPerson);
    assert!(!told.messages()[0].form, "everything is known");
}

#[test]
fn no_form_does_harm() {
    for text in ["", "\0", "{person:1}", "iOS 99999999999.1", "🙈", "since 31 february", &"x".repeat(9000)]
    {
        let mut talk = Conversation::opened(FULL);
        talk.happens(fill(text, text, text, text));
        let size = serde_json::to_string(talk.case()).expect("it can be kept").len();
        assert!(size < 5000, "{size} bytes");
    }
}
