//! What patterns mean: for or against a cause, an on-screen text, a sign of the topic, a step tried, an answer.

use serde::{Deserialize, Serialize};

use super::ids::Strength;
use super::phrase::Phrase;

/// Whether a pattern speaks for a cause or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Side {
    /// For it.
    For,
    /// Against it.
    Against,
}

/// A pattern of some file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pattern {
    /// As written, for people to read.
    pub written: String,
    /// The file that it stands in.
    pub file: String,
    /// Its line there, from 1.
    pub line: usize,
    /// What has to be seen.
    pub rule: Rule,
    /// What it means.
    pub meaning: Meaning,
}

/// What has to be seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Rule {
    /// A phrase.
    Phrase(Phrase),
    /// A regular expression on the folded sentence, run only when one of the guard words was seen.
    Regex {
        /// Folded words, one of which must stand in the sentence.
        guard: Vec<String>,
        /// The expression; linear time by construction.
        regex: String,
    },
}

/// What a pattern means. Indexes point into the lists of the knowledge base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Meaning {
    /// Speaks for or against a cause.
    Cause {
        /// Index in `causes`.
        cause: usize,
        /// For or against.
        side: Side,
        /// How much it says.
        strength: Strength,
    },
    /// A thing that a person can say is fine, which rules the cause out.
    Subject {
        /// Index in `causes`.
        cause: usize,
    },
    /// An on-screen text or a log code.
    Screen {
        /// Index in `screens`.
        screen: usize,
    },
    /// A sign of the topic.
    Topic(Signal),
    /// A step tried.
    Tried {
        /// Index in `tried`.
        tried: usize,
        /// How much the words say of it.
        told: Told,
    },
    /// An answer to the bot in free text.
    Talk(Talk),
    /// A question of the FAQ.
    Question {
        /// Index in `faq`.
        question: usize,
    },
    /// Another intent.
    Adjacent {
        /// Index in `adjacent`.
        intent: usize,
    },
}

/// How much a pattern says of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Told {
    /// That it was done: "restarted it".
    Done,
    /// Its name alone ("a restart"): what stands around it has to say that it was done.
    Named,
    /// A thing that is in order or not ("Wi-Fi"): what stands around it has to say that it is.
    State,
}

/// One question each: does it mean this, and which?
impl Meaning {
    /// The cause that it speaks for, and how much it says.
    #[must_use]
    pub fn speaks_for(self) -> Option<(usize, Strength)> {
        if let Self::Cause { cause, side: Side::For, strength } = self {
            Some((cause, strength))
        } else {
            None
        }
    }

    /// Whether it speaks for or against a cause.
    #[must_use]
    pub fn is_of_cause(self) -> bool {
        matches!(self, Self::Cause { .. })
    }

    /// The cause whose subject it is.
    #[must_use]
    pub fn subject(self) -> Option<usize> {
        if let Self::Subject { cause } = self { Some(cause) } else { None }
    }

    /// The on-screen text.
    #[must_use]
    pub fn screen(self) -> Option<usize> {
        if let Self::Screen { screen } = self { Some(screen) } else { None }
    }

    /// The sign of the topic.
    #[must_use]
    pub fn signal(self) -> Option<Signal> {
        if let Self::Topic(signal) = self { Some(signal) } else { None }
    }

    /// The step tried.
    #[must_use]
    pub fn tried(self) -> Option<usize> {
        if let Self::Tried { tried, .. } = self { Some(tried) } else { None }
    }

    /// How much it says of the step tried.
    #[must_use]
    pub fn told(self) -> Option<Told> {
        if let Self::Tried { told, .. } = self { Some(told) } else { None }
    }

    /// The answer to the bot.
    #[must_use]
    pub fn talk(self) -> Option<Talk> {
        if let Self::Talk(talk) = self { Some(talk) } else { None }
    }

    /// The question of the FAQ.
    #[must_use]
    pub fn question(self) -> Option<usize> {
        if let Self::Question { question } = self { Some(question) } else { None }
    }

    /// The other intent.
    #[must_use]
    pub fn intent(self) -> Option<usize> {
        if let Self::Adjacent { intent } = self { Some(intent) } else { None }
    }
}

/// The signs by which the topic is told; the tables of `topic.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// A backup is spoken of, without which nothing is on topic.
    Backup,
    /// iCloud is spoken of.
    Icloud,
    /// A device that backs up to iCloud is spoken of.
    Device,
    /// A backup that fails, in one phrase.
    Failure,
    /// Something fails, without saying what.
    Trouble,
    /// Fails now; takes back a "worked" before it.
    Fails,
    /// Solved, or in the past.
    Solved,
    /// Advice to somebody else, or a question to them.
    Advice,
    /// A question about how things work, with nothing failing.
    HowTo,
    /// Another kind of backup, or another sense of the word.
    Foreign,
    /// Restoring or moving to a new device.
    Restore,
    /// A joke, an order to the bot, an advertisement.
    Play,
    /// The writer, or somebody they speak for.
    Own,
    /// Says of the thing before it that it is in order.
    FineAfter,
    /// Says of the thing behind it that it is in order.
    FineBefore,
    /// Denies what follows.
    Not,
    /// Turns a clause against the one before it ("but").
    Contrast,
    /// Another product, maker or app is spoken of.
    OtherProduct,
    /// Another service of Apple's, or a way to move to a new device, is spoken of.
    OtherService,
}

impl Signal {
    /// Whether it speaks for a failing iCloud backup or against one; `None` for signs that say nothing by themselves.
    #[must_use]
    pub const fn supports(self) -> Option<bool> {
        match self {
            Self::Failure => Some(true),
            Self::Solved | Self::Advice | Self::HowTo | Self::Foreign | Self::Restore | Self::Play => {
                Some(false)
            }
            Self::Backup
            | Self::Icloud
            | Self::Device
            | Self::Trouble
            | Self::Fails
            | Self::Own
            | Self::FineAfter
            | Self::FineBefore
            | Self::Not
            | Self::Contrast
            | Self::OtherProduct
            | Self::OtherService => None,
        }
    }
}

/// What people answer the bot in free text; the tables of `talk.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Talk {
    /// "that did it"
    Worked,
    /// "nope same"
    DidntHelp,
    /// "that's not it"
    NotMyProblem,
    /// "can I talk to a human"
    TalkToPerson,
    /// "leave me alone"
    LeaveAlone,
    /// "idk"
    DontKnow,
    /// "will try tonight"
    Tomorrow,
    /// "yes"
    Yes,
    /// "no"
    No,
    /// "done, what next"
    Done,
    /// "skip"
    Skip,
    /// "thanks"
    Thanks,
    /// "what do I tell Apple"
    Summary,
    /// "backed up to my mac"
    HasComputerBackup,
    /// "don't have a computer"
    NoComputer,
    /// Trade-in, repair, broken, stolen, erase, leaving tomorrow.
    Urgent,
    /// "help"
    Help,
    /// "still failing", the morning after.
    StillFailing,
    /// "it backed up", the morning after.
    Completed,
}
