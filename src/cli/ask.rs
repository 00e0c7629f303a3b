//! Asks whoever holds the data folder, or the folder itself; and the options that choose cases.

use std::io::{self, Write as _};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;

use super::when::When;
use super::{Failure, General};
use crate::config;
use crate::desk::asking::{self, Answer, AskError, Request};
use crate::knowledge::{CauseId, Family};
use crate::store::Filter;
use crate::triage::{ServerId, Stage};

/// The options that every question about cases understands.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Which {
    /// Only cases of this server (the terminal is 0)
    #[arg(long, value_name = "ID")]
    server: Option<u64>,
    /// Only cases opened since then: 30d, 12h, 2w, or a date
    #[arg(long, value_name = "TIME")]
    since: Option<When>,
    /// Only cases opened until then; a date counts to its end
    #[arg(long, value_name = "DATE")]
    until: Option<When>,
}

/// The options that choose cases by what they are about.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct About {
    /// Only cases at this stage
    #[arg(long, value_parser = one_of::<Stage>(&STAGES))]
    stage: Option<Stage>,
    /// Only cases of this family of causes
    #[arg(long, value_parser = one_of::<Family>(&Family::ALL.map(Family::label)))]
    family: Option<Family>,
    /// Only cases whose likely cause is this one: the name of its pattern file
    #[arg(long, value_name = "ID")]
    cause: Option<String>,
}

const STAGES: [&str; 8] =
    ["asking", "fixing", "waiting", "escalated", "claimed", "offered", "resolved", "closed"];

/// Reads one of these names, which are those that the values have in files.
pub(super) fn one_of<T>(names: &[&'static str]) -> impl TypedValueParser<Value = T> + use<T>
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names.iter().copied()).try_map(|name| serde_json::from_value(name.into()))
}

impl Which {
    /// The filter that these options mean.
    pub(super) fn filter(&self, now: Timestamp, zone: &TimeZone) -> Filter {
        Filter {
            server: self.server.map(ServerId),
            since: self.since.map(|when| when.begin(now, zone)),
            until: self.until.map(|when| when.end(now, zone)),
            ..Filter::default()
        }
    }
}

impl About {
    /// Narrows a filter.
    pub(super) fn narrow(&self, filter: &mut Filter) {
        filter.stage = self.stage;
        filter.family = self.family;
        filter.cause = self.cause.as_deref().map(CauseId::from);
    }
}

/// Asks, and hands out every part of the answer. Where no case was ever kept, a note says so and nothing comes.
pub(super) fn ask(general: &General, request: &Request, mut take: impl FnMut(Answer)) -> Result<(), Failure> {
    let data = config::data_folder(general.data.as_deref())?;
    let mut sink = |answer| {
        take(answer);
        true
    };
    match asking::consult(&data, request, &mut sink) {
        Err(nothing @ AskError::Nothing { .. }) => Ok(note(&nothing)?),
        answered => Ok(answered?),
    }
}

/// On standard error, so that what reads the output is not disturbed.
fn note(nothing: &AskError) -> io::Result<()> {
    writeln!(anstream::stderr().lock(), "{nothing}")
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        about: About,
    }

    fn filter(option: &str, value: &str) -> Filter {
        let mut filter = Filter::default();
        Line::try_parse_from(["cases", option, value]).unwrap().about.narrow(&mut filter);
        filter
    }

    #[test]
    fn every_stage_on_the_command_line_is_one() {
        let stages: Vec<Stage> = STAGES.iter().filter_map(|name| filter("--stage", name).stage).collect();
        assert_eq!(stages.len(), STAGES.len());
        assert!(stages.is_sorted_by_key(|stage| *stage as u8), "in the order of a case's life");
    }

    #[test]
    fn every_family_on_the_command_line_is_one() {
        for family in Family::ALL {
            assert_eq!(filter("--family", family.label()).family, Some(family));
        }
    }

    #[test]
    fn a_stage_that_is_none_is_refused_with_those_that_are() {
        let refused = Line::try_parse_from(["cases", "--stage", "done"]).map(|_| ()).unwrap_err().to_string();
        assert!(refused.contains("resolved, closed"), "{refused}");
    }
}
