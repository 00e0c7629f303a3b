//! The limits of modals and of autocomplete choices.

use std::collections::HashSet;

use serde_json::Value;

use super::super::refusal::{Form, Refusal};

/// A classic modal: one to five rows of one text input each.
pub(crate) fn modal(data: &Value) -> Result<(), Refusal> {
    let mut form = Form::default();
    form.text(&data["title"], "data.title", 1, 45);
    form.text(&data["custom_id"], "data.custom_id", 1, 100);
    let mut ids = HashSet::new();
    for (row, parts) in form.list(&data["components"], "data.components", 1, 5).iter().enumerate() {
        let path = format!("data.components.{row}");
        form.check(parts["type"] == 1, &format!("{path}.type"), "UNION_TYPE_CHOICES", "Not a row.");
        let parts = form.list(&parts["components"], &format!("{path}.components"), 1, 1);
        for part in parts {
            input(&mut form, part, &format!("{path}.components.0"));
            let fresh = ids.insert(part["custom_id"].as_str().unwrap_or_default());
            let twice = "Component custom id cannot be duplicated";
            form.check(fresh, &path, "COMPONENT_CUSTOM_ID_DUPLICATED", twice);
        }
    }
    form.done()
}

fn input(form: &mut Form, part: &Value, path: &str) {
    let at = |name: &str| format!("{path}.{name}");
    form.check(
        part["type"] == 4,
        &at("type"),
        "UNION_TYPE_CHOICES",
        "Only text inputs fit a row of a modal.",
    );
    form.text(&part["custom_id"], &at("custom_id"), 1, 100);
    form.text(&part["label"], &at("label"), 1, 45);
    form.text(&part["placeholder"], &at("placeholder"), 0, 100);
    form.text(&part["value"], &at("value"), 0, 4000);
    form.number(&part["min_length"], &at("min_length"), 0, 4000);
    form.number(&part["max_length"], &at("max_length"), 1, 4000);
    let style = matches!(part["style"].as_u64(), Some(1 | 2));
    form.check(style, &at("style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.");
    let most = part["max_length"].as_u64().unwrap_or(4000) as usize;
    let least = part["min_length"].as_u64().unwrap_or(0) as usize;
    form.check(
        least <= most,
        &at("min_length"),
        "TEXT_INPUT_MIN_LENGTH",
        "min_length cannot exceed max_length",
    );
    if let Some(value) = part["value"].as_str().filter(|value| !value.is_empty()) {
        let fits = (least..=most).contains(&super::length(value));
        form.check(fits, &at("value"), "BASE_TYPE_BAD_LENGTH", "The value breaks the input's own bounds.");
    }
}

/// What an autocomplete offers: at most 25.
pub(crate) fn choices(data: &Value) -> Result<(), Refusal> {
    let mut form = Form::default();
    for (at, choice) in form.list(&data["choices"], "data.choices", 0, 25).iter().enumerate() {
        form.text(&choice["name"], &format!("data.choices.{at}.name"), 1, 100);
        if choice["value"].is_string() {
            form.text(&choice["value"], &format!("data.choices.{at}.value"), 1, 100);
        }
    }
    form.done()
}
