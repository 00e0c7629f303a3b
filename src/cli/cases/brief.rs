//! `cases brief`: what Apple Support needs to know of a case, as a block to paste.

use std::io::Write as _;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::act;
use crate::cli::{Failure, General};
use crate::triage::{CaseNumber, Context, Message, ServerId, Settings, brief};

/// Which case.
#[derive(Debug, clap::Args)]
pub(super) struct Brief {
    /// Its number
    #[arg(value_parser = super::case_number)]
    number: u64,
    /// The server that it belongs to; needed where several have a case of that number
    #[arg(long, value_name = "ID")]
    server: Option<u64>,
}

pub(super) fn run(general: &General, command: &Brief) -> Result<(), Failure> {
    let number = CaseNumber(command.number);
    let case = super::find(general, number, command.server.map(ServerId))?;
    if case.forgotten {
        return Err(Failure::Sentence(format!(
            "case {number} was forgotten, so nothing is left of it to be told"
        )));
    }
    let base = general.knowledge()?;
    let settings = Settings { zone: TimeZone::system(), ..Settings::default() };
    let reader = general.reader(&base);
    let context = Context::new(&base, &reader, &settings, Timestamp::now());
    let block = Message { blocks: vec![brief(&context, &case)], ..Message::default() };
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}", act::lines(&block))?;
    Ok(out.flush()?)
}
