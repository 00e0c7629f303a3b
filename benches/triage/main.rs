//! How fast a message is understood beside a bare scan of the same text for the same literals, and how that grows: a
//! table of ratios, taken side by side in one run.
//!
//! `cargo bench --bench triage` takes some three minutes. Times are for orientation, on whatever machine this is.

#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench that cannot go on ends, and tells its figures"
)]

mod bare;
mod grow;
mod length;
mod lines;
#[path = "../shared/machine.rs"]
mod machine;
mod understand;
#[path = "../shared/verdict.rs"]
mod verdict;
mod watch;

use std::time::Duration;

use criterion::Criterion;
use watch::Watch;

fn main() {
    // `cargo test --benches` starts it too, and nothing is to be timed there.
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    let criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    let mut watch = Watch::new(criterion);
    machine::print();
    let tables = [understand::measure(&mut watch), grow::measure(&mut watch), length::measure(&mut watch)];
    println!();
    tables.iter().for_each(|table| println!("{table}"));
}
