//! Why an answer looks wrong to whoever knows what was written around it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::hear::Made;
use crate::diagnosis::{NEEDED, Verdict};
use crate::knowledge::Family;

/// Of answers that are less sure than this, hardly more than half are right (`eval` on messages that nothing was
/// learned from).
pub(super) const UNSURE: f32 = 0.6;
/// A message is taken for a failure only just when so much less, in log odds, would have been silence: at three to two.
const BARELY: f32 = 0.4;

/// A reason to look at a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The author has a role whose people answer others.
    Helper,
    /// Somebody thanked for the message: it was help.
    Thanked,
    /// Somebody replied to it and spoke of another cause.
    OtherCause,
    /// It replies to somebody else.
    ToOther,
    /// It shows another intent, too.
    OtherSubject,
    /// The bot is not sure of the cause.
    Unsure,
    /// Nearly left alone.
    Barely,
    /// Left alone, and nearly answered.
    NearMiss,
}

impl Doubt {
    /// All, the weightiest first.
    pub const ALL: [Self; 8] = [
        Self::Helper,
        Self::Thanked,
        Self::OtherCause,
        Self::ToOther,
        Self::OtherSubject,
        Self::Unsure,
        Self::Barely,
        Self::NearMiss,
    ];

    /// What is said of all messages with it.
    #[must_use]
    pub const fn told(self) -> &'static str {
        match self {
            Self::Helper => "written by people who mostly answer others",
            Self::Thanked => "somebody said thanks for it, so it was help",
            Self::OtherCause => "somebody replied and spoke of another cause",
            Self::ToOther => "written in reply to somebody else",
            Self::OtherSubject => "reads like something else, too",
            Self::Unsure => "less than 60 % sure of the cause",
            Self::Barely => "only just taken for a failing backup",
            Self::NearMiss => "left alone, but only just",
        }
    }

    /// How much it says; the sum brings a sample forward.
    pub(super) const fn weight(self) -> u32 {
        match self {
            Self::Helper | Self::Thanked | Self::OtherCause => 4,
            Self::ToOther => 3,
            Self::OtherSubject | Self::Unsure => 2,
            Self::Barely | Self::NearMiss => 1,
        }
    }
}

/// Reasons with a few words on each.
pub(super) type Doubts = BTreeMap<Doubt, String>;

/// What can be said without having seen the replies.
pub(super) fn of(made: &Made, to_other: bool) -> Doubts {
    let mut doubts = Doubts::new();
    match made.verdict {
        Verdict::Silent => {
            doubts.insert(Doubt::NearMiss, Doubt::NearMiss.told().to_owned());
            return doubts;
        }
        Verdict::Answer | Verdict::Ask => {}
    }
    if to_other {
        doubts.insert(Doubt::ToOther, Doubt::ToOther.told().to_owned());
    }
    if let Some(title) = &made.adjacent {
        doubts.insert(Doubt::OtherSubject, format!("it also reads like something else: {title}"));
    }
    if let Some(first) = made.causes.first().filter(|first| first.confidence < UNSURE) {
        let percent = first.confidence * 100.0;
        doubts.insert(Doubt::Unsure, format!("only {percent:.0} % sure of the cause"));
    }
    if made.score < NEEDED + BARELY {
        doubts.insert(Doubt::Barely, Doubt::Barely.told().to_owned());
    }
    doubts
}

/// Somebody else thanked for the message.
pub(super) fn thanked(doubts: &mut Doubts) {
    doubts.insert(Doubt::Thanked, Doubt::Thanked.told().to_owned());
}

/// Somebody else replied to the message and spoke of this cause.
pub(super) fn other_cause(doubts: &mut Doubts, family: Family) {
    doubts.insert(Doubt::OtherCause, format!("somebody replied and spoke of {family}"));
}

/// The author has a role whose people answer others.
pub(super) fn helper(doubts: &mut Doubts, role: &str) {
    doubts.insert(Doubt::Helper, format!("written with the role {role}, whose people mostly answer others"));
}
