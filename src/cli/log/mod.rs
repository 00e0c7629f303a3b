//! Starts the log: to standard error, and only when it was asked for. What a person wrote is never logged.

mod json;

use std::io;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::JsonFields;

use super::{Command, Failure};
use crate::adapters::discord;

/// Starts the log as asked for: a filter such as `info` or `cloudmedic=debug`, and `json` among its parts for lines of
/// JSON. Without a filter it is what the command logs by itself, which for most is nothing.
///
/// # Errors
/// When the filter cannot be read.
pub fn start(asked: Option<&str>, command: &Command) -> Result<(), Failure> {
    let Asked { json, filter } = read(asked.unwrap_or_default(), command.log())?;
    let Some(filter) = filter else { return Ok(()) };
    let filter = EnvFilter::try_new(&filter).map_err(|error| {
        Failure::Sentence(format!(
            "the log filter {filter:?} cannot be read ({error}); write a level such as info, or cloudmedic=debug"
        ))
    })?;
    let filter = discord::SILENT_IN_LOGS
        .iter()
        .filter_map(|silent| silent.parse().ok())
        .fold(filter, EnvFilter::add_directive);
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(io::stderr);
    let started = if json {
        log.fmt_fields(JsonFields::new()).event_format(json::Lines).try_init()
    } else {
        log.try_init()
    };
    started.map_err(|error| Failure::Sentence(format!("the log cannot be started ({error})")))
}

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    /// Lines of JSON.
    json: bool,
    /// Which lines; `None` for none at all.
    filter: Option<String>,
}

/// Takes `--log` apart. `own`: what the command logs by itself.
fn read(asked: &str, own: Option<&str>) -> Result<Asked, Failure> {
    let parts = asked.split(',').map(str::trim).filter(|part| !part.is_empty());
    let (json, filter): (Vec<_>, Vec<_>) = parts.partition(|part| part.eq_ignore_ascii_case("json"));
    if let Some(part) = filter.iter().find(|part| is_silent(part)) {
        return Err(Failure::Sentence(format!(
            "{part:?} cannot be logged: that library logs what people write, and keys; write cloudmedic=debug, which has \
             what is worth knowing of it"
        )));
    }
    let json = !json.is_empty();
    let filter = match (filter.is_empty(), own) {
        (false, _) => Some(filter.join(",")),
        (true, Some(own)) => Some(own.to_owned()),
        // Whoever asks for a form wants to see something.
        (true, None) => json.then(|| "cloudmedic=info".to_owned()),
    };
    Ok(Asked { json, filter })
}

/// Whether a part of a filter is about a library that must be silent: it would count more than what silences it.
fn is_silent(part: &str) -> bool {
    let libraries = discord::SILENT_IN_LOGS.iter().filter_map(|silent| silent.split('=').next());
    let target = part.split(['=', '[']).next().unwrap_or(part);
    libraries.into_iter().any(|library| target.starts_with(library))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(log: &str, own: Option<&str>) -> (bool, Option<String>) {
        let Ok(Asked { json, filter }) = read(log, own) else { panic!("{log:?} was refused") };
        (json, filter)
    }

    #[test]
    fn a_part_json_chooses_the_form_and_the_rest_is_the_filter() {
        let some = |filter: &str| Some(filter.to_owned());
        let own = Some("cloudmedic=info");
        assert_eq!(asked("cloudmedic=debug", own), (false, some("cloudmedic=debug")));
        assert_eq!(asked("json,cloudmedic=debug,warn", own), (true, some("cloudmedic=debug,warn")));
        assert_eq!(asked("warn, JSON", own), (true, some("warn")));
        assert_eq!(asked("json", own), (true, some("cloudmedic=info")));
        assert_eq!(asked("json", None), (true, some("cloudmedic=info")));
        assert_eq!(asked(" ", own), (false, some("cloudmedic=info")));
        assert_eq!(asked("", None), (false, None));
    }

    #[test]
    fn libraries_that_log_what_people_write_cannot_be_asked_for() {
        for silent in discord::SILENT_IN_LOGS {
            let library = silent.split('=').next().unwrap();
            for part in ["LIBRARY=trace", "json,LIBRARY::inside=debug", "LIBRARY[span]=trace", "info,LIBRARY"]
            {
                let part = part.replace("LIBRARY", library);
                assert!(read(&part, None).is_err(), "{part:?} was taken");
            }
        }
        assert!(read("trace", None).is_ok(), "what is asked of everything leaves them silent");
    }
}
