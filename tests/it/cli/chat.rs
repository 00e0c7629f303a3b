//! `chat` through a pipe: whole conversations, an open case that goes on, and an end at any moment.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{Ended, Program, case_folder};

const FULL: &str = "it says not enough icloud storage but i have 100gb free??";

fn chat(data: &Path, lines: &[&str]) -> Ended {
    Program::on(data, &["chat"]).run(lines.join("\n") + "\n").went_well()
}

/// The first case as it is kept.
fn case(data: &Path) -> Value {
    let ended = Program::on(data, &["cases", "show", "1", "--format", "json"]).run("").went_well();
    serde_json::from_str(&ended.out).unwrap()
}

/// A transcript on one line, as a reader takes it in: wrapped lines are one.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Asserts that these words come in this order.
#[track_caller]
fn in_order(text: &str, parts: &[&str]) {
    let mut rest = flat(text);
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else {
            panic!("expected {part:?} next in:\n{text}\nleft: {rest}")
        };
        rest = after.to_owned();
    }
}

#[test]
fn a_whole_case_can_be_scripted() {
    let folder = case_folder();
    let ended = chat(
        folder.path(),
        &[FULL, "iphone 13 on ios 17.4, since monday", "2", "/case", "Fixed it", "/quit"],
    );
    in_order(
        &ended.out,
        &[
            "Hello, I am CloudMedic",
            FULL,
            "iCloud storage is full",
            "Step 1: Check how much iCloud storage is free",
            "[1] Fixed it [2] Didn't help [3] Not my problem [4] Talk to a person",
            "iphone 13 on ios 17.4, since monday",
            "noted",
            "Step 2:",
            "Case 1",
            "iPhone 13",
            "17.4",
            "since monday",
            "good news",
            "Goodbye",
        ],
    );
    assert!(!ended.out.contains('\u{1b}'), "colors in a pipe");
    assert_eq!(ended.err, "");
    assert!(
        ended.out.lines().all(|line| line.chars().count() <= 92),
        "a line is too long to read:\n{}",
        ended.out
    );
    let case = case(folder.path());
    assert_eq!((&case["stage"], &case["steps"][0]["outcome"]), (&"resolved".into(), &"did_not_help".into()));
}

#[test]
fn the_open_case_goes_on_at_the_next_start() {
    let folder = case_folder();
    let first = chat(folder.path(), &[FULL, "didn't help"]);
    in_order(&first.out, &["Step 1:", "Step 2:", "Your case is kept"]);
    let second = chat(folder.path(), &["/case", "fixed it"]);
    in_order(
        &second.out,
        &["Welcome back to case 1", "iCloud storage is full", "Step 2:", "[1] Fixed it", "good news"],
    );
    assert!(!second.out.contains("Hello, I am CloudMedic"), "{}", second.out);
    let third = chat(folder.path(), &["my icloud backup fails again, wifi keeps dropping"]);
    in_order(&third.out, &["Hello again", "Wi-Fi is missing, weak or keeps dropping"]);
}

#[test]
fn hostile_lines_are_answered_and_cannot_steer_the_terminal() {
    let folder = case_folder();
    let mut input = b"icloud backup fails \x1b[2J\x1b]0;title\x07 on my \xe2\x80\xaeiphone\n".to_vec();
    input.extend_from_slice(b"\xff\xfe not text\n\x00\n\n   \n/nonsense\n99999999999999999999\n-1\n");
    input.extend_from_slice("😭".repeat(500).as_bytes());
    input.extend_from_slice(b"\nhelp");
    let ended = Program::on(folder.path(), &["chat"]).run(input).went_well();
    assert!(!ended.out.contains(['\u{1b}', '\u{7}', '\u{0}', '\u{202e}']), "{:?}", ended.out);
    in_order(&ended.out, &["I could not read that line", "I do not know /nonsense", "Goodbye"]);
    assert_eq!(ended.err, "");
}

#[test]
fn a_second_chat_gets_one_clear_sentence_and_questions_are_answered_meanwhile() {
    let folder = case_folder();
    let mut first = Program::on(folder.path(), &["chat"]).start();
    first.shows("Hello, I am CloudMedic");
    first.types(FULL);
    first.shows("[1] Fixed it");
    let second = Program::on(folder.path(), &["chat"]).run("hello\n");
    second.failed_with(&["another cloudmedic", folder.path().to_str().unwrap(), "--data"]);
    assert_eq!(second.out, "");

    let ask = |arguments: &[&str]| Program::on(folder.path(), arguments).run("").went_well().out;
    assert!(ask(&["cases", "list"]).contains("icloud-storage-full"));
    assert!(ask(&["cases", "list", "--format", "csv"]).contains("icloud-storage-full,storage_full"));
    let listed: Value = serde_json::from_str(&ask(&["cases", "list", "--format", "json"])).unwrap();
    assert_eq!((&listed[0]["stage"], &listed[0]["number"]), (&"fixing".into(), &1.into()));
    assert_eq!(case(folder.path())["stage"], "fixing");
    assert!(ask(&["stats", "causes"]).contains("icloud-storage-full"));

    first.types("fixed it");
    first.shows("good news");
    assert_eq!(case(folder.path())["stage"], "resolved", "what was shown is what is answered");
    in_order(&first.end(), &["Goodbye"]);
    assert_eq!(case(folder.path())["stage"], "resolved");
}

#[test]
fn killed_at_any_moment_nothing_that_was_shown_is_lost() {
    let folder = case_folder();
    let mut running = Program::on(folder.path(), &["chat"]).start();
    running.types(FULL);
    running.shows("Step 1:");
    let mut last = shown(&running.kill());
    assert!(kept(folder.path()) >= last, "shown {last}, kept {}", kept(folder.path()));
    // Killed in the middle of an answer, wherever that is: only part of what was typed has been taken on.
    for _ in 0..2 {
        let mut running = Program::on(folder.path(), &["chat"]).start();
        running.shows("CloudMedic");
        for _ in 0..3 {
            running.types("didn't help");
        }
        running.shows("You: didn't help");
        let seen = shown(&running.kill());
        let kept = kept(folder.path());
        assert!(kept >= seen && kept >= last, "shown up to step {seen}, kept {kept} of them, {last} before");
        last = kept;
    }
    let after = chat(folder.path(), &["fixed it"]);
    assert_eq!(after.out.matches("good news").count(), 1, "{}", after.out);
    assert_eq!(case(folder.path())["stage"], "resolved");
}

/// The highest number of a step that was shown.
fn shown(text: &str) -> usize {
    let steps = text.split("Step ").skip(1);
    let number = |after: &str| after.split(':').next()?.parse().ok();
    steps.filter_map(number).max().unwrap_or(0)
}

/// How many steps are kept; the question about a computer backup is shown like a step and is none.
fn kept(data: &Path) -> usize {
    let case = case(data);
    let asked = usize::from(case["computer_backup"] == "offered");
    case["steps"].as_array().unwrap().len() + asked
}

#[test]
fn a_folder_that_cannot_be_used_is_named() {
    let folder = case_folder();
    let file = folder.path().join("a file");
    fs::write(&file, "words").unwrap();
    for data in [file.clone(), file.join("inside")] {
        let ended = Program::on(&data, &["chat"]).run("");
        ended.failed_with(&[data.to_str().unwrap(), "--data"]);
        assert_eq!(ended.out, "");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "words");
}

#[test]
fn the_folder_can_come_from_the_surrounding_and_is_for_its_owner_alone() {
    let folder = case_folder();
    let data = folder.path().join("deep").join("data");
    let ended = Program::with(&["chat"]).env("CLOUDMEDIC_DATA", &data).run(FULL).went_well();
    in_order(&ended.out, &["Step 1:", "Your case is kept"]);
    assert_eq!(case(&data)["stage"], "fixing");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&data).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "others may look: {mode:o}");
    }
}
