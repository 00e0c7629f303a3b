//! `corrections`: said from the command line, kept with the cases, written as labelled messages.

use std::path::Path;

use super::{Program, case_folder};

const SAID: &str = "my wifi keeps dropping and the icloud backup fails";

fn corrections(data: &Path, arguments: &[&str], input: &str) -> String {
    let arguments: Vec<&str> = ["corrections"].iter().chain(arguments).copied().collect();
    Program::on(data, &arguments).run(input).went_well().out
}

fn with_a_case() -> tempfile::TempDir {
    let folder = case_folder();
    Program::on(folder.path(), &["chat"]).run(format!("{SAID}\n")).went_well();
    folder
}

#[test]
fn a_correction_is_kept_and_comes_out_as_a_labelled_message() {
    let folder = with_a_case();
    let data = folder.path();
    assert_eq!(corrections(data, &[], ""), "");
    let told = corrections(data, &["add", "--case", "#1", "--as", "storage_full,network", SAID], "");
    assert!(
        told.contains("Kept for case 1: storage_full, network")
            && told.contains("On this message the bot answers"),
        "{told}"
    );
    let lines = corrections(data, &[], "");
    assert_eq!(lines.lines().count(), 1);
    let row: serde_json::Value = serde_json::from_str(&lines).unwrap();
    assert_eq!((&row["text"], &row["kind"]), (&SAID.into(), &"multi_cause".into()), "{row}");
    assert_eq!(row["causes"], serde_json::json!(["storage_full", "network"]));

    // The last word counts; this one comes from standard input.
    corrections(data, &["add", "--case", "1", "--as", "off_topic"], &format!("{SAID}\n"));
    let lines = corrections(data, &["list", "--server", "0", "--since", "1h"], "");
    assert!(lines.lines().count() == 1 && lines.contains("\"on_topic\":false"), "{lines}");
    assert_eq!(corrections(data, &["--until", "2020-01-01"], ""), "");
    assert_eq!(corrections(data, &["--server", "5"], ""), "");
    let table = corrections(data, &["--format", "table"], "");
    for part in ["first of case 1", "off_topic", "my wifi"] {
        assert!(table.contains(part), "expected {part:?} in:\n{table}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&corrections(data, &["--format", "json"], "")).unwrap();
    assert_eq!(json[0]["right"], "off_topic");

    // What comes out is a corpus.
    let corpus = data.join("more.jsonl");
    std::fs::write(&corpus, &lines).unwrap();
    let scored = Program::with(&["eval", &corpus.display().to_string()]).run("").went_well();
    assert!(scored.out.contains("1 message"), "{}", scored.out);
}

#[test]
fn what_cannot_be_corrected_gets_one_sentence() {
    let folder = with_a_case();
    let data = folder.path();
    let add = |arguments: &[&str], input: &str| {
        let arguments: Vec<&str> = ["corrections", "add"].iter().chain(arguments).copied().collect();
        Program::on(data, &arguments).run(input)
    };
    add(&["--case", "7", "--as", "network", SAID], "").failed_with(&["there is no case 7"]);
    add(&["--case", "1", "--as", "network"], " \n").failed_with(&["no message to correct"]);
    add(&["--case", "1", "--as", "network", &"x".repeat(20_000)], "").failed_with(&["20000 bytes"]);
    for right in ["weather", "network,off_topic", ""] {
        assert_eq!(add(&["--case", "1", "--as", right, SAID], "").code, Some(2), "{right:?}");
    }
    assert_eq!(corrections(data, &[], ""), "");
}

#[cfg(unix)]
#[test]
fn a_message_is_corrected_while_the_chat_goes_on() {
    let folder = case_folder();
    let data = folder.path();
    let mut chat = Program::on(data, &["chat"]).start();
    chat.types(SAID);
    chat.shows("Talk to a person");
    corrections(data, &["add", "--case", "1", "--as", "unknown", SAID], "");
    assert!(corrections(data, &[], "").contains("\"causes\":[\"unknown\"]"));
    chat.end();
}
