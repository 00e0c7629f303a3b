//! The sentences that a person reads, by name; a second language is a second file.

use std::collections::BTreeMap;

/// Sentences with `{holes}`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replies {
    pub(super) sentences: BTreeMap<String, String>,
}

impl Replies {
    /// The sentence of that name with its holes filled.
    ///
    /// A name that the file lacks gives the name itself, so that a gap is seen and nothing breaks; loading refuses a
    /// file that lacks one of the names that the code uses.
    #[must_use]
    pub fn say(&self, name: &str, holes: &[(&str, &str)]) -> String {
        let mut text = self.sentences.get(name).cloned().unwrap_or_else(|| name.to_owned());
        for (hole, filling) in holes {
            text = text.replace(&format!("{{{hole}}}"), filling);
        }
        text
    }

    /// The names that the file has.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sentences.keys().map(String::as_str)
    }
}
