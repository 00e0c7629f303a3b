//! `export` and `import`: everything moves, and comes out again as it went in.

use std::path::Path;

use tempfile::TempDir;

use super::{Program, case_folder};

fn with_cases() -> TempDir {
    let folder = case_folder();
    let data = folder.path();
    Program::on(data, &["chat"]).run("icloud is full so the backup fails\nfixed it\n").went_well();
    Program::on(data, &["chat"]).run("wifi keeps dropping, icloud backup fails\nnope\n").went_well();
    Program::on(data, &["setup", "--server", "5", "--watch", "7", "--moderators", "8"]).run("").went_well();
    let correction = ["corrections", "add", "--case", "1", "--as", "network", "icloud is full"];
    Program::on(data, &correction).run("").went_well();
    folder
}

fn exported(data: &Path) -> String {
    Program::on(data, &["export"]).run("").went_well().out
}

#[test]
fn everything_that_is_kept_is_a_line() {
    let folder = with_cases();
    let ended = Program::on(folder.path(), &["export", "-"]).run("").went_well();
    let lines = ended.json_lines();
    for kind in ["case", "seen", "settings", "correction"] {
        assert!(lines.iter().any(|line| line.get(kind).is_some()), "no {kind}:\n{}", ended.out);
    }
    assert!(
        ended.err.contains("standard output: 1 case, 1 correction, 1 server's settings"),
        "{}",
        ended.err
    );

    let file = folder.path().join("all.jsonl");
    let to_file = Program::on(folder.path(), &["export", file.to_str().unwrap()]).run("").went_well();
    assert_eq!(to_file.out, "");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), ended.out);
    let nowhere = folder.path().join("no folder").join("all.jsonl");
    let refused = Program::on(folder.path(), &["export", nowhere.to_str().unwrap()]).run("");
    refused.failed_with(&[nowhere.to_str().unwrap(), "choose another place"]);
    Program::on(case_folder().path(), &["export"]).run("").failed_with(&["there are no cases in"]);
}

#[cfg(unix)]
#[test]
fn beside_a_chat_the_same_lines_come_out() {
    let folder = with_cases();
    let before = exported(folder.path());
    let mut chat = Program::on(folder.path(), &["chat"]).start();
    chat.shows("Welcome back");
    assert_eq!(exported(folder.path()), before);
    chat.end();
}

fn import(data: &Path, lines: &str) -> super::Ended {
    Program::on(data, &["import", "-"]).run(lines)
}

#[test]
fn what_is_exported_and_imported_comes_out_again_byte_for_byte() {
    let folder = with_cases();
    let lines = exported(folder.path());
    let other = case_folder();
    let read = import(other.path(), &lines).went_well();
    assert_eq!(read.out, "");
    assert!(read.err.contains("1 case, 1 correction, 1 server's settings"), "{}", read.err);
    assert_eq!(exported(other.path()), lines);
    // The same from a file.
    let file = folder.path().join("all.jsonl");
    std::fs::write(&file, &lines).unwrap();
    let third = case_folder();
    Program::on(third.path(), &["import", file.to_str().unwrap()]).run("").went_well();
    assert_eq!(exported(third.path()), lines);
    // The conversation goes on, and everything is counted.
    let chat = Program::on(third.path(), &["chat"]).run("").went_well();
    assert!(chat.out.contains("Welcome back to case 1"), "{}", chat.out);
    let counted =
        |data: &Path| Program::on(data, &["stats", "steps", "--format", "csv"]).run("").went_well().out;
    assert_eq!(counted(other.path()), counted(folder.path()));
}

#[test]
fn what_cannot_be_imported_gets_one_sentence_and_leaves_nothing() {
    let folder = with_cases();
    let lines = exported(folder.path());
    import(folder.path(), &lines).failed_with(&["is not empty", "--data"]);
    let empty = case_folder();
    let second = lines.lines().nth(1).unwrap();
    for (bad, number) in [
        (format!("{lines}{second}\n"), lines.lines().count() + 1),
        (format!("{second}\nno json\n"), 2),
        (format!("{second}\n\n{{\"moon\":1}}\n"), 3),
    ] {
        import(empty.path(), &bad).failed_with(&[&format!("line {number} "), "nothing was imported"]);
    }
    import(empty.path(), &lines).went_well();
    let missing = folder.path().join("none.jsonl");
    let ended = Program::on(case_folder().path(), &["import", missing.to_str().unwrap()]).run("");
    ended.failed_with(&[missing.to_str().unwrap(), "cannot be read"]);
}

#[test]
fn nothing_is_imported_beside_a_chat() {
    let folder = case_folder();
    let mut chat = Program::on(folder.path(), &["chat"]).start();
    chat.shows("CloudMedic");
    import(folder.path(), "").failed_with(&["in use by a running cloudmedic", "stop it"]);
    chat.end();
}
