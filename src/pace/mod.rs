//! Reading takes time linear in the bytes of a text, whatever they are: texts that were made to be slow, and a search
//! for slower ones. Tests only.
//!
//! Work is counted and not timed, so the answer is the same on every machine. `clock` times it, when it is asked to.

#![allow(clippy::print_stdout, reason = "figures are there to be read")]

mod clock;
mod inputs;
mod search;

use std::sync::LazyLock;

use jiff::civil::date;

use crate::reading::sample;
use crate::text::effort;
use crate::{diagnosis, intake};

/// A text may cost so many times what the median message that is not plain ASCII costs, byte for byte.
const MOST: f64 = 10.0;

/// Everything that is done with a message.
fn read(text: &str) {
    let reading = sample::reader().read(text);
    std::hint::black_box(diagnosis::diagnose(sample::base(), &reading));
    std::hint::black_box(intake::read(sample::base(), &reading, date(2026, 1, 15)));
}

/// The work of reading a text, byte for byte; a text shorter than the median message counts as one of its length.
#[expect(clippy::cast_precision_loss, reason = "a share")]
fn cost(text: &str) -> f64 {
    effort::of(|| read(text)) as f64 / text.len().max(SHORT) as f64
}

/// The length of the median message, in bytes, about.
const SHORT: usize = 100;

/// The messages that people wrote in more than plain ASCII.
static MESSAGES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let corpus = include_str!("../../tests/corpus/heldout.jsonl").lines();
    let text = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].clone();
    corpus.filter_map(|line| text(line).as_str().map(str::to_owned)).filter(|text| !text.is_ascii()).collect()
});

/// What such a message costs, byte for byte.
static MEDIAN: LazyLock<f64> = LazyLock::new(|| median(MESSAGES.iter().map(|text| cost(text)).collect()));

fn median(mut costs: Vec<f64>) -> f64 {
    costs.sort_by(f64::total_cmp);
    costs[costs.len() / 2]
}

#[test]
fn no_text_costs_ten_times_the_median_message() {
    let length = crate::long::size("CLOUDMEDIC_PACE_BYTES", 1_500);
    for (name, part) in inputs::parts() {
        let times = cost(&inputs::again(&part, length)) / *MEDIAN;
        assert!(times <= MOST, "{name}: {part:?} said again and again costs {times:.1} times the median");
    }
}

#[test]
fn twice_the_text_is_at_most_twice_the_work() {
    let length = crate::long::size("CLOUDMEDIC_PACE_BYTES", 1_500);
    for (name, part) in inputs::crafted() {
        let (once, twice) = (inputs::again(&part, length), inputs::again(&part, 2 * length));
        let times = effort::of(|| read(&twice)) as f64 / effort::of(|| read(&once)).max(length) as f64;
        assert!(times <= 2.3, "{name}: twice {part:?} costs {times:.1} times as much");
    }
}

#[test]
fn no_slower_text_is_found_by_changing_one() {
    let tries = crate::long::size("CLOUDMEDIC_PACE_TRIES", 60);
    let (worst, text) = search::slowest(tries, 600);
    println!("the slowest text found costs {:.1} times the median: {text:?}", worst / *MEDIAN);
    assert!(worst <= MOST * *MEDIAN, "{:.1} times the median: {text:?}", worst / *MEDIAN);
}
