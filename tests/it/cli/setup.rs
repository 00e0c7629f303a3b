//! `setup` and `compact`: before the first start, while a chat holds the folder, and what is refused.

use std::path::Path;

use super::{Program, case_folder};

const SERVER: &str = "1170000000000001000";

fn setup(data: &Path, options: &[&str]) -> String {
    let arguments = [&["setup", "--server", SERVER], options].concat();
    Program::on(data, &arguments).run("").went_well().out
}

/// The value beside a label.
#[track_caller]
fn row(shown: &str, label: &str) -> String {
    let line = shown.lines().find(|line| line.starts_with(label));
    let Some(line) = line else { panic!("no {label:?} in:\n{shown}") };
    line[label.len()..].trim().to_owned()
}

#[test]
fn settings_are_made_before_the_first_start_and_kept() {
    let folder = case_folder();
    let made = setup(
        folder.path(),
        &[
            "--watch",
            "11,12",
            "--moderators",
            "<@&21>",
            "--escalations",
            "<#31>",
            "--helpers",
            "41",
            "--mode",
            "suggest",
            "--ping",
            "21",
            "--zone",
            "europe/berlin",
            "--solved",
            "12=99",
            "--cooldown",
            "5",
            "--follow-up",
            "1",
            "--retention",
            "30",
            "--reminder-hours",
            "2",
            "--silence-hours",
            "72",
            "--incidents",
            "off",
            "--learned-order",
            "off",
            "--pause",
        ],
    );
    for (label, value) in [
        ("watched", "11, 12"),
        ("moderators", "21"),
        ("escalations", "31"),
        ("helpers", "41"),
        ("mode", "suggest: tells the moderators what it would say"),
        ("paused", "yes, so nobody is answered (--resume)"),
        ("ping", "21"),
        ("reminder", "2 hours"),
        ("silence", "72 hours"),
        ("incidents", "off"),
        ("learned order", "off"),
        ("time zone", "Europe/Berlin"),
        ("solved tags", "12=99"),
        ("cooldown", "5 minutes"),
        ("follow-up", "1 hour"),
        ("retention", "30 days"),
    ] {
        assert_eq!(row(&made, label), value, "{label} in:\n{made}");
    }
    assert_eq!(setup(folder.path(), &[]), made, "without options it shows what is kept");
    let other = Program::on(folder.path(), &["setup", "--server", "5"]).run("").went_well().out;
    assert_eq!(row(&other, "mode"), "answer", "another server is another");
}

#[test]
fn a_list_replaces_the_one_before_and_what_is_left_out_stays() {
    let folder = case_folder();
    setup(folder.path(), &["--watch", "1,2", "--helpers", "3,4", "--solved", "1=5", "--moderators", "6"]);
    let shown = setup(folder.path(), &["--watch", "7", "--helpers", "none", "--pause"]);
    assert_eq!(
        ["watched", "helpers", "solved tags", "moderators"].map(|label| row(&shown, label)),
        ["7", "none", "1=5", "6"]
    );
    let shown = setup(folder.path(), &["--solved", "none", "--moderators", "none", "--resume"]);
    assert_eq!(
        ["watched", "solved tags", "moderators", "paused"].map(|label| row(&shown, label)),
        ["7", "none", "none, so only administrators (--moderators)", "no"]
    );
}

#[test]
fn showing_the_settings_of_a_server_that_has_none_writes_nothing() {
    let folder = case_folder();
    assert_eq!(row(&setup(folder.path(), &[]), "cooldown"), "60 minutes");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "a question has written something");
}

#[test]
fn what_cannot_be_is_refused_in_a_sentence_and_nothing_changes() {
    let folder = case_folder();
    setup(folder.path(), &["--watch", "1"]);
    for (options, code, words) in [
        (&["--watch", "help"][..], 2, "\"help\" is not an ID"),
        (&["--watch", ""], 2, "is not an ID"),
        (&["--moderators", "0"], 2, "\"0\" is not an ID"),
        (&["--solved", "12"], 2, "not FORUM=TAG"),
        (&["--mode", "loud"], 2, "observe, suggest, answer"),
        (&["--pause", "--resume"], 2, "cannot be used with"),
        (&["--cooldown", "-1"], 2, "unexpected argument"),
        (&["--pause", "--zone", "Atlantis/Center"], 1, "no time zone \"Atlantis/Center\""),
        (&["--pause", "--follow-up", "0"], 1, "0 hours cannot be; choose 1 to 168"),
        (&["--watch", "2", "--retention", "4000"], 1, "choose 1 to 3650 days"),
        (&["--watch", "2", "--moderators", SERVER], 1, "is @everyone"),
    ] {
        let arguments = [&["setup", "--server", SERVER], options].concat();
        let ended = Program::on(folder.path(), &arguments).run("");
        assert_eq!(ended.code, Some(code), "{options:?}: {ended:?}");
        assert!(ended.err.contains(words), "{options:?}: expected {words:?} in:\n{}", ended.err);
    }
    let shown = setup(folder.path(), &[]);
    assert_eq!((row(&shown, "watched").as_str(), row(&shown, "paused").as_str()), ("1", "no"));
    let ended = Program::on(folder.path(), &["setup"]).run("");
    assert_eq!(ended.code, Some(2), "which server has to be said: {ended:?}");
}

#[cfg(unix)]
#[test]
fn a_chat_that_holds_the_folder_carries_the_change_out() {
    let folder = case_folder();
    let mut chat = Program::on(folder.path(), &["chat"]).start();
    chat.shows("/help");
    let shown = setup(folder.path(), &["--watch", "1,2"]);
    assert_eq!(row(&shown, "watched"), "1, 2");
    let told = Program::on(folder.path(), &["compact"]).run("").went_well().out;
    assert!(told.contains("rewritten:"), "{told}");
    chat.end();
    assert_eq!(setup(folder.path(), &[]), shown, "kept when the chat is over");
}

#[test]
fn compacting_says_the_sizes_and_keeps_everything() {
    let folder = case_folder();
    let shown = setup(folder.path(), &["--watch", "1,2"]);
    let told = Program::on(folder.path(), &["compact"]).run("").went_well().out;
    assert!(told.contains("before") && told.contains("now") && told.lines().count() == 1, "{told}");
    assert_eq!(setup(folder.path(), &[]), shown);
}

#[test]
fn there_is_nothing_to_compact_where_nothing_was_kept() {
    let folder = case_folder();
    let ended = Program::on(folder.path(), &["compact"]).run("");
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.err.contains("no cases in"), "{}", ended.err);
}
