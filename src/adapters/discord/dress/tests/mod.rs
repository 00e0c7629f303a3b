//! Tests of this room: what it dresses fits Discord, says what it should and lets nothing slip in.

mod card;
mod case;
mod commands;
mod correct;
mod custom_id;
mod escape;
mod explained;
mod knowledge;
mod message;
mod modal;
mod report;
mod sentences;

use std::sync::LazyLock;

use serde::Serialize;
use serde_json::Value;

use super::limits::{self, units};
use crate::knowledge::KnowledgeBase;

/// The built-in knowledge.
static BASE: LazyLock<KnowledgeBase> = LazyLock::new(|| KnowledgeBase::built_in().unwrap());

fn json(dressed: &impl Serialize) -> Value {
    serde_json::to_value(dressed).unwrap()
}

/// Everything under this name, however deep.
fn all<'v>(value: &'v Value, name: &str) -> Vec<&'v Value> {
    match value {
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| (key == name).then_some(value).into_iter().chain(all(value, name)))
            .collect(),
        Value::Array(list) => list.iter().flat_map(|value| all(value, name)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

fn length(value: &Value) -> usize {
    units(value.as_str().unwrap_or_default())
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// What a message as JSON breaks; empty when Discord takes it.
fn broken(message: &Value) -> Vec<String> {
    let mut broken = Vec::new();
    let mut at_most = |what: &str, got: usize, most: usize| {
        if got > most {
            broken.push(format!("{what}: {got} of {most}"));
        }
    };
    at_most("content", length(&message["content"]), limits::CONTENT);
    at_most("embeds", items(&message["embeds"]).len(), limits::EMBEDS);
    let mut total = 0;
    for embed in items(&message["embeds"]) {
        at_most("title", length(&embed["title"]), limits::EMBED_TITLE);
        at_most("description", length(&embed["description"]), limits::EMBED_DESCRIPTION);
        at_most("fields", items(&embed["fields"]).len(), limits::EMBED_FIELDS);
        total += length(&embed["title"]) + length(&embed["description"]);
        for field in items(&embed["fields"]) {
            at_most("name", length(&field["name"]), limits::FIELD_NAME);
            at_most("value", length(&field["value"]), limits::FIELD_VALUE);
            at_most(
                "an empty name or value",
                usize::from(length(&field["name"]).min(length(&field["value"])) == 0),
                0,
            );
            total += length(&field["name"]) + length(&field["value"]);
        }
    }
    at_most("embeds together", total, limits::EMBEDS_TOTAL);
    at_most("rows", items(&message["components"]).len(), limits::ROWS);
    for row in items(&message["components"]) {
        at_most("buttons", items(&row["components"]).len(), limits::ROW_BUTTONS);
        at_most("an empty row", usize::from(items(&row["components"]).is_empty()), 0);
        for part in items(&row["components"]) {
            at_most("custom id", length(&part["custom_id"]), limits::CUSTOM_ID);
            at_most("label", length(&part["label"]), limits::BUTTON_LABEL);
            at_most("placeholder", length(&part["placeholder"]), limits::SELECT_PLACEHOLDER);
            at_most("options", items(&part["options"]).len(), limits::SELECT_OPTIONS);
            let most = part["max_values"].as_u64().unwrap_or(1);
            if part["type"] == 3 {
                at_most("most values", usize::try_from(most).unwrap(), items(&part["options"]).len());
            }
            for option in items(&part["options"]) {
                at_most("option", length(&option["label"]), limits::OPTION_LABEL);
                at_most("option's value", length(&option["value"]), limits::OPTION_VALUE);
                at_most("option's description", length(&option["description"]), limits::OPTION_DESCRIPTION);
            }
        }
    }
    let ids: Vec<&Value> = all(message, "custom_id");
    let unique: std::collections::HashSet<String> = ids.iter().map(ToString::to_string).collect();
    at_most("repeated custom ids", ids.len() - unique.len(), 0);
    broken
}
