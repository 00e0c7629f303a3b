//! Menu paths by iOS version: the words that stand on the person's own screen.

use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;

use super::ids::Grade;
use super::version::Version;

/// The paths of `menus.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Menus {
    /// ISO date on which the table was right.
    pub as_of: String,
    pub(super) paths: BTreeMap<String, Path>,
}

/// One path through the menus, by version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Path {
    /// The version from which each form holds, oldest first.
    pub(super) since: BTreeMap<Version, String>,
    /// What to say when the version is not known, where that differs from the newest form.
    pub(super) unknown: Option<String>,
    /// How well the newest form is known.
    pub(super) grade: Grade,
}

impl Menus {
    /// The path as this version names it; for an unknown version, or one older than the menu, the current one with
    /// older names in brackets.
    ///
    /// `None` when there is no such path.
    #[must_use]
    pub fn path(&self, id: &str, version: Option<Version>) -> Option<&str> {
        let path = self.paths.get(id)?;
        let exact = version.and_then(|version| path.since.range(..=version).next_back().map(|(_, way)| way));
        exact.or(path.unknown.as_ref()).or_else(|| path.since.values().next_back()).map(String::as_str)
    }

    /// How well the newest form of a path is known.
    #[must_use]
    pub fn grade(&self, id: &str) -> Option<Grade> {
        self.paths.get(id).map(|path| path.grade)
    }

    /// Whether a path of that id exists.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.paths.contains_key(id)
    }
}
