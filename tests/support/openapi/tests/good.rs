//! Requests as a bot sends them pass.

use serde_json::{Value, json};

use super::{
    CALLBACK, CHANNEL, COMMANDS, FOLLOWUP, MESSAGE, MESSAGES, ORIGINAL, THREAD_OF_MESSAGE, bare, passes, sent,
};

fn buttons() -> Value {
    json!([{ "type": 1, "components": [
        { "type": 2, "style": 3, "label": "Fixed it", "custom_id": "fixed:12:1:1" },
        { "type": 2, "style": 2, "label": "Didn't help", "custom_id": "nohelp:12:1:1", "disabled": true },
        { "type": 2, "style": 5, "label": "Apple's page", "url": "https://support.apple.com/" },
    ]}, { "type": 1, "components": [
        { "type": 3, "custom_id": "tried:12:1:1", "min_values": 0, "max_values": 2, "options": [
            { "label": "Restarted", "value": "restart" },
            { "label": "Signed out", "value": "sign_out", "emoji": { "name": "🔁" } },
        ]},
    ]}])
}

fn embed() -> Value {
    json!({ "title": "Case 12", "description": "Not enough storage", "color": 0x0055_AA00,
        "timestamp": "2025-01-01T10:00:00Z", "footer": { "text": "12" },
        "fields": [{ "name": "Device", "value": "iPhone 13", "inline": true }] })
}

#[test]
fn a_message_with_everything_passes() {
    let mentions = json!({ "parse": [], "users": ["500000000000000005"], "replied_user": true });
    let body = json!({ "content": "Hello", "embeds": [embed()], "components": buttons(),
        "allowed_mentions": mentions, "nonce": "0123456789abcdef012345678", "enforce_nonce": true,
        "message_reference": { "message_id": "300000000000000003", "fail_if_not_exists": false } });
    passes(sent("POST", MESSAGES, &body));
}

#[test]
fn a_message_of_two_thousand_characters_passes() {
    passes(sent("POST", MESSAGES, &json!({ "content": "ä".repeat(2_000) })));
}

#[test]
fn an_edited_message_passes() {
    passes(sent("PATCH", MESSAGE, &json!({ "content": "", "components": [] })));
}

#[test]
fn a_thread_of_a_message_passes() {
    let body = json!({ "name": "Backup fails", "auto_archive_duration": 1440 });
    passes(sent("POST", THREAD_OF_MESSAGE, &body));
}

#[test]
fn a_thread_is_changed() {
    passes(sent("PATCH", CHANNEL, &json!({ "archived": true, "locked": true, "applied_tags": [] })));
}

#[test]
fn every_kind_of_answer_to_an_interaction_passes() {
    let row = json!([{ "type": 1, "components": [
        { "type": 4, "style": 1, "custom_id": "device", "label": "Device", "required": false, "value": "iPhone" },
    ]}]);
    let choices = json!([{ "name": "Not enough storage", "value": "icloud_storage_full" }]);
    for body in [
        json!({ "type": 4, "data": { "content": "Hello", "flags": 64, "components": buttons() } }),
        json!({ "type": 5, "data": { "flags": 64 } }),
        json!({ "type": 5 }),
        json!({ "type": 6 }),
        json!({ "type": 7, "data": { "embeds": [embed()], "components": [] } }),
        json!({ "type": 8, "data": { "choices": choices } }),
        json!({ "type": 9, "data": { "custom_id": "fields:12:1:1", "title": "Your device", "components": row } }),
    ] {
        passes(sent("POST", CALLBACK, &body));
    }
}

#[test]
fn what_follows_an_answer_passes() {
    passes(sent("POST", FOLLOWUP, &json!({ "content": "Hello", "flags": 64 })));
    passes(sent("PATCH", ORIGINAL, &json!({ "content": "Hello", "allowed_mentions": { "parse": [] } })));
    passes(bare("DELETE", ORIGINAL, None));
}

#[test]
fn all_commands_are_registered_at_once() {
    let topic =
        json!({ "type": 3, "name": "topic", "description": "What it is about", "autocomplete": true });
    let body = json!([
        { "name": "backup", "description": "Help with iCloud Backup", "contexts": [0, 1], "options": [
            { "type": 1, "name": "report", "description": "Report a failure" },
            { "type": 1, "name": "help", "description": "Answers", "options": [topic] },
        ]},
        { "name": "setup", "description": "For administrators", "default_member_permissions": "8" },
        { "name": "Triage this message", "type": 3 },
    ]);
    passes(sent("PUT", COMMANDS, &body));
}

#[test]
fn reading_and_leaving_pass() {
    passes(bare("GET", "/api/v10/gateway", None));
    passes(bare("GET", "/api/v10/gateway/bot", None));
    passes(bare("GET", "/api/v10/users/@me", None));
    passes(bare("GET", "/api/v10/guilds/600000000000000006", Some("with_counts=true")));
    passes(bare("GET", MESSAGES, Some("limit=100&after=300000000000000003")));
    passes(bare("PUT", &format!("{CHANNEL}/thread-members/@me"), None));
    passes(bare("POST", &format!("{CHANNEL}/typing"), None));
    passes(bare("PUT", &format!("{MESSAGE}/reactions/%F0%9F%91%8D/@me"), None));
}
