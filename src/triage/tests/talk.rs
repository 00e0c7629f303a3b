//! Free text: it does what the choices do, fills the fields, and is left alone where it is not for the bot.

use super::*;
use crate::intake::Field;
use crate::triage::case::{Escalation, Happening, Outcome, Table};

const ELSEWHERE: PlaceId = PlaceId(99);

fn known(field: &Field<String>) -> Option<&str> {
    match field {
        Field::Known(text) => Some(text),
        Field::Missing | Field::Unknown => None,
    }
}

#[test]
fn chatter_is_not_answered() {
    let mut talk = Conversation::new();
    talk.mutter("thanks everybody, how often do you meet", HERE);
    assert_eq!((talk.case.is_none(), talk.effects.len()), (true, 0));
}

#[test]
fn a_failure_is_answered_without_being_asked() {
    let mut talk = Conversation::new();
    talk.mutter(FULL, HERE).hears("Trouble with full");
}

#[test]
fn who_speaks_to_the_bot_is_answered() {
    for (text, part) in [
        ("hello there", "I help when an iPhone or iPad does not back up"),
        ("help", "one step at a time"),
        ("thanks", "You are welcome"),
        ("how often", "About once a day. See Settings"),
        ("photos not syncing", "iCloud Photos"),
    ] {
        let talk = Conversation::opened(text);
        talk.hears(part);
        assert!(talk.case.is_none(), "{text:?} opened a case");
    }
}

#[test]
fn words_do_what_choices_do() {
    let mut talk = Conversation::opened(FULL);
    talk.say("nope same");
    assert_eq!((talk.case().steps.len(), talk.case().steps[0].outcome), (2, Outcome::DidNotHelp));
    talk.say("that did it");
    assert_eq!(talk.stage(), Stage::Resolved);
    talk.say("thanks").hears("You are welcome");
}

#[test]
fn yes_and_no_answer_what_was_asked() {
    let mut talk = Conversation::opened("icloud backup fails, old one damaged");
    talk.say("no");
    assert_eq!(talk.case().table, Table::ComputerBackup);
    talk.say("yes").hears("keeps your data safe");
    talk.say("yes").hears("does the backup run now?");
    assert_eq!(talk.stage(), Stage::Fixing, "a yes may only mean that the step will be done");
    talk.say("yes");
    assert_eq!(talk.stage(), Stage::Resolved);
}

#[test]
fn a_yes_after_a_look_is_no_cure() {
    let mut talk = Conversation::opened(FULL);
    talk.say("yes");
    assert_eq!((talk.stage(), talk.step()), (Stage::Fixing, Some("free_icloud_items")));
}

#[test]
fn done_asks_whether_it_helped_and_twice_moves_on() {
    let mut talk = Conversation::opened("icloud backup fails, old one damaged");
    talk.say("done").hears("how to tell that it worked");
    assert_eq!(talk.case().table, Table::Result("restart".into()));
    talk.say("done");
    assert_eq!(talk.case().table, Table::ComputerBackup);
}

#[test]
fn did_it_is_done_and_that_did_it_worked() {
    let mut talk = Conversation::opened("icloud backup fails, old one damaged");
    talk.say("did it").hears("does the backup run now?");
    talk.say("that did it").hears("good news");
}

#[test]
fn a_cause_that_was_offered_can_be_named_in_words() {
    let mut talk = Conversation::opened("icloud backup fails, never at night, same place");
    talk.say("same place i think");
    assert_eq!(talk.step(), Some("restart"));
}

#[test]
fn a_cause_that_was_offered_can_be_ruled_out_in_words() {
    let mut talk = Conversation::opened("icloud backup fails, never at night, same place");
    talk.say("its there every night");
    assert_eq!(talk.case().causes[0].id.as_str(), "app");
    assert_eq!(talk.stage(), Stage::Fixing);
}

#[test]
fn another_cause_changes_the_diagnosis() {
    let mut talk = Conversation::opened("my icloud backup fails");
    talk.say("oh wait it says icloud full").hears("that helps").hears("Trouble with full");
    assert_eq!(talk.step(), Some("check_storage"));
    talk.say("and wifi drops").hears("Trouble with wifi");
    assert_eq!(talk.step(), Some("check_wifi"));
    assert!(talk.case().history.iter().filter(|entry| entry.what == Happening::Diagnosed).count() >= 3);
}

#[test]
fn what_the_member_rules_out_is_dropped() {
    let mut talk = Conversation::opened(FULL);
    talk.say("plenty of storage").hears("something else");
    assert!(talk.case().causes.is_empty());
}

#[test]
fn urgent_words_call_a_person_before_any_step() {
    let talk = Conversation::opened("icloud backup fails, icloud full, repair tomorrow");
    assert_eq!((talk.stage(), talk.case().escalation), (Stage::Escalated, Some(Escalation::Urgent)));
    talk.hears("do not erase").hears("Trouble with full");
    assert!(talk.case().steps.is_empty() && talk.card().is_some());

    let mut later = Conversation::opened(FULL);
    later.say("my phone was stolen");
    assert_eq!(later.case().escalation, Some(Escalation::Urgent));
}

#[test]
fn leave_me_alone_is_respected_until_the_bot_is_spoken_to() {
    let mut talk = Conversation::opened(FULL);
    talk.say("leave me alone").hears("quiet");
    talk.mutter("nope same", HERE);
    assert!(talk.effects.is_empty());
    talk.mutter(FULL, HERE);
    assert!(talk.effects.is_empty(), "not even a new failure");
    talk.say("help").hears("Here is where we are");
    assert!(!talk.case().muted);
}

#[test]
fn talk_in_another_channel_is_not_for_the_bot() {
    let mut talk = Conversation::opened(FULL);
    talk.mutter("yes", ELSEWHERE);
    assert!(talk.effects.is_empty());
    talk.mutter("nope same", ELSEWHERE);
    assert_eq!((talk.effects.len(), talk.case().steps.len()), (0, 1));
}

#[test]
fn a_person_who_has_the_case_is_not_talked_over() {
    for stage in [Stage::Claimed, Stage::Offered] {
        let mut talk = Conversation::opened(FULL);
        talk.press(Choice::TalkToAPerson);
        talk.case.as_mut().expect("a case").stage = stage;
        talk.mutter("nope same, ios 17.4", HERE);
        assert!(talk.effects.is_empty());
        assert_eq!(
            known(&talk.case().intake.ios_version),
            Some("17.4"),
            "the fields are filled all the same"
        );
        talk.say("nope same").hears("A person");
    }
}

#[test]
fn a_solved_case_opens_again() {
    let mut talk = Conversation::opened("icloud backup fails, old one damaged");
    talk.press(Choice::FixedIt).say("still failing").hears("not over yet");
    assert_eq!(talk.stage(), Stage::Fixing);
    assert_eq!(talk.case().steps[0].outcome, Outcome::DidNotHelp, "it did not work after all");

    talk.say("yes").say("that did it");
    assert_eq!(talk.stage(), Stage::Resolved);
    talk.say("my icloud backup fails, icloud full").hears("Trouble with full");
    assert_eq!(talk.step(), Some("check_storage"));
}

#[test]
fn a_question_in_between_is_answered_and_the_step_stays() {
    let mut talk = Conversation::opened(FULL);
    talk.say("how often").hears("About once a day");
    assert!(talk.offered().contains(&Choice::DidntHelp));
    assert_eq!(talk.case().steps.len(), 1);
}

#[test]
fn strange_texts_do_no_harm() {
    let mut talk = Conversation::opened(FULL);
    for text in
        ["", "\0\0", "🙈🙈🙈", "{path:storage} {device} {title}", "e\u{301}\u{301}\u{301}\u{301}", "مرحبا"]
    {
        talk.say(text);
        assert_eq!(talk.case().steps.len(), 1, "{text:?} moved the case");
    }
}
