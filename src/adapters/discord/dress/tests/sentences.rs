//! The sentences of this adapter: every one is used, and every one that is used is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::BASE;

const PREFIX: &str = "discord_";

/// The names of sentences in the sources of this adapter, tests left out.
fn named(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("tests") {
                named(&path, names);
            }
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for part in code.flat_map(|line| line.split('"').skip(1).step_by(2)) {
            let plain = |ch: char| ch.is_ascii_lowercase() || ch.is_ascii_digit() || ch == '_';
            if part.starts_with(PREFIX) && part.chars().all(plain) {
                names.insert(part.to_owned());
            }
        }
    }
}

#[test]
fn every_sentence_of_the_adapter_is_used_and_every_one_used_is_there() {
    let mut used = BTreeSet::new();
    named(Path::new("src/adapters/discord"), &mut used);
    let written: BTreeSet<String> =
        BASE.replies.names().filter(|name| name.starts_with(PREFIX)).map(str::to_owned).collect();
    let missing: Vec<&String> = used.difference(&written).collect();
    let unused: Vec<&String> = written.difference(&used).collect();
    assert!(missing.is_empty() && unused.is_empty(), "missing {missing:?}, unused {unused:?}");
}
