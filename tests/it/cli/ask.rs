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

    for (options, number) in [
        (&["--open"][..], 1),
        (&["--owner", "90"], 0),
        (&["--priority", "urgent"], 0),
        (&["--priority", "low"], 1),
        (&["--limit", "1", "--newest"], 1),
        (&["--limit", "1", "--page", "2"], 0),
        (&["--page", "1"], 1),
    ] {
        let arguments = [&["cases", "list"], options].concat();
        assert_eq!(json(data, &arguments).as_array().unwrap().len(), number, "{arguments:?}");
    }
}

#[test]
fn every_question_has_an_answer_in_every_format() {
    let folder = case_folder();
    let data = folder.path();
    Program::on(data, &["chat"]).run("icloud is full so the backup fails\ndidn't help\n").went_well();
    for question in [
        "overview",
        "causes",
        "families",
        "steps",
        "versions",
        "devices",
        "desk",
        "incidents",
        "patterns",
        "unmatched",
    ] {
        let table = ask(data, &["stats", question]);
        assert!(table.contains("all days, 1 case"), "{question}: {table}");
        assert_eq!(json(data, &["stats", question])["question"], question);
        assert!(!ask(data, &["stats", question, "--format", "csv"]).contains('█'), "{question}");
    }
    let steps = ask(data, &["stats", "steps"]);
    assert!(steps.contains("check_storage"), "{steps}");
    // The bars below have the names that people know.
    assert!(steps.contains("Check how much iCloud sto"), "{steps}");
    let today = ["--since", "1d", "--until", "0h"];
    let asked = [&["stats", "--server", "0"][..], &today].concat();
    assert_eq!(json(data, &asked)["cases"], 1);
    assert_eq!(json(data, &["stats", "--until", "2020-01-01"])["cases"], 0);
    assert_eq!(json(data, &["stats", "--server", "5"])["cases"], 0);
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

#[test]
fn a_picture_is_drawn_and_described() {
    let folder = case_folder();
    let data = folder.path();
    Program::on(data, &["chat"]).run("icloud is full so the backup fails\ndidn't help\n").went_well();
    let (png, svg) = (data.join("cases.png"), data.join("steps.svg"));
    let told = ask(data, &["stats", "--chart", png.to_str().unwrap()]);
    assert!(told.contains("cases.png: ") && told.contains("cases-2.png: "), "{told}");
    assert!(std::fs::read(&png).unwrap().starts_with(b"\x89PNG"));
    let drawn = Program::on(data, &["stats", "steps", "--format", "json", "--chart", svg.to_str().unwrap()]);
    let drawn = drawn.run("").went_well();
    assert!(drawn.out.starts_with('{') && drawn.err.contains("steps.svg: "), "{drawn:?}");
    assert!(std::fs::read_to_string(&svg).unwrap().contains("<svg"));
    let nowhere = data.join("no folder").join("a.png");
    let refused = Program::on(data, &["stats", "--chart", nowhere.to_str().unwrap()]).run("");
    refused.failed_with(&[nowhere.to_str().unwrap()]);
    Program::on(data, &["stats", "desk", "--chart", png.to_str().unwrap()])
        .run("")
        .failed_with(&["there is no picture of desk", "overview"]);
}

#[test]
fn days_that_run_backwards_get_a_sentence() {
    let folder = case_folder();
    for command in [&["stats"][..], &["cases", "list"]] {
        let backwards = [command, &["--since", "2026-03-05", "--until", "2026-03-04"]].concat();
        Program::on(folder.path(), &backwards).run("").failed_with(&["2026-03-05", "2026-03-04"]);
    }
}
