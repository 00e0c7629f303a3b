//! What a member reads.

use serde_json::json;

use super::super::limits::{self, units};
use super::super::message::{Dressed, say};
use super::{BASE, all, broken, json};
use crate::knowledge::CauseId;
use crate::triage::effect::{Block, Message, Offer};
use crate::triage::event::Choice;
use crate::triage::{CaseNumber, PersonId};

const CASE: CaseNumber = CaseNumber(7);

fn text(words: &str) -> Block {
    Block::Text(words.to_owned())
}

fn offer(choice: Choice, label: &str) -> Offer {
    Offer { choice, label: label.to_owned() }
}

fn dressed(blocks: Vec<Block>) -> Dressed {
    say(&BASE, &Message { blocks, ..Message::default() }, Some(CASE), None)
}

#[test]
fn a_quotation_follows_its_sentence_and_cannot_mark_up() {
    let blocks = vec![text("You wrote:"), Block::Quote("# full\n**now** @everyone".to_owned()), text("So:")];
    assert_eq!(dressed(blocks).content, "You wrote:\n> \\# full\n> \\*\\*now\\*\\* @\u{200b}everyone\n\nSo:");
}

#[test]
fn a_step_shows_its_path_its_caution_and_how_to_tell() {
    let step = Block::Step {
        number: 2,
        title: "Look".to_owned(),
        body: "Open Settings > Wi-Fi and look.".to_owned(),
        caution: Some("Wait.".to_owned()),
        check: Some("It is on.".to_owned()),
    };
    assert_eq!(
        dressed(vec![step]).content,
        "**Step 2: Look**\nOpen **Settings > Wi-Fi** and look.\n**Careful:** Wait.\n**How to tell that it worked:** It is on."
    );
}

#[test]
fn labelled_lines_are_escaped() {
    let rows = vec![
        ("Exact error".to_owned(), "_last_\nbackup".to_owned()),
        ("Device".to_owned(), "iPhone".to_owned()),
    ];
    let content = dressed(vec![Block::Fields { title: "Summary".to_owned(), rows }]).content;
    assert_eq!(content, "**Summary**\nExact error: \\_last\\_ backup\nDevice: iPhone");
}

#[test]
fn only_who_is_greeted_is_pinged() {
    let message = Message { blocks: vec![text("Ask {person:5}.")], ..Message::default() };
    let plain = say(&BASE, &message, Some(CASE), None);
    assert_eq!(plain.content, "Ask <@5>.");
    let nobody = json!({ "parse": [], "users": [], "roles": [], "replied_user": false });
    assert_eq!(json(&plain.create())["allowed_mentions"], nobody);
    let greeted = say(&BASE, &message, Some(CASE), Some(PersonId(9)));
    assert_eq!(greeted.content, "<@9>\nAsk <@5>.");
    assert_eq!(json(&greeted.create())["allowed_mentions"]["users"], json!(["9"]));
}

#[test]
fn the_first_message_tells_how_to_dismiss_it() {
    let message = Message { blocks: vec![text("Hello.")], first: true, ..Message::default() };
    let content = say(&BASE, &message, None, None).content;
    let last = content.lines().last().unwrap();
    assert!(last.starts_with("-# ") && last.contains("Dismiss this reply"), "{content}");
}

#[test]
fn choices_are_buttons_with_their_words_in_rows_of_five() {
    let choices = vec![
        offer(Choice::FixedIt, "Fixed it"),
        offer(Choice::DidntHelp, "Didn't help"),
        offer(Choice::NotMyProblem, "Not my problem"),
        offer(Choice::TalkToAPerson, "Talk to a person"),
        offer(Choice::CheckTomorrow, "Check tomorrow"),
        offer(Choice::SummaryForApple, "Summary for Apple"),
    ];
    let message = Message { choices, version: 3, form: true, ..Message::default() };
    let sent = json(&say(&BASE, &message, Some(CASE), None).create());
    let labels = |row: usize| all(&sent["components"][row]["components"], "label");
    assert_eq!(
        labels(0),
        ["Fixed it", "Didn't help", "Not my problem", "Talk to a person", "Check tomorrow"]
    );
    assert_eq!(labels(1), ["Summary for Apple", "Add details"]);
    assert_eq!(sent["components"][2]["components"][0]["custom_id"], "cm1:tried:7");
    assert_eq!(sent["components"][0]["components"][0]["style"], 3);
    assert_eq!(broken(&sent), [""; 0]);
}

#[test]
fn close_causes_are_a_menu_and_the_rest_are_buttons() {
    let mut choices: Vec<Offer> =
        BASE.causes.iter().map(|cause| offer(Choice::ThisCause(cause.id.clone()), &cause.title)).collect();
    choices.extend((0..9).map(|n| offer(Choice::ThisCause(CauseId(format!("more-{n}"))), "More")));
    choices.push(offer(Choice::NoneOfThese, "None of these"));
    choices.push(offer(Choice::DidntHelp, "Didn't help"));
    let message = Message { choices, version: 3, ..Message::default() };
    let sent = json(&say(&BASE, &message, Some(CASE), None).create());
    let menu = &sent["components"][0]["components"][0];
    assert_eq!(menu["custom_id"], "cm1:which:7:3");
    let options = menu["options"].as_array().unwrap();
    assert_eq!(options.len(), limits::SELECT_OPTIONS);
    assert_eq!(options.last().unwrap()["value"], "none");
    assert!(options[0]["description"].as_str().is_some_and(|text| !text.is_empty()));
    assert_eq!(all(&sent["components"][1], "label"), ["Didn't help"]);
    assert_eq!(broken(&sent), [""; 0]);
}

#[test]
fn without_a_case_there_is_nothing_to_press() {
    let message =
        Message { choices: vec![offer(Choice::FixedIt, "Fixed it")], form: true, ..Message::default() };
    assert!(say(&BASE, &message, None, None).rows.is_empty());
}

#[test]
fn an_edited_message_loses_its_old_buttons() {
    let edit = json(&Dressed::text("Over.").edit());
    assert_eq!((&edit["components"], &edit["embeds"]), (&json!([]), &json!([])));
}

#[test]
fn quotations_give_way_before_our_words_do() {
    let quote = Block::Quote("full ".repeat(200));
    let ours = text(&"We look at it. ".repeat(110));
    let content = dressed(vec![ours.clone(), quote.clone(), quote]).content;
    assert!(
        units(&content) <= limits::CONTENT && content.contains(&"We look at it. ".repeat(109)),
        "{content}"
    );
    let content = dressed(vec![ours.clone(), ours]).content;
    assert!(units(&content) <= limits::CONTENT && content.ends_with('…'), "{content}");
}

#[test]
fn bold_that_is_cut_is_ended() {
    for length in 0..40 {
        let text = format!("{}**Settings > Wi-Fi** and {}", "a".repeat(1970 + length), "more ".repeat(20));
        let content = Dressed::text(&text).content;
        assert!(units(&content) <= limits::CONTENT);
        assert_eq!(content.matches('*').count() % 4, 0, "{content}");
    }
}

#[test]
fn a_message_that_was_sent_is_recognized() {
    let message = |version| Message {
        blocks: vec![text("Hello.")],
        choices: vec![offer(Choice::FixedIt, "Fixed it")],
        version,
        form: true,
        ..Message::default()
    };
    let dressed = |version| say(&BASE, &message(version), Some(CASE), None);
    let mut sent: serenity::all::Message = serde_json::from_value(json!({
        "id": "1", "channel_id": "2", "author": { "id": "3", "username": "bot", "discriminator": "0", "avatar": null },
        "content": "Hello.", "timestamp": "2026-01-01T00:00:00Z", "edited_timestamp": null, "tts": false,
        "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [],
        "pinned": false, "type": 0, "components": json(&dressed(1).create())["components"],
    }))
    .unwrap();
    assert!(dressed(1).same_as(&sent));
    assert!(!dressed(2).same_as(&sent), "other buttons");
    sent.content = "Bye.".to_owned();
    assert!(!dressed(1).same_as(&sent), "another text");
}
