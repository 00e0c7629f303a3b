//! `classify`: one answer for every message that comes in, in order, while they come in.

mod answer;
mod message;
mod part;
mod show;

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use anstream::AutoStream;

use self::answer::Classifier;
use self::part::{Answered, Part};
use super::{Failure, General, crew, lines};
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
    let classifier =
        ManuallyDrop::new(Classifier::new(&base, general.reader(&base), jiff::Zoned::now().date()));
    let file = command.file.as_deref().filter(|path| *path != Path::new("-"));
    if file.is_none() && io::stdin().is_terminal() {
        hint()?;
    }
    let out = AutoStream::auto(io::stdout().lock());
    let mut out = BufWriter::new(out);
    let bad = answer_all(&classifier, file, &mut out, command.json)?;
    out.flush()?;
    if bad == 0 { Ok(()) } else { Err(Failure::Told) }
}

/// Tells a person at a keyboard what to do.
fn hint() -> io::Result<()> {
    let hint = paint::Painted(paint::FAINT, "Type a message and press Enter. Ctrl-D ends.");
    writeln!(anstream::stderr().lock(), "{hint}")
}

/// Answers every line, on all cores and in order, and returns how many lines could not be read. Lines are answered as
/// soon as the next one is not there yet, so that nobody waits for an answer.
fn answer_all(
    classifier: &Classifier<'_>,
    file: Option<&Path>,
    out: &mut impl Write,
    json: bool,
) -> Result<u64, Failure> {
    let mut bad = 0;
    let read = crew::in_order(
        crew::all_cores(),
        |give| lines::open(file).and_then(|input| part::each(input, file, give)),
        |part: Part| part.answer(classifier, json),
        |Answered { written, unreadable }| {
            bad += unreadable;
            out.write_all(&written)?;
            out.flush()
        },
    );
    read??;
    Ok(bad)
}
