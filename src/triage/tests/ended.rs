//! Conversations that are ended from outside.

use super::*;
use crate::triage::case::{Happening, Outcome, Table};

const ENDINGS: [Ending; 6] = [
    Ending::MessageDeleted,
    Ending::MemberLeft,
    Ending::Locked,
    Ending::Archived,
    Ending::PlaceDeleted,
    Ending::Dismissed,
];

#[test]
fn an_open_case_ends_in_silence_and_its_card_shows_why() {
    for ending in ENDINGS {
        let mut talk = Conversation::escalated();
        talk.does(ANN, Deed::Claim);
        talk.does(ANN, Deed::HandOff { to: Receiver::Moderator(BEN), reason: "a".into() });
        talk.happens(EventKind::Ended(ending));
        let case = talk.case();
        assert_eq!((case.stage, &case.table, case.due), (Stage::Closed, &Table::Nothing, None));
        assert_eq!(case.hand_off, None);
        assert!(case.history.iter().any(|entry| entry.what == Happening::Ended(ending)));
        assert!(talk.changed_card().expect("the final card").contains("Over: "));
        assert_eq!(talk.messages().is_empty(), ending != Ending::Dismissed, "{ending:?}");
    }
}

#[test]
fn without_a_case_or_after_it_nothing_happens() {
    for ending in ENDINGS {
        let mut talk = Conversation::new();
        talk.happens(EventKind::Ended(ending));
        assert!(talk.case.is_none() && talk.effects.is_empty());
        let mut talk = Conversation::opened(FULL);
        talk.happens(EventKind::Ended(Ending::MemberLeft));
        let closed = talk.case().clone();
        talk.happens(EventKind::Ended(ending));
        assert_eq!((talk.case(), talk.effects.len()), (&closed, 0));
    }
}

#[test]
fn a_dismissed_answer_gets_one_kind_word_for_whoever_dismissed_it() {
    let mut talk = Conversation::opened(FULL);
    talk.happens(EventKind::Ended(Ending::Dismissed));
    assert!(talk.whispered().contains("closed this"), "{}", talk.heard());
    assert_eq!(talk.case().steps[0].outcome, Outcome::Skipped);
}

#[test]
fn a_night_that_was_waited_for_is_not_asked_about_any_more() {
    let mut talk = Conversation::opened("icloud backup fails, wifi fine, never at night");
    talk.press(Choice::DidntHelp).press(Choice::CheckTomorrow);
    talk.happens(EventKind::Ended(Ending::Locked));
    talk.wake(talk.now + SignedDuration::from_hours(40));
    assert_eq!((talk.stage(), talk.effects.len()), (Stage::Closed, 0));
}

#[test]
fn a_solved_thread_that_is_tidied_away_can_be_opened_again() {
    let mut talk = Conversation::opened("icloud backup fails, old one damaged");
    talk.press(Choice::FixedIt).happens(EventKind::Ended(Ending::Archived));
    assert_eq!((talk.stage(), talk.effects.len()), (Stage::Resolved, 0));
    talk.say("still failing").hears("not over yet");
}

#[test]
fn a_solved_case_whose_place_is_gone_is_over_and_was_solved() {
    let mut talk = Conversation::opened(FULL);
    talk.press(Choice::FixedIt).happens(EventKind::Ended(Ending::PlaceDeleted));
    assert_eq!((talk.stage(), talk.effects.len()), (Stage::Closed, 0));
}

#[test]
fn what_is_deleted_elsewhere_does_not_end_the_case() {
    let mut talk = Conversation::opened(FULL);
    for ending in [Ending::MessageDeleted, Ending::Locked, Ending::Archived, Ending::PlaceDeleted] {
        let event = talk.event(PlaceId(99), EventKind::Ended(ending));
        talk.take(&event);
        assert_eq!((talk.stage(), talk.effects.len()), (Stage::Fixing, 0), "{ending:?}");
    }
}

#[test]
fn a_channel_that_is_deleted_takes_its_threads_along() {
    let mut talk = Conversation::new();
    talk.write(FULL, PlaceId(100), 101, false);
    let event = talk.event(PlaceId(100), EventKind::Ended(Ending::PlaceDeleted));
    talk.take(&event);
    assert_eq!(talk.stage(), Stage::Closed);
}

#[test]
fn a_place_that_cannot_be_reached_any_more_ends_the_case() {
    let mut talk = Conversation::escalated();
    talk.happens(EventKind::Delivered(Delivery::Unreachable));
    assert_eq!(talk.stage(), Stage::Closed);
    assert!(talk.messages().is_empty(), "there is nobody to talk to");
    talk.happens(EventKind::Delivered(Delivery::Unreachable));
    assert!(talk.effects.is_empty(), "and it never loops");
}
