//! `eval`: the bot against labelled messages. Reads line by line and shows on a terminal how far it is.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};

use super::lines::{self, Lines};
use super::{Failure, General};
use crate::adapters::terminal::paint;
use crate::quality::{Evaluation, Evaluator, Row};
use crate::reading::Reader;

/// Score the bot against labelled messages
///
/// A line that is no labelled message is told with its number, the rest goes on, and the exit code is 1 at the end.
#[derive(Debug, clap::Args)]
pub struct Eval {
    /// Labelled messages, one JSON object a line: id, text, on_topic, causes, fields, kind; `-` for standard input
    corpus: PathBuf,
    /// Show every message that is not as expected, with what spoke for what
    #[arg(long)]
    misses: bool,
}

/// Runs every labelled message and shows the scores.
///
/// # Errors
/// When the knowledge or the file cannot be read, and at the end when some of the lines could not.
pub fn run(general: &General, command: &Eval) -> Result<(), Failure> {
    let base = general.knowledge()?;
    let reader = Reader::new(&base);
    let mut evaluator = Evaluator::new(&base, &reader, jiff::Zoned::now().date());
    let bad = each_row(command, |row| evaluator.add(row))?;
    let evaluation = evaluator.finish();
    let mut out = BufWriter::new(anstream::stdout().lock());
    if command.misses {
        misses(&mut out, &evaluation)?;
    }
    write!(out, "{evaluation}")?;
    out.flush()?;
    match bad {
        0 => Ok(()),
        1 => Err(Failure::Sentence("1 line could not be read and is not in the scores".to_owned())),
        more => Err(Failure::Sentence(format!("{more} lines could not be read and are not in the scores"))),
    }
}

/// Hands out every labelled message and returns how many lines were none.
fn each_row(command: &Eval, mut take: impl FnMut(&Row)) -> Result<u64, Failure> {
    let progress = progress(fs::metadata(&command.corpus).map_or(0, |file| file.len()));
    let mut lines = Lines::new(lines::open(Some(&command.corpus))?);
    let mut bad = 0;
    loop {
        progress.set_position(lines.bytes());
        let line = lines.next().map_err(|error| lines::unreadable(Some(&command.corpus), &error))?;
        let Some((number, line)) = line else { break };
        let row = match line {
            Ok(line) if line.trim().is_empty() => continue,
            Ok(line) => Row::read(line),
            Err(message) => Err(message),
        };
        match row {
            Ok(row) => take(&row),
            Err(message) => {
                bad += 1;
                tell(command, number, &message)?;
            }
        }
    }
    progress.finish_and_clear();
    Ok(bad)
}

fn tell(command: &Eval, line: u64, message: &str) -> Result<(), Failure> {
    Ok(writeln!(anstream::stderr().lock(), "{}:{line}: {message}", command.corpus.display())?)
}

/// A bar on standard error; none where that is no terminal.
fn progress(bytes: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {percent}% {eta}");
    ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn misses(out: &mut impl Write, evaluation: &Evaluation) -> Result<(), Failure> {
    for miss in &evaluation.misses {
        writeln!(out, "{}", paint::harmless(&miss.to_string()))?;
    }
    Ok(())
}
