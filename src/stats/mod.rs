//! Questions about what was counted -> a report, which prints as text, CSV or JSON and can be drawn.
//!
//! [`report`] reads sums from a store: nothing in it depends on how many cases there are. [`Facts::of`] counts cases
//! that are given one by one, for whoever has no store; both answer alike.

mod by;
#[cfg(feature = "app")]
pub mod chart;
mod desk;
mod facts;
mod figure;
mod incidents;
mod overview;
mod patterns;
#[cfg(feature = "app")]
mod picture;
mod report;
mod steps;
mod table;
mod times;
mod trend;

pub use crate::tally::{Ending, Grain, Section, Span, SpanError};
pub use facts::Facts;
pub use figure::Figure;
#[cfg(feature = "app")]
pub use picture::Names;
pub use report::{Part, Report};
pub use table::{Cell, Table};

use serde::{Deserialize, Serialize};

use crate::store::{Store, StoreError};
use crate::tally::name;
use crate::triage::{Case, ServerId};

/// What can be asked about all cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// How many cases there are, when they came, how they ended, and how long it took.
    #[default]
    Overview,
    /// How often each cause came up, and how it ended.
    Causes,
    /// The same by family of causes.
    Families,
    /// How often each step was shown, and whether it worked.
    Steps,
    /// Cases by major version of iOS, and by kind of device.
    Versions,
    /// Cases by kind of device.
    Devices,
    /// What moderators did, and how long people waited for them.
    Desk,
    /// Times when many had the same trouble at once.
    Incidents,
    /// False replies: patterns that spoke in cases whose reply was dismissed or put right.
    Patterns,
    /// Questions to the bot that it has no answer to.
    Unmatched,
}

impl Question {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Overview,
        Self::Causes,
        Self::Families,
        Self::Steps,
        Self::Versions,
        Self::Devices,
        Self::Desk,
        Self::Incidents,
        Self::Patterns,
        Self::Unmatched,
    ];

    /// Its name, as on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Causes => "causes",
            Self::Families => "families",
            Self::Steps => "steps",
            Self::Versions => "versions",
            Self::Devices => "devices",
            Self::Desk => "desk",
            Self::Incidents => "incidents",
            Self::Patterns => "patterns",
            Self::Unmatched => "unmatched",
        }
    }

    /// The sections that an answer reads besides [`Section::Cases`], which every answer takes its sample size from.
    fn section(self) -> Option<Section> {
        match self {
            Self::Steps => Some(Section::Steps),
            Self::Desk => Some(Section::People),
            Self::Patterns => Some(Section::Patterns),
            Self::Overview
            | Self::Causes
            | Self::Families
            | Self::Versions
            | Self::Devices
            | Self::Incidents
            | Self::Unmatched => None,
        }
    }

    /// Whether its answer tells days or months apart.
    fn is_over_time(self) -> bool {
        match self {
            Self::Overview | Self::Causes | Self::Families => true,
            Self::Steps
            | Self::Versions
            | Self::Devices
            | Self::Desk
            | Self::Incidents
            | Self::Patterns
            | Self::Unmatched => false,
        }
    }
}

/// Answers a question about the cases of a server, or of all of them, that were opened on these days.
///
/// # Errors
/// When a record cannot be read.
pub fn report(
    store: &dyn Store,
    question: Question,
    server: Option<ServerId>,
    span: Span,
) -> Result<Report, StoreError> {
    Ok(of(question, &Facts::read(store, question, server, span)?))
}

/// Answers a question from what is known.
#[must_use]
pub fn of(question: Question, facts: &Facts) -> Report {
    let (title, parts) = match question {
        Question::Overview => ("Overview", overview::parts(facts)),
        Question::Causes => ("Causes", vec![by::part(facts, name::CAUSE, "causes", "By cause")]),
        Question::Families => {
            ("Families", vec![by::part(facts, name::FAMILY, "families", "By family of causes")])
        }
        Question::Steps => ("Steps", steps::parts(facts)),
        Question::Versions => {
            let versions = by::part(facts, name::VERSION, "versions", "By version of iOS");
            ("Versions", vec![versions, by::part(facts, name::DEVICE, "devices", "By device")])
        }
        Question::Devices => ("Devices", vec![by::part(facts, name::DEVICE, "devices", "By device")]),
        Question::Desk => ("Support desk", desk::parts(facts)),
        Question::Incidents => ("Incidents", vec![incidents::part(facts)]),
        Question::Patterns => ("False replies", vec![patterns::part(facts)]),
        Question::Unmatched => ("Questions without an answer", vec![overview::unmatched(facts)]),
    };
    let has_times = parts.iter().any(|part| part.name == times::NAME);
    Report {
        question,
        title: title.to_owned(),
        span: facts.span,
        cases: facts.cases.get(name::CASES, name::ALL),
        tables: parts,
        notes: has_times.then(times::note).into_iter().collect(),
        figures: figure::figures(question, facts),
    }
}

/// Answers a question about cases that are given one by one; the first that cannot be read ends it.
///
/// # Errors
/// What the cases' own source says.
pub fn answer_of<E>(
    question: Question,
    span: Span,
    cases: impl Iterator<Item = Result<Case, E>>,
) -> Result<Report, E> {
    let cases: Vec<Case> = cases.collect::<Result<_, E>>()?;
    Ok(of(question, &Facts::of(question, span, &cases)))
}

/// The first table of such an answer.
///
/// # Errors
/// What the cases' own source says.
pub fn answer<E>(question: Question, cases: impl Iterator<Item = Result<Case, E>>) -> Result<Table, E> {
    let mut tables = answer_of(question, Span::ALL, cases)?.tables;
    Ok(if tables.is_empty() { Table::default() } else { tables.remove(0).table })
}

#[cfg(test)]
mod tests;
