//! What people say: the messages that the knowledge itself has for every cause, and those of the corpus of development.

use cloudmedic::diagnosis::{Verdict, diagnose};
use cloudmedic::knowledge::KnowledgeBase;
use cloudmedic::reading::Reader;

/// Facts that an edit adds.
pub(super) const FACTS: &str = " (iphone 13, ios 17.4.1)";
/// What is said of a step that did nothing.
pub(super) const NO_HELP: [&str; 3] = ["no that didnt help", "didn't help", "nope, still failing"];

/// What can be said.
pub(super) struct Words {
    failures: Vec<String>,
    chatter: Vec<String>,
}

impl Words {
    /// Everything that the built-in knowledge has as an example, sorted by what the program itself makes of it.
    pub(super) fn known() -> Self {
        let base = KnowledgeBase::built_in().unwrap();
        let reader = Reader::built_in(&base);
        let examples =
            base.causes.iter().flat_map(|cause| cause.examples_yes.iter().chain(&cause.examples_no));
        let examples = examples.map(|example| example.text.clone());
        let (mut failures, mut chatter) = (Vec::new(), small_talk());
        for text in examples.chain(corpus()) {
            match diagnose(&base, &reader.read(&text)).verdict {
                Verdict::Answer | Verdict::Ask => failures.push(text),
                Verdict::Silent => chatter.push(text),
            }
        }
        let (failing, silent) = (failures.len(), chatter.len());
        assert!(failing > 30 && silent > 30, "there is enough to say: {failing} failures, {silent} others");
        Self { failures, chatter }
    }

    /// A first message that deserves an answer.
    pub(super) fn failure(&self, rng: &mut fastrand::Rng) -> &str {
        &self.failures[rng.usize(..self.failures.len())]
    }

    /// Something that deserves none.
    pub(super) fn chatter(&self, rng: &mut fastrand::Rng) -> &str {
        &self.chatter[rng.usize(..self.chatter.len())]
    }
}

/// The short messages of the corpus.
fn corpus() -> impl Iterator<Item = String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/dev.jsonl");
    let lines = std::fs::read_to_string(file).unwrap();
    let texts = lines.lines().map(|line| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        value["text"].as_str().unwrap().trim().to_owned()
    });
    let texts: Vec<String> = texts.filter(|text| (1..1_000).contains(&text.len())).take(400).collect();
    texts.into_iter()
}

fn small_talk() -> Vec<String> {
    let said =
        ["good morning everyone", "did anybody see the game", "lol", "brb", "who is up for a round later"];
    said.map(str::to_owned).to_vec()
}
