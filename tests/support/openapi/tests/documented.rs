//! Rules that Discord states in words only.

use serde_json::{Value, json};

use super::{CALLBACK, MESSAGES, fails, sent};

const POST_MESSAGE: &str = "POST /channels/{channel_id}/messages";

#[track_caller]
fn refused(body: &Value, expected: &str) {
    fails(sent("POST", MESSAGES, body), &format!("{POST_MESSAGE}: {expected}"));
}

fn row(components: &Value) -> Value {
    json!({ "type": 1, "components": components })
}

fn button(id: usize) -> Value {
    json!({ "type": 2, "style": 1, "label": "Next", "custom_id": id.to_string() })
}

#[test]
fn all_embeds_together_have_a_limit() {
    let embed = json!({ "description": "ä".repeat(3_001) });
    refused(&json!({ "embeds": [embed, embed] }), "body/embeds: have 6002 characters together, 6000 at most");
}

#[test]
fn a_message_has_five_rows() {
    let rows: Vec<Value> = (0..6).map(|id| row(&json!([button(id)]))).collect();
    refused(&json!({ "components": rows }), "body/components: are 6 rows, 5 at most");
}

#[test]
fn a_custom_id_is_there_once() {
    let rows = [row(&json!([button(1)])), row(&json!([button(2), button(1)]))];
    refused(&json!({ "components": rows }), "body/components: have the custom_id \"1\" twice");
}

#[test]
fn a_row_is_of_one_kind() {
    let menu = json!({ "type": 3, "custom_id": "m", "options": [{ "label": "One", "value": "1" }] });
    let told = "body/components/0: a row has up to five buttons, or one menu or text input";
    refused(&json!({ "components": [row(&json!([button(1), menu]))] }), told);
}

#[test]
fn buttons_and_links_differ() {
    let at = "body/components/0/components/0";
    let link = json!({ "type": 2, "style": 5, "label": "Page", "custom_id": "x" });
    let told = format!("{at}: a link has a url and no custom_id");
    refused(&json!({ "components": [row(&json!([link]))] }), &told);
    let bare = json!({ "type": 2, "style": 1, "custom_id": "x" });
    let told = format!("{at}: a button has a label or an emoji");
    refused(&json!({ "components": [row(&json!([bare]))] }), &told);
}

#[test]
fn a_menu_fits_its_options() {
    let at = "body/components/0/components/0";
    let option = json!({ "label": "One", "value": "1" });
    let twice = json!({ "type": 3, "custom_id": "m", "options": [option, option] });
    let told = format!("{at}: two options of a menu have the same value");
    refused(&json!({ "components": [row(&json!([twice]))] }), &told);
    let many = json!({ "type": 3, "custom_id": "m", "max_values": 2, "options": [option] });
    let told = format!("{at}: a menu lets choose as many as it has options, and not fewer than it demands");
    refused(&json!({ "components": [row(&json!([many]))] }), &told);
}

#[test]
fn mentions_are_parsed_or_listed() {
    let mentions = json!({ "parse": ["users"], "users": ["500000000000000005"] });
    let told = "body/allowed_mentions: has \"users\" in `parse` and in a list, which exclude each other";
    refused(&json!({ "content": "Hello", "allowed_mentions": mentions }), told);
}

#[test]
fn a_message_shows_something() {
    let empty = json!({ "content": "", "tts": false, "embeds": [], "enforce_nonce": false });
    refused(&empty, "body: is an empty message");
    let told = "POST /interactions/{interaction_id}/{interaction_token}/callback: body: is an empty message";
    fails(sent("POST", CALLBACK, &json!({ "type": 4, "data": { "flags": 64 } })), told);
}
