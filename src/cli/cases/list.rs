//! `cases list`: a line a case.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::cli::ask::{self, About, Which};
use crate::cli::shape::{self, Format};
use crate::cli::standing::{moment, name_of};
use crate::cli::{Failure, General};
use crate::desk::asking::{Answer, Request};
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
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The columns for people; programs get all of them and more.
const FOR_PEOPLE: [&str; 8] = ["server", "number", "stage", "opened", "cause", "ios", "device", "steps"];
const FOR_PROGRAMS: [&str; 15] = [
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
];

pub(super) fn run(general: &General, command: &List) -> Result<(), Failure> {
    let zone = TimeZone::system();
    let mut filter = command.which.filter(Timestamp::now(), &zone);
    command.about.narrow(&mut filter);
    let people = command.format == Format::Table;
    let mut table = Table::with_columns(if people { &FOR_PEOPLE } else { &FOR_PROGRAMS });
    ask::ask(general, &Request::Cases { filter }, |answer| match answer {
        Answer::Case(case) => {
            table.rows.push(if people { for_people(&case, &zone) } else { for_programs(&case) });
        }
        Answer::Table(_) | Answer::Settings(_) | Answer::Correction(_) => {}
    })?;
    Ok(shape::write(&mut anstream::stdout().lock(), &table, command.format)?)
}

fn for_people(case: &Case, zone: &TimeZone) -> Vec<Cell> {
    vec![
        Cell::Count(case.server.0),
        number(case),
        Cell::Text(name_of(&case.stage)),
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
    ]
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
