//! A message understood as a whole, beside the bare scan: median over the corpus, and over the lines of a channel.

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use cloudmedic::diagnosis::{Verdict, diagnose};
use cloudmedic::intake;
use cloudmedic::knowledge::KnowledgeBase;
use cloudmedic::quality;
use cloudmedic::reading::Reader;
use jiff::civil::{Date, date};

use super::bare;
use super::lines::{Budget, channel, corpus};
use super::watch::Watch;

const TODAY: Date = date(2026, 11, 22);
/// So many lines of a channel.
const LINES: usize = 100_000;
/// Every message is timed so often, and its fastest time counts.
const TIMES: usize = 9;

/// What `classify` does with a message.
pub(crate) fn triage(base: &KnowledgeBase, reader: &Reader, text: &str) -> usize {
    let Some(reading) = reader.read_if_topical(text) else { return 0 };
    let diagnosis = diagnose(base, &reading);
    if diagnosis.verdict != Verdict::Silent {
        black_box(intake::read(base, &reading, TODAY));
    }
    diagnosis.causes.len()
}

pub(crate) fn measure(watch: &mut Watch) -> String {
    let base = KnowledgeBase::built_in().unwrap();
    let reader = Reader::built_in(&base);
    let literals = quality::literals(&base);
    let bare = bare::automaton(&literals);
    let (topical, channel) = (corpus(), channel(LINES));
    let chatter: Vec<String> =
        channel.iter().filter(|line| reader.read_if_topical(line).is_none()).cloned().collect();
    let all = |lines: &[String], go: &dyn Fn(&str) -> usize| lines.iter().map(|line| go(line)).sum::<usize>();
    let (scan, triage) = (|text: &str| bare::scan(&bare, text), |text: &str| triage(&base, &reader, text));
    let mut table = format!(
        "{} literals; time per message, by triage and by a bare scan\n\
         {:<34}{:>11}{:>11}{:>10}{:>10}\n",
        literals.len(),
        "",
        "triage",
        "scan",
        "ratio",
        "budget",
    );
    let mut row = |what: &str, times: (f64, f64), budget: f64| {
        let (triage, scan) = times;
        let budget = Budget(triage / scan, budget);
        writeln!(table, "{what:<34}{:>8.2} us{:>8.2} us  {budget}", triage / 1e3, scan / 1e3).unwrap();
    };
    row("corpus, the median message", (median(&topical, &triage), median(&topical, &scan)), 10.0);
    for (what, lines, budget) in [
        ("corpus, all messages", &topical, 10.0),
        ("channel, all lines", &channel, 10.0),
        ("channel, what the gate lets go", &chatter, 4.0),
    ] {
        let count = lines.len() as f64;
        let slow = watch.time(what, "triage", || all(lines, &triage)) / count;
        let fast = watch.time(what, "scan", || all(lines, &scan)) / count;
        row(what, (slow, fast), budget);
    }
    row("channel, the median line", (median(&channel, &triage), median(&channel, &scan)), 4.0);
    table
}

/// The time of the median line, in nanoseconds.
fn median(lines: &[String], go: &dyn Fn(&str) -> usize) -> f64 {
    let time = |line: &String| {
        let once = |_| {
            let begun = Instant::now();
            black_box(go(black_box(line)));
            begun.elapsed().as_nanos()
        };
        (0..TIMES).map(once).min().unwrap_or_default()
    };
    let mut times: Vec<u128> = lines.iter().map(time).collect();
    times.sort_unstable();
    times[times.len() / 2] as f64
}
