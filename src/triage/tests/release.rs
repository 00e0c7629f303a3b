//! Cases that are given back to the queue.

use super::*;
use crate::triage::case::Happening;

#[test]
fn whoever_has_a_case_can_give_it_back() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Claim).does(ANN, Deed::Release);
    assert_eq!((talk.stage(), talk.case().owner), (Stage::Escalated, None));
    assert!(talk.whispered().contains("back in the queue"));
    assert!(talk.changed_card().expect("the card changes").contains("Waiting for a helper."));
    assert!(talk.history().contains(&(Some(ANN), &Happening::Released)));
    assert!(!talk.effects.iter().any(|effect| matches!(effect, Effect::Page { .. })), "they know");
}

#[test]
fn another_moderator_can_too_and_whoever_had_it_is_told() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Claim).does(BEN, Deed::Release);
    assert_eq!(talk.stage(), Stage::Escalated);
    let page = |effect: &Effect| {
        if let Effect::Page { to, message } = effect { Some((*to, plain(message))) } else { None }
    };
    let told = talk.effects.iter().find_map(page);
    let (to, words) = told.expect("a page");
    assert_eq!(to, Receiver::Moderator(ANN));
    assert!(words.contains("{person:12} has given this case back"), "{words}");
}

#[test]
fn a_case_on_offer_is_withdrawn() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Claim);
    talk.does(ANN, Deed::HandOff { to: Receiver::Moderator(BEN), reason: "please".into() });
    talk.does(ANN, Deed::Release);
    assert_eq!((talk.stage(), &talk.case().hand_off), (Stage::Escalated, &None));
    talk.does(BEN, Deed::Accept);
    assert!(talk.whispered().contains("offer is over"));
}

#[test]
fn what_nobody_has_cannot_be_given_back() {
    for mut talk in [Conversation::escalated(), Conversation::opened(FULL)] {
        let stage = talk.stage();
        talk.does(ANN, Deed::Release);
        assert!(talk.whispered().contains("Nobody has this case"), "{}", talk.whispered());
        assert_eq!(talk.stage(), stage);
    }
}
