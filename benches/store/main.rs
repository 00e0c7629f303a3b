//! How fast the store on disk keeps steps beside sled alone, and how it is with very many cases: a table with budgets.
//!
//! `cargo bench --bench store` takes a minute; `CLOUDMEDIC_BENCH_CASES=1000000` for the long form. Times are for
//! orientation, on whatever machine this is; the ratios were taken side by side in one run.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench that cannot go on ends, and tells its figures"
)]

mod asked;
mod many;
mod memory;
mod rate;
mod talks;
#[path = "../shared/verdict.rs"]
mod verdict;

use std::path::Path;

/// What a process that this one starts is to do, and with which data folder.
const PART: &str = "CLOUDMEDIC_BENCH_PART";
const DATA: &str = "CLOUDMEDIC_BENCH_DATA";

fn main() {
    // `cargo test --benches` starts it too, and nothing is to be timed there.
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    match (std::env::var(PART), std::env::var(DATA)) {
        (Ok(part), Ok(data)) => many::part(&part, Path::new(&data)),
        _ => {
            rate::table();
            many::table();
        }
    }
}
