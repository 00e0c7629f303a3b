//! What moderators read.

use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::json;

use super::super::card::{CardFacts, card, page, suggestion};
use super::super::menus;
use super::super::message::say;
use super::{BASE, all, broken, json};
use crate::triage::desk::Receiver;
use crate::triage::effect::{Block, Message, Offer};
use crate::triage::event::Choice;
use crate::triage::{CaseNumber, MessageId, PersonId, RoleId, ServerId};

fn facts(ping: Option<RoleId>) -> CardFacts {
    CardFacts {
        number: CaseNumber(12),
        person: PersonId(34),
        link: "https://discord.com/channels/1/2".to_owned(),
        opened_at: Timestamp::from_second(1_700_000_000).unwrap(),
        ping,
    }
}

fn message(rows: &[(&str, &str)]) -> Message {
    let rows = rows.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let offer = |choice, label: &str| Offer { choice, label: label.to_owned() };
    Message {
        blocks: vec![
            Block::Text("{person:56} has it.".to_owned()),
            Block::Fields { title: "Backup case".to_owned(), rows },
        ],
        choices: vec![offer(Choice::Claim, "Claim"), offer(Choice::Resolve, "Resolve")],
        version: 4,
        ..Message::default()
    }
}

#[test]
fn a_card_names_the_case_the_person_the_thread_and_the_age() {
    let sent = json(
        &card(&BASE.replies, &message(&[("Device", "iPhone 13"), ("Error", "@everyone")]), &facts(None))
            .create(),
    );
    let content = sent["content"].as_str().unwrap();
    for part in ["12", "<@34>", "https://discord.com/channels/1/2", "<t:1700000000:R>"] {
        assert!(content.contains(part), "{part} is not in {content}");
    }
    let sheet = &sent["embeds"][0];
    assert_eq!((&sheet["title"], &sheet["description"]), (&json!("Backup case"), &json!("<@56> has it.")));
    assert_eq!(all(&sheet["fields"], "value"), ["iPhone 13", "@\u{200b}everyone"]);
    assert_eq!(all(&sent["components"], "custom_id"), ["cm1:choice:12:4:claim", "cm1:choice:12:4:resolve"]);
    assert_eq!(
        sent["allowed_mentions"],
        json!({ "parse": [], "users": [], "roles": [], "replied_user": false })
    );
}

#[test]
fn only_the_role_that_is_called_is_pinged() {
    let sent = json(&card(&BASE.replies, &message(&[]), &facts(Some(RoleId(8)))).create());
    assert!(sent["content"].as_str().unwrap().starts_with("<@&8> "));
    assert_eq!(
        sent["allowed_mentions"],
        json!({ "parse": [], "users": [], "roles": ["8"], "replied_user": false })
    );
}

#[test]
fn an_offer_pings_its_receiver_alone() {
    for (to, start, users, roles) in [
        (Receiver::Moderator(PersonId(5)), "<@5>\n", json!(["5"]), json!([])),
        (Receiver::Role(RoleId(6)), "<@&6>\n", json!([]), json!(["6"])),
        (Receiver::Apple, "<@56> has it.", json!([]), json!([])),
    ] {
        let sent = json(&page(&BASE.replies, &message(&[]), CaseNumber(12), to).create());
        assert!(sent["content"].as_str().unwrap().starts_with(start), "{}", sent["content"]);
        assert_eq!(
            (&sent["allowed_mentions"]["users"], &sent["allowed_mentions"]["roles"]),
            (&users, &roles)
        );
        assert_eq!(broken(&sent), [""; 0]);
    }
}

#[test]
fn a_suggestion_has_no_buttons() {
    let sent = json(&suggestion(&BASE.replies, &message(&[("Device", "iPhone")]), &facts(None)).create());
    assert!(sent["embeds"][0]["description"].as_str().unwrap().contains("Device: iPhone"));
    assert!(sent.get("components").is_none());
    assert_eq!(broken(&sent), [""; 0]);
}

#[test]
fn every_row_of_a_long_card_is_there() {
    let rows: Vec<(String, String)> =
        (1..=60).map(|n| (format!("Step {n}"), format!("outcome {n}"))).collect();
    let rows: Vec<(&str, &str)> = rows.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let sent = json(&card(&BASE.replies, &message(&rows), &facts(None)).create());
    let shown = sent.to_string();
    for (_, value) in rows {
        assert!(shown.contains(value), "{value} is missing");
    }
    assert_eq!(broken(&sent), [""; 0]);
}

#[test]
fn menus_fit() {
    let names: Vec<(ServerId, String)> = (1..=30).map(|n| (ServerId(n), "x".repeat(200))).collect();
    let rows = menus::servers(&BASE.replies, &names, Some(MessageId(9)));
    assert_eq!(broken(&json!({ "components": json(&rows) })), [""; 0]);
    assert_eq!(all(&json(&rows), "custom_id"), ["cm1:server:9"]);
    assert!(menus::servers(&BASE.replies, &[], None).is_empty());
    let sent = json(&menus::receivers(&BASE.replies, CaseNumber(3)).create());
    assert_eq!(all(&sent, "custom_id"), ["cm1:receiver:3"]);
    assert_eq!(broken(&sent), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn whatever_is_known_the_card_fits(
        rows in prop::collection::vec(("[a-z *_]{0,60}", prop_oneof![Just(""), Just("ab"), Just("*<@1>_\u{1f44d}\n")], 1_usize..150), 0..50),
        text in "[a-z *_@<>\u{1f44d}\n]{0,300}",
    ) {
        let rows: Vec<(String, String)> =
            rows.into_iter().map(|(name, value, times)| (name, value.repeat(times))).collect();
        let text = text.repeat(10);
        let blocks = vec![
            Block::Text(text.clone()),
            Block::Fields { title: text.clone(), rows: rows.clone() },
            Block::Quote(text),
            Block::Fields { title: String::new(), rows },
        ];
        let message = Message { blocks, ..Message::default() };
        let sent = json(&card(&BASE.replies, &message, &facts(None)).create());
        prop_assert_eq!(broken(&sent), [""; 0]);
        let sent = json(&page(&BASE.replies, &message, CaseNumber(1), Receiver::Apple).create());
        prop_assert_eq!(broken(&sent), [""; 0]);
        let sent = json(&suggestion(&BASE.replies, &message, &facts(None)).create());
        prop_assert_eq!(broken(&sent), [""; 0]);
        let sent = json(&say(&BASE, &message, Some(CaseNumber(1)), Some(PersonId(2))).create());
        prop_assert_eq!(broken(&sent), [""; 0]);
    }
}
