//! `classify`: one answer for every message that comes in, in order, while they come in.

mod answer;
mod message;
mod show;

use std::io::{self, BufWriter, IsTerminal as _, Read, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use anstream::AutoStream;

use self::answer::Classifier;
use self::message::{BadLine, Form, Message};
use super::lines::{self, Lines};
use super::{Failure, General};
use crate::adapters::terminal::paint;

/// Say what the bot makes of messages: a cause, a question, or silence
///
/// When the first line is a JSON object with "text", every line is read as JSON; otherwise each line is a message and
/// its line number is its id. Every line that goes in gives one answer, in order. A line that cannot be read gives its
/// number and the reason, the rest goes on, and the exit code is 1 at the end.
///
/// Of a message longer than 64 KiB only the first 64 KiB are matched. A line longer than 64 MiB is not read.
#[derive(Debug, clap::Args)]
pub struct Classify {
    /// A file of messages, one a line; standard input when it is left out or `-`
    file: Option<PathBuf>,
    /// Write one JSON object a line: id, verdict, causes, the evidence for them, and the fields
    #[arg(long)]
    json: bool,
}

/// Answers every line of the input.
///
/// # Errors
/// When the knowledge or the input cannot be read, and at the end when some of the lines could not.
pub fn run(general: &General, command: &Classify) -> Result<(), Failure> {
    // The process ends behind the last answer: to give the knowledge back piece by piece would only take time.
    let base = ManuallyDrop::new(general.knowledge()?);
    let classifier = ManuallyDrop::new(Classifier::new(&base, jiff::Zoned::now().date()));
    let file = command.file.as_deref().filter(|path| *path != Path::new("-"));
    if file.is_none() && io::stdin().is_terminal() {
        hint()?;
    }
    let input = lines::open(file)?;
    let out = AutoStream::auto(io::stdout().lock());
    let mut out = BufWriter::new(out);
    let bad = answer_all(&classifier, input, &mut out, command)?;
    out.flush()?;
    if bad == 0 { Ok(()) } else { Err(Failure::Told) }
}

/// Tells a person at a keyboard what to do.
fn hint() -> io::Result<()> {
    let hint = paint::Painted(paint::FAINT, "Type a message and press Enter. Ctrl-D ends.");
    writeln!(anstream::stderr().lock(), "{hint}")
}

/// Answers line by line and returns how many lines could not be read. What is written goes out whenever the next
/// line is not there yet, so that nobody waits for an answer.
fn answer_all(
    classifier: &Classifier<'_>,
    input: impl Read,
    out: &mut impl Write,
    command: &Classify,
) -> Result<u64, Failure> {
    let mut lines = Lines::new(input);
    let mut form = None;
    let mut bad = 0;
    loop {
        if lines.would_wait() {
            out.flush()?;
        }
        let line = lines.next().map_err(|error| lines::unreadable(command.file.as_deref(), &error))?;
        let Some((number, line)) = line else { return Ok(bad) };
        let message = line.and_then(|line| {
            let form = *form.get_or_insert_with(|| Form::of(line));
            Message::read(form, number, line)
        });
        match message {
            Ok(message) => show(out, classifier, &message, command.json)?,
            Err(error) => {
                bad += 1;
                let line = BadLine { id: None, line: number, error };
                if command.json { line.write(out)? } else { show::bad_line(out, &line)? }
            }
        }
    }
}

fn show(
    out: &mut impl Write,
    classifier: &Classifier<'_>,
    message: &Message<'_>,
    json: bool,
) -> io::Result<()> {
    let answer = classifier.classify(message);
    if json { answer.write(out) } else { show::answer(out, classifier.base(), &answer) }
}
