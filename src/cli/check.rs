//! `check`: everything that is wrong with a knowledge base, whether its examples get what they should, and what each
//! of its patterns is good for.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::{Failure, General, lines};
use crate::adapters::terminal::paint;
use crate::config::{ConfigError, PatternFiles};
use crate::quality::{self, Corpus, Patterns, Remark, Report, Row, Sort};
use crate::reading::Reader;

/// Check a knowledge base: every complaint about its files, and every example against the whole
///
/// Each complaint names its file and line. The exit code is 1 while there is one; notes are only worth a look.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// The folder to check; that of --patterns, or the built-in knowledge, when it is left out
    dir: Option<PathBuf>,
    /// Explain every pattern: how often it fires and is right, or why it never does, and what makes it needless
    #[arg(long)]
    explain: bool,
    /// Labelled messages to try the patterns on beside the examples, one JSON object a line; for several files, again
    #[arg(long, value_name = "FILE", requires = "explain")]
    corpus: Vec<PathBuf>,
    /// Explain only patterns of these sorts
    #[arg(long, value_name = "SORT,...", value_delimiter = ',', requires = "explain")]
    only: Vec<Only>,
    /// Write one JSON document
    #[arg(long)]
    json: bool,
    /// Print every literal that is looked for instead, one a line
    #[arg(long, conflicts_with_all = ["explain", "json"])]
    literals: bool,
}

/// A sort of patterns, as it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Only {
    /// Fires somewhere
    Fires,
    /// Fires for two causes
    TwoCauses,
    /// Fires nowhere
    Never,
    /// Another pattern makes it needless
    Shadowed,
}

impl From<Only> for Sort {
    fn from(only: Only) -> Self {
        match only {
            Only::Fires => Self::Fires,
            Only::TwoCauses => Self::TwoCauses,
            Only::Never => Self::Never,
            Only::Shadowed => Self::Shadowed,
        }
    }
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
    let reader = Reader::new(&base);
    let mut report = quality::check(&files.files(), &base, &reader);
    for remark in report.complaints.iter_mut().chain(&mut report.notes).chain(&mut report.unheard) {
        let Remark { file, .. } = remark;
        *file = files.place(file);
    }
    let patterns = if command.explain {
        let rows = read_all(&command.corpus)?;
        let patterns = quality::patterns(&base, &reader, &rows);
        let sorts: Vec<Sort> = command.only.iter().copied().map(Sort::from).collect();
        Some(if sorts.is_empty() { patterns } else { patterns.only(&sorts) })
    } else {
        None
    };
    show(&mut out, command.json, &report, patterns.as_ref())?;
    complain(report.complaints.len())
}

/// The explanation first, so that the complaints stand where a person looks.
fn show(
    out: &mut impl Write,
    json: bool,
    report: &Report,
    patterns: Option<&Patterns>,
) -> Result<(), Failure> {
    if json {
        let json = report
            .to_json(patterns)
            .map_err(|error| Failure::Sentence(format!("the report could not be written ({error})")))?;
        writeln!(out, "{}", paint::harmless_json(&json))?;
        return Ok(out.flush()?);
    }
    if let Some(patterns) = patterns {
        writeln!(out, "{}", paint::harmless(&patterns.to_string()))?;
    }
    write!(out, "{}", paint::harmless(&report.to_string()))?;
    Ok(out.flush()?)
}

/// The labelled messages of all files; a bad line ends it, since the counts would be wrong without it.
fn read_all(files: &[PathBuf]) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    for file in files {
        rows.extend(read(file)?);
    }
    Ok(rows)
}

fn read(file: &Path) -> Result<Vec<Row>, Failure> {
    let shown = file.display();
    let text = fs::read_to_string(file).map_err(|error| lines::unreadable(Some(file), &error))?;
    let corpus = Corpus::read(&text);
    match corpus.bad_lines.first() {
        Some(bad) => Err(Failure::Sentence(format!("{shown}, {bad}; mend the line and check again"))),
        None => Ok(corpus.rows),
    }
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
