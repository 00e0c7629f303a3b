//! Names the patterns that matched in a message, where each is written, and what it spoke for.

use std::fmt;

use serde::Serialize;

use crate::diagnosis::Diagnosis;
use crate::knowledge::{KnowledgeBase, Meaning, Pattern};
use crate::reading::{Found, Reading};

/// A pattern that matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sign {
    /// The file and line of the pattern.
    pub place: String,
    /// What it is about: a cause, an on-screen text, a sign of the topic.
    pub about: String,
    /// The pattern as written.
    pub pattern: String,
    /// What it matched, as typed.
    pub words: String,
    /// Whether it spoke for that; `None` when it speaks neither for nor against.
    pub supports: Option<bool>,
}

/// What a diagnosis was made from: its evidence, and the signs that weigh only together with others.
pub(super) fn signs(base: &KnowledgeBase, reading: &Reading<'_>, diagnosis: &Diagnosis) -> Vec<Sign> {
    let found = reading.found().iter();
    found
        .filter_map(|found| {
            let pattern = base.patterns.get(found.pattern)?;
            let about = about(base, found)?;
            let supports = diagnosis
                .evidence
                .iter()
                .find(|evidence| {
                    evidence.pattern == pattern.written && evidence.span.start == found.span.start
                })
                .map(|evidence| evidence.supports);
            Some(Sign {
                place: place(pattern),
                about,
                pattern: pattern.written.clone(),
                words: reading.words_of(found).to_owned(),
                supports,
            })
        })
        .collect()
}

/// `wifi-unstable.toml:14`
fn place(pattern: &Pattern) -> String {
    format!("{}:{}", pattern.file, pattern.line)
}

/// What a finding says something about; `None` where it says nothing of the cause or the topic.
fn about(base: &KnowledgeBase, found: &Found) -> Option<String> {
    let cause = |index: usize| base.causes.get(index).map(|cause| cause.id.to_string());
    match found.meaning {
        Meaning::Cause { cause: index, .. } => cause(index),
        Meaning::Subject { cause: index } => cause(index).map(|id| format!("what is fine: {id}")),
        Meaning::Screen { screen } => base.screens.get(screen).map(|screen| format!("screen {}", screen.id)),
        Meaning::Topic(signal) => Some(format!("topic: {signal:?}").to_lowercase()),
        Meaning::Adjacent { intent } => base.adjacent.get(intent).map(|topic| format!("intent {}", topic.id)),
        Meaning::Tried { .. } | Meaning::Talk(_) | Meaning::Question { .. } => None,
    }
}

/// Longer patterns are cut when they are shown; their place says where to read on.
const SHOWN: usize = 60;

impl fmt::Display for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.supports {
            Some(true) => '+',
            Some(false) => '-',
            None => ' ',
        };
        let mut pattern: String = self.pattern.chars().take(SHOWN).collect();
        if pattern.len() < self.pattern.len() {
            pattern.push('…');
        }
        write!(f, "{mark} {} {:?}  {}  {pattern}", self.about, self.words, self.place)
    }
}
