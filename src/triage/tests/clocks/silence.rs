//! Members who say nothing any more.

use super::*;
use crate::triage::case::{Happening, Table};

const CLOSE: &str = "icloud backup fails, never at night, same place";

#[test]
fn a_question_is_asked_once_more_and_then_the_case_is_closed_kindly() {
    let mut talk = Conversation::opened(CLOSE);
    assert!(matches!(talk.case().table, Table::WhichCause(_)), "{:?}", talk.case().table);
    assert_eq!(said(talk.later(47)), 0);
    talk.later(1).hears("Does the backup still fail?").hears("Which one fits best?");
    assert_eq!((talk.stage(), talk.count(&Happening::AskedAgain)), (Stage::Asking, 1));
    restart(&mut talk);
    assert_eq!(said(talk.later(47)), 0);
    talk.later(1).hears("closing this for now");
    assert_eq!(talk.offered(), [Choice::BackupCompleted, Choice::StillFailing]);
    assert_eq!((talk.stage(), talk.count(&Happening::FellSilent)), (Stage::Closed, 1));
    assert_eq!(said(talk.later(24 * 100)), 0, "and never again");
}

#[test]
fn a_member_has_a_day_to_answer_at_the_least() {
    let mut talk = Conversation::new();
    talk.settings.silence_hours = 2;
    talk.say(CLOSE).later(3);
    assert_eq!(talk.count(&Happening::AskedAgain), 1);
    talk.later(22);
    assert_eq!(talk.stage(), Stage::Asking);
    talk.later(4);
    assert_eq!(talk.stage(), Stage::Closed);
}

#[test]
fn after_the_morning_question_there_is_no_second_one() {
    let mut talk = Conversation::opened(FULL);
    talk.later(24);
    assert_eq!(said(talk.later(47)), 0);
    talk.later(2).hears("closing this for now");
    assert_eq!((talk.stage(), talk.count(&Happening::AskedAgain)), (Stage::Closed, 1));
    let card = crate::triage::card(&talk.context(), talk.case());
    assert!(plain(&card).contains("the member has not answered"));
}

#[test]
fn who_answers_is_not_closed() {
    let mut talk = Conversation::opened(CLOSE);
    talk.later(48).say("how often");
    talk.later(40);
    assert_eq!((talk.stage(), said(&talk)), (Stage::Asking, 0));
    talk.later(10).hears("Does the backup still fail?");
}

#[test]
fn who_wants_quiet_or_has_a_helper_is_closed_without_a_word() {
    for opening in [FULL, CLOSE] {
        let mut talk = Conversation::opened(opening);
        talk.say("leave me alone");
        assert_eq!(said(talk.later(24 * 30)), 0);
        assert_eq!((talk.stage(), talk.count(&Happening::FellSilent)), (Stage::Closed, 1));
        let mut talk = Conversation::opened(opening);
        talk.does(ANN, Deed::JoinedIn);
        assert_eq!(said(talk.later(24 * 30)), 0);
        assert_eq!(talk.stage(), Stage::Closed);
    }
    let mut talk = Conversation::opened("icloud backup fails, wifi fine, never at night");
    talk.press(Choice::DidntHelp).press(Choice::CheckTomorrow).say("leave me alone");
    assert_eq!(said(talk.later(24 * 30)), 0);
    assert_eq!(talk.stage(), Stage::Closed);
}

#[test]
fn a_case_that_a_person_has_or_that_is_solved_is_left_alone() {
    let with_people: [fn(&mut Conversation); 4] = [
        |_| {},
        |talk| {
            talk.does(ANN, Deed::Claim);
        },
        |talk| {
            talk.say("it works now");
        },
        |talk| {
            talk.does(ANN, Deed::Resolve { step: None });
        },
    ];
    for make in with_people {
        let mut talk = Conversation::escalated();
        make(&mut talk);
        let stage = talk.stage();
        assert_eq!(said(talk.later(24 * 60)), 0);
        assert_eq!(talk.stage(), stage);
    }
}

#[test]
fn no_hours_close_nothing() {
    let mut talk = Conversation::new();
    talk.settings.silence_hours = 0;
    talk.say(CLOSE);
    assert_eq!(said(talk.later(24 * 60)), 0);
    assert_eq!(talk.stage(), Stage::Asking);
}

#[test]
fn who_wanted_quiet_for_a_night_and_speaks_again_is_looked_after_again() {
    let mut talk = Conversation::opened("icloud backup fails, wifi fine, never at night");
    talk.press(Choice::DidntHelp).press(Choice::CheckTomorrow).say("leave me alone");
    talk.later(30).say("help").hears("Did the backup run?");
    talk.later(60).hears("closing this for now");
}

/// A case that was closed for silence, at the morning question.
fn asleep() -> Conversation {
    let mut talk = Conversation::opened(FULL);
    talk.later(24).later(60);
    assert_eq!(talk.stage(), Stage::Closed);
    talk
}

#[test]
fn a_word_opens_it_again_where_it_stood() {
    let mut talk = asleep();
    talk.say("hello again").hears("Good to have you back").hears("Did the backup run?");
    assert!(!talk.unmatched);
    assert_eq!((talk.stage(), &talk.case().table), (Stage::Waiting, &Table::Morning));
    assert!(talk.history().contains(&(Some(PersonId(2)), &Happening::Reopened)));
    assert_eq!(talk.case().clocks.asleep, None);
    talk.later(60);
    assert_eq!(talk.stage(), Stage::Closed, "silence counts anew");
    let mut talk = asleep();
    talk.say("nope same").hears("Here is the next thing");
    assert_eq!((talk.stage(), talk.case().steps.len()), (Stage::Fixing, 2));
    let mut talk = asleep();
    talk.say("it works now");
    assert_eq!(talk.stage(), Stage::Resolved);
    assert!(talk.case().milestones.resolved.is_some());
}

#[test]
fn a_press_on_any_of_its_last_questions_is_never_lost() {
    for choice in [Choice::StillFailing, Choice::DidntHelp] {
        let mut talk = asleep();
        talk.press(choice).hears("Here is the next thing");
        assert_eq!((talk.stage(), talk.case().steps.len()), (Stage::Fixing, 2));
    }
    let mut talk = asleep();
    talk.press(Choice::BackupCompleted);
    assert_eq!(talk.stage(), Stage::Resolved);
    let mut talk = asleep();
    talk.happens(EventKind::Chose { choice: Choice::TalkToAPerson, version: 0 });
    assert_eq!(talk.stage(), Stage::Escalated);
    let mut talk = asleep();
    talk.happens(EventKind::Chose { choice: Choice::DidntHelp, version: 0 });
    assert_eq!(talk.stage(), Stage::Closed, "an older question is over");
    talk.hears("That question is over");
}

#[test]
fn another_failure_is_a_case_of_its_own_and_the_same_one_goes_on() {
    let mut talk = asleep();
    let opened = talk.case().opened_at;
    talk.say("icloud backup fails, wifi drops");
    assert_ne!(talk.case().opened_at, opened, "a new case");
    let mut talk = asleep();
    talk.say(FULL);
    assert_eq!(talk.case().opened_at, opened, "the same");
    assert_eq!(talk.stage(), Stage::Waiting);
    let mut talk = asleep();
    talk.say("still failing").hears("Here is the next thing");
    assert_eq!(talk.case().opened_at, opened, "without a cause it is the one that they talked about");
    let mut talk = asleep();
    talk.mutter(FULL, PlaceId(99));
    assert_ne!(talk.case().opened_at, opened, "said elsewhere it is a new one");
}

#[test]
fn talk_among_others_wakes_nothing() {
    let mut talk = asleep();
    talk.mutter("anyone up for a game", HERE);
    assert_eq!((talk.stage(), talk.effects.len()), (Stage::Closed, 0));
    talk.mutter("still failing", HERE).hears("Here is the next thing");
    let mut thread = Conversation::new();
    thread.write(FULL, PlaceId(100), 101, false);
    thread.later(24).later(60);
    assert_eq!(thread.stage(), Stage::Closed);
    thread.mutter("sorry was away", PlaceId(101)).hears("Did the backup run?");
    assert_eq!(thread.stage(), Stage::Waiting, "in a thread of its own a word is enough");
}

#[test]
fn who_wanted_quiet_is_left_alone_until_they_speak_to_the_bot() {
    let mut talk = Conversation::opened(FULL);
    talk.say("leave me alone").later(24 * 30);
    talk.mutter("still failing", HERE);
    assert_eq!((talk.stage(), talk.effects.len()), (Stage::Closed, 0));
    talk.say("still failing").hears("Here is the next thing");
}

#[test]
fn a_paused_bot_closes_nothing() {
    let mut talk = Conversation::opened(CLOSE);
    talk.settings.paused = true;
    talk.later(24 * 20);
    assert_eq!((talk.stage(), talk.pending.len()), (Stage::Asking, 1));
}

#[test]
fn a_moderator_can_take_a_case_that_fell_silent() {
    let mut talk = asleep();
    talk.does(ANN, Deed::Reopen);
    assert_eq!((talk.stage(), &talk.case().clocks.asleep), (Stage::Claimed, &None));
}
