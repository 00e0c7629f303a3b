//! Times when many had the same trouble at once.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Cell, Facts, Part, Table};
use crate::incident::{Incident, Scope};

/// A row for every incident, in order.
pub(super) fn part(facts: &Facts) -> Part {
    let columns =
        ["server", "number", "about", "opened", "closed", "lasted", "cases", "most_an_hour", "times_usual"];
    let mut table = Table::with_columns(&columns);
    for (server, incident) in &facts.incidents {
        let lasted = incident.closed_at.map(|closed| closed.duration_since(incident.opened_at).as_secs());
        table.rows.push(vec![
            Cell::text(server.to_string()),
            Cell::Count(incident.number),
            Cell::Text(about(&incident.scope)),
            Cell::text(incident.opened_at.to_string()),
            incident.closed_at.map_or(Cell::Empty, |closed| Cell::text(closed.to_string())),
            Cell::time(lasted.and_then(|seconds| u64::try_from(seconds).ok())),
            Cell::Count(incident.cases),
            Cell::Count(u64::from(incident.peak)),
            Cell::Count(u64::from(incident.times_usual)),
        ]);
    }
    Part::new("incidents", "Incidents, times in UTC", table)
}

/// The day on which an incident began, in UTC.
pub(super) fn day_of(incident: &Incident) -> Date {
    TimeZone::UTC.to_datetime(incident.opened_at).date()
}

fn about(scope: &Scope) -> String {
    match scope {
        Scope::All => "all".to_owned(),
        Scope::Cause(cause) => cause.to_string(),
    }
}
