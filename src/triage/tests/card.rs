//! The card: it follows the case, and offers what moderators can do.

use super::*;

fn offers(message: &Message) -> Vec<Choice> {
    message.choices.iter().map(|offer| offer.choice.clone()).collect()
}

fn card_of(talk: &Conversation) -> Message {
    crate::triage::card(&talk.context(), talk.case())
}

#[test]
fn a_new_card_waits_for_a_helper_and_offers_four_ways_on() {
    let mut talk = Conversation::opened(FULL);
    talk.press(Choice::TalkToAPerson);
    let card = talk.card().expect("a card");
    assert!(plain(card).contains("Waiting for a helper."), "{}", plain(card));
    assert_eq!(offers(card), [Choice::Claim, Choice::HandOff, Choice::AskForDetails, Choice::Resolve]);
}

#[test]
fn a_card_follows_the_fields() {
    let mut talk = Conversation::escalated();
    talk.mutter("ios 17.4", HERE);
    let card = talk.changed_card().expect("the card changes");
    assert!(card.contains("iOS version: 17.4"), "{card}");
    assert!(talk.messages().is_empty());
    talk.mutter("hm", HERE);
    assert!(talk.effects.is_empty(), "nothing changed: {:?}", talk.effects);
}

#[test]
fn a_card_that_nobody_sees_yet_does_not_change_and_catches_up_when_it_stands() {
    let mut talk = Conversation::opened(FULL);
    talk.press(Choice::TalkToAPerson);
    talk.mutter("ios 17.4", HERE);
    assert_eq!(talk.changed_card(), None);
    talk.happens(EventKind::Delivered(Delivery::Card(CARD)));
    assert_eq!(talk.case().card, Some(CARD));
    assert!(talk.changed_card().expect("it catches up").contains("17.4"));
    talk.happens(EventKind::Delivered(Delivery::Card(CARD)));
    assert!(talk.effects.is_empty(), "once: {:?}", talk.effects);
}

#[test]
fn a_card_that_is_up_to_date_stays_as_it_is_when_it_stands() {
    let talk = Conversation::escalated();
    assert_eq!((talk.case().card, talk.effects.len()), (Some(CARD), 0));
}

#[test]
fn a_claimed_card_names_who_has_it_and_one_that_is_over_offers_nothing() {
    let mut talk = Conversation::escalated();
    talk.does(ANN, Deed::Claim);
    let card = card_of(&talk);
    assert!(plain(&card).contains("{person:11} has it."), "{}", plain(&card));
    assert_eq!(offers(&card), [Choice::HandOff, Choice::AskForDetails, Choice::Resolve]);
    talk.does(ANN, Deed::Resolve { step: None });
    let card = card_of(&talk);
    assert!(plain(&card).contains("Solved.") && card.choices.is_empty(), "{}", plain(&card));
}

#[test]
fn a_card_of_a_case_that_ended_in_the_meantime_shows_that() {
    let mut talk = Conversation::opened(FULL);
    talk.press(Choice::TalkToAPerson).happens(EventKind::Ended(Ending::MemberLeft));
    talk.happens(EventKind::Delivered(Delivery::Card(CARD)));
    let card = talk.changed_card().expect("the final card");
    assert!(card.contains("Over: the member has left."), "{card}");
    assert_eq!((talk.stage(), talk.case().card), (Stage::Closed, Some(CARD)));
}

#[test]
fn words_of_a_person_never_stand_among_our_own() {
    let mut talk = Conversation::escalated();
    let reason = "{person:1} knows".to_owned();
    talk.does(ANN, Deed::HandOff { to: Receiver::Moderator(BEN), reason });
    for effect in &talk.effects {
        let Some(message) = effect.to_staff() else { continue };
        let own = message.blocks.iter().filter_map(|block| match block {
            Block::Text(text) => Some(text.as_str()),
            Block::Quote(_) | Block::Step { .. } | Block::Fields { .. } => None,
        });
        assert!(own.into_iter().all(|text| !text.contains("knows")), "{}", plain(message));
    }
}

#[test]
fn solved_and_open_again_are_marked() {
    let mut talk = Conversation::opened(FULL);
    talk.press(Choice::FixedIt);
    assert_eq!(talk.effects.last(), Some(&Effect::MarkSolved(true)));
    talk.say("thanks");
    assert!(!talk.effects.iter().any(|effect| matches!(effect, Effect::MarkSolved(_))));
    talk.say("still failing");
    assert!(talk.effects.contains(&Effect::MarkSolved(false)));
}
