//! What counts as an earlier attempt.

use super::*;
use crate::store::tests::sample;

const TO: To = To { channel: ChannelId::new(3), reply: None };
/// The first millisecond that Discord's ids can tell.
const DISCORD_EPOCH: i64 = 1_420_070_400_000;

fn work(due: i64, tries: u32) -> Work {
    sample::work(1, Timestamp::from_millisecond(due).unwrap(), tries)
}

/// A message that was sent so many milliseconds after Discord's first.
fn message(at: u64, content: &str, answers: Option<u64>) -> Message {
    let mut value = json!({
        "id": ((at << 22) + 5).to_string(),
        "channel_id": "3",
        "author": { "id": "9", "username": "bot", "discriminator": "0", "avatar": null },
        "content": content,
        "timestamp": "2024-01-01T00:00:00Z",
        "edited_timestamp": null,
        "tts": false,
        "mention_everyone": false,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": false,
        "type": 0,
    });
    if let (Some(answered), Some(value)) = (answers, value.as_object_mut()) {
        let reference = json!({ "channel_id": "3", "message_id": answered.to_string() });
        value.insert("message_reference".to_owned(), reference);
    }
    serde_json::from_value(value).unwrap()
}

#[test]
fn the_same_words_after_the_work_was_due_are_an_earlier_attempt() {
    let mine = Mine(vec![message(10_000_000, "Hello", None)]);
    let dressed = Dressed::text("Hello");
    assert!(mine.earlier(&work(DISCORD_EPOCH + 10_000_000, 0), TO, &dressed).is_some());
    assert!(mine.earlier(&work(DISCORD_EPOCH + 10_059_000, 0), TO, &dressed).is_some(), "clocks differ");
    assert!(mine.earlier(&work(DISCORD_EPOCH + 10_061_000, 0), TO, &dressed).is_none(), "said before");
}

#[test]
fn other_words_are_not() {
    let mine = Mine(vec![message(10_000_000, "Hello", None)]);
    assert!(mine.earlier(&work(DISCORD_EPOCH + 10_000_000, 0), TO, &Dressed::text("Bye")).is_none());
}

#[test]
fn an_answer_to_another_message_is_not() {
    let beside = To { channel: ChannelId::new(3), reply: Some(MessageId::new(7)) };
    let work = work(DISCORD_EPOCH + 10_000_000, 0);
    let dressed = Dressed::text("Hello");
    for (answers, found) in [(Some(7), true), (Some(8), false), (None, true)] {
        let mine = Mine(vec![message(10_000_000, "Hello", answers)]);
        assert_eq!(mine.earlier(&work, beside, &dressed).is_some(), found, "{answers:?}");
    }
}

#[test]
fn work_that_was_put_back_began_when_it_was_due_first() {
    let (first, again) = (DISCORD_EPOCH + 10_000_000, DISCORD_EPOCH + 100_000_000);
    let mine = Mine(vec![message(10_000_000, "Hello", None)]);
    let put_back = Work { first_due: Timestamp::from_millisecond(first).ok(), ..work(again, 3) };
    assert!(mine.earlier(&put_back, TO, &Dressed::text("Hello")).is_some());
    assert!(mine.earlier(&work(again, 0), TO, &Dressed::text("Hello")).is_none());
}
