//! `cases claim`, `handoff`, `note` and their like: with nobody holding the folder, and beside a chat that holds it.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::{Ended, Program, Running, case_folder};

/// A member's trouble, up to the call for a person.
const CALLED: &str = "icloud is full so the backup fails, iphone 13 on ios 17.4\ntalk to a person\n";

fn with_a_case() -> TempDir {
    let folder = case_folder();
    Program::on(folder.path(), &["chat"]).run(CALLED).went_well();
    folder
}

fn cases(data: &Path, arguments: &[&str]) -> Ended {
    let arguments: Vec<&str> = ["cases"].iter().chain(arguments).copied().collect();
    Program::on(data, &arguments).run("")
}

/// Does a deed that is to work, and returns what it tells.
#[track_caller]
fn does(data: &Path, arguments: &[&str]) -> String {
    cases(data, arguments).went_well().out
}

/// Does a deed that cannot be done.
#[track_caller]
fn refuses(data: &Path, arguments: &[&str], parts: &[&str]) {
    let ended = cases(data, arguments);
    ended.failed_with(parts);
    assert_eq!(ended.out, "");
}

fn case(data: &Path) -> Value {
    serde_json::from_str(&does(data, &["show", "1", "--format", "json"])).unwrap()
}

fn stage(data: &Path) -> String {
    case(data)["stage"].as_str().unwrap().to_owned()
}

/// A chat that holds the folder.
fn held(data: &Path) -> Running {
    let mut chat = Program::on(data, &["chat"]).start();
    chat.shows("CloudMedic");
    chat
}

#[test]
fn a_case_goes_through_the_hands_of_the_desk() {
    let folder = with_a_case();
    let data = folder.path();
    let told = cases(data, &["claim", "1", "--as", "90"]).went_well();
    assert_eq!(told.out, "Case 1: claimed by moderator 90. Stage: claimed.\n");
    assert!(told.err.contains("the next `cloudmedic chat`"), "{}", told.err);
    refuses(data, &["claim", "1", "--as", "91"], &["moderator 90"]);
    let reason = ["--reason", "needs a Mac"];
    let told = does(data, &[&["handoff", "1", "--to-moderator", "91", "--as", "90"][..], &reason].concat());
    assert!(told.starts_with("Case 1: handed off to moderator 91, open until "), "{told}");
    assert_eq!(stage(data), "offered");
    refuses(data, &["accept", "1", "--as", "92"], &["moderator 91"]);
    assert!(does(data, &["decline", "1", "--as", "91"]).contains("Stage: escalated."));
    does(data, &[&["handoff", "1", "--to-role", "8", "--as", "90"][..], &reason].concat());
    // Whoever runs the bot says who takes it; which roles they have cannot be looked up here.
    assert!(does(data, &["accept", "1", "--as", "92"]).contains("claimed by moderator 92"));
    let told = does(data, &["ask", "1", "how", "much", "is", "free?", "--as", "92"]);
    assert!(told.contains("the member is asked"), "{told}");
    assert!(does(data, &["resolve", "1", "--as", "92"]).contains("Stage: resolved."));
    let history = does(data, &["show", "1"]);
    for part in ["claimed (by 90)", "handed off to role 8 (by 90)", "declined (by 91)", "accepted (by 92)"] {
        assert!(history.contains(part), "expected {part:?} in:\n{history}");
    }
}

#[test]
fn what_is_written_to_the_member_is_read_at_the_next_chat() {
    let folder = with_a_case();
    does(folder.path(), &["ask", "1", "how much is free?", "--as", "90"]);
    let chat = Program::on(folder.path(), &["chat"]).run("").went_well();
    assert!(chat.out.contains("how much is free?"), "{}", chat.out);
}

#[cfg(unix)]
#[test]
fn beside_a_chat_the_chat_does_it_at_once() {
    let folder = with_a_case();
    let data = folder.path();
    let mut chat = held(data);
    let told = cases(data, &["ask", "1", "how much is free?", "--as", "90"]).went_well();
    assert_eq!(told.err, "");
    chat.shows("how much is free?");
    does(data, &["claim", "1", "--as", "90"]);
    refuses(data, &["claim", "1", "--as", "91"], &["moderator 90"]);
    assert_eq!(stage(data), "claimed");
    chat.end();
}

#[test]
fn what_cannot_be_done_gets_one_sentence() {
    let folder = with_a_case();
    let data = folder.path();
    refuses(data, &["claim", "7", "--as", "90"], &["there is no case 7", "cases list"]);
    refuses(data, &["claim", "1", "--as", "90", "--server", "5"], &["there is no case 1"]);
    refuses(data, &["accept", "1", "--as", "90"], &[]);
    refuses(
        data,
        &["reclassify", "1", "storage-full"],
        &["did you mean device-storage-full or icloud-storage-full"],
    );
    let empty = case_folder();
    refuses(empty.path(), &["claim", "1", "--as", "90"], &["there are no cases in"]);
    for arguments in [
        &["handoff", "1", "--reason", "x"][..],
        &["claim", "one"],
        &["claim", "1", "--as", "somebody"],
        &["priority", "1", "very"],
        &["note", "1"],
    ] {
        let ended = cases(data, arguments);
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{arguments:?}: {ended:?}");
    }
    assert_eq!(stage(data), "escalated");
}

#[test]
fn whoever_runs_the_bot_looks_after_a_case() {
    let folder = with_a_case();
    let data = folder.path();
    // Somebody must have it then, and only --as says who.
    for deed in ["claim", "accept", "decline"] {
        refuses(data, &[deed, "1"], &["--as"]);
    }
    does(data, &["note", "1", "called", "them"]);
    does(data, &["priority", "1", "urgent"]);
    assert!(does(data, &["reclassify", "1", "wifi-unstable"]).contains("Wi-Fi"));
    does(data, &["reclassify", "1", "unknown"]);
    does(data, &["claim", "1", "--as", "90"]);
    assert!(does(data, &["list", "--owner", "90", "--priority", "high"]).contains("urgent"));
    does(data, &["release", "1"]);
    refuses(data, &["release", "1"], &["nothing to give back"]);
    does(data, &["resolve", "1", "--step", "check_storage"]);
    does(data, &["reopen", "1"]);
    refuses(data, &["reopen", "1"], &["open already"]);
    does(data, &["handoff", "1", "--to-apple", "--reason", "needs a server look"]);
    does(data, &["close", "1"]);
    assert_eq!(stage(data), "closed");
    refuses(data, &["ask", "1", "still there?"], &["Reopen it first"]);
    let shown = does(data, &["show", "1"]);
    for part in ["called them", "wrote a note", "priority urgent", "opened again", "closed unsolved"] {
        assert!(shown.contains(part), "expected {part:?} in:\n{shown}");
    }
}

#[test]
fn a_case_stays_closed_while_its_member_has_another_one_open() {
    let folder = with_a_case();
    let data = folder.path();
    does(data, &["close", "1"]);
    Program::on(data, &["chat"]).run("my wifi keeps dropping and the icloud backup fails\n").went_well();
    refuses(data, &["reopen", "1"], &["case 1 stays closed", "case 2"]);
}

#[test]
fn the_brief_is_a_block_to_paste() {
    let folder = with_a_case();
    let brief = does(folder.path(), &["brief", "#1"]);
    for part in ["Device: iPhone 13", "iOS version: 17.4"] {
        assert!(brief.contains(part), "expected {part:?} in:\n{brief}");
    }
    refuses(folder.path(), &["brief", "7"], &["there is no case 7"]);
}
