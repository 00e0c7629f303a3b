//! Longer texts: what a byte costs to read, from 1 kB to 1 MB.

use std::fmt::Write;

use cloudmedic::knowledge::KnowledgeBase;
use cloudmedic::reading::Reader;

use super::lines::{Budget, corpus};
use super::understand::triage;
use super::watch::Watch;

/// The lengths, in bytes.
const LENGTHS: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// The longest text may cost so many times as much a byte as that of 10 kB: linear, but for what the processor keeps near.
const STEEPEST: f64 = 1.5;

pub(crate) fn measure(watch: &mut Watch) -> String {
    let base = KnowledgeBase::built_in().unwrap();
    let reader = Reader::built_in(&base);
    let all = corpus().join("\n");
    let mut table = String::from("length of a text; time a byte in ns\n");
    let mut times = Vec::new();
    for length in LENGTHS {
        let text: String = all.chars().cycle().take(length).collect();
        let time = watch.time("length", &length.to_string(), || triage(&base, &reader, &text));
        times.push(time / text.len() as f64);
        writeln!(table, "{length:>12} letters{:>10.2}", times[times.len() - 1]).unwrap();
    }
    writeln!(table, "{:<56}{}", "1 MB : 10 kB, a byte", Budget(times[3] / times[1], STEEPEST)).unwrap();
    table
}
