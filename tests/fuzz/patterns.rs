//! A pattern folder with one file changed: every complaint at once, or a knowledge base that reads its own words.

use std::sync::LazyLock;

use cloudmedic::diagnosis;
use cloudmedic::knowledge::{BUILT_IN, KnowledgeBase, Rule};
use cloudmedic::quality;
use cloudmedic::reading::Reader;

use super::bytes::Bytes;

/// The built-in folder, made small: few English words, nothing learned, and of every list the first few.
static SMALL: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
    let kept = BUILT_IN.iter().filter(|(name, _)| *name != "weights.txt");
    let small: Vec<_> = kept.map(|(name, text)| (*name, shortened(name, text))).collect();
    let files: Vec<(&str, &str)> = small.iter().map(|(name, text)| (*name, text.as_str())).collect();
    if let Err(complaints) = KnowledgeBase::load(&files) {
        panic!("the small folder has complaints of its own:\n{complaints}");
    }
    small
});

/// A file of which every list keeps its first few lines; the concepts are all kept, for others name them.
fn shortened(name: &str, text: &str) -> String {
    const KEPT: usize = 4;
    if name == "english.txt" {
        return text.lines().step_by(200).collect::<Vec<_>>().join("\n");
    }
    if name == "words.toml" || name == "replies.en.toml" {
        return text.to_owned();
    }
    let mut row = 0;
    let short = text.lines().filter(|line| {
        let is_item = line.starts_with("  \"") && line.ends_with("\",");
        row = if is_item { row + 1 } else { 0 };
        row <= KEPT
    });
    short.collect::<Vec<_>>().join("\n")
}

/// The first byte chooses: a file in full, or phrases for a cause, one a line.
pub(crate) fn run(data: &[u8]) {
    let mut bytes = Bytes(data);
    match bytes.one() % 3 {
        0 => {
            let (name, _) = *bytes.of(BUILT_IN);
            with(name, &super::text(bytes.0));
        }
        1 => phrases(&super::text(bytes.0)),
        _ => {
            let files: Vec<(String, String)> =
                std::iter::from_fn(|| (!bytes.is_empty()).then(|| (bytes.text(), bytes.text())))
                    .take(20)
                    .collect();
            let files: Vec<(&str, &str)> =
                files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            loads(&files);
        }
    }
}

/// A cause that has these phrases besides its own.
fn phrases(lines: &str) {
    let (name, cause) = SMALL.iter().find(|(name, _)| *name == "wifi-unstable.toml").unwrap();
    // What JSON writes of a text is a text to TOML too.
    let phrases: Vec<String> =
        lines.lines().take(8).map(|line| serde_json::to_string(line).unwrap()).collect();
    with(name, &format!("{cause}\n[[for]]\nstrength = \"hint\"\nsay = [{}]\n", phrases.join(", ")));
}

/// The small folder with one file as given.
fn with(name: &str, text: &str) {
    let mut files: Vec<(&str, &str)> =
        SMALL.iter().filter(|(known, _)| *known != name).map(|(name, text)| (*name, text.as_str())).collect();
    files.push((name, text));
    loads(&files);
}

fn loads(files: &[(&str, &str)]) {
    let base = match KnowledgeBase::load(files) {
        Ok(base) => base,
        Err(complaints) => {
            assert!(!complaints.0.is_empty(), "refused without a complaint");
            for complaint in &complaints.0 {
                assert!(complaint.message.len() > 10, "no sentence: {complaint:?}");
                assert!(complaint.place.is_none_or(|(line, column)| line > 0 && column > 0), "{complaint:?}");
            }
            return;
        }
    };
    let reader = Reader::new(&base);
    for pattern in base.patterns.iter().rev().take(16) {
        let words = match &pattern.rule {
            Rule::Phrase(_) => pattern.written.as_str(),
            Rule::Regex { regex, .. } => regex.as_str(),
        };
        let reading = reader.read(words);
        assert!(reading.found().iter().all(|found| words.get(found.span.clone()).is_some()), "{words:?}");
        let _: diagnosis::Diagnosis = diagnosis::diagnose(&base, &reading);
    }
    let _: Vec<&str> = quality::literals(&base);
}
