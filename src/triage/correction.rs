//! A moderator's correction: what the bot made of a message, and what is right. Plain data that the store keeps as it is.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::case::{CaseNumber, PersonId, PlaceId, ServerId};
use super::place::MessageId;
use crate::diagnosis::{self, Verdict};
use crate::knowledge::{Family, KnowledgeBase};
use crate::reading::Reader;

/// The name of a message that tells of no failing backup.
pub const OFF_TOPIC: &str = "off_topic";
/// The name of a failure whose cause cannot be told.
pub const UNKNOWN: &str = "unknown";
/// The most families that a message can be said to tell of.
pub const MOST_FAMILIES: usize = 3;

/// What is right about one message. A later one of the same message takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// In which server.
    pub server: ServerId,
    /// Which message.
    pub about: About,
    /// Where the message stands.
    pub place: PlaceId,
    /// Who wrote it; a correction is forgotten with this person.
    pub author: PersonId,
    /// The message.
    pub text: String,
    /// What the bot made of it.
    pub said: Said,
    /// What is right.
    pub right: Right,
    /// The moderator who says so; `None` for whoever runs the bot, and for somebody who was forgotten.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// Which message a correction is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The one with this id.
    Message(MessageId),
    /// The one that began a case, where messages have no ids.
    Case(CaseNumber),
}

/// What the bot made of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Whether it answered, asked, or was silent.
    pub verdict: Verdict,
    /// The families of the causes that it named, best first.
    pub families: Vec<Family>,
}

impl Said {
    /// What the bot makes of a message that it hears in a channel.
    #[must_use]
    pub fn of(base: &KnowledgeBase, reader: &Reader, text: &str) -> Self {
        let Some(reading) = reader.read_if_topical(text) else {
            return Self { verdict: Verdict::Silent, families: Vec::new() };
        };
        let diagnosis = diagnosis::diagnose(base, &reading);
        let families = diagnosis.causes.iter().map(|cause| cause.family).collect();
        Self { verdict: diagnosis.verdict, families }
    }

    /// Whether it took the message for a failing backup.
    #[must_use]
    pub fn is_on_topic(&self) -> bool {
        match self.verdict {
            Verdict::Answer | Verdict::Ask => true,
            Verdict::Silent => false,
        }
    }
}

/// What is right about a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// It tells of no failing iCloud backup.
    OffTopic,
    /// A backup fails, and the message does not tell why.
    Unknown,
    /// A backup fails, for these reasons, the first one foremost.
    Families(Vec<Family>),
}

/// Why names do not say what is right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRight {
    /// There are none.
    #[error("name {OFF_TOPIC}, {UNKNOWN}, or up to {MOST_FAMILIES} of {}", labels())]
    Nothing,
    /// A name is none of those that there are.
    #[error("{name:?} is not known; name {OFF_TOPIC}, {UNKNOWN}, or up to {MOST_FAMILIES} of {}", labels())]
    Name {
        /// As it was written.
        name: String,
    },
    /// A name that must stand alone stands with others.
    #[error("{OFF_TOPIC} and {UNKNOWN} stand alone; name one of them, or causes only")]
    Mixed,
    /// There are too many causes.
    #[error("{0} causes are too many; name the {MOST_FAMILIES} that matter most")]
    TooMany(usize),
}

fn labels() -> String {
    Family::ALL.map(Family::label).join(", ")
}

impl Right {
    /// Reads what is right from names: `off_topic` or `unknown` alone, or families, the first one foremost.
    ///
    /// # Errors
    /// When the names do not fit together, or one is none.
    pub fn named<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Self, NotRight> {
        let mut read: Vec<Self> = Vec::new();
        for name in names {
            let one = Self::one(name).ok_or_else(|| NotRight::Name { name: name.to_owned() })?;
            if !read.contains(&one) {
                read.push(one);
            }
        }
        match read.as_slice() {
            [] => return Err(NotRight::Nothing),
            [only] => return Ok(only.clone()),
            [_, _, ..] => {}
        }
        let mut families = Vec::new();
        for one in read {
            match one {
                Self::OffTopic | Self::Unknown => return Err(NotRight::Mixed),
                Self::Families(one) => families.extend(one),
            }
        }
        if families.len() > MOST_FAMILIES {
            return Err(NotRight::TooMany(families.len()));
        }
        Ok(Self::Families(families))
    }

    fn one(name: &str) -> Option<Self> {
        match name {
            OFF_TOPIC => Some(Self::OffTopic),
            UNKNOWN => Some(Self::Unknown),
            label => Family::ALL
                .into_iter()
                .find(|family| family.label() == label)
                .map(|one| Self::Families(vec![one])),
        }
    }

    /// The names of what is right, as [`Right::named`] reads them.
    #[must_use]
    pub fn names(&self) -> Vec<&'static str> {
        match self {
            Self::OffTopic => vec![OFF_TOPIC],
            Self::Unknown => vec![UNKNOWN],
            Self::Families(families) => families.iter().map(|family| family.label()).collect(),
        }
    }

    /// The families, the first one foremost; none where no cause is named.
    #[must_use]
    pub fn families(&self) -> &[Family] {
        match self {
            Self::Families(families) => families,
            Self::OffTopic | Self::Unknown => &[],
        }
    }

    /// Whether the message tells of a failing backup.
    #[must_use]
    pub fn is_on_topic(&self) -> bool {
        match self {
            Self::OffTopic => false,
            Self::Unknown | Self::Families(_) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_right_in_their_order() {
        let families = vec![Family::Network, Family::StorageFull];
        assert_eq!(Right::named(["network", "storage_full", "network"]), Ok(Right::Families(families)));
        assert_eq!(Right::named(["off_topic"]), Ok(Right::OffTopic));
        assert_eq!(Right::named(["unknown", "unknown"]), Ok(Right::Unknown));
        for names in [vec!["off_topic"], vec!["unknown"], vec!["network", "storage_full", "ios_bug"]] {
            assert_eq!(Right::named(names.iter().copied()).unwrap().names(), names);
        }
    }

    #[test]
    fn names_that_do_not_fit_together_get_a_sentence() {
        for (names, part) in [
            (vec![], "name off_topic"),
            (vec!["weather"], "\"weather\" is not known"),
            (vec!["network", "off_topic"], "stand alone"),
            (vec!["unknown", "ios_bug"], "stand alone"),
            (vec!["network", "storage_full", "ios_bug", "managed_device"], "4 causes are too many"),
        ] {
            let error = Right::named(names.iter().copied()).unwrap_err().to_string();
            assert!(error.contains(part), "{names:?}: {error}");
        }
    }
}
