//! Where a conversation is: in a thread of the message that began it, or where that message is itself.

use super::*;

const CHANNEL: PlaceId = PlaceId(100);

#[test]
fn a_message_in_a_channel_is_the_home_of_its_thread() {
    let mut talk = Conversation::new();
    talk.write(FULL, CHANNEL, 101, false);
    let home = Origin { channel: CHANNEL, message: MessageId(101) };
    assert_eq!((talk.case().place, talk.case().home), (PlaceId(101), Some(home)));
    let event = Event {
        origin: Some(Origin { channel: PlaceId(101), message: MessageId(102) }),
        ..talk.event(PlaceId(101), EventKind::Said { text: "nope same".into(), addressed: false })
    };
    talk.take(&event);
    assert_eq!(talk.case().home, Some(home), "talk in the thread keeps it");
    assert_eq!(talk.case().steps.len(), 2);
}

#[test]
fn a_post_or_a_direct_message_has_no_home() {
    let mut talk = Conversation::new();
    let event = Event {
        origin: Some(Origin { channel: HERE, message: MessageId(8) }),
        ..talk.event(HERE, EventKind::Said { text: FULL.into(), addressed: false })
    };
    talk.take(&event);
    assert_eq!((talk.case().place, talk.case().home), (HERE, None));
}

#[test]
fn the_home_moves_with_the_talk() {
    let mut talk = Conversation::new();
    talk.write(FULL, CHANNEL, 101, false).does(ANN, Deed::JoinedIn);
    talk.write("icloud backup fails, wifi drops", PlaceId(200), 201, false).hears("Trouble with wifi");
    let home = Origin { channel: PlaceId(200), message: MessageId(201) };
    assert_eq!((talk.case().place, talk.case().home), (PlaceId(201), Some(home)));
    assert_eq!(talk.case().helped_by, None, "who helped there is not here");
}

#[test]
fn what_a_helper_has_stays_where_it_is() {
    let mut talk = Conversation::new();
    talk.write(FULL, CHANNEL, 101, false).press(Choice::TalkToAPerson).does(ANN, Deed::Claim);
    talk.write("icloud backup fails, wifi drops", PlaceId(200), 201, false);
    assert_eq!((talk.case().place, talk.messages().len()), (PlaceId(101), 0));
}

#[test]
fn the_first_answer_that_nobody_asked_for_can_be_dismissed() {
    let mut talk = Conversation::new();
    talk.write(FULL, CHANNEL, 101, false);
    assert!(talk.messages()[0].first);
    talk.press(Choice::DidntHelp);
    assert!(!talk.messages()[0].first);
    assert!(!Conversation::opened(FULL).messages()[0].first, "this one was asked for");
}
