//! What a message costs from the gateway to the answer: the real program in front of the simulated Discord, beside a bot
//! that gives a fixed answer and keeps nothing, in one run. A table with ratios and budgets.
//!
//! `cargo bench --bench end_to_end` takes about three minutes. Times are for orientation, on whatever machine this is; what
//! counts are the ratios of what was measured in turn. What can be asked for:
//!
//! | variable | usually | what for |
//! | --- | --- | --- |
//! | `CLOUDMEDIC_BENCH_ROUNDS` | 2 | how often each row is measured |
//! | `CLOUDMEDIC_BENCH_SECONDS` | 4 | how long at 200 messages a second, at most 18 |
//! | `CLOUDMEDIC_BENCH_OPEN` | 100,000 | how many open cases there are in the last row |
//! | `CLOUDMEDIC_BENCH_ONLY` | all | rows with this in their name alone, to look at them with a profiler |
//! | `CLOUDMEDIC_PROGRAM` | this build | another build of the program |
//!
//! | file | what it does |
//! | --- | --- |
//! | `fixed` | the other bot |
//! | `words` | what members write: complaints that both bots answer, and small talk that neither does |
//! | `scene` | servers, channels and members, and one of the bots among them |
//! | `open_cases` | a data folder with very many open cases |
//! | `load` | members write, and what that costs the bot |
//! | `figures` | what was measured, gathered over the rounds |
//! | `table` | rows, ratios, budgets |
//! | `../shared/machine` | on what it was measured |
//!
//! What is fair: both bots are told of the same messages by the same simulator, ask it over plain HTTP, and have the
//! rate limiter of their library off. Neither sends anything but its answer. A member has at most one case in a server,
//! and what they write later belongs to it; so five hundred members complain once in each of eight servers with two
//! channels each, and every complaint is answered. Small talk comes from others than complaints.

#![cfg_attr(
    target_os = "linux",
    expect(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::print_stdout,
        clippy::indexing_slicing,
        reason = "a bench that cannot go on ends, and tells its figures"
    )
)]

#[cfg(target_os = "linux")]
mod figures;
#[cfg(target_os = "linux")]
mod fixed;
#[cfg(target_os = "linux")]
mod load;
#[cfg(target_os = "linux")]
#[path = "../shared/machine.rs"]
mod machine;
#[cfg(target_os = "linux")]
mod open_cases;
#[cfg(target_os = "linux")]
mod scene;
#[cfg(target_os = "linux")]
mod support;
#[cfg(target_os = "linux")]
mod table;
#[cfg(target_os = "linux")]
#[path = "../store/talks.rs"]
mod talks;
#[cfg(target_os = "linux")]
#[path = "../shared/verdict.rs"]
mod verdict;
#[cfg(target_os = "linux")]
mod words;

/// What a process that this one starts is to be.
#[cfg(target_os = "linux")]
const PART: &str = "CLOUDMEDIC_BENCH_PART";

#[cfg(target_os = "linux")]
fn main() {
    // `cargo test --benches` starts it too, and nothing is to be timed there.
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    if std::env::var_os(PART).is_some() {
        fixed::run();
    } else {
        table::print();
    }
}

/// The figures are those of `/proc`.
#[cfg(not(target_os = "linux"))]
fn main() {}
