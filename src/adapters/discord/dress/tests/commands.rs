//! The commands as they are registered.

use serde_json::Value;

use super::super::commands::{Known, cases, commands, menu_correct, menu_triage, topics};
use super::super::limits;
use super::{BASE, all, items, json, length};
use crate::triage::CaseNumber;

fn registered() -> Vec<Value> {
    commands(&BASE).iter().map(json).collect()
}

/// Discord's rule for names of slash commands and options, as far as ours go.
fn is_name(value: &Value) -> bool {
    let name = value.as_str().unwrap();
    let plain = |ch: char| ch.is_ascii_lowercase() || ch.is_ascii_digit() || ch == '-' || ch == '_';
    (1..=limits::COMMAND_NAME).contains(&name.len()) && name.chars().all(plain)
}

/// Checks options and what is in them; required ones come first.
fn check(options: &Value) {
    let options = items(options);
    assert!(options.len() <= limits::COMMAND_OPTIONS);
    for option in options {
        assert!(is_name(&option["name"]), "{option}");
        let described = length(&option["description"]);
        assert!((1..=limits::COMMAND_DESCRIPTION).contains(&described), "{option}");
        assert!(!option["description"].as_str().unwrap().ends_with('…'), "{option}");
        for choice in items(&option["choices"]) {
            assert!((1..=limits::CHOICE_NAME).contains(&length(&choice["name"])), "{option}");
        }
        check(&option["options"]);
    }
    let required: Vec<bool> = options.iter().map(|option| option["required"] == true).collect();
    assert!(required.is_sorted_by(|first, second| first >= second), "{options:?}");
    let names: std::collections::HashSet<String> = all_names(options);
    assert_eq!(names.len(), options.len());
}

fn all_names(options: &[Value]) -> std::collections::HashSet<String> {
    options.iter().map(|option| option["name"].to_string()).collect()
}

#[test]
fn every_command_is_as_discord_wants_it() {
    for command in registered() {
        if command["type"] == 3 {
            assert!((1..=limits::COMMAND_NAME).contains(&length(&command["name"])), "{command}");
            assert!(
                command.get("description").is_none() && items(&command["options"]).is_empty(),
                "{command}"
            );
            continue;
        }
        assert!(is_name(&command["name"]), "{command}");
        assert!((1..=limits::COMMAND_DESCRIPTION).contains(&length(&command["description"])), "{command}");
        check(&command["options"]);
    }
}

#[test]
fn every_word_of_a_command_is_a_sentence_of_the_file() {
    for command in registered() {
        for text in all(&command, "description") {
            assert!(!text.as_str().is_some_and(|text| text.starts_with("discord_")), "{text}");
        }
    }
    assert_eq!(menu_triage(&BASE.replies), "Triage this message");
    assert_eq!(menu_correct(&BASE.replies), "Correct triage");
}

#[test]
fn staff_commands_are_hidden_from_members_and_stay_in_servers() {
    for (name, permission) in [
        ("case", "8192"),
        ("stats", "8192"),
        ("incident", "8192"),
        ("triage", "8192"),
        ("setup", "8"),
        ("Correct triage", "8192"),
    ] {
        let command = registered().into_iter().find(|command| command["name"] == name).unwrap();
        assert_eq!(command["default_member_permissions"], permission);
        assert_eq!(command["contexts"], serde_json::json!([0]));
    }
    for name in ["backup", "privacy"] {
        let command = registered().into_iter().find(|command| command["name"] == name).unwrap();
        assert!(command.get("default_member_permissions").is_none());
        assert_eq!(command["contexts"], serde_json::json!([0, 1]));
    }
}

#[test]
fn setup_has_a_way_to_every_setting() {
    let command = registered().into_iter().find(|command| command["name"] == "setup").unwrap();
    let names: Vec<&str> =
        items(&command["options"]).iter().filter_map(|option| option["name"].as_str()).collect();
    assert_eq!(
        names,
        [
            "show",
            "mode",
            "pause",
            "resume",
            "zone",
            "watch",
            "escalations",
            "solved",
            "moderators",
            "helpers",
            "ping",
            "timing",
            "incidents",
            "learned-order",
            "check"
        ]
    );
}

#[test]
fn topics_are_found_by_any_of_their_words() {
    let offered = |typed: &str| {
        let answer = json(&topics(&BASE, typed));
        let choices = items(&answer["choices"]).to_vec();
        choices.iter().map(|choice| choice["value"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(offered("").len(), limits::AUTOCOMPLETE_CHOICES);
    assert!(offered("STORAGE left").contains(&"see-storage".to_owned()));
    assert_eq!(offered("zebra"), [""; 0]);
    for value in offered("") {
        assert!(BASE.question(&value).is_some());
    }
    for topic in &BASE.faq {
        assert!(
            topic.title.len() <= limits::CHOICE_NAME && topic.id.len() <= limits::CHOICE_VALUE,
            "{}",
            topic.id
        );
    }
}

fn offered(known: &[Known], typed: &str) -> Vec<u64> {
    all(&json(&cases(known, typed)), "value").iter().filter_map(|value| value.as_u64()).collect()
}

fn known(number: u64, cause: &str, words: &str) -> Known {
    Known { number: CaseNumber(number), cause: cause.to_owned(), words: words.to_owned() }
}

#[test]
fn cases_are_found_by_the_start_of_their_number() {
    let many: Vec<Known> = (1..=30).map(|n| known(n, &"y".repeat(200), "")).collect();
    assert_eq!(offered(&many, " 2"), [2, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
    let answer = json(&cases(&many, ""));
    assert!(all(&answer, "name").iter().all(|name| length(name) <= limits::CHOICE_NAME));
    assert_eq!(items(&answer["choices"]).len(), limits::AUTOCOMPLETE_CHOICES);
    assert_eq!(all(&json(&cases(&[known(5, "", "")], "")), "name"), ["5"]);
}

#[test]
fn cases_are_found_by_their_cause_and_by_what_the_member_wrote() {
    let two =
        [known(1, "iCloud storage is full", "It says\nNOT enough room"), known(12, "No Wi-Fi", "2 phones")];
    assert_eq!(offered(&two, "full"), [1]);
    assert_eq!(offered(&two, "room not"), [1]);
    assert_eq!(offered(&two, "2 phones"), [12]);
    assert_eq!(offered(&two, "2"), [0; 0]);
    assert_eq!(offered(&two, "1"), [1, 12]);
    assert_eq!(offered(&two, "zebra"), [0; 0]);
    let name = json(&cases(&two[..1], ""))["choices"][0]["name"].clone();
    assert_eq!(name, "1: iCloud storage is full | It says NOT enough room");
}
