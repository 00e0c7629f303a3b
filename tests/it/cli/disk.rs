//! A full disk, made by the system's own limit on the size of files: one sentence, nothing that was shown is lost, and
//! everything goes on when there is space again.

#![cfg(unix)]

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use super::{Program, case_folder};

/// Runs the program where no file can grow beyond so many blocks of 512 bytes.
fn limited(blocks: u64, data: &Path, arguments: &[&str], input: &str) -> Output {
    use std::io::Write as _;
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut child = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_cloudmedic")])
        .args(arguments)
        .arg("--data")
        .arg(data)
        .env_remove("RUST_LOG")
        .env("HOME", "/nonexistent")
        .env("TZ", "UTC")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // It may end before everything is read.
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn case(data: &Path) -> Value {
    let shown = Program::on(data, &["cases", "show", "1", "--format", "json"]).run("").went_well();
    serde_json::from_str(&shown.out).unwrap()
}

#[track_caller]
fn one_sentence(output: &Output, parts: &[&str]) {
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert_eq!(told.trim_end().lines().count(), 1, "more than one sentence: {told}");
    for part in parts {
        assert!(told.contains(part), "expected {part:?} in {told:?}");
    }
}

/// The disk is full from one moment on: no file of a running program can be written any more.
#[cfg(target_os = "linux")]
#[test]
fn a_chat_whose_disk_fills_up_ends_with_a_sentence_and_goes_on_later() {
    let folder = case_folder();
    let data = folder.path();
    let mut chat = Program::under_a_limit(data, &["chat"]).start_heard();
    chat.types("icloud is full so the backup fails");
    chat.shows("Step 1");
    let limit = ["--pid", &chat.id().to_string(), "--fsize=4096"].map(str::to_owned);
    assert!(Command::new("prlimit").args(limit).status().unwrap().success());
    chat.types("nope");
    let ended = chat.ended();
    ended.failed_with(&["nothing more can be saved", "free some disk space"]);
    assert!(!ended.out.contains("Step 2"), "it was shown and not kept:\n{}", ended.out);

    assert_eq!(case(data)["steps"].as_array().unwrap().len(), 1);
    let on = Program::on(data, &["chat"]).run("nope\n").went_well();
    assert!(on.out.contains("Welcome back") && on.out.contains("Step 2"), "{}", on.out);
}

#[test]
fn no_space_at_all_is_a_sentence_too() {
    let folder = case_folder();
    let output = limited(0, folder.path(), &["chat"], "icloud is full\n");
    one_sentence(&output, &[folder.path().to_str().unwrap()]);
    Program::on(folder.path(), &["chat"]).run("icloud is full so the backup fails\n").went_well();
    assert_eq!(case(folder.path())["number"], 1);
}

#[test]
fn an_export_that_does_not_fit_leaves_nothing_behind() {
    let folder = case_folder();
    Program::on(folder.path(), &["chat"]).run("icloud is full so the backup fails\n").went_well();
    let before = case(folder.path());
    let target = folder.path().join("all.jsonl");
    let output = limited(0, folder.path(), &["export", target.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{output:?}");
    assert!(!target.exists());
    assert_eq!(case(folder.path()), before);
}
