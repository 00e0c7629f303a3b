//! Personal data is masked at the entrance, and what shows it or lures in public is told to whom it concerns.

use super::*;
use crate::knowledge::BUILT_IN;
use crate::triage::desk::Filed;
use crate::triage::event::Form;

/// Data of every kind, as worried people type it, and what is left of it.
const SECRETS: [&str; 6] = [
    "jane.doe@icloud.com",
    "+44 7700 900123",
    "356938035643809",
    "482913",
    "4111 1111 1111 1111",
    "Hunter2x",
];
const ALL: &str = "apple id jane.doe@icloud.com, call me +44 7700 900123, imei 356938035643809, code is 482913, \
                   card 4111 1111 1111 1111, password is Hunter2x";

/// Everything that could be kept or posted, as it would be written.
fn all_of(talk: &Conversation) -> String {
    let kept = serde_json::to_string(&(&talk.case, &talk.correction, &talk.effects)).unwrap();
    for secret in SECRETS {
        assert!(!kept.contains(secret), "{secret:?} is in:\n{kept}");
    }
    kept
}

#[test]
fn nothing_that_a_member_writes_keeps_its_personal_data() {
    let mut talk = Conversation::opened(&format!("my icloud backup fails, icloud full, {ALL}"));
    assert!(all_of(&talk).contains("[email]"));
    talk.say(&format!("on iphone 13 ios 17.4.1, {ALL}"));
    all_of(&talk);
    let form = Form {
        version: format!("iphone 13, 17.4.1, {ALL}"),
        error: format!("Not enough storage {ALL}"),
        duration: format!("2 weeks {ALL}"),
        steps: format!("restarted {ALL}"),
    };
    talk.happens(EventKind::Filled(form));
    assert!(all_of(&talk).contains("17.4.1"), "what the fields need stays");
    talk.happens(EventKind::Edited { text: format!("wifi drops {ALL}") });
    all_of(&talk);
    talk.say("talk to a person");
    all_of(&talk);
}

#[test]
fn nothing_that_staff_write_keeps_personal_data_either() {
    let mut talk = Conversation::opened(FULL);
    talk.say("talk to a person");
    for deed in [
        Deed::Note { words: ALL.to_owned() },
        Deed::Ask { words: ALL.to_owned() },
        Deed::HandOff { to: Receiver::Apple, reason: ALL.to_owned() },
        Deed::Reclassify(Filed::Cause(ALL.into())),
        Deed::Resolve { step: Some(ALL.into()) },
        Deed::Reclassify(Filed::Unknown),
    ] {
        talk.operates(deed);
        all_of(&talk);
    }
    assert!(talk.case().notes[0].words.contains("[phone number]"));
}

#[test]
fn a_case_of_old_is_cleaned_where_it_is_taken_in() {
    let mut case = Conversation::opened(FULL).case.unwrap();
    case.words = Some(ALL.to_owned());
    case.notes.push(super::super::case::Note { at: NOON, by: None, words: ALL.to_owned() });
    super::super::private::clean_case(READER.masker(), &mut case);
    let kept = serde_json::to_string(&case).unwrap();
    assert!(SECRETS.iter().all(|secret| !kept.contains(secret)), "{kept}");
}

/// What somebody's public words lead to.
fn posted(talk: &mut Conversation, by: Actor, text: &str) -> Vec<Effect> {
    let event = Event { by, ..talk.event(HERE, EventKind::Posted { text: text.to_owned() }) };
    let before = talk.case.clone();
    talk.take(&event);
    assert_eq!(talk.case, before, "no case is opened or changed by it");
    std::mem::take(&mut talk.effects)
}

fn words(message: &Message) -> String {
    serde_json::to_string(&message.blocks).unwrap()
}

#[test]
fn an_author_is_told_which_kinds_a_message_shows_and_never_the_data() {
    let mut talk = Conversation::new();
    let effects =
        posted(&mut talk, Actor::Member, "lovely weather, mail me jane.doe@icloud.com or +44 7700 900123");
    let [Effect::Warn(told)] = &effects[..] else { panic!("expected a warning, got {effects:?}") };
    let told = words(told);
    assert!(told.contains("an e-mail address and a phone number"), "{told}");
    assert!(
        told.contains("press and hold") && !told.contains("from Apple") && !told.contains("jane"),
        "{told}"
    );
}

#[test]
fn a_code_or_a_password_must_be_changed_and_told_to_nobody() {
    let effects = posted(&mut Conversation::new(), Actor::Member, "it asks for a code i got 482913 what now");
    let [Effect::Warn(told)] = &effects[..] else { panic!("expected a warning, got {effects:?}") };
    assert!(words(told).contains("Apple never asks for it in a chat"), "{}", words(told));
}

#[test]
fn staff_are_told_of_their_own_data_and_of_nothing_else() {
    let staff = Actor::Staff { person: ANN, roles: Vec::new() };
    let effects = posted(&mut Conversation::new(), staff.clone(), "write to jane.doe@icloud.com");
    assert!(matches!(effects[..], [Effect::Warn(_)]), "{effects:?}");
    let offer = "call apple support at 1-888-555-0199 they help";
    assert_eq!(posted(&mut Conversation::new(), staff, offer), Vec::new());
}

#[test]
fn a_false_offer_is_shown_to_moderators_so_that_nobody_can_tap_it() {
    let offer = "Apple support number 1-888-555-0199 call now or see https://apple-support-help.com";
    let effects = posted(&mut Conversation::new(), Actor::Member, offer);
    let [Effect::Report(told)] = &effects[..] else { panic!("expected a report, got {effects:?}") };
    let told = words(told);
    assert!(told.contains("apple-support-help[.]com") && told.contains("1-888"), "{told}");
    assert!(!told.contains("555-0199") && !told.contains("https://"), "{told}");
}

#[test]
fn who_asks_about_a_number_is_left_alone_and_a_dangerous_link_is_shown_as_a_question() {
    let mut talk = Conversation::new();
    assert_eq!(posted(&mut talk, Actor::Member, "is 1-888-555-0199 real apple support?"), Vec::new());
    let effects =
        posted(&mut talk, Actor::Member, "got a text to click http://apple-storage-alert.com is that real?");
    let [Effect::Report(told)] = &effects[..] else { panic!("expected a report, got {effects:?}") };
    assert!(words(told).contains("Somebody asks"), "{}", words(told));
}

#[test]
fn it_is_told_in_every_mode_but_not_while_the_bot_is_paused() {
    for mode in [Mode::Observe, Mode::Suggest, Mode::Answer] {
        let mut talk = Conversation::new();
        talk.settings.mode = mode;
        assert_eq!(posted(&mut talk, Actor::Member, "mail jane.doe@icloud.com").len(), 1, "{mode:?}");
    }
    let mut talk = Conversation::new();
    talk.settings.paused = true;
    assert_eq!(posted(&mut talk, Actor::Member, "mail jane.doe@icloud.com"), Vec::new());
}

#[test]
fn the_kinds_are_named_as_a_sentence_can_name_them() {
    assert!(BUILT_IN.iter().any(|(name, _)| *name == "private.toml"));
    for kind in &KNOWLEDGE.private.kinds {
        let article = ["a ", "an "].iter().any(|article| kind.name.starts_with(article));
        assert!(article && !kind.name.ends_with('.'), "{:?}", kind.name);
    }
}
