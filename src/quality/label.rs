//! Names causes the way that a corpus does: the twelve families, and one label for what cannot be told.

use std::fmt;

use serde::de::value::{Error as NameError, StrDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer};
use serde::{Deserialize, Serialize, Serializer};

use crate::knowledge::Family;

/// What the corpus calls a failure that nothing tells apart.
const UNKNOWN: &str = "unknown";

/// A cause as the corpus names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// One of the twelve families.
    Family(Family),
    /// Nothing in the message tells one cause from another.
    Unknown,
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Family(family) => family.fmt(f),
            Self::Unknown => f.write_str(UNKNOWN),
        }
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = String::deserialize(from)?;
        if name == UNKNOWN {
            return Ok(Self::Unknown);
        }
        let known: StrDeserializer<'_, NameError> = name.as_str().into_deserializer();
        Family::deserialize(known).map(Self::Family).map_err(|_| {
            let labels = Family::ALL.map(Family::label).join(", ");
            D::Error::custom(format!("unknown cause {name:?}; expected {UNKNOWN} or one of {labels}"))
        })
    }
}
