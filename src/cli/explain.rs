//! `explain`: one message, and everything that leads to what the bot makes of it.

use std::io::{self, IsTerminal as _, Read as _, Write};

use super::lines::{self, beginning};
use super::{Failure, General};
use crate::adapters::terminal::paint::{FAINT, Painted, harmless, harmless_json, headed};
use crate::quality::{Explanation, explain};

/// The longest part of a message that is matched, in bytes.
const LONGEST: usize = 64 * 1024;

/// Explain what the bot makes of one message: what it read, what spoke for and against what, and why
///
/// Of a message longer than 64 KiB only the first 64 KiB are read. A message that begins with `-` stands behind `--`.
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// Write one JSON document with everything
    #[arg(long)]
    json: bool,
    /// Show everything, long lists and what would be an answer to the bot included
    #[arg(long)]
    all: bool,
    /// The message, as one text or as several words; standard input when it is left out or `-`
    text: Vec<String>,
}

/// Explains a message.
///
/// # Errors
/// When the knowledge or standard input cannot be read.
pub fn run(general: &General, command: &Explain) -> Result<(), Failure> {
    let base = general.knowledge()?;
    let given = command.text.join(" ");
    let typed =
        if given.is_empty() && command.text.is_empty() || given == "-" { from_input()? } else { given };
    let text = beginning(&typed, LONGEST);
    let told = explain(&base, &general.reader(&base), text, jiff::Zoned::now().date());
    let mut out = anstream::stdout().lock();
    if command.json {
        let json = serde_json::to_string_pretty(&told)
            .map_err(|error| Failure::Sentence(format!("the explanation could not be written ({error})")))?;
        writeln!(out, "{}", harmless_json(&json))?;
    } else {
        show(&mut out, &told, command.all)?;
    }
    out.flush()?;
    if text.len() < typed.len() {
        let note = "The message is longer than 64 KiB; only its beginning was read.";
        writeln!(anstream::stderr().lock(), "{}", Painted(FAINT, note))?;
    }
    Ok(())
}

/// Everything on standard input, which is one message; of a very long one its beginning.
fn from_input() -> Result<String, Failure> {
    if io::stdin().is_terminal() {
        let hint = Painted(FAINT, "Type a message; Ctrl-D on a line of its own ends it.");
        writeln!(anstream::stderr().lock(), "{hint}")?;
    }
    let mut bytes = Vec::new();
    // One byte more, so that it can be told that there is more.
    let mut input = lines::open(None)?.take(LONGEST as u64 + 1);
    input.read_to_end(&mut bytes).map_err(|error| lines::unreadable(None, &error))?;
    let whole = bytes.len() <= LONGEST;
    let text = String::from_utf8(bytes).or_else(|error| {
        let good = error.utf8_error();
        let cut = !whole && good.error_len().is_none();
        let mut bytes = error.into_bytes();
        bytes.truncate(good.valid_up_to());
        // A letter that is cut in two at the end is no fault of the message.
        let kept = String::from_utf8(bytes).ok().filter(|_| cut);
        kept.map(|kept| format!("{kept} ")).ok_or_else(|| {
            let at = good.valid_up_to() + 1;
            Failure::Sentence(format!("byte {at} of standard input is not UTF-8; save the message as UTF-8"))
        })
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    // The line end that the shell or Enter adds is no part of the message.
    Ok(if whole { text.trim_end_matches(['\r', '\n']).to_owned() } else { text.to_owned() })
}

/// Shows it; what was typed cannot steer the terminal.
fn show(out: &mut impl Write, told: &Explanation, all: bool) -> io::Result<()> {
    let text = if all { format!("{told:#}") } else { told.to_string() };
    write!(out, "{}", headed(&harmless(&text)))
}
