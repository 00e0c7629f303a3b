//! The classes that messages are corrected to, what belongs to each, and where its phrases are written.

use std::fmt;

use super::heard::Heard;
use crate::knowledge::{Family, KnowledgeBase, Meaning, Side, Signal};

/// What messages were corrected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// No failing backup.
    OffTopic,
    /// A failing backup, which the bot did not hear; the cause is a class of its own.
    Missed,
    /// A failing backup for this reason.
    Family(Family),
}

impl Class {
    /// Every class.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        [Self::OffTopic, Self::Missed].into_iter().chain(Family::ALL.map(Self::Family))
    }

    /// Whether a phrase of the class that matches this message is right there.
    pub(super) fn has(self, heard: &Heard<'_>) -> bool {
        match self {
            Self::OffTopic => !heard.row.on_topic,
            Self::Missed => heard.row.on_topic,
            Self::Family(family) => heard.row.families().any(|one| one == family),
        }
    }

    /// Whether phrases of the class are looked for in messages like this one: what the bot fell for, what it missed, or
    /// what has this cause. Where it is silent off topic, or hears a failure, nothing has to be said.
    pub(super) fn needs(self, heard: &Heard<'_>) -> bool {
        self.has(heard)
            && match self {
                Self::OffTopic => heard.corrected || !heard.silent,
                Self::Missed => heard.silent,
                Self::Family(_) => true,
            }
    }

    /// Whether a phrase of the class that matches this message is wrong there.
    pub(super) fn lacks(self, heard: &Heard<'_>) -> bool {
        !self.has(heard)
    }

    /// The table of `topic.toml` that its phrases belong into, and those that may fit better; `None` for causes.
    pub(super) fn topic(self) -> Option<(&'static str, &'static [&'static str])> {
        match self {
            Self::OffTopic => Some(("foreign", &["[solved]", "[advice]", "[how_to]", "[restore]", "[play]"])),
            Self::Missed => Some(("failure", &["[trouble]"])),
            Self::Family(_) => None,
        }
    }

    /// Whether a pattern of this meaning says the same.
    pub(super) fn is_said_by(self, base: &KnowledgeBase, meaning: Meaning) -> bool {
        match self {
            Self::OffTopic => {
                meaning.intent().is_some() || meaning.signal().and_then(Signal::supports) == Some(false)
            }
            Self::Missed => meaning.signal().is_some_and(speaks_of_failure),
            Self::Family(family) => base.votes(meaning).into_iter().any(|(cause, side, _)| {
                side == Side::For && base.causes.get(cause).is_some_and(|cause| cause.family == Some(family))
            }),
        }
    }
}

fn speaks_of_failure(signal: Signal) -> bool {
    match signal {
        Signal::Failure | Signal::Trouble | Signal::Fails => true,
        Signal::Backup
        | Signal::Icloud
        | Signal::Device
        | Signal::Solved
        | Signal::Advice
        | Signal::HowTo
        | Signal::Foreign
        | Signal::Restore
        | Signal::Play
        | Signal::Own
        | Signal::FineAfter
        | Signal::FineBefore
        | Signal::Not
        | Signal::Contrast
        | Signal::OtherProduct
        | Signal::OtherService => false,
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OffTopic => f.write_str("off topic"),
            Self::Missed => f.write_str("failing backups that were missed"),
            Self::Family(family) => family.fmt(f),
        }
    }
}
