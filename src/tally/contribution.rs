//! What one case counts for.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::{Section, Sums, cases, patterns, people, steps};
use crate::triage::{Case, ServerId};

/// What one case counts for, by section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    /// In which server.
    pub server: ServerId,
    /// On which day: the one on which it was opened.
    pub day: Date,
    /// What is counted; a section in which nothing is counted is not there.
    pub sections: BTreeMap<Section, Sums>,
}

impl Contribution {
    /// What a case counts for, or the stub of one that was forgotten.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        let sums = Section::ALL.map(|section| (section, in_section(case, section)));
        let sections = sums.into_iter().filter(|(_, sums)| !sums.is_empty()).collect();
        Self { server: case.server, day: day_of(case), sections }
    }
}

fn in_section(case: &Case, section: Section) -> Sums {
    let mut sums = Sums::default();
    match section {
        Section::Cases => cases::count(case, &mut sums),
        Section::Steps => steps::count(case, &mut sums),
        Section::People => people::count(case, &mut sums),
        Section::Patterns => patterns::count(case, &mut sums),
    }
    sums
}

/// The day that a case is counted on: that of its opening, on the clocks of its server, else in UTC.
#[must_use]
pub fn day_of(case: &Case) -> Date {
    opened(case).date()
}

/// When a case was opened, on the clocks of its server, else in UTC.
pub(super) fn opened(case: &Case) -> DateTime {
    case.opened_there.unwrap_or_else(|| TimeZone::UTC.to_datetime(case.opened_at))
}
