//! Who may use whom: the middle decides and touches nothing, the edge touches and decides nothing.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms and the rooms that each of them may use; `crate::` paths outside are a broken wall.
const MAY_USE: &[(&str, &[&str])] = &[
    ("fingerprint", &[]),
    ("flat", &[]),
    ("shares", &[]),
    ("text", &[]),
    ("built_in", &[]),
    ("knowledge", &["built_in", "flat", "text"]),
    ("mask", &["knowledge"]),
    ("reading", &["built_in", "flat", "knowledge", "mask", "text"]),
    ("diagnosis", &["knowledge", "reading", "text"]),
    ("intake", &["knowledge", "reading", "text"]),
    ("quality", &["diagnosis", "intake", "knowledge", "mask", "reading", "text"]),
    ("incident", &["knowledge"]),
    ("triage", &["diagnosis", "incident", "intake", "knowledge", "mask", "reading", "text"]),
    ("tally", &["diagnosis", "intake", "knowledge", "triage"]),
    ("store", &["diagnosis", "incident", "intake", "knowledge", "tally", "triage"]),
    ("stats", &["diagnosis", "incident", "intake", "knowledge", "store", "tally", "triage"]),
    ("pulse", &[]),
    ("desk", &["incident", "intake", "knowledge", "pulse", "reading", "stats", "store", "tally", "triage"]),
    (
        "adapters",
        &[
            "desk",
            "incident",
            "intake",
            "knowledge",
            "pulse",
            "quality",
            "reading",
            "stats",
            "store",
            "triage",
        ],
    ),
];

/// What every room may use: plain reckoning, and how large a test is.
const EVERYBODYS: &[&str] = &["fingerprint", "long", "shares"];

/// The rooms that decide: they know no file, network, clock, thread, async or store.
const DECIDES: &[&str] =
    &["text", "knowledge", "mask", "reading", "diagnosis", "intake", "quality", "incident", "triage"];

/// What would touch the world.
const TOUCHES: &[&str] = &[
    "std::fs",
    "std::io",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::time",
    "SystemTime",
    "Instant",
    "Timestamp::now",
    "Zoned::now",
    "tokio",
    "async ",
    ".await",
    "sled",
    "serenity",
    "println!",
    "eprintln!",
    "tracing",
];

/// Libraries that one file, or one folder, names alone.
const ONE_HOME: &[(&str, &str)] = &[
    ("serenity", "src/adapters/discord/"),
    ("poise", "src/adapters/discord/"),
    ("sled::", "src/store/sled.rs"),
    ("prometheus_client", "src/pulse/figures.rs"),
    ("hyper::", "src/adapters/http/"),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The lines of a file that are code: comments and documentation may name anything.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn room(name: &str) -> Vec<PathBuf> {
    let folder = sources(&Path::new("src").join(name));
    let file = PathBuf::from(format!("src/{name}.rs"));
    folder.into_iter().chain(file.exists().then_some(file)).collect()
}

#[test]
fn every_room_uses_only_the_rooms_below_it() {
    let mut broken = Vec::new();
    for (name, allowed) in MAY_USE {
        let files = room(name);
        assert!(!files.is_empty(), "the room {name} is empty; take it out of the list or build it");
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            for (line, code) in code(&text) {
                for used in code.split("crate::").skip(1) {
                    let used: String =
                        used.chars().take_while(|ch| ch.is_alphanumeric() || *ch == '_').collect();
                    let may = [&[name, ""][..], EVERYBODYS, allowed].concat();
                    if !may.contains(&used.as_str()) {
                        broken.push(format!("{}:{line}: {name} may not use {used}", file.display()));
                    }
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_middle_touches_nothing() {
    let mut broken = Vec::new();
    for name in DECIDES {
        for file in room(name) {
            let text = fs::read_to_string(&file).unwrap();
            let product = text.split("#[cfg(test)]").next().unwrap_or_default();
            for (line, code) in code(product) {
                for touch in TOUCHES.iter().filter(|touch| code.contains(**touch)) {
                    broken.push(format!(
                        "{}:{line}: {name} decides, so it may not name {touch}",
                        file.display()
                    ));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_library_with_one_home_is_named_there_alone() {
    let mut broken = Vec::new();
    for file in sources(Path::new("src")) {
        let path = file.to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&file).unwrap();
        for (library, home) in ONE_HOME.iter().filter(|(_, home)| !path.starts_with(home)) {
            for (line, code) in code(&text) {
                // A module of our own may carry the library's name.
                let own = ["self::", "super::", "store::"]
                    .iter()
                    .any(|root| code.contains(&format!("{root}{library}")));
                if code.contains(library) && !own {
                    broken.push(format!("{path}:{line}: only {home} may name {library}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let silent: Vec<String> = sources(Path::new("src"))
        .into_iter()
        .filter(|file| !fs::read_to_string(file).unwrap().starts_with("//! "))
        .map(|file| file.display().to_string())
        .collect();
    assert!(silent.is_empty(), "these files do not start with a line of documentation: {silent:?}");
}

#[test]
fn the_paths_that_the_readme_names_exist() {
    let readme = fs::read_to_string("README.md").unwrap();
    let missing: Vec<&str> = readme
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| ["src/", "patterns/", "tests/", ".ci/"].iter().any(|root| name.starts_with(root)))
        .filter(|name| !name.contains(['<', '*', ' ']) && !Path::new(name).exists())
        .collect();
    assert!(missing.is_empty(), "README.md names what is not there: {missing:?}");
}
