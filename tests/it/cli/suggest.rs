//! `suggest`: lines for pattern files, from corrected messages and a corpus.

use super::{Program, case_folder};

const CORPUS: &str = "tests/corpus/dev.jsonl";
const SAID: &str = "icloud backup fails ever since the gooseberry router was delivered";

#[test]
fn what_a_moderator_corrected_becomes_lines_to_paste() {
    let folder = case_folder();
    let data = folder.path();
    let suggest = |arguments: &[&str]| {
        let arguments: Vec<&str> = ["suggest", CORPUS].iter().chain(arguments).copied().collect();
        Program::on(data, &arguments).run("").went_well().out
    };
    assert!(suggest(&[]).contains("No message is corrected yet"));
    Program::on(data, &["chat"]).run(format!("{SAID}\n")).went_well();
    Program::on(data, &["corrections", "add", "--case", "1", "--as", "managed_device", SAID])
        .run("")
        .went_well();
    let told = suggest(&[]);
    for part in [
        "managed_device: 1 corrected message",
        ".toml, line ",
        "\"gooseberry router\",",
        "(1 corrected), 0 wrong",
    ] {
        assert!(told.contains(part), "expected {part:?} in:\n{told}");
    }
    assert_eq!(told, suggest(&["--corrections"]), "the kept ones are the default");
    // All that is not a line to paste is a comment.
    let pasted = format!("say = [\n{told}]\n");
    let lines: toml::Table = toml::from_str(&pasted).unwrap();
    assert!(!lines["say"].as_array().unwrap().is_empty());
}

#[test]
fn rows_of_a_file_are_suggested_for_and_a_bad_line_is_told() {
    let folder = case_folder();
    let from = folder.path().join("more.jsonl");
    let row =
        r#"{"id":"x1","text":"my icloud backup is on strike like the gooseberry farmers","on_topic":false}"#;
    std::fs::write(&from, format!("{row}\nno row\n")).unwrap();
    let from = from.display().to_string();
    let ended = Program::with(&["suggest", CORPUS, "--from", &from, "--all"]).run("");
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.err.contains("more.jsonl: line 2"), "{}", ended.err);
    assert!(ended.out.contains("gooseberry") && ended.out.contains("[foreign]"), "{}", ended.out);
    Program::with(&["suggest", "nowhere.jsonl"]).run("").failed_with(&["nowhere.jsonl cannot be read"]);
}
