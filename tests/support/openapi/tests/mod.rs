//! What the checker lets through and what it names.

#![expect(clippy::needless_pass_by_value, reason = "a test reads better without a borrow")]

mod bad;
mod documented;
mod forms;
mod good;
mod serenity;
mod whole;

use serde_json::Value;

use super::{Call, Description};

/// Channels, messages and threads of the calls below.
const MESSAGES: &str = "/api/v10/channels/200000000000000002/messages";
const MESSAGE: &str = "/api/v10/channels/200000000000000002/messages/300000000000000003";
const THREAD_OF_MESSAGE: &str = "/api/v10/channels/200000000000000002/messages/300000000000000003/threads";
const CHANNEL: &str = "/api/v10/channels/200000000000000002";
const CALLBACK: &str = "/api/v10/interactions/400000000000000004/a-token/callback";
const FOLLOWUP: &str = "/api/v10/webhooks/100000000000000001/a-token";
const ORIGINAL: &str = "/api/v10/webhooks/100000000000000001/a-token/messages/@original";
const COMMANDS: &str = "/api/v10/applications/100000000000000001/commands";

/// The description, or nothing and a line that says so where it is missing and may be.
fn description() -> Option<&'static Description> {
    Description::shared()
}

/// What is wrong with a request without a body.
fn bare(method: &str, path: &str, query: Option<&str>) -> Option<String> {
    told(Call { method, path, query, content_type: None, body: b"" })
}

/// What is wrong with a request that carries JSON.
fn sent(method: &str, path: &str, body: &Value) -> Option<String> {
    let body = body.to_string();
    told(Call { method, path, query: None, content_type: Some("application/json"), body: body.as_bytes() })
}

fn told(call: Call<'_>) -> Option<String> {
    description()?.check(&call).err().map(|violation| violation.to_string())
}

#[track_caller]
fn passes(told: Option<String>) {
    assert_eq!(told, None);
}

/// Does nothing where the description is missing and may be.
#[track_caller]
fn fails(told: Option<String>, expected: &str) {
    if description().is_some() {
        assert_eq!(told.as_deref(), Some(expected));
    }
}
