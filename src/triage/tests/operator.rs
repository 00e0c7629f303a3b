//! Whoever runs the bot, at the command line: does what moderators do, and is nobody who can have a case.

use super::*;
use crate::triage::case::{Happening, Priority};
use crate::triage::desk::Filed;

#[test]
fn who_has_no_id_cannot_take_a_case() {
    let hand_off = Deed::HandOff { to: Receiver::Moderator(BEN), reason: "please".into() };
    for deed in [Deed::Claim, Deed::Accept, Deed::Decline, hand_off] {
        let mut talk = Conversation::escalated();
        talk.operates(deed);
        assert!(talk.whispered().contains("--as"), "{}", talk.whispered());
        assert_eq!((talk.stage(), talk.case().owner), (Stage::Escalated, None));
    }
}

#[test]
fn everything_else_works_in_nobodys_name() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Claim).operates(Deed::Release);
    assert_eq!(talk.stage(), Stage::Escalated);
    talk.operates(Deed::Note { words: "seen".into() });
    assert_eq!(talk.case().notes[0].by, None);
    assert!(talk.changed_card().expect("the card changes").contains("The operator noted:\n> seen"));
    talk.operates(Deed::Prioritize(Priority::High));
    talk.operates(Deed::Ask { words: "Which model?".into() }).hears("> Which model?");
    talk.operates(Deed::HandOff { to: Receiver::Apple, reason: "hardware".into() }).hears("Apple Support");
    talk.case.as_mut().expect("a case").number = Some(crate::triage::CaseNumber(4));
    talk.operates(Deed::Reclassify(Filed::Unknown));
    assert_eq!(talk.correction.as_ref().expect("a correction").by, None);
    talk.operates(Deed::Resolve { step: None }).hears("marked this as solved");
    assert_eq!(talk.stage(), Stage::Resolved);
    let by: Vec<_> = talk.history().into_iter().filter(|(_, what)| **what == Happening::Noted).collect();
    assert_eq!(by, [(None, &Happening::Noted)]);
}

#[test]
fn what_they_open_again_waits_in_the_queue_and_somebody_is_called() {
    let mut talk = Conversation::opened(FULL);
    talk.operates(Deed::Close).operates(Deed::Reopen).hears("a person has been called");
    assert_eq!((talk.stage(), talk.case().owner), (Stage::Escalated, None));
    assert!(talk.card().is_some() && talk.case().escalation.is_some());
    assert!(talk.case().milestones.escalated.is_some());
}

#[test]
fn a_deed_about_no_case_gets_a_sentence() {
    let mut talk = Conversation::new();
    talk.operates(Deed::Claim);
    assert!(talk.whispered().contains("no such case") && talk.case.is_none());
}
