//! How urgent a case is: as moderators say, and as some escalations make it.

use super::*;
use crate::triage::case::{Happening, Priority};

#[test]
fn a_moderator_says_how_urgent_a_case_is() {
    let mut talk = Conversation::escalated();
    assert!(!plain(&crate::triage::card(&talk.context(), talk.case())).contains("Priority"));
    talk.does(ANN, Deed::Prioritize(Priority::Low));
    assert_eq!(talk.case().priority, Priority::Low);
    assert!(talk.whispered().contains("The priority is now low."));
    assert!(talk.changed_card().expect("the card changes").contains("Priority: low"));
    assert!(talk.history().contains(&(Some(ANN), &Happening::Prioritized(Priority::Low))));
    talk.does(BEN, Deed::Prioritize(Priority::Low));
    assert!(talk.whispered().contains("low already"));
    assert_eq!(talk.count(&Happening::Prioritized(Priority::Low)), 1);
}

#[test]
fn what_cannot_wait_starts_before_others() {
    let mut talk = Conversation::opened(FULL);
    talk.say("repair tomorrow");
    assert_eq!((talk.stage(), talk.case().priority), (Stage::Escalated, Priority::High));
    assert!(talk.history().contains(&(None, &Happening::Prioritized(Priority::High))));
    assert!(plain(talk.card().expect("a card")).contains("Priority: high"));
    assert_eq!(Conversation::escalated().case().priority, Priority::Normal);
}

#[test]
fn the_bot_never_lowers_what_a_moderator_chose() {
    let mut talk = Conversation::opened(FULL);
    talk.does(ANN, Deed::Prioritize(Priority::Urgent)).say("repair tomorrow");
    assert_eq!(talk.case().priority, Priority::Urgent);
}
