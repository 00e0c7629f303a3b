//! Data that is used where it lies, in the program or in memory: nothing is parsed and nothing copied when it is opened,
//! and of what nobody asks for nothing is ever touched. Knows no meaning of what it holds.

mod numbers;
mod table;
mod texts;

use std::sync::Arc;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use numbers::{Lists, Numbers};
pub use table::Table;
pub use texts::Texts;

/// Bytes of the program, or bytes that were made while it runs.
#[derive(Debug, Clone)]
pub enum Bytes {
    /// Of the program.
    BuiltIn(&'static [u8]),
    /// Made while it runs.
    Made(Arc<[u8]>),
}

impl Bytes {
    /// The bytes.
    #[must_use]
    #[inline]
    pub fn get(&self) -> &[u8] {
        match self {
            Self::BuiltIn(bytes) => bytes,
            Self::Made(bytes) => bytes,
        }
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for Bytes {}

impl Default for Bytes {
    fn default() -> Self {
        Self::BuiltIn(&[])
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Made(bytes.into())
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.get())
    }
}

/// Bytes of the program are taken as they lie there.
impl<'de: 'static> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InPlace;
        impl<'de: 'static> Visitor<'de> for InPlace {
            type Value = Bytes;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes of the program")
            }

            fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Bytes, E> {
                Ok(Bytes::BuiltIn(bytes))
            }
        }
        deserializer.deserialize_bytes(InPlace)
    }
}
