//! Starts the log: to standard error, and only when it was asked for. What a person wrote is never logged.

use std::io;

use tracing_subscriber::EnvFilter;

use super::{Command, Failure};
use crate::adapters::discord;

/// Starts the log with a filter such as `info` or `cloudmedic=debug`; without one with what the command logs by
/// itself, which for most is nothing.
///
/// # Errors
/// When the filter cannot be read.
pub fn start(filter: Option<&str>, command: &Command) -> Result<(), Failure> {
    let asked = filter.filter(|filter| !filter.trim().is_empty());
    let Some(filter) = asked.or(command.log()) else { return Ok(()) };
    let filter = EnvFilter::try_new(filter).map_err(|error| {
        Failure::Sentence(format!(
            "the log filter {filter:?} cannot be read ({error}); write a level such as info, or cloudmedic=debug"
        ))
    })?;
    let filter = discord::SILENT_IN_LOGS
        .iter()
        .filter_map(|silent| silent.parse().ok())
        .fold(filter, EnvFilter::add_directive);
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(io::stderr)
        .try_init()
        .map_err(|error| Failure::Sentence(format!("the log cannot be started ({error})")))
}
