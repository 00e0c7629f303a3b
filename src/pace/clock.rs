//! The same by the clock, where somebody asks for it: a busy machine would tell anything.

use std::time::{Duration, Instant};

use super::{MESSAGES, MOST, inputs, median, read, search};

/// The shortest of some times.
fn time(text: &str, tries: usize) -> Duration {
    let once = |_| {
        let begun = Instant::now();
        read(text);
        begun.elapsed()
    };
    (0..tries).map(once).min().unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "a share")]
fn per_byte(text: &str, tries: usize) -> f64 {
    time(text, tries).as_nanos() as f64 / text.len().max(super::SHORT) as f64
}

#[test]
#[ignore = "takes minutes, and a quiet machine"]
fn by_the_clock_no_text_costs_ten_times_the_median_message() {
    let median = median(MESSAGES.iter().map(|text| per_byte(text, 5)).collect());
    println!("the median message costs {median:.0} ns a byte");
    let mut costs: Vec<(f64, String)> = Vec::new();
    for (name, part) in inputs::parts() {
        costs.push((per_byte(&inputs::again(&part, 3_000), 3) / median, format!("{name}: {part:?}")));
    }
    let (_, found) = search::slowest(crate::long::size("CLOUDMEDIC_PACE_TRIES", 2_000), 600);
    costs.push((per_byte(&found, 3) / median, format!("found: {found:?}")));
    costs.sort_by(|one, other| other.0.total_cmp(&one.0));
    for (times, text) in costs.iter().take(12) {
        println!("{times:6.2} {text}");
    }
    for (name, part) in inputs::crafted() {
        let (small, large) = (inputs::again(&part, 100_000), inputs::again(&part, 1_000_000));
        let times = time(&large, 1).as_secs_f64() / time(&small, 2).as_secs_f64().max(1e-6);
        println!(
            "1 MB costs {times:5.1} times 100 kB, {:4.2} times the median byte: {name}",
            per_byte(&large, 1) / median
        );
    }
    assert!(costs.iter().all(|(times, _)| *times <= MOST), "see above");
}
