//! The menu of what is right, and what is said around it.

use super::super::correct::{kept, question};
use super::{BASE, all, broken, json};
use crate::knowledge::Family;
use crate::reading::Reader;
use crate::store::tests::sample::correction;
use crate::triage::{MessageId, Origin, PlaceId, Right, Said};

fn said(text: &str) -> Said {
    Said::of(&BASE, &Reader::new(&BASE), text)
}

fn asked(text: &str) -> super::super::Dressed {
    let message = Origin { channel: PlaceId(u64::MAX), message: MessageId(u64::MAX) };
    question(&BASE.replies, message, &said(text), None)
}

#[test]
fn the_menu_offers_everything_that_can_be_right_and_fits() {
    let message = json(&asked("hello").respond(true));
    assert_eq!(broken(&message), [""; 0]);
    let values: Vec<&str> = all(&message, "value").into_iter().filter_map(|one| one.as_str()).collect();
    assert_eq!((values.first(), values.last(), values.len()), (Some(&"off_topic"), Some(&"unknown"), 14));
    for value in values {
        assert!(Right::named([value]).is_ok(), "{value}");
    }
    for label in all(&message, "label") {
        assert!(!label.as_str().unwrap().starts_with("discord_"), "{label}");
    }
}

#[test]
fn it_says_what_the_bot_made_of_the_message_and_what_was_said_before() {
    for (text, part) in [
        ("icloud storage is full and the backup fails", "iCloud storage is full"),
        ("my icloud backup keeps failing, no idea why", "does not tell why"),
        ("nice weather", "does not read to me like a failing"),
    ] {
        let content = asked(text).content;
        assert!(content.contains(part), "expected {part:?} in {content}");
    }
    let message = Origin { channel: PlaceId(1), message: MessageId(1) };
    let again = question(&BASE.replies, message, &said("hello"), Some(&correction(1))).content;
    assert!(again.contains("Not about a failing iCloud backup"), "{again}");
}

#[test]
fn what_is_kept_is_said_in_the_order_of_the_choice() {
    let right = Right::Families(vec![Family::Network, Family::StorageFull]);
    let content = kept(&BASE.replies, &right, "Correct triage").content;
    let places = ["network trouble", "storage is full"].map(|words| content.find(words).expect(words));
    assert!(places[0] < places[1] && content.contains("Correct triage"), "{content}");
}
