//! `cases show`: one case in full.

use std::io::{self, BufWriter, Write};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{around, history};
use crate::adapters::terminal::paint::{FAINT, Painted, STRONG, harmless};
use crate::cli::ask;
use crate::cli::shape::{self, Format};
use crate::cli::{Failure, General, standing};
use crate::desk::asking::{Answer, Request};
use crate::knowledge::KnowledgeBase;
use crate::reading::Reader;
use crate::stats::{Cell, Table};
use crate::triage::{Case, CaseNumber, Context, ServerId, Settings};

/// Which case, and how it is written.
#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// Its number
    #[arg(value_parser = case_number)]
    number: u64,
    /// The server that it belongs to; needed where several have a case of that number
    #[arg(long, value_name = "ID")]
    server: Option<u64>,
    /// How to write it; JSON holds everything
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What is said of a case that was forgotten.
const FORGOTTEN: &str = "This case was forgotten: who it was and what was written is deleted. What is left counts in \
                         statistics.";

pub(super) fn run(general: &General, command: &Show) -> Result<(), Failure> {
    let case = find(general, CaseNumber(command.number), command.server.map(ServerId))?;
    let mut out = BufWriter::new(anstream::stdout().lock());
    if command.format == Format::Json {
        let json = serde_json::to_string_pretty(&case).map_err(io::Error::from)?;
        writeln!(out, "{json}")?;
        return Ok(out.flush()?);
    }
    let base = general.knowledge()?;
    let reader = general.reader(&base);
    let rows = rows(&base, &reader, &case);
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

/// The case of that number, in any server unless one is named.
///
/// # Errors
/// When there is none, or several servers have one.
pub(in crate::cli) fn find(
    general: &General,
    number: CaseNumber,
    server: Option<ServerId>,
) -> Result<Case, Failure> {
    let mut found = ask::ask(general, &Request::Case { server, number }, Answer::case)?;
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

fn rows(base: &KnowledgeBase, reader: &Reader, case: &Case) -> Vec<(String, String)> {
    let settings = Settings { zone: TimeZone::system(), ..Settings::default() };
    let context = Context::new(base, reader, &settings, Timestamp::now());
    let mut rows = standing::rows(&context, case);
    rows.extend(around::rows(case, &settings.zone));
    rows
}

fn text(out: &mut impl Write, case: &Case, rows: &[(String, String)]) -> io::Result<()> {
    let zone = TimeZone::system();
    let title = format!("Case {} of server {}", standing::number(case), case.server);
    writeln!(out, "{}", Painted(STRONG, title))?;
    if case.forgotten {
        writeln!(out, "  {FORGOTTEN}")?;
    }
    for (label, value) in rows {
        let value = harmless(value).replace('\n', " ");
        writeln!(out, "  {} {value}", Painted(FAINT, format_args!("{label}:")))?;
    }
    if !case.notes.is_empty() {
        writeln!(out, "\n{}", Painted(STRONG, "Notes"))?;
    }
    for note in &case.notes {
        let by = note.by.map_or_else(|| "the operator".to_owned(), |person| format!("moderator {person}"));
        let (at, words) = (standing::moment(note.at, &zone), harmless(&note.words).replace('\n', " "));
        writeln!(out, "  {} {by}: {words}", Painted(FAINT, at))?;
    }
    writeln!(out, "\n{}", Painted(STRONG, "History"))?;
    for entry in &case.history {
        let at = standing::moment(entry.at, &zone);
        writeln!(out, "  {} {}", Painted(FAINT, at), history::line(entry))?;
    }
    Ok(())
}

/// Reads a case number, also as people write it in a sentence: `#12`.
pub(in crate::cli) fn case_number(text: &str) -> Result<u64, String> {
    let digits = text.strip_prefix('#').unwrap_or(text);
    digits.parse().map_err(|_| {
        "a case number is a number such as 12; `cloudmedic cases list` shows those that are there".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::case_number;

    #[test]
    fn a_case_number_is_read_and_anything_else_gets_a_sentence() {
        assert_eq!((case_number("12"), case_number("#12")), (Ok(12), Ok(12)));
        for text in ["one", "", "#", "-1", "1.5", "99999999999999999999"] {
            let error = case_number(text).unwrap_err();
            assert!(error.starts_with("a case number is a number such as 12"), "{text}: {error}");
        }
    }
}
