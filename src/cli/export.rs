//! `export`: everything that is kept, as JSON lines, whoever holds it.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use super::records::{Counts, progress};
use super::whole::Whole;
use super::{Failure, General};
use crate::config;
use crate::desk::asking::{self, Request};
use crate::store::Record;

/// Write everything that is kept, as JSON lines, to move it or to leave
///
/// It works while the bot runs. The file holds what members wrote: keep it as you keep the data folder.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// The file to write; without it, or with `-`, standard output
    file: Option<PathBuf>,
}

/// Writes every record, a line each.
///
/// # Errors
/// When nothing is kept, it cannot be read, or the file cannot be written; then there is no file.
pub fn run(general: &General, command: &Export) -> Result<(), Failure> {
    let data = config::data_folder(general.data.as_deref())?;
    let file = command.file.as_deref().filter(|file| *file != std::path::Path::new("-"));
    let counts = match file {
        None => {
            let mut out = BufWriter::new(anstream::stdout().lock());
            let counts = write(&data, &mut out)?;
            out.flush()?;
            counts
        }
        Some(path) => {
            let mut file = Whole::begin(path)?;
            let counts = write(&data, &mut file.out())?;
            file.end()?;
            counts
        }
    };
    let to = file.map_or_else(|| "standard output".to_owned(), |path| path.display().to_string());
    Ok(writeln!(anstream::stderr().lock(), "Written to {to}: {counts}.")?)
}

fn write(data: &std::path::Path, out: &mut impl Write) -> Result<Counts, Failure> {
    let (mut counts, progress) = (Counts::default(), progress());
    let mut fault = None;
    asking::consult(data, &Request::Export, &mut |answer| {
        let Some(record) = answer.record() else { return true };
        counts.add(&record);
        progress.inc(1);
        match line(out, &record) {
            Ok(()) => true,
            Err(error) => {
                fault = Some(error);
                false
            }
        }
    })?;
    progress.finish_and_clear();
    fault.map_or(Ok(counts), |error| Err(error.into()))
}

fn line(out: &mut impl Write, record: &Record) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}
