//! Asks whoever holds the data folder, or the folder itself; and the options that choose cases.

use std::io::{self, Write as _};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;

use super::setup::Id;
use super::when::When;
use super::{Failure, General};
use crate::config;
use crate::desk::asking::{self, Answer, AskError, Request};
use crate::knowledge::{CauseId, Family};
use crate::stats::Span;
use crate::store::Filter;
use crate::triage::case::Priority;
use crate::triage::{PersonId, ServerId, Stage};

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
    /// Only cases that this moderator has
    #[arg(long, value_name = "ID")]
    owner: Option<Id>,
    /// Only cases at least as urgent as this
    #[arg(long, value_parser = one_of::<Priority>(&PRIORITIES))]
    priority: Option<Priority>,
    /// Only cases that are not over
    #[arg(long)]
    open: bool,
}

const STAGES: [&str; 8] =
    ["asking", "fixing", "waiting", "escalated", "claimed", "offered", "resolved", "closed"];

/// The priorities, the least urgent first.
pub(super) const PRIORITIES: [&str; 4] = ["low", "normal", "high", "urgent"];

/// Reads one of these names, which are those that the values have in files.
pub(super) fn one_of<T>(names: &[&'static str]) -> impl TypedValueParser<Value = T> + use<T>
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names.iter().copied()).try_map(|name| serde_json::from_value(name.into()))
}

impl Which {
    /// The filter that these options mean.
    ///
    /// # Errors
    /// When the end is before the beginning.
    pub(super) fn filter(&self, now: Timestamp, zone: &TimeZone) -> Result<Filter, Failure> {
        self.span(now, zone)?;
        Ok(Filter {
            server: self.server.map(ServerId),
            since: self.since.map(|when| when.begin(now, zone)),
            until: self.until.map(|when| when.end(now, zone)),
            ..Filter::default()
        })
    }

    /// The days that these options mean: the beginning and the end are rounded to whole days.
    ///
    /// # Errors
    /// When the end is before the beginning.
    pub(super) fn span(&self, now: Timestamp, zone: &TimeZone) -> Result<Span, Failure> {
        let day = |when: Option<When>| when.map(|when| when.day(now, zone));
        Span::new(day(self.since), day(self.until)).map_err(|error| Failure::Sentence(error.to_string()))
    }

    /// The server that is meant, where one is.
    pub(super) fn server(&self) -> Option<ServerId> {
        self.server.map(ServerId)
    }
}

impl About {
    /// Narrows a filter.
    pub(super) fn narrow(&self, filter: &mut Filter) {
        filter.stage = self.stage;
        filter.family = self.family;
        filter.cause = self.cause.as_deref().map(CauseId::from);
        filter.owner = self.owner.map(|id| PersonId(id.0));
        filter.priority = self.priority;
        filter.open = self.open;
    }
}

/// Asks, and picks something out of every part of the answer. Where no case was ever kept, a note says so and nothing
/// comes.
pub(super) fn ask<T>(
    general: &General,
    request: &Request,
    pick: impl Fn(Answer) -> Option<T>,
) -> Result<Vec<T>, Failure> {
    let data = config::data_folder(general.data.as_deref())?;
    let mut picked = Vec::new();
    let mut sink = |answer| {
        picked.extend(pick(answer));
        true
    };
    match asking::consult(&data, request, &mut sink) {
        Err(nothing @ AskError::Nothing { .. }) => note(&nothing)?,
        answered => drop(answered?),
    }
    Ok(picked)
}

/// The server that is meant: the one that is named, or else the only one that has cases.
///
/// # Errors
/// When there is none, or several have.
pub(super) fn only_server(general: &General, named: Option<u64>) -> Result<ServerId, Failure> {
    if let Some(named) = named {
        return Ok(ServerId(named));
    }
    let servers = ask(general, &Request::Servers, Answer::server)?;
    match servers.as_slice() {
        [only] => Ok(*only),
        [] => Err(Failure::Sentence("no server has cases yet; name one with --server".to_owned())),
        [_, _, ..] => {
            let servers = servers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            Err(Failure::Sentence(format!("the servers {servers} have cases; name one with --server")))
        }
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
