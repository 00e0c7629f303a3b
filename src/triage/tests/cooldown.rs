//! No second answer to the same cause, in the same channel, to the same person, within the cooldown.

use super::*;

const CHANNEL: PlaceId = PlaceId(100);
const OTHER: PlaceId = PlaceId(200);

fn answered() -> Conversation {
    let mut talk = Conversation::new();
    talk.write(FULL, CHANNEL, 101, false).hears("Trouble with full");
    talk
}

#[test]
fn the_same_cause_in_the_same_channel_gets_no_second_answer() {
    let mut talk = answered();
    talk.write("icloud backup fails, icloud full, ios 17.4", CHANNEL, 102, false);
    assert!(talk.effects.is_empty(), "{}", talk.heard());
    assert_eq!(talk.case().place, PlaceId(101), "the talk stays where it is");
    assert_eq!(talk.case().intake.ios_version, crate::intake::Field::Known("17.4".into()), "facts count");
}

#[test]
fn another_cause_is_answered() {
    let mut talk = answered();
    talk.write("icloud backup fails, wifi drops", CHANNEL, 102, false).hears("Trouble with wifi");
    assert_eq!(talk.case().place, PlaceId(102));
}

#[test]
fn another_channel_is_answered() {
    let mut talk = answered();
    talk.write(FULL, OTHER, 202, false);
    assert!(!talk.effects.is_empty());
}

#[test]
fn after_the_cooldown_it_is_answered() {
    let mut talk = answered();
    talk.now += SignedDuration::from_mins(61);
    talk.write(FULL, CHANNEL, 102, false);
    assert!(!talk.effects.is_empty());
}

#[test]
fn the_cooldown_is_as_long_as_the_server_wants() {
    let mut talk = answered();
    talk.settings.cooldown_minutes = 0;
    talk.write(FULL, CHANNEL, 102, false);
    assert!(!talk.effects.is_empty());
}

#[test]
fn whoever_asks_is_answered() {
    let mut talk = answered();
    talk.write(FULL, CHANNEL, 102, true);
    assert!(!talk.effects.is_empty());
}

#[test]
fn after_a_solved_case_the_channel_stays_quiet_and_the_thread_opens_again() {
    let mut talk = answered();
    talk.press(Choice::FixedIt);
    talk.write(FULL, CHANNEL, 102, false);
    assert_eq!((talk.effects.len(), talk.stage()), (0, Stage::Resolved));
    talk.mutter(FULL, PlaceId(101)).hears("Trouble with full");
    assert_eq!(talk.stage(), Stage::Fixing);
}

#[test]
fn after_a_dismissed_case_the_channel_stays_quiet() {
    let mut talk = answered();
    talk.happens(EventKind::Ended(Ending::Dismissed));
    talk.write(FULL, CHANNEL, 102, false);
    assert_eq!((talk.effects.len(), talk.stage()), (0, Stage::Closed));
    talk.write("icloud backup fails, wifi drops", CHANNEL, 103, false).hears("Trouble with wifi");
}

#[test]
fn two_failures_without_a_cause_are_alike() {
    let mut talk = Conversation::new();
    talk.write("my icloud backup fails", CHANNEL, 101, false).hears("do not tell the cause");
    talk.write("the icloud backup fails", CHANNEL, 102, false);
    assert!(talk.effects.is_empty());
}

#[test]
fn a_cause_that_was_ruled_out_is_no_news_either() {
    let mut talk = answered();
    talk.press(Choice::NotMyProblem);
    talk.write(FULL, CHANNEL, 102, false);
    assert!(talk.effects.is_empty(), "{}", talk.heard());
}
