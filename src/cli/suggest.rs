//! `suggest`: phrases that tell corrected messages from the rest, as lines to paste into pattern files.

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};

use super::corrections::{corrected, row};
use super::{Failure, General};
use crate::config::PatternFiles;
use crate::desk::correcting::Which;
use crate::quality::suggest::{self, Block, Line, Suggested, Suggestions, Wishes};
use crate::quality::{Corpus, Row};

/// The score that chance reaches in one of twenty cases (chi-squared, one degree of freedom).
const LEAST: f64 = 3.84;
/// The longest corpus that is read, in bytes.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Suggest phrases that tell corrected messages from the rest, ready to paste into pattern files
///
/// Phrases of one to three words are taken from the corrected messages that the bot does not get right yet. They are
/// ranked by Dunning's log-likelihood ratio over messages, with 0.5 added to each count; chance alone reaches 3.84 in
/// one of twenty cases. Each line is then put into its pattern file in memory, and what it really matches among the
/// corrected messages and the corpus is counted: hits are messages of the same cause, wrong ones all others. No file is
/// changed: paste what you trust, then run `check` and `eval`.
#[derive(Debug, clap::Args)]
pub struct Suggest {
    /// Labelled messages to tell the corrected ones from, one JSON object a line
    #[arg(required = true)]
    corpus: Vec<PathBuf>,
    /// Take corrected messages from this file of labelled messages, instead of those that moderators corrected
    #[arg(long, value_name = "FILE")]
    from: Vec<PathBuf>,
    /// Take those that moderators corrected as well as those of --from
    #[arg(long)]
    corrections: bool,
    /// The most lines for each cause
    #[arg(long, value_name = "N", default_value_t = 8)]
    top: u16,
    /// Suggest for messages that the bot gets right by now, too
    #[arg(long)]
    all: bool,
}

/// Reads the messages and shows the lines.
///
/// # Errors
/// When the knowledge or a file cannot be read, and at the end when some of the lines could not.
pub fn run(general: &General, command: &Suggest) -> Result<(), Failure> {
    let files = PatternFiles::read(general.patterns.as_deref())?;
    let base = files.load()?;
    let reader = general.reader(&base);
    let mut bad = 0;
    let corpus = rows(&command.corpus, &mut bad)?;
    let mut given = rows(&command.from, &mut bad)?;
    if command.from.is_empty() || command.corrections {
        given.extend(corrected(general, Which::default())?.iter().map(row));
    }
    let wishes = Wishes { top: usize::from(command.top), all: command.all };
    let suggested = suggest::suggest(&files.files(), &base, &reader, (&given, &corpus), wishes);
    let suggested = suggested.map_err(|complaints| {
        Failure::Sentence(format!("the lines do not fit into the pattern files:\n{complaints}"))
    })?;
    let mut out = BufWriter::new(anstream::stdout().lock());
    show(&mut out, &files, &suggested)?;
    out.flush()?;
    match bad {
        0 => Ok(()),
        1 => Err(Failure::Sentence("1 line could not be read and was left out".to_owned())),
        more => Err(Failure::Sentence(format!("{more} lines could not be read and were left out"))),
    }
}

/// The labelled messages of some files; a line that is none is told and counted.
fn rows(paths: &[PathBuf], bad: &mut usize) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    for path in paths {
        let read = Corpus::read(&text(path)?);
        for line in &read.bad_lines {
            writeln!(anstream::stderr().lock(), "{}: {line}", path.display())?;
        }
        *bad += read.bad_lines.len();
        rows.extend(read.rows);
    }
    Ok(rows)
}

fn text(path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_string(&mut text));
    read.map_err(|error| {
        Failure::Sentence(format!("{shown} cannot be read ({error}); name a file of labelled messages"))
    })?;
    if text.len() as u64 > LONGEST {
        return Err(Failure::Sentence(format!("{shown} is longer than {LONGEST} bytes; split it")));
    }
    Ok(text)
}

fn show(out: &mut impl Write, files: &PatternFiles, suggestions: &Suggestions) -> io::Result<()> {
    let suggested = &suggestions.classes;
    if suggested.is_empty() {
        return writeln!(
            out,
            "# No message is corrected yet: choose Correct triage on a message in Discord, or use `cloudmedic corrections add`."
        );
    }
    for one in suggested {
        writeln!(out, "# {}", title(one))?;
        for block in &one.blocks {
            show_block(out, files, block)?;
        }
        writeln!(out)?;
    }
    if suggested.iter().any(|one| !one.blocks.is_empty()) {
        let Suggestions { open, mended, broken, .. } = suggestions;
        writeln!(
            out,
            "# With all of these lines, {mended} of the {open} corrected messages that are not right yet would be, and"
        )?;
        writeln!(out, "# {broken} that are right by now would not be any more.")?;
        writeln!(
            out,
            "# Paste only what you would trust in any message, into a copy of the pattern files (--patterns DIR)."
        )?;
        writeln!(out, "# Then run `cloudmedic check DIR`, and `cloudmedic eval` with --patterns DIR.")?;
    }
    Ok(())
}

fn title(one: &Suggested) -> String {
    let Suggested { class, corrected, open, blocks } = one;
    let messages = if *corrected == 1 {
        "1 corrected message".to_owned()
    } else {
        format!("{corrected} corrected messages")
    };
    let state = match (*open, blocks.is_empty()) {
        (0, true) => "right by now; --all suggests for them all the same".to_owned(),
        (0, false) => "right by now".to_owned(),
        (open, _) if open == *corrected => "not right yet".to_owned(),
        (open, _) => format!("{open} of them not right yet"),
    };
    let none = if *open > 0 && blocks.is_empty() { "; no phrase tells them from the rest" } else { "" };
    format!("{class}: {messages}, {state}{none}")
}

fn show_block(out: &mut impl Write, files: &PatternFiles, block: &Block) -> io::Result<()> {
    let Block { file, table, line, or, lines } = block;
    writeln!(out, "#")?;
    writeln!(out, "# {}, line {line}: the list `say` of {table}", files.place(file))?;
    if !or.is_empty() {
        writeln!(out, "# (where one of these fits better: {})", or.join(", "))?;
    }
    let longest = lines.iter().map(|line| line.toml().chars().count()).max().unwrap_or_default();
    for line in lines {
        writeln!(out, "  {:longest$} # {}", line.toml(), told(line))?;
    }
    Ok(())
}

/// What a line would match.
fn told(line: &Line) -> String {
    let Line { score, hits, corrected, wrong, already, phrase: _ } = line;
    let chance = if *score < LEAST { " (may be chance)" } else { "" };
    let hits = if *hits == 1 { "1 hit".to_owned() } else { format!("{hits} hits") };
    let known = match already {
        None => "new".to_owned(),
        Some((pattern, there)) => format!("{there} known to {pattern}"),
    };
    format!("score {score:.1}{chance}: {hits} ({corrected} corrected), {wrong} wrong; {known}")
}
