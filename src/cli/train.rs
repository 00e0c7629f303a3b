//! `train`: learns from labelled messages what every word says, and writes it down as `weights.txt`.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};

use super::{Failure, General};
use crate::knowledge::score_names;
use crate::quality::{Corpus, Trainer, write_weights};

/// Learn from labelled messages what every word says of the topic and the causes
///
/// Writes weights.txt of a pattern folder anew, from the messages given and the examples of all causes. The same
/// messages and patterns give the same file.
#[derive(Debug, clap::Args)]
pub struct Train {
    /// Labelled messages, one JSON object a line: id, text, on_topic, causes
    #[arg(required = true)]
    corpora: Vec<PathBuf>,
    /// Where to write; weights.txt of the folder given by --patterns, or patterns/weights.txt, when it is left out
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Reads, learns, and writes.
///
/// # Errors
/// When the knowledge or a file cannot be read, a line is no labelled message, or the weights cannot be written.
pub fn run(general: &General, command: &Train) -> Result<(), Failure> {
    let base = general.knowledge()?;
    let reader = general.reader(&base);
    let mut trainer = Trainer::new(&base, &reader);
    let examples = trainer.messages();
    for path in &command.corpora {
        let shown = path.display();
        let text = fs::read_to_string(path)
            .map_err(|error| Failure::Sentence(format!("{shown} cannot be read: {error}; check the name")))?;
        let corpus = Corpus::read(&text);
        if let Some(bad) = corpus.bad_lines.first() {
            return Err(Failure::Sentence(format!("{shown}, {bad}; nothing was written")));
        }
        corpus.rows.iter().for_each(|row| trainer.add(row));
    }
    let messages = trainer.messages() - examples;
    let bar = bar();
    let learned = trainer.finish(|_| bar.inc(1));
    bar.finish_and_clear();
    let out = command.out.clone().unwrap_or_else(|| {
        general.patterns.clone().unwrap_or_else(|| PathBuf::from("patterns")).join("weights.txt")
    });
    fs::write(&out, write_weights(&learned)).map_err(|error| {
        Failure::Sentence(format!(
            "{} cannot be written: {error}; name another file with --out",
            out.display()
        ))
    })?;
    let mut stdout = anstream::stdout().lock();
    writeln!(
        stdout,
        "{} clues from {messages} messages and {examples} examples, written to {}",
        learned.len(),
        out.display()
    )?;
    Ok(stdout.flush()?)
}

/// A bar on standard error, a step for each score; none where that is no terminal.
fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} scores");
    let scores = u64::try_from(score_names().count()).unwrap_or_default();
    ProgressBar::new(scores).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
