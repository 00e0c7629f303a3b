//! `cases show`: one case in full.

use std::io::{self, BufWriter, Write};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::adapters::terminal::paint::{FAINT, Painted, STRONG, harmless};
use crate::cli::ask;
use crate::cli::shape::{self, Format};
use crate::cli::{Failure, General, standing};
use crate::desk::asking::{Answer, Request};
use crate::knowledge::KnowledgeBase;
use crate::reading::Reader;
use crate::stats::{Cell, Table};
use crate::store::Filter;
use crate::triage::case::{Happening, HistoryEntry, Outcome};
use crate::triage::desk::Receiver;
use crate::triage::{Case, CaseNumber, Context, ServerId, Settings};

/// Which case, and how it is written.
#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// Its number
    number: u64,
    /// The server that it belongs to; needed where several have a case of that number
    #[arg(long, value_name = "ID")]
    server: Option<u64>,
    /// How to write it; JSON holds everything
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(general: &General, command: &Show) -> Result<(), Failure> {
    let case = find(general, command)?;
    let mut out = BufWriter::new(anstream::stdout().lock());
    if command.format == Format::Json {
        let json = serde_json::to_string_pretty(&case).map_err(io::Error::from)?;
        writeln!(out, "{json}")?;
        return Ok(out.flush()?);
    }
    let base = general.knowledge()?;
    let rows = rows(&base, &case);
    match command.format {
        Format::Table | Format::Json => text(&mut out, &case, &rows)?,
        Format::Csv => {
            let mut table = Table::with_columns(&["field", "value"]);
            table
                .rows
                .extend(rows.into_iter().map(|(label, value)| vec![Cell::Text(label), Cell::Text(value)]));
            shape::write(&mut out, &table, Format::Csv)?;
        }
    }
    Ok(out.flush()?)
}

fn find(general: &General, command: &Show) -> Result<Case, Failure> {
    let number = CaseNumber(command.number);
    let request = match command.server.map(ServerId) {
        Some(server) => Request::Case { server, number },
        None => Request::Cases { filter: Filter::default() },
    };
    let mut found = Vec::new();
    ask::ask(general, &request, |answer| match answer {
        Answer::Case(case) if case.number == Some(number) => found.push(*case),
        Answer::Case(_) | Answer::Table(_) => {}
    })?;
    if found.len() > 1 {
        let servers: Vec<String> = found.iter().map(|case| case.server.to_string()).collect();
        let servers = servers.join(", ");
        return Err(Failure::Sentence(format!(
            "case {number} exists in the servers {servers}; name one with --server"
        )));
    }
    found.pop().ok_or_else(|| {
        Failure::Sentence(format!(
            "there is no case {number}; `cloudmedic cases list` shows those that are there"
        ))
    })
}

fn rows(base: &KnowledgeBase, case: &Case) -> Vec<(String, String)> {
    let settings = Settings { zone: TimeZone::system(), ..Settings::default() };
    let reader = Reader::new(base);
    let context = Context { knowledge: base, reader: &reader, settings: &settings, now: Timestamp::now() };
    standing::rows(&context, case)
}

fn text(out: &mut impl Write, case: &Case, rows: &[(String, String)]) -> io::Result<()> {
    let zone = TimeZone::system();
    let title = format!("Case {} of server {}", standing::number(case), case.server);
    writeln!(out, "{}", Painted(STRONG, title))?;
    for (label, value) in rows {
        let value = harmless(value).replace('\n', " ");
        writeln!(out, "  {} {value}", Painted(FAINT, format_args!("{label}:")))?;
    }
    writeln!(out, "\n{}", Painted(STRONG, "History"))?;
    for entry in &case.history {
        let at = standing::moment(entry.at, &zone);
        writeln!(out, "  {} {}", Painted(FAINT, at), happened(entry))?;
    }
    Ok(())
}

/// A line of history, for people who look after cases.
fn happened(entry: &HistoryEntry) -> String {
    match &entry.what {
        Happening::Opened => "opened".to_owned(),
        Happening::IntakeChanged => "fields noted".to_owned(),
        Happening::Diagnosed => "causes weighed".to_owned(),
        Happening::StepShown(step) => format!("showed the step {step}"),
        Happening::StepAnswered(step, outcome) => format!("{step}: {}", came_of(*outcome)),
        Happening::Moved(stage) => format!("now {}", standing::name_of(stage)),
        Happening::Escalated(why) => format!("called a person: {}", standing::name_of(why).replace('_', " ")),
        Happening::Muted => "asked for quiet".to_owned(),
        Happening::Claimed => "claimed".to_owned(),
        Happening::HandedOff(to) => format!("handed off to {}", receiver(*to)),
        Happening::Accepted => "accepted".to_owned(),
        Happening::Declined => "declined".to_owned(),
        Happening::Returned => "returned to the queue: nobody accepted".to_owned(),
        Happening::AskedForDetails => "asked the member for details".to_owned(),
        Happening::JoinedIn => "wrote in the conversation".to_owned(),
        Happening::Ended(why) => format!("ended: {}", standing::name_of(why).replace('_', " ")),
        Happening::NotAnswered => "not answered, as the server is set".to_owned(),
    }
}

fn came_of(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "no answer yet",
        Outcome::Worked => "worked",
        Outcome::DidNotHelp => "did not help",
        Outcome::Skipped => "skipped",
    }
}
fn receiver(to: Receiver) -> String {
    match to {
        Receiver::Moderator(person) => format!("moderator {person}"),
        Receiver::Role(role) => format!("role {}", role.0),
        Receiver::Apple => "Apple Support".to_owned(),
    }
}
