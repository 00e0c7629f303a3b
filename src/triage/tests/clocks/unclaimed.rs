//! Cases in the queue that nobody claims.

use super::*;
use crate::triage::case::Happening;

#[test]
fn moderators_are_reminded_once() {
    let mut talk = Conversation::escalated();
    assert!(reminders(talk.later(3)).is_empty());
    restart(&mut talk);
    let reminders_now = reminders(talk.later(1));
    assert_eq!(reminders_now.len(), 1);
    assert!(reminders_now[0].contains("waited for 4 h"), "{reminders_now:?}");
    assert!(talk.changed_card().expect("the card changes").contains("A reminder was sent"));
    assert_eq!(said(&talk), 0, "the member need not know");
    assert!(reminders(talk.later(24 * 30)).is_empty(), "once");
    talk.happens(EventKind::Woke(Wake::Unclaimed));
    assert!(talk.effects.is_empty());
}

#[test]
fn a_claimed_case_reminds_nobody_and_one_that_came_back_does_again() {
    let mut talk = Conversation::escalated();
    talk.later(2).does(ANN, Deed::Claim);
    assert!(reminders(talk.later(10)).is_empty());
    talk.does(ANN, Deed::Release);
    assert!(reminders(talk.later(3)).is_empty(), "its time begins anew");
    assert_eq!(reminders(talk.later(2)).len(), 1);
    talk.does(ANN, Deed::Claim).does(ANN, Deed::Release);
    assert_eq!(reminders(talk.later(5)).len(), 1, "it waits anew");
    assert_eq!(talk.count(&Happening::Reminded), 2);
}

#[test]
fn what_nobody_accepted_waits_anew() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::HandOff { to: Receiver::Moderator(BEN), reason: "please".into() });
    talk.later(24);
    assert_eq!(talk.stage(), Stage::Escalated);
    assert_eq!(reminders(talk.later(5)).len(), 1);
}

#[test]
fn a_wake_up_that_is_out_of_date_changes_nothing() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Claim).later(3).does(ANN, Deed::Release);
    let before = talk.case().clone();
    talk.now += SignedDuration::from_hours(1);
    talk.happens(EventKind::Woke(Wake::Unclaimed));
    assert_eq!((talk.case(), talk.effects.len()), (&before, 0), "the one of the first wait");
    let mut talk = Conversation::escalated();
    talk.say("it works now").later(10);
    assert!(reminders(&talk).is_empty());
}

#[test]
fn no_hours_remind_nobody() {
    let mut talk = Conversation::opened(FULL);
    talk.settings.reminder_hours = 0;
    talk.press(Choice::TalkToAPerson);
    assert!(reminders(talk.later(200)).is_empty());
}

#[test]
fn a_paused_bot_still_reminds_moderators() {
    let mut talk = Conversation::escalated();
    talk.settings.paused = true;
    assert_eq!(reminders(talk.later(5)).len(), 1, "a member waits all the same");
}
