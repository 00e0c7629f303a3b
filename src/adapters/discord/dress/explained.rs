//! Dresses an explanation for a moderator's phone: the verdict, the causes, the most telling words, and no more.

use super::escape::{own, person};
use super::limits::{self, cut, units};
use crate::knowledge::{KnowledgeBase, Replies};
use crate::quality::explain::{Piece, Weighed};
use crate::quality::{Explanation, Verdict};

/// Causes that are named.
const CAUSES: usize = 4;
/// Pieces of evidence that are quoted of each side.
const PIECES: usize = 3;
/// Words that are named as read otherwise.
const CHANGES: usize = 6;
/// The longest quotation, in UTF-16 units.
const QUOTE: usize = 100;
/// The longest value of a field, in UTF-16 units.
const VALUE: usize = 150;

/// The explanation as the text of a message.
#[must_use]
pub fn explained(base: &KnowledgeBase, told: &Explanation) -> String {
    let replies = &base.replies;
    let parts = [verdict(base, told), causes(replies, told), against(replies, told), changes(replies, told)];
    let last = [fields(replies, told), replies.say("discord_test_end", &[])];
    let mut text = String::new();
    // Whole parts are left out where there is no room, never the end of a sentence.
    for part in parts.into_iter().chain(last).filter(|part| !part.is_empty()) {
        let gap = if text.is_empty() { "" } else { "\n" };
        if units(&text) + units(gap) + units(&part) <= limits::CONTENT {
            text.push_str(gap);
            text.push_str(&part);
        }
    }
    text
}

/// What the bot would do, and why it would be silent.
fn verdict(base: &KnowledgeBase, told: &Explanation) -> String {
    let replies = &base.replies;
    let sentence = match told.verdict {
        Verdict::Answer => "discord_test_answer",
        Verdict::Ask => "discord_test_ask",
        Verdict::Silent if told.sentences.is_empty() => "discord_test_no_words",
        Verdict::Silent if !told.passes_gate => "discord_test_unread",
        Verdict::Silent => "discord_test_silent",
    };
    let mut lines = vec![replies.say(sentence, &[])];
    if let Some(title) = &told.adjacent {
        lines.push(replies.say("discord_test_adjacent", &[("subject", &own(title))]));
    }
    if let Some(title) = &told.question {
        lines.push(replies.say("discord_test_question", &[("question", &own(title))]));
    }
    lines.extend(reasons(replies, told));
    lines.join("\n")
}

/// Why it is taken for a failing backup or not: what weighs most on the losing side where the bot is silent.
fn reasons(replies: &Replies, told: &Explanation) -> Option<String> {
    let silent = told.verdict == Verdict::Silent;
    let (sum, rules) = (told.sums.first()?, told.sums.get(1)?);
    if !silent || rules.rows.is_empty() {
        return None;
    }
    let rows = rules.rows.iter().filter(|row| row.adds < 0.0).take(PIECES);
    let signs: Vec<String> = rows.map(|row| own(&row.what)).collect();
    let score = format!("{:.1}", sum.total);
    let needed = sum.needed.map_or_else(String::new, |needed| format!("{needed:.1}"));
    let line = replies.say("discord_test_score", &[("score", &score), ("needed", &needed)]);
    if signs.is_empty() {
        return Some(line);
    }
    let signs = replies.say("discord_test_signs", &[("signs", &signs.join(", "))]);
    Some(format!("{line} {signs}"))
}

/// The likeliest causes, each with the words for it.
fn causes(replies: &Replies, told: &Explanation) -> String {
    let mut lines = Vec::new();
    for cause in told.causes.iter().filter(|cause| cause.told || !cause.supports.is_empty()).take(CAUSES) {
        let percent = format!("{:.0}", cause.confidence * 100.0);
        let name = if cause.told { "discord_test_cause" } else { "discord_test_cause_untold" };
        lines.push(replies.say(name, &[("cause", &own(&cause.title)), ("percent", &percent)]));
        let words = distinct(&cause.supports);
        let words = words.map(|words| replies.say("discord_test_for", &[("words", &quoted(words))]));
        lines.extend(words.map(|line| format!("  - {line}")));
    }
    titled(replies, "discord_test_causes", &lines)
}

/// What speaks against causes: what is ruled out, what is denied, what does not fit.
fn against(replies: &Replies, told: &Explanation) -> String {
    let ruled_out = told.denied.iter().filter(|one| one.rules_out);
    let mut lines: Vec<String> =
        ruled_out.map(|one| against_line(replies, &one.by, &one.causes.join(", "))).collect();
    let likely = |cause: &&Weighed| !cause.supports.is_empty();
    for cause in told.causes.iter().filter(likely) {
        lines.extend(distinct(&cause.against).map(|words| against_line(replies, words, &cause.title)));
    }
    lines.dedup();
    lines.truncate(PIECES);
    titled(replies, "discord_test_against_title", &lines)
}

fn against_line(replies: &Replies, words: &str, causes: &str) -> String {
    replies.say("discord_test_against", &[("cause", &own(causes)), ("words", &quoted(words))])
}

/// The words of the most telling pieces, each once, and none that stand inside others.
fn distinct(pieces: &[Piece]) -> impl Iterator<Item = &str> {
    let mut words: Vec<&str> = Vec::new();
    for piece in pieces {
        if !words.iter().any(|known| known.contains(&piece.words)) {
            words.push(&piece.words);
        }
    }
    words.into_iter().take(PIECES)
}

fn changes(replies: &Replies, told: &Explanation) -> String {
    let read = told.changes.iter().take(CHANGES).map(|change| {
        let (typed, read_as) = (quoted(&change.typed), quoted(&change.read_as));
        replies.say("discord_test_change", &[("read", &read_as), ("typed", &typed)])
    });
    titled(replies, "discord_test_changes", &read.collect::<Vec<_>>())
}

fn fields(replies: &Replies, told: &Explanation) -> String {
    let rows = told.field_rows.iter().map(|row| {
        let value = cut(&person(&row.value), VALUE);
        replies.say("discord_test_field", &[("label", row.label), ("value", &value)])
    });
    titled(replies, "discord_test_fields", &rows.collect::<Vec<_>>())
}

/// Lines under a title; nothing when there are none.
fn titled(replies: &Replies, title: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        String::new()
    } else {
        format!("{}\n{}", replies.say(title, &[]), lines.join("\n"))
    }
}

/// What a person wrote, harmless and short.
fn quoted(words: &str) -> String {
    cut(&person(words), QUOTE)
}
