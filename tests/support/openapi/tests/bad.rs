//! What Discord would refuse or not understand is named, with its place.

use serde_json::json;

use super::super::Call;
use super::{CALLBACK, CHANNEL, COMMANDS, MESSAGES, THREAD_OF_MESSAGE, bare, fails, sent, told};

const POST_MESSAGE: &str = "POST /channels/{channel_id}/messages";
const POST_CALLBACK: &str = "POST /interactions/{interaction_id}/{interaction_token}/callback";

#[test]
fn a_text_that_is_too_long() {
    let shown = "a".repeat(40);
    let too_long = format!("{POST_MESSAGE}: body/content: \"{shown}…\" is longer than 2000 characters");
    fails(sent("POST", MESSAGES, &json!({ "content": "a".repeat(2_001) })), &too_long);
    let too_long = format!("{POST_MESSAGE}: body/embeds/0/title: \"{shown}…\" is longer than 256 characters");
    fails(sent("POST", MESSAGES, &json!({ "embeds": [{ "title": "a".repeat(257) }] })), &too_long);
}

#[test]
fn a_value_of_the_wrong_type() {
    let wrong = format!("{POST_MESSAGE}: body/tts: \"no\" is not of types \"null\", \"boolean\"");
    fails(sent("POST", MESSAGES, &json!({ "content": "Hello", "tts": "no" })), &wrong);
    let wrong = format!("{POST_MESSAGE}: body: [] is not of type \"object\"");
    fails(sent("POST", MESSAGES, &json!([])), &wrong);
}

#[test]
fn a_value_that_is_none_of_the_known_ones() {
    let wrong = "POST /channels/{channel_id}/messages/{message_id}/threads: \
                 body/auto_archive_duration: 90 is not one of [60,1440,4320,10080]";
    fails(sent("POST", THREAD_OF_MESSAGE, &json!({ "name": "Backup", "auto_archive_duration": 90 })), wrong);
}

#[test]
fn a_key_that_discord_does_not_know() {
    let unknown = format!("{POST_MESSAGE}: body: Discord does not know the key \"contents\"");
    fails(sent("POST", MESSAGES, &json!({ "content": "Hello", "contents": "Hello" })), &unknown);
    let unknown = format!("{POST_MESSAGE}: body/embeds/0/footer: Discord does not know the key \"txt\"");
    fails(sent("POST", MESSAGES, &json!({ "embeds": [{ "footer": { "txt": "12" } }] })), &unknown);
}

#[test]
fn a_key_of_another_kind_of_channel() {
    let unknown = "PATCH /channels/{channel_id}: body: Discord does not know the key \"topic\"";
    fails(sent("PATCH", CHANNEL, &json!({ "archived": true, "topic": "Backup" })), unknown);
}

#[test]
fn something_required_that_is_missing() {
    let missing =
        "POST /channels/{channel_id}/messages/{message_id}/threads: body: \"name\" is a required property";
    fails(sent("POST", THREAD_OF_MESSAGE, &json!({ "auto_archive_duration": 60 })), missing);
    let missing = format!("{POST_MESSAGE}: body: is required");
    fails(bare("POST", MESSAGES, None), &missing);
}

#[test]
fn the_button_and_not_the_whole_message() {
    let button = json!({ "type": 2, "style": 1, "label": "a".repeat(81), "custom_id": "x" });
    let body = json!({ "components": [{ "type": 1, "components": [button] }] });
    let shown = "a".repeat(40);
    let told = format!(
        "{POST_MESSAGE}: body/components/0/components/0/label: \"{shown}…\" is longer than 80 characters"
    );
    fails(sent("POST", MESSAGES, &body), &told);
}

#[test]
fn a_component_that_does_not_belong_there() {
    let input = json!({ "type": 4, "style": 1, "label": "Device", "custom_id": "x" });
    let body = json!({ "components": [{ "type": 1, "components": [input] }] });
    let told =
        format!("{POST_MESSAGE}: body/components/0/components/0/type: 4 is no kind that is known here");
    fails(sent("POST", MESSAGES, &body), &told);
}

#[test]
fn the_one_variant_of_an_answer_that_was_meant() {
    let modal = json!({ "type": 9, "data": { "custom_id": "x", "title": "", "components": [] } });
    let told = format!(
        "{POST_CALLBACK}: body/data/components: [] has less than 1 item; \
         body/data/title: \"\" is shorter than 1 character"
    );
    fails(sent("POST", CALLBACK, &modal), &told);
    let told = format!("{POST_CALLBACK}: body/type: 3 is no kind that is known here");
    fails(sent("POST", CALLBACK, &json!({ "type": 3 })), &told);
}

#[test]
fn an_option_of_a_command_with_what_its_kind_does_not_have() {
    let option = json!({ "type": 5, "name": "yes", "description": "Yes or no", "max_length": 3 });
    let body = json!([{ "name": "backup", "description": "Backup", "options": [option] }]);
    let told = "PUT /applications/{application_id}/commands: \
                body/0/options/0/max_length: 3 is not one of [null,false,[]]";
    fails(sent("PUT", COMMANDS, &body), told);
}

#[test]
fn an_id_that_is_none() {
    let told = "GET /channels/{channel_id}: path/channel_id: \"general\" does not match \"^(0|[1-9][0-9]*)$\"; \
                path/channel_id: \"general\" is not a \"snowflake\"";
    fails(bare("GET", "/api/v10/channels/general", None), told);
    let mentions = json!({ "content": "Hello", "allowed_mentions": { "users": ["@sam"] } });
    let told = format!(
        "{POST_MESSAGE}: body/allowed_mentions/users/0: \"@sam\" does not match \"^(0|[1-9][0-9]*)$\"; \
         body/allowed_mentions/users/0: \"@sam\" is not a \"snowflake\""
    );
    fails(sent("POST", MESSAGES, &mentions), &told);
}

#[test]
fn a_query_that_is_wrong() {
    let get = "GET /channels/{channel_id}/messages";
    let told = format!("{get}: query/limit: 101 is greater than the maximum of 100");
    fails(bare("GET", MESSAGES, Some("limit=101")), &told);
    let told = format!("{get}: query/limit: \"ten\" is not of type \"integer\"");
    fails(bare("GET", MESSAGES, Some("limit=ten")), &told);
    let told = format!("{get}: query/since: Discord does not know this key here");
    fails(bare("GET", MESSAGES, Some("since=1")), &told);
}

#[test]
fn a_route_or_a_method_that_is_not_there() {
    let told = "GET /api/v10/channels/1/messags: Discord has no such route";
    fails(bare("GET", "/api/v10/channels/1/messags", None), told);
    let told = "PUT /api/v10/gateway: /gateway knows no PUT, only GET";
    fails(bare("PUT", "/api/v10/gateway", None), told);
    fails(bare("GET", "/api/v9/gateway", None), "GET /api/v9/gateway: is not below /api/v10");
}

#[test]
fn a_body_where_none_belongs_and_one_that_cannot_be_read() {
    let told_of =
        |method, path, content_type, body| told(Call { method, path, query: None, content_type, body });
    let told = "GET /gateway: body: nothing is described, and nothing may be sent";
    fails(told_of("GET", "/api/v10/gateway", Some("application/json"), b"{}"), told);
    let told = format!("{POST_MESSAGE}: body: the content type \"text/plain\" is not described");
    fails(told_of("POST", MESSAGES, Some("text/plain"), b"Hello"), &told);
    let told = format!("{POST_MESSAGE}: body: is no JSON: EOF while parsing an object at line 1 column 1");
    fails(told_of("POST", MESSAGES, Some("application/json"), b"{"), &told);
}
