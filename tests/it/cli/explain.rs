//! `explain`: one message from the command line or standard input, for people and for programs.

use super::Program;

#[test]
fn several_words_are_one_message() {
    let told =
        Program::with(&["explain", "no", "backup,", "icloud", "storage", "is", "full"]).run("").went_well();
    assert!(told.out.contains("The bot answers") && told.out.contains("iCloud storage is full"), "{told:?}");
}

#[test]
fn standard_input_is_one_message_with_all_of_its_lines() {
    for arguments in [&["explain", "--json"][..], &["explain", "--json", "-"]] {
        let told = Program::with(arguments).run("> my storage is full\nicloud backup fails\n").went_well();
        let json: serde_json::Value = serde_json::from_str(&told.out).unwrap();
        assert_eq!(json["verdict"], "ask", "{json}");
        assert_eq!(json["sentences"][0]["quoted"], true);
        assert_eq!(json["sentences"].as_array().map(Vec::len), Some(2));
    }
}

#[test]
fn what_is_typed_cannot_steer_the_terminal() {
    let typed = "icloud \u{1b}[2J\u{9b}full \u{202e}backup fails \u{7}";
    for arguments in [&["explain"][..], &["explain", "--all"], &["explain", "--json"]] {
        let told = Program::with(arguments).run(typed).went_well();
        let steers = |ch: char| (ch.is_control() && ch != '\n') || ch == '\u{202e}';
        assert!(!told.out.contains(steers), "{:?}", told.out);
    }
}

#[test]
fn an_empty_message_is_explained_and_no_text_is_told() {
    let told = Program::with(&["explain", ""]).run("").went_well();
    assert!(told.out.contains("no words"), "{told:?}");
    Program::with(&["explain"]).run(b"icloud \xff".to_vec()).failed_with(&["byte 8", "UTF-8"]);
}

#[test]
fn of_a_very_long_message_the_beginning_is_read_and_that_is_said() {
    let long = format!("icloud backup fails. {}", "é ".repeat(40_000));
    let told = Program::with(&["explain"]).run(long).went_well();
    assert!(told.out.contains("The bot asks"), "{}", told.out);
    assert!(told.err.contains("only its beginning"), "{}", told.err);
}
