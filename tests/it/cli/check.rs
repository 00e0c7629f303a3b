//! `check` on the built-in knowledge and on a folder with faults.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::Program;

/// A file by its name, and what becomes of its text.
type Change<'a> = (&'a str, &'a dyn Fn(&str) -> String);

/// A copy of the pattern folder with some of its files changed.
fn copy_with(changes: &[Change<'_>]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for entry in fs::read_dir("patterns").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let change = changes.iter().find(|(changed, _)| *changed == name);
        let text = change.map_or(text.clone(), |(_, change)| change(&text));
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn check(folder: &Path) -> super::Ended {
    Program::with(&["check", folder.to_str().unwrap()]).run("")
}

#[test]
fn the_built_in_knowledge_and_its_folder_are_free_of_complaints() {
    Program::with(&["check"]).run("").went_well();
    check(Path::new("patterns")).went_well();
}

#[test]
fn every_complaint_comes_at_once_with_file_line_and_column() {
    let folder = copy_with(&[
        ("ios-bug.toml", &|text| format!("colour = \"blue\"\n{text}")),
        ("wifi-unstable.toml", &|text| text.replacen("steps = [", "steps = [\"fly_to_the_moon\", ", 1)),
        ("steps.toml", &|text| text.replacen("level = \"look\"", "level = \"stare\"", 1)),
        ("icloud-storage-full.toml", &|text| text.replacen("title = ", "title = unquoted ", 1)),
    ]);
    let ended = check(folder.path());
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let all = format!("{}{}", ended.out, ended.err);
    let place = |file: &str| {
        let named = folder.path().join(file).display().to_string();
        let line = all
            .lines()
            .find(|line| line.starts_with(&named))
            .unwrap_or_else(|| panic!("no {file} in:\n{all}"));
        let mut numbers = line[named.len()..].split(':').skip(1).map(str::trim);
        let number = |part: Option<&str>| {
            part.and_then(|part| part.parse::<usize>().ok()).filter(|number| *number > 0)
        };
        (number(numbers.next()), number(numbers.next()), line.to_owned())
    };
    for (file, words) in
        [("ios-bug.toml", "colour"), ("icloud-storage-full.toml", ""), ("steps.toml", "stare")]
    {
        let (line, column, told) = place(file);
        assert!(line.is_some() && column.is_some() && told.contains(words), "{told}");
    }
    assert_eq!(place("ios-bug.toml").0, Some(1));
}

#[test]
fn a_step_that_no_file_knows_and_a_cause_without_examples_are_told_together() {
    let folder = copy_with(&[
        ("wifi-unstable.toml", &|text| text.replacen("steps = [", "steps = [\"fly_to_the_moon\", ", 1)),
        ("ios-bug.toml", &|text| {
            format!("{}[examples]\nyes = []\nno = []\n", text.split("[examples]").next().unwrap())
        }),
    ]);
    let ended = check(folder.path());
    assert_eq!(ended.code, Some(1), "{ended:?}");
    for part in ["wifi-unstable.toml:", "fly_to_the_moon", "ios-bug.toml:", "at least 3 `yes` examples"] {
        assert!(ended.out.contains(part), "expected {part:?} in:\n{}", ended.out);
    }
}

#[test]
fn an_example_that_gets_another_cause_is_told() {
    let folder = copy_with(&[("ios-bug.toml", &|text| {
        text.replacen("yes = [", "yes = [\n  \"my icloud is full so the backup fails\",", 1)
    })]);
    let ended = check(folder.path());
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(
        ended.out.contains("ios-bug.toml:") && ended.out.contains("icloud-storage-full"),
        "{}",
        ended.out
    );
}

#[test]
fn a_folder_that_cannot_be_used_is_named() {
    let empty = TempDir::new().unwrap();
    check(empty.path()).failed_with(&[empty.path().to_str().unwrap(), "holds no .toml file"]);
    let missing = empty.path().join("nowhere");
    check(&missing).failed_with(&["nowhere", "cannot be read"]);
    let with = ["classify", "--patterns", missing.to_str().unwrap()];
    Program::with(&with).run("icloud backup fails\n").failed_with(&["nowhere", "cannot be read"]);
}

#[test]
fn every_literal_stands_on_a_line_of_its_own() {
    let ended = Program::with(&["check", "--literals"]).run("").went_well();
    let lines: Vec<&str> = ended.out.lines().collect();
    assert!(lines.len() > 500 && lines.iter().all(|line| !line.trim().is_empty()), "{} lines", lines.len());
}

const ROW: &str =
    r#"{"id":"m1","text":"icloud backup fails, the wifi drops","on_topic":true,"causes":["storage_full"]}"#;

/// A folder whose Wi-Fi cause has these phrases too.
fn with_phrases(phrases: &str) -> TempDir {
    copy_with(&[("wifi-unstable.toml", &|text| {
        text.replacen("say = [", &format!("say = [\n  {phrases},"), 1)
    })])
}

#[test]
fn every_pattern_is_explained_by_file_and_line() {
    let folder = with_phrases("\"<wifi> zzgrumbles\", \"<wifi> <drops> zzsadly\"");
    let corpus = folder.path().join("corpus.jsonl");
    fs::write(&corpus, ROW).unwrap();
    let corpus = corpus.to_str().unwrap();
    let ended =
        Program::with(&["check", folder.path().to_str().unwrap(), "--explain", "--corpus", corpus]).run("");
    let page = ended.out.split("\nAll files\n").next().unwrap();
    assert!(page.lines().all(|line| line.chars().count() <= 80), "a line is too wide");
    let told = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "1 labelled message.",
        "wifi-unstable.toml: ",
        "<wifi> zzgrumbles never: no message holds \"zzgrumbles\"",
        "<wifi> <drops> zzsadly never: no message holds \"zzsadly\" shadowed: as written, wifi-unstable.toml:",
        "two causes, also storage_full 1 (m1)",
    ] {
        assert!(told.contains(part), "expected {part:?} in:\n{page}");
    }
}

#[test]
fn only_some_sorts_are_explained_and_programs_read_json() {
    let folder = with_phrases("\"<wifi> zzgrumbles\"");
    let shown = folder.path().to_str().unwrap();
    let ended = Program::with(&["check", shown, "--explain", "--only", "never", "--json"]).run("");
    let json: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    let files = json["patterns"]["files"].as_array().unwrap();
    let patterns: Vec<&serde_json::Value> =
        files.iter().flat_map(|file| file["patterns"].as_array().unwrap()).collect();
    assert!(patterns.iter().all(|pattern| pattern["fires"]["messages"] == 0 && pattern["never"].is_object()));
    let grumbles = patterns.iter().find(|pattern| pattern["pattern"] == "<wifi> zzgrumbles").unwrap();
    assert_eq!(
        grumbles["never"],
        serde_json::json!({"why": "missing", "parts": ["zzgrumbles"], "all": false})
    );
    assert!(json["counts"]["patterns"].as_u64().unwrap() > patterns.len() as u64);
}

#[test]
fn the_summary_names_the_command_that_explains() {
    let ended = Program::with(&["check"]).run("");
    assert!(ended.out.contains("match no example; `cloudmedic check --explain` tells why"), "{}", ended.out);
    assert!(!ended.out.contains("All files"), "{}", ended.out);
}

#[test]
fn a_corpus_that_cannot_be_read_is_named() {
    let folder = TempDir::new().unwrap();
    let corpus = folder.path().join("corpus.jsonl");
    let run = || Program::with(&["check", "--explain", "--corpus", corpus.to_str().unwrap()]).run("");
    run().failed_with(&["corpus.jsonl", "cannot be read"]);
    fs::write(&corpus, format!("{ROW}\nnot json\n")).unwrap();
    run().failed_with(&["corpus.jsonl", "line 2"]);
}
