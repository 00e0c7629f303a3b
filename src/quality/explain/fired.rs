//! Names every pattern that matched: where it is written, as written, what it means, and the words that it covers.

use serde::Serialize;

use super::words::quote;
use crate::knowledge::{Cause, KnowledgeBase, Meaning, Pattern, Side, Signal, Strength, Talk};
use crate::reading::{Found, Reading};
use crate::text::Voice;

/// A pattern that matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fired {
    /// The file and line of the pattern: `icloud-storage-full.toml:22`.
    pub place: String,
    /// The pattern as written.
    pub pattern: String,
    /// What it is for.
    pub kind: Kind,
    /// The same in words.
    pub means: String,
    /// What it covers, as typed.
    pub words: String,
    /// UTF-8 bytes of the text as given.
    pub start: usize,
    /// Exclusive.
    pub end: usize,
    /// Whether it stands, at least in part, in quoted words, which count only where they are a text on the screen.
    pub quoted: bool,
}

/// What a pattern is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Speaks for or against a cause.
    Cause,
    /// A text on the screen or in a log.
    Screen,
    /// A thing that can be said to be in order.
    Subject,
    /// A sign of the topic.
    Topic,
    /// A step tried.
    Tried,
    /// A common question.
    Question,
    /// Something else than a failing backup.
    Adjacent,
    /// An answer to the bot.
    Talk,
}

/// Every pattern that matched, in the order of the text.
pub(super) fn fired(base: &KnowledgeBase, reading: &Reading<'_>) -> Vec<Fired> {
    let found = reading.found().iter();
    found.filter_map(|found| Some(one(base, reading, found, base.patterns.get(found.pattern)?))).collect()
}

fn one(base: &KnowledgeBase, reading: &Reading<'_>, found: &Found, pattern: &Pattern) -> Fired {
    let (kind, means) = means(base, found.meaning);
    Fired {
        place: place(pattern),
        pattern: pattern.written.clone(),
        kind,
        means,
        words: quote(reading.text(), &found.span),
        start: found.span.start,
        end: found.span.end,
        quoted: found.voice == Voice::Quoted,
    }
}

/// `wifi-unstable.toml:14`
pub(in crate::quality) fn place(pattern: &Pattern) -> String {
    format!("{}:{}", pattern.file, pattern.line)
}

/// How much a pattern says, in the word of its file.
pub(super) const fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Hint => "hint",
        Strength::Good => "good",
        Strength::Strong => "strong",
        Strength::Certain => "certain",
    }
}

pub(in crate::quality) fn means(base: &KnowledgeBase, meaning: Meaning) -> (Kind, String) {
    let title = |index: usize| base.causes.get(index).map_or("", |cause: &Cause| cause.title.as_str());
    match meaning {
        Meaning::Cause { cause, side, strength: how } => {
            let side = match side {
                Side::For => "for",
                Side::Against => "against",
            };
            (Kind::Cause, format!("speaks {side} \"{}\" ({})", title(cause), strength(how)))
        }
        Meaning::Subject { cause } => {
            (Kind::Subject, format!("where this is said to be fine, \"{}\" is ruled out", title(cause)))
        }
        Meaning::Screen { screen } => (Kind::Screen, screen_means(base, screen)),
        Meaning::Topic(signal) => (Kind::Topic, signal_means(signal).to_owned()),
        Meaning::Tried { tried, .. } => {
            let title = base.tried.get(tried).map_or("", |tried| tried.title.as_str());
            (Kind::Tried, format!("a step tried: {title}"))
        }
        Meaning::Talk(talk) => (Kind::Talk, format!("as an answer to the bot: {}", talk_means(talk))),
        Meaning::Question { question } => {
            let title = base.faq.get(question).map_or("", |topic| topic.title.as_str());
            (Kind::Question, format!("a common question: {title}"))
        }
        Meaning::Adjacent { intent } => {
            let title = base.adjacent.get(intent).map_or("", |topic| topic.title.as_str());
            (Kind::Adjacent, format!("about something else: {title}"))
        }
    }
}

/// A text on the screen with the causes that it speaks for, or a line of a log with what it means.
fn screen_means(base: &KnowledgeBase, index: usize) -> String {
    let Some(screen) = base.screens.get(index) else { return String::new() };
    let title = |id| base.cause(id).map(|cause| format!("\"{}\"", cause.title));
    let causes: Vec<String> = screen.causes.iter().filter_map(|(id, _)| title(id)).collect();
    let about = match (&screen.meaning, causes.is_empty()) {
        (Some(meaning), _) => format!(": {meaning}"),
        (None, true) => ", which speaks for no cause alone".to_owned(),
        (None, false) => format!(", which speaks for {}", causes.join(" and ")),
    };
    format!("known text {}{about}", screen.id)
}

const fn signal_means(signal: Signal) -> &'static str {
    match signal {
        Signal::Backup => "speaks of a backup",
        Signal::Icloud => "speaks of iCloud",
        Signal::Device => "names a device",
        Signal::Failure => "a backup that fails",
        Signal::Trouble => "something goes wrong",
        Signal::Fails => "it fails now",
        Signal::Solved => "solved, or in the past",
        Signal::Advice => "advice or a question to somebody else",
        Signal::HowTo => "asks how something works",
        Signal::Foreign => "another kind of backup",
        Signal::Restore => "restoring, or moving to a new device",
        Signal::Play => "a joke, an order to the bot, or an advertisement",
        Signal::Own => "the writer's own device, or that of somebody they speak for",
        Signal::FineAfter => "says that what stands before it is fine",
        Signal::FineBefore => "says that what stands behind it is fine",
        Signal::Not => "denies what follows",
        Signal::Contrast => "turns against what was said before it",
        Signal::OtherProduct => "names another product or app",
        Signal::OtherService => "names another service, or moving to a new device",
    }
}

const fn talk_means(talk: Talk) -> &'static str {
    match talk {
        Talk::Worked => "it worked",
        Talk::DidntHelp => "it did not help",
        Talk::NotMyProblem => "that is not the problem",
        Talk::TalkToPerson => "a person, please",
        Talk::LeaveAlone => "be quiet",
        Talk::DontKnow => "I do not know",
        Talk::Tomorrow => "later",
        Talk::Yes => "yes",
        Talk::No => "no",
        Talk::Done => "done",
        Talk::Skip => "skip",
        Talk::Thanks => "thanks",
        Talk::Summary => "what do I tell Apple",
        Talk::HasComputerBackup => "there is a backup on a computer",
        Talk::NoComputer => "there is no computer",
        Talk::Urgent => "it is urgent",
        Talk::Help => "help",
        Talk::StillFailing => "it still fails",
        Talk::Completed => "the backup completed",
    }
}
