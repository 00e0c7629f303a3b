//! `eval`: several files, JSON, and thresholds that fail a run.

use std::fs;

use tempfile::TempDir;

use super::Program;

/// Two small files: three messages that come out right, and one that does not.
fn corpus() -> (TempDir, [String; 2]) {
    let folder = TempDir::new().unwrap();
    let row = |id: &str, text: &str, rest: &str| {
        format!("{{\"id\":\"{id}\",\"text\":\"{text}\",\"kind\":\"typical\",{rest}}}\n")
    };
    let full = "\"on_topic\":true,\"causes\":[\"storage_full\"]";
    let good = row("a", "icloud backup fails, not enough icloud storage", full)
        + &row("b", "who wants pizza", "\"on_topic\":false")
        + &row("c", "my icloud backup fails, icloud storage is full", full);
    let files = [("good.jsonl", good), ("bad.jsonl", row("d", "zebras are striped", full))];
    let paths = files.map(|(name, text)| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    });
    (folder, paths)
}

#[test]
fn several_files_are_scored_together_in_one_document() {
    let (_folder, [good, bad]) = corpus();
    let scored = Program::with(&["eval", "--json", &good, &bad]).run("").went_well();
    let json: serde_json::Value = serde_json::from_str(&scored.out).unwrap();
    assert_eq!(json["rows"], 4);
    assert_eq!(json["scores"]["on_topic_recall"]["total"], 3);
    assert!(json.get("misses").is_none(), "{json}");
    let scored = Program::with(&["eval", "--json", "--misses", &good, &bad]).run("").went_well();
    let json: serde_json::Value = serde_json::from_str(&scored.out).unwrap();
    assert_eq!(json["misses"].as_array().map(Vec::len), Some(1), "{json}");
}

#[test]
fn a_threshold_that_is_not_reached_fails_the_run_with_both_numbers() {
    let (_folder, [good, bad]) = corpus();
    let kept = "recall=1,false-replies=0,first-cause=1";
    Program::with(&["eval", &good, "--min", kept]).run("").went_well();
    let broken = Program::with(&["eval", &good, &bad, "--min", "recall=0.95,first-cause=0.9"]).run("");
    broken.failed_with(&["recall is 0.6667 (at least 0.95)", "first-cause is 0.6667 (at least 0.9)"]);
    assert!(broken.out.contains("on-topic recall"), "the scores are shown all the same");
}

#[test]
fn a_threshold_with_a_wrong_name_is_wrong_usage() {
    let (_folder, [good, _]) = corpus();
    let wrong = Program::with(&["eval", &good, "--min", "recal=0.9"]).run("");
    assert_eq!(wrong.code, Some(2), "{wrong:?}");
    assert!(wrong.err.contains("first-cause"), "{}", wrong.err);
}
