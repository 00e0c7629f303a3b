//! Hand-offs: to a moderator, to a role, to Apple; accepted, declined, or returned.

use super::*;
use crate::triage::case::Happening;

fn to(receiver: Receiver) -> Deed {
    Deed::HandOff { to: receiver, reason: "knows about family plans".into() }
}

/// A case that Ann has handed to Ben.
fn offered() -> Conversation {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Claim).does(ANN, to(Receiver::Moderator(BEN)));
    assert_eq!(talk.stage(), Stage::Offered);
    talk
}

fn page(talk: &Conversation) -> Option<(Receiver, String, Vec<Choice>)> {
    talk.effects.iter().find_map(|effect| {
        let Effect::Page { to, message } = effect else { return None };
        let offers = message.choices.iter().map(|offer| offer.choice.clone()).collect();
        Some((*to, plain(message), offers))
    })
}

#[test]
fn the_receiver_is_told_who_why_and_what_they_can_do() {
    let talk = offered();
    let (receiver, words, offers) = page(&talk).expect("a page");
    assert_eq!(receiver, Receiver::Moderator(BEN));
    assert!(
        words.contains("{person:11} hands this case off") && words.contains("> knows about family plans")
    );
    assert_eq!(offers, [Choice::Accept, Choice::Decline]);
    assert!(talk.changed_card().expect("the card changes").contains("{person:11} offers it to {person:12}:"));
    let hand_off = talk.case().hand_off.clone().expect("it is kept");
    let wake = Effect::WakeAt { at: hand_off.until, wake: Wake::HandOffUnanswered };
    assert!(talk.effects.contains(&wake));
    assert_eq!(talk.case().owner, None, "nobody has it until it is accepted");
    assert!(talk.messages().is_empty(), "the member need not know");
}

#[test]
fn whoever_it_is_offered_to_can_accept() {
    for deed in [Deed::Accept, Deed::Claim] {
        let mut talk = offered();
        talk.does(BEN, deed);
        assert_eq!(
            (talk.stage(), talk.case().owner, &talk.case().hand_off),
            (Stage::Claimed, Some(BEN), &None)
        );
        assert!(talk.history().contains(&(Some(BEN), &Happening::Accepted)));
        assert!(talk.changed_card().expect("the card changes").contains("{person:12} has it."));
    }
}

#[test]
fn others_are_told_whom_it_is_offered_to() {
    for deed in [Deed::Accept, Deed::Claim, Deed::Decline] {
        let mut talk = offered();
        talk.does(PersonId(13), deed);
        assert!(talk.whispered().contains("offered to {person:12}"), "{}", talk.whispered());
        assert_eq!(talk.stage(), Stage::Offered);
    }
}

#[test]
fn one_of_a_role_can_accept_and_others_cannot() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, to(Receiver::Role(MENTORS)));
    assert_eq!(page(&talk).expect("a page").0, Receiver::Role(MENTORS));
    talk.with_roles(BEN, vec![RoleId(99)], Deed::Accept);
    assert!(talk.whispered().contains("a role that you do not have"));
    talk.with_roles(BEN, vec![RoleId(99), MENTORS], Deed::Accept);
    assert_eq!((talk.stage(), talk.case().owner), (Stage::Claimed, Some(BEN)));
}

#[test]
fn what_is_declined_returns_to_the_queue_and_the_giver_is_told() {
    let mut talk = offered();
    talk.does(BEN, Deed::Decline);
    assert_eq!((talk.stage(), talk.case().owner, &talk.case().hand_off), (Stage::Escalated, None, &None));
    assert!(talk.changed_card().expect("the card changes").contains("Waiting for a helper."));
    let (receiver, words, offers) = page(&talk).expect("a page");
    assert_eq!((receiver, offers.len()), (Receiver::Moderator(ANN), 0));
    assert!(words.contains("{person:12} has declined"), "{words}");
    assert!(talk.history().contains(&(Some(BEN), &Happening::Declined)));
}

#[test]
fn what_nobody_accepts_returns_to_the_queue_in_time_and_not_sooner() {
    let mut talk = offered();
    let until = talk.case().hand_off.as_ref().expect("a hand-off").until;
    assert_eq!(until.duration_since(talk.now).as_hours(), 23, "24 hours, less the minute that has passed");
    talk.happens(EventKind::Woke(Wake::HandOffUnanswered));
    assert_eq!((talk.stage(), talk.effects.len()), (Stage::Offered, 0));
    talk.now = until;
    talk.happens(EventKind::Woke(Wake::HandOffUnanswered));
    assert_eq!((talk.stage(), &talk.case().hand_off), (Stage::Escalated, &None));
    assert!(talk.history().contains(&(None, &Happening::Returned)));
    assert_eq!(page(&talk).expect("the giver is told").0, Receiver::Moderator(ANN));
    talk.happens(EventKind::Woke(Wake::HandOffUnanswered));
    assert!(talk.effects.is_empty(), "once");
}

#[test]
fn an_accepted_case_does_not_return() {
    let mut talk = offered();
    talk.does(BEN, Deed::Accept);
    talk.now += SignedDuration::from_hours(48);
    talk.happens(EventKind::Woke(Wake::HandOffUnanswered));
    assert_eq!((talk.stage(), talk.case().owner), (Stage::Claimed, Some(BEN)));
}

#[test]
fn a_press_on_an_old_page_is_answered_politely() {
    let mut talk = offered();
    talk.does(BEN, Deed::Decline).does(BEN, Deed::Accept);
    assert!(talk.whispered().contains("offer is over"));
    talk.does(ANN, Deed::Claim).does(BEN, Deed::Accept);
    assert!(talk.whispered().contains("{person:11} has this case"));
    talk.does(ANN, Deed::Accept);
    assert!(talk.whispered().contains("yours already"));
}

#[test]
fn only_who_has_a_case_can_hand_it_off() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Claim).does(BEN, to(Receiver::Role(MENTORS)));
    assert!(talk.whispered().contains("{person:11} has this case"));
    assert_eq!(talk.stage(), Stage::Claimed);
    let mut open = Conversation::opened(FULL);
    open.does(ANN, to(Receiver::Role(MENTORS)));
    assert!(open.whispered().contains("claim this case first"));
    assert_eq!(open.stage(), Stage::Fixing);
}

#[test]
fn a_hand_off_needs_a_reason_and_somebody_else() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::HandOff { to: Receiver::Moderator(BEN), reason: "  \n ".into() });
    assert!(talk.whispered().contains("Please give a reason"));
    talk.does(ANN, to(Receiver::Moderator(ANN)));
    assert!(talk.whispered().contains("to yourself"));
    assert_eq!((talk.stage(), &talk.case().hand_off), (Stage::Escalated, &None));
    talk.does(ANN, Deed::HandOff { to: Receiver::Moderator(BEN), reason: "é".repeat(900) });
    assert_eq!(talk.case().hand_off.as_ref().map(|one| one.reason.chars().count()), Some(500));
}

#[test]
fn a_case_on_offer_can_be_offered_to_somebody_else() {
    let mut talk = offered();
    talk.does(BEN, to(Receiver::Role(MENTORS)));
    let hand_off = talk.case().hand_off.clone().expect("a hand-off");
    assert_eq!((hand_off.by, hand_off.to), (BEN, Receiver::Role(MENTORS)));
}

#[test]
fn apple_gets_the_summary_by_the_member() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Claim).does(ANN, to(Receiver::Apple));
    talk.hears("go on with Apple Support").hears("Apple Support app").hears("[Summary for Apple]");
    talk.does_not_hear("family plans");
    assert_eq!((talk.stage(), talk.case().owner), (Stage::Claimed, Some(ANN)), "nobody there accepts it");
    assert!(talk.changed_card().expect("the card changes").contains("was sent to Apple Support"));
    assert!(page(&talk).is_none());
    assert!(talk.history().contains(&(Some(ANN), &Happening::HandedOff(Receiver::Apple))));
}

#[test]
fn a_case_on_offer_that_goes_to_apple_is_on_offer_no_more() {
    let mut talk = offered();
    talk.does(ANN, to(Receiver::Apple));
    assert_eq!((talk.stage(), &talk.case().hand_off), (Stage::Escalated, &None));
}
