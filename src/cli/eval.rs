//! `eval`: the bot against labelled messages. Reads line by line and shows on a terminal how far it is.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;

use super::lines::{self, Lines};
use super::{Failure, General, progress};
use crate::adapters::terminal::paint;
use crate::quality::{Evaluation, Evaluator, Row, Threshold};

/// Score the bot against labelled messages
///
/// Several files are scored together. A line that is no labelled message is told with its number, the rest goes on, and
/// the exit code is 1 at the end.
///
/// Intervals are Wilson's, 95 %. That of an F1 comes from the share right / (right + wrong + missed), that of error and
/// duration from their mean as if it were a share.
#[derive(Debug, clap::Args)]
pub struct Eval {
    /// Labelled messages, one JSON object a line: id, text, on_topic, causes, fields, kind; `-` for standard input
    #[arg(required = true)]
    corpus: Vec<PathBuf>,
    /// Show every message that is not as expected, with what spoke for what
    #[arg(long)]
    misses: bool,
    /// Write one JSON document; the misses are in it only with --misses
    #[arg(long)]
    json: bool,
    /// What must be reached, or the exit code is 1: recall, false-replies (at most), first-cause, all-causes,
    /// ios-version, device, error, duration, steps, fields; such as recall=0.95,false-replies=0.04
    #[arg(long, value_name = "NAME=VALUE,...", value_delimiter = ',')]
    min: Vec<Threshold>,
}

/// Runs every labelled message and shows the scores.
///
/// # Errors
/// When the knowledge or a file cannot be read, and at the end when some of the lines could not, or a threshold is not
/// reached.
pub fn run(general: &General, command: &Eval) -> Result<(), Failure> {
    let base = general.knowledge()?;
    let reader = general.reader(&base);
    let mut evaluator = Evaluator::new(&base, &reader, jiff::Zoned::now().date());
    let sizes = command.corpus.iter().map(|file| fs::metadata(file).map_or(0, |file| file.len()));
    let progress = progress::of_bytes(sizes.sum());
    let mut bad = 0;
    for file in &command.corpus {
        bad += each_row(file, &progress, |row| evaluator.add(row))?;
    }
    progress.finish_and_clear();
    let evaluation = evaluator.finish();
    show(command, &evaluation)?;
    end(bad, &command.min, &evaluation)
}

fn show(command: &Eval, evaluation: &Evaluation) -> Result<(), Failure> {
    let mut out = BufWriter::new(anstream::stdout().lock());
    if command.json {
        let json = evaluation
            .to_json(command.misses)
            .map_err(|error| Failure::Sentence(format!("the scores could not be written ({error})")))?;
        writeln!(out, "{}", paint::harmless_json(&json))?;
    } else {
        if command.misses {
            misses(&mut out, evaluation)?;
        }
        write!(out, "{evaluation}")?;
    }
    Ok(out.flush()?)
}

/// One sentence about everything that is not as it should be.
fn end(bad: u64, thresholds: &[Threshold], evaluation: &Evaluation) -> Result<(), Failure> {
    let broken = thresholds.iter().filter_map(|threshold| threshold.broken_by(&evaluation.scores));
    let broken: Vec<String> = broken.collect();
    let mut faults = match bad {
        0 => Vec::new(),
        1 => vec!["1 line could not be read and is not in the scores".to_owned()],
        more => vec![format!("{more} lines could not be read and are not in the scores")],
    };
    if !broken.is_empty() {
        faults.push(format!("not reached: {}; --misses shows which messages it was", broken.join(", ")));
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::Sentence(faults.join("; "))) }
}

/// Hands out every labelled message of a file and returns how many lines were none.
fn each_row(file: &Path, progress: &ProgressBar, mut take: impl FnMut(&Row)) -> Result<u64, Failure> {
    let before = progress.position();
    let mut lines = Lines::new(lines::open(Some(file))?);
    let mut bad = 0;
    loop {
        progress.set_position(before + lines.bytes());
        let line = lines.next().map_err(|error| lines::unreadable(Some(file), &error))?;
        let Some((number, line)) = line else { return Ok(bad) };
        let row = match line {
            Ok(line) if line.trim().is_empty() => continue,
            Ok(line) => Row::read(line),
            Err(message) => Err(message),
        };
        match row {
            Ok(row) => take(&row),
            Err(message) => {
                bad += 1;
                tell(file, number, &message)?;
            }
        }
    }
}

fn tell(file: &Path, line: u64, message: &str) -> Result<(), Failure> {
    Ok(writeln!(anstream::stderr().lock(), "{}:{line}: {message}", file.display())?)
}

fn misses(out: &mut impl Write, evaluation: &Evaluation) -> Result<(), Failure> {
    for miss in &evaluation.misses {
        writeln!(out, "{}", paint::harmless(&miss.to_string()))?;
    }
    Ok(())
}
