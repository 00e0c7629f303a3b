//! `cases` and `stats` on a folder that nobody holds: tables for people, JSON and CSV for programs.

use std::path::Path;

use serde_json::Value;

use super::{Program, case_folder};

fn ask(data: &Path, arguments: &[&str]) -> String {
    Program::on(data, arguments).run("").went_well().out
}

fn json(data: &Path, arguments: &[&str]) -> Value {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&ask(data, &arguments)).unwrap()
}

#[test]
fn a_case_is_listed_shown_and_counted() {
    let folder = case_folder();
    let data = folder.path();
    let lines = "icloud is full so the backup fails, iphone 13 on ios 17.4\ndidn't help\ntalk to a person\n";
    Program::on(data, &["chat"]).run(lines).went_well();

    let table = ask(data, &["cases"]);
    for part in ["number", "escalated", "icloud-storage-full", "17.4", "iphone 13"] {
        assert!(table.contains(part), "expected {part:?} in:\n{table}");
    }
    assert_eq!(table, ask(data, &["cases", "list"]));
    let listed = json(data, &["cases", "list"]);
    let row = &listed.as_array().unwrap()[0];
    assert_eq!(row["ios_version"], "17.4");
    assert_eq!(row["escalation"], "asked_for");
    let csv = ask(data, &["cases", "list", "--format", "csv"]);
    let head: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
    assert!(head.contains(&"number") && csv.lines().count() == 2, "{csv}");
    assert_eq!(csv.lines().nth(1).unwrap().split(',').count(), head.len());

    let shown = ask(data, &["cases", "show", "1"]);
    for part in
        ["Case 1", "iPhone 13", "17.4", "Check how much iCloud storage is free: didn't help", "History"]
    {
        assert!(shown.contains(part), "expected {part:?} in:\n{shown}");
    }
    let whole = json(data, &["cases", "show", "1"]);
    assert_eq!(whole["steps"][0]["step"], "check_storage");
    assert_eq!(whole["escalation"], "asked_for");

    for (arguments, number) in [
        (&["cases", "list", "--stage", "escalated"][..], 1),
        (&["cases", "list", "--stage", "resolved"], 0),
        (&["cases", "list", "--family", "storage_full", "--since", "1h"], 1),
        (&["cases", "list", "--until", "2020-01-01"], 0),
        (&["cases", "list", "--server", "5"], 0),
        (&["cases", "list", "--cause", "wifi-unstable"], 0),
    ] {
        assert_eq!(json(data, arguments).as_array().unwrap().len(), number, "{arguments:?}");
    }

    for question in ["overview", "causes", "families", "steps", "versions"] {
        assert!(!ask(data, &["stats", question]).trim().is_empty(), "{question}");
        assert!(json(data, &["stats", question]).is_array(), "{question}");
        assert!(ask(data, &["stats", question, "--format", "csv"]).lines().count() > 1, "{question}");
    }
    assert!(ask(data, &["stats", "steps"]).contains("check_storage"));
    assert_eq!(ask(data, &["stats"]), ask(data, &["stats", "overview"]));
}

#[test]
fn a_case_that_is_not_there_is_told_and_an_empty_folder_stays_empty() {
    let folder = case_folder();
    let listed = Program::on(folder.path(), &["cases", "list", "--format", "json"]).run("").went_well();
    assert_eq!(listed.out.trim(), "[]");
    assert!(listed.err.contains(folder.path().to_str().unwrap()), "{}", listed.err);
    let ended = Program::on(folder.path(), &["cases", "show", "7"]).run("");
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.err.contains("there is no case 7"), "{}", ended.err);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "a question has written something");
}
