//! The limits of buttons and selects.

use std::collections::HashSet;

use serde_json::Value;

use super::super::refusal::Form;

/// Rows, what is in them, and that no custom id comes twice.
pub(super) fn check(form: &mut Form, components: &Value) {
    let mut ids = HashSet::new();
    for (row, parts) in form.list(components, "components", 0, 5).iter().enumerate() {
        let path = format!("components.{row}");
        let row_type = "Value of field \"type\" must be one of (1,).";
        form.check(parts["type"] == 1, &format!("{path}.type"), "UNION_TYPE_CHOICES", row_type);
        let parts = form.list(&parts["components"], &format!("{path}.components"), 1, 5);
        let selects = parts.iter().filter(|part| part["type"] != 2).count();
        let crowded = "A select takes a row of its own.";
        let alone = selects == 0 || parts.len() == 1;
        form.check(alone, &path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", crowded);
        for (at, part) in parts.iter().enumerate() {
            let path = format!("{path}.components.{at}");
            match part["type"].as_u64() {
                Some(2) => button(form, part, &path),
                Some(3 | 5..=8) => select(form, part, &path),
                _ => {
                    form.fault(
                        &format!("{path}.type"),
                        "UNION_TYPE_CHOICES",
                        "Not a component of a message.",
                    );
                }
            }
            let id = part["custom_id"].as_str().unwrap_or_default();
            let fresh = id.is_empty() || ids.insert(id.to_owned());
            let twice = "Component custom id cannot be duplicated";
            form.check(fresh, &format!("{path}.custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", twice);
        }
    }
}

fn button(form: &mut Form, part: &Value, path: &str) {
    form.text(&part["label"], &format!("{path}.label"), 0, 80);
    let bare = part["label"].as_str().unwrap_or_default().is_empty() && !part["emoji"].is_object();
    form.check(
        !bare,
        &format!("{path}.label"),
        "BUTTON_COMPONENT_LABEL_REQUIRED",
        "A button needs a label or an emoji",
    );
    match part["style"].as_u64() {
        Some(1..=4) => {
            form.text(&part["custom_id"], &format!("{path}.custom_id"), 1, 100);
            form.check(
                part["url"].is_null(),
                &format!("{path}.url"),
                "BUTTON_COMPONENT_INVALID_URL",
                "A button with a custom id has no url",
            );
        }
        Some(5) => {
            form.text(&part["url"], &format!("{path}.url"), 1, 512);
            let link = part["url"].as_str().is_some_and(|url| {
                ["http://", "https://", "discord://"].iter().any(|start| url.starts_with(start))
            });
            form.check(
                link,
                &format!("{path}.url"),
                "URL_TYPE_INVALID_SCHEME",
                "Scheme must be one of ('http', 'https', 'discord').",
            );
            form.check(
                part["custom_id"].is_null(),
                &format!("{path}.custom_id"),
                "BUTTON_COMPONENT_CUSTOM_ID",
                "A link has no custom id",
            );
        }
        _ => form.fault(
            &format!("{path}.style"),
            "BASE_TYPE_CHOICES",
            "Value must be one of {1, 2, 3, 4, 5, 6}.",
        ),
    }
}

fn select(form: &mut Form, part: &Value, path: &str) {
    form.text(&part["custom_id"], &format!("{path}.custom_id"), 1, 100);
    form.text(&part["placeholder"], &format!("{path}.placeholder"), 0, 150);
    form.number(&part["min_values"], &format!("{path}.min_values"), 0, 25);
    form.number(&part["max_values"], &format!("{path}.max_values"), 1, 25);
    let (least, most) = (part["min_values"].as_u64().unwrap_or(1), part["max_values"].as_u64().unwrap_or(1));
    form.check(
        least <= most,
        &format!("{path}.min_values"),
        "SELECT_MIN_VALUES",
        "min_values cannot exceed max_values",
    );
    if part["type"] != 3 {
        let none = part["options"].as_array().is_none_or(Vec::is_empty);
        return form.check(
            none,
            &format!("{path}.options"),
            "SELECT_OPTIONS",
            "Only string selects have options",
        );
    }
    let options = form.list(&part["options"], &format!("{path}.options"), 1, 25);
    let enough = most as usize <= options.len();
    form.check(
        enough,
        &format!("{path}.max_values"),
        "SELECT_MAX_VALUES",
        "max_values cannot exceed the number of options",
    );
    let mut values = HashSet::new();
    let mut defaults = 0;
    for (at, option) in options.iter().enumerate() {
        let path = format!("{path}.options.{at}");
        form.text(&option["label"], &format!("{path}.label"), 1, 100);
        form.text(&option["value"], &format!("{path}.value"), 1, 100);
        form.text(&option["description"], &format!("{path}.description"), 0, 100);
        let fresh = values.insert(option["value"].as_str().unwrap_or_default());
        form.check(
            fresh,
            &format!("{path}.value"),
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
            "The specified option value is already used",
        );
        defaults += usize::from(option["default"] == true);
    }
    form.check(
        defaults <= most as usize,
        &format!("{path}.options"),
        "SELECT_DEFAULTS",
        "More defaults than max_values",
    );
}
