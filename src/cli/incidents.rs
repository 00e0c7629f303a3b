//! `incidents`: times when many people had the same trouble at once.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::ask;
use super::shape::{self, Format};
use super::standing::moment;
use super::{Failure, General, by_hand};
use crate::desk::asking::{Answer, Request};
use crate::incident::{Incident, Scope};
use crate::stats::{Cell, Table};
use crate::triage::ServerId;

/// List the times when many people had the same trouble at once
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Incidents {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    list: List,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// List incidents, oldest first (what `incidents` alone does)
    List(List),
    /// Say that an incident is going on: members are told, and new cases of it get one short answer
    Open(by_hand::Open),
    /// Say that the open incident is over
    Close(by_hand::Close),
    /// Open nothing by itself and say nothing of incidents for a while
    Mute(by_hand::Mute),
    /// End the muting
    Unmute(by_hand::Unmute),
}

#[derive(Debug, clap::Args)]
struct List {
    /// Only incidents of this server
    #[arg(long, value_name = "ID")]
    server: Option<u64>,
    /// Only incidents that are not over
    #[arg(long)]
    open: bool,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

const COLUMNS: [&str; 9] =
    ["server", "number", "about", "since", "opened", "closed", "cases", "peak_an_hour", "times_usual"];

/// Lists incidents.
///
/// # Errors
/// When the data folder cannot be read.
pub fn run(general: &General, command: &Incidents) -> Result<(), Failure> {
    match &command.what {
        None => list(general, &command.list),
        Some(What::List(command)) => list(general, command),
        Some(What::Open(command)) => by_hand::open(general, command),
        Some(What::Close(command)) => by_hand::close(general, command),
        Some(What::Mute(command)) => by_hand::mute(general, command),
        Some(What::Unmute(command)) => by_hand::unmute(general, command),
    }
}

fn list(general: &General, command: &List) -> Result<(), Failure> {
    let zone = TimeZone::system();
    let request = Request::Incidents { server: command.server.map(ServerId) };
    let mut found = ask::ask(general, &request, Answer::incident)?;
    found.retain(|(_, incident)| !command.open || incident.is_open());
    let people = command.format == Format::Table;
    let time = |at: Timestamp| if people { moment(at, &zone) } else { at.to_string() };
    let mut table = Table::with_columns(&COLUMNS);
    table.rows = found.iter().map(|(server, incident)| row(*server, incident, &time)).collect();
    Ok(shape::write(&mut anstream::stdout().lock(), &table, command.format)?)
}

fn row(server: ServerId, incident: &Incident, time: &dyn Fn(Timestamp) -> String) -> Vec<Cell> {
    vec![
        Cell::Count(server.0),
        Cell::Count(incident.number),
        match &incident.scope {
            Scope::All => Cell::text("all failing backups"),
            Scope::Cause(cause) => Cell::text(cause.as_str()),
        },
        Cell::Text(time(incident.since)),
        Cell::Text(time(incident.opened_at)),
        incident.closed_at.map_or(Cell::Empty, |at| Cell::Text(time(at))),
        Cell::Count(incident.cases),
        Cell::Count(u64::from(incident.peak)),
        if incident.times_usual == 0 { Cell::Empty } else { Cell::Count(u64::from(incident.times_usual)) },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_a_cell_for_every_column() {
        let incident = Incident::new(3, Scope::Cause("icloud-storage-full".into()), Timestamp::UNIX_EPOCH);
        let row = row(ServerId(5), &incident, &|at| at.to_string());
        assert_eq!(row.len(), COLUMNS.len());
        assert_eq!((&row[2], &row[5]), (&Cell::text("icloud-storage-full"), &Cell::Empty));
    }
}
