//! Says in one sentence what the bot does with a message, with the main reason.

use super::Sum;
use super::fields::percent;
use crate::diagnosis::{Diagnosis, NEEDED, Verdict};
use crate::knowledge::{CauseId, KnowledgeBase};

/// What the bot does in a channel that it watches.
pub(super) fn sentence(
    base: &KnowledgeBase,
    passes_gate: bool,
    has_words: bool,
    diagnosis: &Diagnosis,
    sums: &[Sum],
) -> String {
    if !has_words {
        return "The bot stays silent: there are no words to read.".to_owned();
    }
    if !passes_gate {
        return at_a_glance(diagnosis.verdict);
    }
    match diagnosis.verdict {
        Verdict::Answer => answer(base, diagnosis),
        Verdict::Ask => {
            "The bot asks what happens: an iCloud backup fails, but nothing tells for which cause.".to_owned()
        }
        Verdict::Silent => silent(diagnosis, sums),
    }
}

/// Let go without being read.
fn at_a_glance(when_addressed: Verdict) -> String {
    let told = "The bot stays silent: no word speaks of a backup, of iCloud or of a known text on the screen, so it \
                does not look any further.";
    match when_addressed {
        Verdict::Silent => told.to_owned(),
        Verdict::Ask => format!("{told} Where it is addressed, it would ask what happens."),
        Verdict::Answer => format!("{told} Where it is addressed, it would answer."),
    }
}

fn answer(base: &KnowledgeBase, diagnosis: &Diagnosis) -> String {
    let title = |id: &CauseId| base.cause(id).map_or_else(|| id.to_string(), |cause| cause.title.clone());
    let told: Vec<String> = diagnosis
        .causes
        .iter()
        .map(|cause| format!("\"{}\" ({})", title(&cause.id), percent(cause.confidence)))
        .collect();
    match told.split_first() {
        Some((first, [])) => format!("The bot answers: most likely {first}."),
        Some((first, others)) => {
            format!("The bot answers: most likely {first}, or {}.", others.join(" or "))
        }
        None => "The bot answers.".to_owned(),
    }
}

/// Names the weightiest thing against it: what the rules saw, else a word.
fn silent(diagnosis: &Diagnosis, sums: &[Sum]) -> String {
    let told = format!(
        "The bot stays silent: the signs of a failing iCloud backup add up to {:.2}, and {NEEDED:.2} is needed.",
        diagnosis.score
    );
    let rules = diagnosis.topic.iter().filter(|sign| sign.weight() < 0.0);
    let worst = rules.min_by(|one, other| one.weight().total_cmp(&other.weight()));
    let word = || {
        let rows = sums.first()?.rows.iter().filter(|row| row.adds < 0.0);
        rows.min_by(|one, other| one.adds.total_cmp(&other.adds)).and_then(|row| {
            let words = row.words.as_ref()?;
            Some(format!("{} \"{words}\"", row.what))
        })
    };
    match worst.map(|sign| sign.name.to_owned()).or_else(word) {
        Some(worst) => format!("{told} What speaks most against it: {worst}."),
        None => told,
    }
}
