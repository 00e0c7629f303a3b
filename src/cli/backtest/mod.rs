//! `backtest`: what the bot would have said on the exported history of channels, with speed.

mod bounded;
mod files;
mod source;

use std::convert::Infallible;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use indicatif::ProgressBar;
use serde::Serialize;

use self::source::Batch;
use super::{Failure, General, crew, progress};
use crate::adapters::terminal::paint::{FAINT, Painted, harmless, harmless_json, headed};
use crate::knowledge::KnowledgeBase;
use crate::quality::backtest::{self as past, Listener, Report, Rules};
use crate::reading::Reader;

/// Show what the bot would have said on the past of your own server
///
/// Reads channels that DiscordChatExporter has exported as JSON, of any size, and changes nothing. Shows how many
/// messages would have been answered, about which causes and when, and samples, those that look wrong first, without
/// personal data and mentions. Days are those on the clock of whoever exported.
///
/// An export names no settings: say with --helpers which roles you would give to `/setup helpers`. Without it, roles
/// whose people mostly answer others are found, and answers to them are told as wrong. A damaged file is told in one
/// sentence, what stands before the damage is counted, the rest goes on, and the exit code is 1 at the end.
#[derive(Debug, clap::Args)]
pub struct Backtest {
    /// Exports of channels, or folders of them; `-` for standard input
    #[arg(required = true, value_name = "EXPORT.json|FOLDER")]
    exports: Vec<PathBuf>,
    /// Roles of people who help members, by name or ID: they are left alone
    #[arg(long, value_name = "ROLE,...", value_delimiter = ',')]
    helpers: Vec<String>,
    /// Minutes in which one person gets no second answer to the same cause in the same channel
    #[arg(long, value_name = "MINUTES", default_value_t = 60)]
    cooldown: u32,
    /// How many samples to show
    #[arg(long, value_name = "N", default_value_t = 12)]
    samples: u16,
    /// Write one JSON document
    #[arg(long)]
    json: bool,
}

/// A report as it is written for programs.
#[derive(Serialize)]
struct Document<'r> {
    #[serde(flatten)]
    report: &'r Report,
    bytes: u64,
    seconds: f64,
    messages_per_second: f64,
}

/// Reads all exports and shows what came of them.
///
/// # Errors
/// When the knowledge or a folder cannot be read, and at the end when some of the exports could not be read in full.
pub fn run(general: &General, command: &Backtest) -> Result<(), Failure> {
    let base = general.knowledge()?;
    let files = files::of(&command.exports)?;
    let sizes = files.iter().map(|file| fs::metadata(file).map_or(0, |file| file.len()));
    let progress = progress::of_bytes(sizes.sum());
    let begun = Instant::now();
    let (report, faults) = read_all(&base, &general.reader(&base), command, &files, &progress);
    let (bytes, took) = (progress.position(), begun.elapsed());
    progress.finish_and_clear();
    if report.counts.messages > 0 || faults.is_empty() {
        show(command, &report, bytes, took)?;
    }
    let mut err = anstream::stderr().lock();
    for fault in &faults {
        writeln!(err, "cloudmedic: {}", harmless(fault))?;
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::Told) }
}

/// Reads on one thread, hears on others, and puts together here; returns what is wrong with which files, too.
fn read_all(
    base: &KnowledgeBase,
    reader: &Reader,
    command: &Backtest,
    files: &[PathBuf],
    progress: &ProgressBar,
) -> (Report, Vec<String>) {
    let listener = Listener::new(base, reader, &command.helpers);
    let rules = Rules { cooldown_minutes: command.cooldown, samples: usize::from(command.samples) };
    let mut backtest = past::Backtest::new(base, rules);
    let faults = crew::in_order(
        crew::other_cores(),
        |give| files.iter().filter_map(|file| source::each(file, progress, give)).collect(),
        |Batch { channel, messages }| {
            (channel, messages.into_iter().map(|message| listener.hear(message)).collect::<Vec<_>>())
        },
        |(channel, heard)| {
            heard.into_iter().for_each(|heard| backtest.add(&channel, heard));
            Ok::<(), Infallible>(())
        },
    );
    let faults: Vec<String> = faults.unwrap_or_else(|never| match never {});
    (backtest.finish(), faults)
}

fn show(command: &Backtest, report: &Report, bytes: u64, took: Duration) -> Result<(), Failure> {
    let seconds = (took.as_secs_f64() * 1000.0).round() / 1000.0;
    let speed = (crate::shares::float(report.counts.messages) / took.as_secs_f64().max(1e-6)).round();
    let mut out = BufWriter::new(anstream::stdout().lock());
    if command.json {
        let document = Document { report, bytes, seconds, messages_per_second: speed };
        let json = serde_json::to_string_pretty(&document)
            .map_err(|error| Failure::Sentence(format!("the report could not be written ({error})")))?;
        writeln!(out, "{}", harmless_json(&json))?;
    } else {
        write!(out, "{}", headed(&harmless(&report.to_string())))?;
        let megabytes = crate::shares::float(bytes) / 1e6;
        let told = format!("{megabytes:.1} MB in {seconds:.1} s, {speed:.0} messages a second");
        writeln!(out, "\n{}", Painted(FAINT, told))?;
    }
    Ok(out.flush()?)
}
