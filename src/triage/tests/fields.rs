//! The fields: asked for once, filled from free text, never guessed.

use super::*;
use crate::intake::Field;
use crate::triage::case::Happening;

fn known(field: &Field<String>) -> Option<&str> {
    match field {
        Field::Known(text) => Some(text),
        Field::Missing | Field::Unknown => None,
    }
}

#[test]
fn missing_fields_are_asked_for_once_and_beside_a_step() {
    let mut talk = Conversation::opened("icloud backup fails, icloud full, ios 17.4");
    talk.hears("please also tell me which iPhone or iPad it is").does_not_hear("its iOS version");
    talk.press(Choice::DidntHelp).does_not_hear("please also tell me");
}

#[test]
fn the_answer_fills_the_fields_and_the_rest_is_not_asked_again() {
    let mut talk = Conversation::opened(FULL);
    talk.say("iphone 13, 17").hears("noted").does_not_hear("please also tell me");
    let intake = talk.case().intake.clone();
    assert_eq!((known(&intake.device), known(&intake.ios_version)), (Some("iphone 13"), Some("17")));
    assert_eq!(talk.case().steps.len(), 1, "the step stays on the table");
    assert!(talk.offered().contains(&Choice::DidntHelp));
}

#[test]
fn a_version_that_comes_later_gives_its_menu_path() {
    let mut talk = Conversation::opened(FULL);
    let path = KNOWLEDGE.menus.path("storage", "14".parse().ok()).expect("a path");
    talk.say("ios 14").hears(path);
}

#[test]
fn dont_know_is_accepted() {
    let mut talk = Conversation::opened("icloud backup fails, icloud full, iphone 13");
    talk.say("idk").hears("go on without it");
    let intake = &talk.case().intake;
    assert_eq!((&intake.ios_version, &intake.error), (&Field::Unknown, &Field::Unknown));
    assert_eq!(known(&intake.device), Some("iphone 13"));
    assert!(intake.steps_answered);
}

#[test]
fn a_contradiction_replaces_and_a_vaguer_word_does_not() {
    let mut talk = Conversation::opened("icloud backup fails, icloud full, iphone 13 mini, ios 17.4");
    talk.say("ios 17");
    assert_eq!(known(&talk.case().intake.ios_version), Some("17.4"));
    talk.say("sorry, ios 18.1");
    assert_eq!(known(&talk.case().intake.ios_version), Some("18.1"));
    talk.say("my iphone");
    assert_eq!(known(&talk.case().intake.device), Some("iphone 13 mini"));
    assert!(talk.case().history.iter().filter(|entry| entry.what == Happening::IntakeChanged).count() >= 2);
}

#[test]
fn what_cannot_be_is_questioned_once() {
    let mut talk = Conversation::opened("icloud backup fails, icloud full, ios 22.1");
    talk.hears("never released an iOS 22.1");
    talk.press(Choice::DidntHelp).does_not_hear("never released");
    Conversation::opened("icloud backup fails, icloud full, iphone x on ios 18").hears("iPhone X");
}

#[test]
fn fields_given_to_the_person_called_are_noted() {
    let mut talk = Conversation::opened(FULL);
    talk.say("human please").hears("calling a person");
    talk.say("ios 17.4").hears("noted").hears("A person");
    talk.say("idk").hears("go on without it");
    assert_eq!(talk.case().intake.error, Field::Unknown);
    talk.say("idk").hears("A person").does_not_hear("without it");
}

#[test]
fn facts_with_a_remark_further_on_are_facts() {
    let mut talk = Conversation::opened(FULL);
    talk.say("iphone 13 on ios 17.4 since 3 days, no");
    assert_eq!(talk.case().steps.len(), 1, "the step stays:\n{}", talk.heard());
    talk.say("nope same, it is ios 18.1");
    assert_eq!(talk.case().steps.len(), 2);
    assert_eq!(known(&talk.case().intake.ios_version), Some("18.1"));
}

#[test]
fn a_question_about_the_step_shows_it_again() {
    let mut talk = Conversation::opened(FULL);
    talk.say("i dont know that, where?")
        .hears("Here is where we are")
        .hears("1. Check how much iCloud storage");
    assert_eq!(talk.case().intake.error, Field::Missing);
}
