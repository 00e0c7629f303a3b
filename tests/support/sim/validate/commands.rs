//! The limits of application commands.

use std::collections::HashSet;

use serde_json::Value;

use super::super::refusal::{Form, Refusal};
use super::length;

/// A list of commands that replaces all others, or a single one.
pub(crate) fn list(commands: &[Value]) -> Result<(), Refusal> {
    let mut form = Form::default();
    let mut names = HashSet::new();
    let kind = |command: &Value| command["type"].as_u64().unwrap_or(1);
    for (at, command) in commands.iter().enumerate() {
        let path = format!("{at}");
        let name = command["name"].as_str().unwrap_or_default();
        let fresh = names.insert((kind(command), name));
        let twice = "Application command names must be unique";
        form.check(fresh, &format!("{path}.name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", twice);
        one(&mut form, command, &path);
    }
    for (wanted, most) in [(1, 100), (2, 15), (3, 15)] {
        let many = commands.iter().filter(|command| kind(command) == wanted).count();
        if many > most {
            return Err(Refusal::fault(400, 30032, "Maximum number of application commands reached"));
        }
    }
    form.done()
}

fn one(form: &mut Form, command: &Value, path: &str) {
    form.text(&command["name"], &format!("{path}.name"), 1, 32);
    if command["type"].as_u64().unwrap_or(1) == 1 {
        named(form, command, path);
        form.text(&command["description"], &format!("{path}.description"), 1, 100);
        options(form, &command["options"], path, 0);
    } else {
        let described = command["description"].as_str().is_some_and(|text| !text.is_empty());
        form.check(
            !described,
            &format!("{path}.description"),
            "APPLICATION_COMMAND_DESCRIPTION",
            "A menu command has no description.",
        );
        let bare = command["options"].as_array().is_none_or(Vec::is_empty);
        form.check(
            bare,
            &format!("{path}.options"),
            "APPLICATION_COMMAND_OPTIONS",
            "A menu command has no options.",
        );
    }
    let permissions = &command["default_member_permissions"];
    let bits = permissions.is_null() || permissions.as_str().is_some_and(|bits| bits.parse::<u64>().is_ok());
    form.check(
        bits || permissions.is_u64(),
        &format!("{path}.default_member_permissions"),
        "NUMBER_TYPE_COERCE",
        "Not a permission bit set.",
    );
    let all = total(command);
    form.check(all <= 8000, path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)");
}

/// Names of commands and options: letters of any script, digits, `-`, `_`, `'`; no capitals.
fn named(form: &mut Form, given: &Value, path: &str) {
    let name = given["name"].as_str().unwrap_or_default();
    let allowed = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '\'');
    let good = name.chars().all(allowed) && name == name.to_lowercase();
    let path = format!("{path}.name");
    form.check(good, &path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
}

fn options(form: &mut Form, given: &Value, path: &str, depth: usize) {
    let list = form.list(given, &format!("{path}.options"), 0, 25);
    let mut names = HashSet::new();
    let mut optional_seen = false;
    let nested = list.iter().filter(|option| matches!(option["type"].as_u64(), Some(1 | 2))).count();
    let mixed = nested != 0 && nested != list.len();
    form.check(
        !mixed,
        &format!("{path}.options"),
        "APPLICATION_COMMAND_OPTIONS_TYPE",
        "Sub-commands and other options cannot be mixed",
    );
    for (at, option) in list.iter().enumerate() {
        let path = format!("{path}.options.{at}");
        form.text(&option["name"], &format!("{path}.name"), 1, 32);
        named(form, option, &path);
        form.text(&option["description"], &format!("{path}.description"), 1, 100);
        let fresh = names.insert(option["name"].as_str().unwrap_or_default());
        form.check(
            fresh,
            &format!("{path}.name"),
            "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
            "Option name already exists",
        );
        match option["type"].as_u64() {
            Some(1) if depth < 2 => options(form, &option["options"], &path, 2),
            Some(2) if depth == 0 => options(form, &option["options"], &path, 1),
            Some(3..=11) => {
                let required = option["required"] == true;
                let late = required && optional_seen;
                form.check(
                    !late,
                    &path,
                    "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                    "Required options must be placed before non-required options",
                );
                optional_seen |= !required;
                choices(form, option, &path);
            }
            _ => form.fault(&format!("{path}.type"), "BASE_TYPE_CHOICES", "Not an option type here."),
        }
    }
}

fn choices(form: &mut Form, option: &Value, path: &str) {
    let list = form.list(&option["choices"], &format!("{path}.choices"), 0, 25);
    let both = !list.is_empty() && option["autocomplete"] == true;
    form.check(
        !both,
        path,
        "APPLICATION_COMMAND_AUTOCOMPLETE",
        "Choices and autocomplete exclude each other",
    );
    for (at, choice) in list.iter().enumerate() {
        form.text(&choice["name"], &format!("{path}.choices.{at}.name"), 1, 100);
        if choice["value"].is_string() {
            form.text(&choice["value"], &format!("{path}.choices.{at}.value"), 1, 100);
        }
    }
    form.number(&option["min_length"], &format!("{path}.min_length"), 0, 6000);
    form.number(&option["max_length"], &format!("{path}.max_length"), 1, 6000);
}

/// All names, descriptions and choices together.
fn total(given: &Value) -> usize {
    let own = ["name", "description"].iter().filter_map(|part| given[*part].as_str()).map(length);
    let value = given["value"].as_str().map(length);
    let below = ["options", "choices"].iter().filter_map(|part| given[*part].as_array()).flatten().map(total);
    own.chain(value).chain(below).sum()
}
