//! `cases list`: a line a case.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::cli::ask::{self, About, Which};
use crate::cli::shape::{self, Format};
use crate::cli::standing::{moment, name_of};
use crate::cli::{Failure, General};
use crate::desk::asking::Request;
use crate::intake::Field;
use crate::stats::{Cell, Table};
use crate::triage::Case;

/// Which cases, and how they are written.
#[derive(Debug, clap::Args)]
pub(super) struct List {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    about: About,
    /// The newest first, and not the oldest
    #[arg(long)]
    newest: bool,
    /// Not more than so many cases
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Which page of so many cases, from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    page: Option<u32>,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Cases on a page where nobody says how many.
const PAGE: u32 = 25;

/// The columns for people; programs get all of them and more.
const FOR_PEOPLE: [&str; 10] =
    ["server", "number", "stage", "priority", "owner", "opened", "cause", "ios", "device", "steps"];
const FOR_PROGRAMS: [&str; 23] = [
    "server",
    "number",
    "person",
    "stage",
    "opened_at",
    "touched_at",
    "cause",
    "family",
    "confidence",
    "ios_version",
    "device",
    "error",
    "duration",
    "steps_shown",
    "escalation",
    "priority",
    "owner",
    "incident",
    "last_backup",
    "answered_at",
    "escalated_at",
    "claimed_at",
    "resolved_at",
];

pub(super) fn run(general: &General, command: &List) -> Result<(), Failure> {
    let zone = TimeZone::system();
    let mut filter = command.which.filter(Timestamp::now(), &zone)?;
    command.about.narrow(&mut filter);
    filter.newest_first = command.newest;
    let (skip, limit) = command.part();
    let people = command.format == Format::Table;
    let mut table = Table::with_columns(if people { &FOR_PEOPLE } else { &FOR_PROGRAMS });
    let row = |case: Case| if people { for_people(&case, &zone) } else { for_programs(&case) };
    table.rows = ask::ask(general, &Request::Cases { filter, skip, limit }, |answer| answer.case().map(row))?;
    Ok(shape::write(&mut anstream::stdout().lock(), &table, command.format)?)
}

impl List {
    /// How many cases are passed over, and how many are shown.
    fn part(&self) -> (usize, Option<usize>) {
        let limit = self.limit.or(self.page.map(|_| PAGE));
        let before = self.page.map_or(0, |page| page.saturating_sub(1));
        let size = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        (size(before).saturating_mul(size(limit.unwrap_or(0))), limit.map(size))
    }
}

fn for_people(case: &Case, zone: &TimeZone) -> Vec<Cell> {
    vec![
        Cell::Count(case.server.0),
        number(case),
        Cell::Text(name_of(&case.stage)),
        Cell::Text(name_of(&case.priority)),
        case.owner.map_or(Cell::Empty, |owner| Cell::Text(owner.to_string())),
        Cell::Text(moment(case.opened_at, zone)),
        case.causes.first().map_or(Cell::Empty, |cause| Cell::text(cause.id.as_str())),
        text(&case.intake.ios_version),
        text(&case.intake.device),
        count(case.steps.len()),
    ]
}

fn for_programs(case: &Case) -> Vec<Cell> {
    let cause = case.causes.first();
    vec![
        Cell::Count(case.server.0),
        number(case),
        if case.forgotten { Cell::Empty } else { Cell::Count(case.person.0) },
        Cell::Text(name_of(&case.stage)),
        Cell::text(case.opened_at.to_string()),
        Cell::text(case.touched_at.to_string()),
        cause.map_or(Cell::Empty, |cause| Cell::text(cause.id.as_str())),
        cause.map_or(Cell::Empty, |cause| Cell::text(cause.family.label())),
        cause.map_or(Cell::Empty, |cause| Cell::Share(f64::from(cause.confidence))),
        text(&case.intake.ios_version),
        text(&case.intake.device),
        text(&case.intake.error),
        match &case.intake.duration {
            Field::Known(duration) => Cell::text(duration.words.as_str()),
            Field::Missing | Field::Unknown => Cell::Empty,
        },
        count(case.steps.len()),
        case.escalation.as_ref().map_or(Cell::Empty, |why| Cell::Text(name_of(why))),
        Cell::Text(name_of(&case.priority)),
        case.owner.map_or(Cell::Empty, |owner| Cell::Count(owner.0)),
        case.incident.map_or(Cell::Empty, Cell::Count),
        case.last_backup.map_or(Cell::Empty, |day| Cell::Text(day.to_string())),
        time(case.milestones.answered),
        time(case.milestones.escalated),
        time(case.milestones.claimed),
        time(case.milestones.resolved),
    ]
}

fn time(at: Option<Timestamp>) -> Cell {
    at.map_or(Cell::Empty, |at| Cell::Text(at.to_string()))
}

fn number(case: &Case) -> Cell {
    case.number.map_or(Cell::Empty, |number| Cell::Count(number.0))
}

fn count(count: usize) -> Cell {
    u64::try_from(count).map_or(Cell::Empty, Cell::Count)
}

fn text(field: &Field<String>) -> Cell {
    match field {
        Field::Known(value) => Cell::text(value.as_str()),
        Field::Missing | Field::Unknown => Cell::Empty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::triage::case::{Escalation, PersonId, PlaceId, ServerId};

    #[test]
    fn a_row_has_a_cell_for_every_column() {
        let mut case = Case::new(ServerId(7), PersonId(3), PlaceId(0), Timestamp::UNIX_EPOCH);
        case.escalation = Some(Escalation::AskedFor);
        case.intake.ios_version = Field::Known("17.4".to_owned());
        let programs = for_programs(&case);
        assert_eq!(for_people(&case, &TimeZone::UTC).len(), FOR_PEOPLE.len());
        assert_eq!(programs.len(), FOR_PROGRAMS.len());
        assert_eq!(programs[14], Cell::text("asked_for"));
        assert_eq!(programs[9], Cell::text("17.4"));
        assert_eq!(programs[2], Cell::Count(3));
        case.forgotten = true;
        assert_eq!(for_programs(&case)[2], Cell::Empty, "a forgotten case is nobody's");
    }
}
