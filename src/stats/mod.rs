//! Questions about cases -> tables, which print as text, CSV or JSON. Touches no store: cases come in one by one.

mod ending;
mod overview;
mod steps;
mod table;
mod tally;

pub use ending::Ending;
pub use table::{Cell, Table};

use serde::{Deserialize, Serialize};

use crate::intake::Field;
use crate::knowledge::Version;
use crate::triage::Case;

/// What can be asked about all cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// How many cases there are, and how they ended.
    #[default]
    Overview,
    /// How often each cause came up, and how it ended.
    Causes,
    /// The same by family of causes.
    Families,
    /// How often each step was shown, and whether it worked.
    Steps,
    /// Cases by major version of iOS.
    Versions,
}

/// Answers a question about cases; the first case that cannot be read ends it.
///
/// # Errors
/// What the cases' own source says.
pub fn answer<E>(question: Question, cases: impl Iterator<Item = Result<Case, E>>) -> Result<Table, E> {
    match question {
        Question::Overview => overview::of(cases),
        Question::Causes => tally::by("cause", cases, cause),
        Question::Families => tally::by("family", cases, family),
        Question::Steps => steps::of(cases),
        Question::Versions => tally::by("ios", cases, major),
    }
}

fn cause(case: &Case) -> Option<String> {
    case.causes.first().map(|cause| cause.id.to_string())
}

fn family(case: &Case) -> Option<String> {
    case.causes.first().map(|cause| cause.family.to_string())
}

/// The major version, where the person gave a version; builds and "don't know" count as unknown.
fn major(case: &Case) -> Option<String> {
    match &case.intake.ios_version {
        Field::Known(version) => version.parse::<Version>().ok().map(|version| version.major.to_string()),
        Field::Missing | Field::Unknown => None,
    }
}

#[cfg(test)]
mod tests;
