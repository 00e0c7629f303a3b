//! `incidents open`, `close`, `mute` and `unmute`: what a moderator may do about incidents, at the command line.

use std::io::Write as _;
use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::setup::Id;
use super::standing::moment;
use super::{Failure, General, ask, hire};
use crate::config;
use crate::desk::Servers;
use crate::desk::asking::{self, Answer, By, Request};
use crate::desk::watching::order::{Order, Ordered, Wish};
use crate::incident::{Incident, Scope};
use crate::knowledge::CauseId;
use crate::triage::PersonId;

/// The longest time for which incidents can be kept quiet about; for longer there is `setup --incidents off`.
const LONGEST: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Where, and who wants it.
#[derive(Debug, clap::Args)]
pub(super) struct On {
    /// In this server; not needed where only one has cases
    #[arg(long, value_name = "ID")]
    server: Option<u64>,
    /// The moderator who wants it, by id [default: you, who run the bot]
    #[arg(long = "as", value_name = "ID")]
    by: Option<Id>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Open {
    /// What it is about: the name of a pattern file [default: all failing backups]
    #[arg(long, value_name = "ID")]
    cause: Option<String>,
    #[command(flatten)]
    on: On,
}

#[derive(Debug, clap::Args)]
pub(super) struct Close {
    #[command(flatten)]
    on: On,
}

#[derive(Debug, clap::Args)]
pub(super) struct Mute {
    /// For how long: 90m, 6h, 2d; at most 30 days
    #[arg(long = "for", value_name = "SPAN", default_value = "24h", value_parser = span)]
    time: SignedDuration,
    #[command(flatten)]
    on: On,
}

#[derive(Debug, clap::Args)]
pub(super) struct Unmute {
    #[command(flatten)]
    on: On,
}

/// Opens an incident.
pub(super) fn open(general: &General, command: &Open) -> Result<(), Failure> {
    let scope = match &command.cause {
        Some(cause) => {
            let id = CauseId::from(cause.as_str());
            if general.knowledge()?.cause(&id).is_none() {
                return Err(sentence(format!(
                    "{cause} is no cause; `cloudmedic check` lists the pattern files"
                )));
            }
            Some(Scope::Cause(id))
        }
        None => None,
    };
    order(general, &command.on, Wish::Open(scope), |ordered| {
        Ok(match (&ordered.changed, &ordered.open) {
            (Some(incident), _) => format!("Incident {} is open: {}.", incident.number, about(incident)),
            (None, Some(open)) => {
                format!("Nothing has changed: incident {} is open already: {}.", open.number, about(open))
            }
            (None, None) => "Nothing has changed.".to_owned(),
        })
    })
}

/// Closes the open incident.
pub(super) fn close(general: &General, command: &Close) -> Result<(), Failure> {
    order(general, &command.on, Wish::Close, |ordered| match &ordered.changed {
        Some(incident) => Ok(format!("Incident {} is over; its cases: {}.", incident.number, incident.cases)),
        None => Err(sentence(
            "no incident is open there; `cloudmedic incidents` lists those that were".to_owned(),
        )),
    })
}

/// Keeps quiet about incidents.
pub(super) fn mute(general: &General, command: &Mute) -> Result<(), Failure> {
    let until = Timestamp::now().checked_add(command.time).unwrap_or(Timestamp::MAX);
    let told = moment(until, &TimeZone::system());
    order(general, &command.on, Wish::Mute(until), |_| {
        Ok(format!("Nothing is said of incidents until {told}."))
    })
}

/// Ends that.
pub(super) fn unmute(general: &General, command: &Unmute) -> Result<(), Failure> {
    order(general, &command.on, Wish::Unmute, |_| Ok("Incidents are told of again.".to_owned()))
}

/// Has it done by whoever holds the data folder, or does it here, and says what came of it.
fn order(
    general: &General,
    on: &On,
    wish: Wish,
    told: impl Fn(&Ordered) -> Result<String, Failure>,
) -> Result<(), Failure> {
    let server = ask::only_server(general, on.server)?;
    let by = on.by.map(|id| PersonId(id.0));
    let order = Order { server, wish, at: Timestamp::now(), by };
    let hire = |servers: &Arc<Servers>| hire::desk(general, servers);
    let data = config::data_folder(general.data.as_deref())?;
    let mut ordered = None;
    let by =
        asking::consult_with(&data, &Request::Incident(Box::new(order)), &hire, &mut |answer: Answer| {
            ordered = answer.ordered().or(ordered.take());
            true
        })?;
    let nothing =
        || sentence("the bot did not say what came of it; look with `cloudmedic incidents`".to_owned());
    let ordered = ordered.ok_or_else(nothing)?;
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}", told(&ordered)?)?;
    out.flush()?;
    if by == By::Ourselves && ordered.changed.is_some() {
        let follows =
            "No bot is running here: notices in Discord follow at the next start of `cloudmedic serve`.";
        writeln!(anstream::stderr().lock(), "{follows}")?;
    }
    Ok(())
}

fn about(incident: &Incident) -> &str {
    match &incident.scope {
        Scope::All => "all failing backups",
        Scope::Cause(cause) => cause.as_str(),
    }
}

fn sentence(text: String) -> Failure {
    Failure::Sentence(text)
}

/// A span as people write it.
fn span(text: &str) -> Result<SignedDuration, String> {
    let expected = || format!("\"{text}\" is no span; write 90m, 6h or 2d, at most 30d");
    let unit = text.chars().last().ok_or_else(expected)?;
    let minutes = match unit.to_ascii_lowercase() {
        'm' => 1,
        'h' => 60,
        'd' => 24 * 60,
        _ => return Err(expected()),
    };
    let count: u32 = text.strip_suffix(unit).and_then(|count| count.parse().ok()).ok_or_else(expected)?;
    let span = SignedDuration::from_mins(i64::from(count).saturating_mul(minutes));
    if span.is_zero() || span > LONGEST { Err(expected()) } else { Ok(span) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_and_others_get_a_sentence() {
        assert_eq!(span("90m"), Ok(SignedDuration::from_mins(90)));
        assert_eq!(span("6h"), Ok(SignedDuration::from_hours(6)));
        assert_eq!(span("30d"), Ok(LONGEST));
        for text in ["", "h", "0h", "31d", "6", "-6h", "6 weeks", "4294967295d", "6\u{1F600}"] {
            assert!(span(text).unwrap_err().contains("is no span"), "{text}");
        }
    }
}
