//! `check`: everything that is wrong with a knowledge base, and whether its examples get what they should.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use super::{Failure, General};
use crate::config::{ConfigError, PatternFiles};
use crate::quality::{self, Remark};
use crate::reading::Reader;

/// Check a knowledge base: every complaint about its files, and every example against the whole
///
/// Each complaint names its file and line. The exit code is 1 while there is one; notes are only worth a look.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// The folder to check; that of --patterns, or the built-in knowledge, when it is left out
    dir: Option<PathBuf>,
    /// Print every literal that is looked for instead, one a line
    #[arg(long)]
    literals: bool,
}

/// Checks, and shows what came of it.
///
/// # Errors
/// When the knowledge has complaints, or cannot be read at all.
pub fn run(general: &General, command: &Check) -> Result<(), Failure> {
    let mut out = BufWriter::new(anstream::stdout().lock());
    let files = PatternFiles::read(command.dir.as_deref().or(general.patterns.as_deref()));
    let checked = files.and_then(|files| files.load().map(|base| (files, base)));
    let (files, base) = checked.map_err(|error| show_faults(&mut out, error))?;
    if command.literals {
        for literal in quality::literals(&base) {
            writeln!(out, "{literal}")?;
        }
        return Ok(out.flush()?);
    }
    let mut report = quality::check(&files.files(), &base, &Reader::new(&base));
    for remark in report.complaints.iter_mut().chain(&mut report.notes) {
        let Remark { file, .. } = remark;
        *file = files.place(file);
    }
    write!(out, "{report}")?;
    out.flush()?;
    complain(report.complaints.len())
}

/// Complaints are what this command is for, so they go where the other results go.
fn show_faults(out: &mut impl Write, error: ConfigError) -> Failure {
    let shown = |complaints: usize, told: io::Result<()>| match told {
        Ok(()) => complain(complaints).err().unwrap_or(Failure::Told),
        Err(error) => error.into(),
    };
    match error {
        ConfigError::Faults { complaints, .. } => {
            shown(complaints.0.len(), writeln!(out, "{complaints}").and_then(|()| out.flush()))
        }
        ConfigError::NoHome
        | ConfigError::Patterns { .. }
        | ConfigError::TooMany { .. }
        | ConfigError::NoPatterns { .. } => error.into(),
    }
}

fn complain(complaints: usize) -> Result<(), Failure> {
    match complaints {
        0 => Ok(()),
        1 => Err(Failure::Sentence("the knowledge has 1 complaint; mend it and check again".to_owned())),
        more => {
            Err(Failure::Sentence(format!("the knowledge has {more} complaints; mend them and check again")))
        }
    }
}
