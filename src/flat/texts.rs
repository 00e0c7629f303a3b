//! Texts, one behind the other.

use serde::{Deserialize, Serialize};

use super::numbers::place;
use super::{Bytes, Numbers};

/// Texts by their number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Texts {
    /// Where each of them ends among all letters.
    ends: Numbers,
    letters: Bytes,
}

impl<'t> FromIterator<&'t str> for Texts {
    fn from_iter<I: IntoIterator<Item = &'t str>>(texts: I) -> Self {
        let mut letters = Vec::new();
        let ends = texts.into_iter().map(|text| {
            letters.extend_from_slice(text.as_bytes());
            u32::try_from(letters.len()).unwrap_or(u32::MAX)
        });
        Self { ends: ends.collect(), letters: letters.into() }
    }
}

impl Texts {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&str> {
        if at >= self.len() {
            return None;
        }
        std::str::from_utf8(self.letters.get().get(place(&self.ends, at))?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_out_as_they_went_in() {
        let texts: Texts = ["größe", "", "wifi"].into_iter().collect();
        let all: Vec<_> = (0..4).map(|at| texts.get(at)).collect();
        assert_eq!(all, [Some("größe"), Some(""), Some("wifi"), None]);
    }
}
