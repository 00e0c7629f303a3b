//! Everything that is tested from the outside, in one binary: rooms, knowledge, stories, quality.

#![expect(clippy::panic, clippy::expect_used, reason = "a test that cannot go on says so and ends")]

#[cfg(feature = "app")]
mod churn;
#[cfg(feature = "app")]
mod cli;
#[cfg(feature = "app")]
mod discord;
#[cfg(feature = "app")]
#[path = "../fuzz/mod.rs"]
mod fuzz;
#[cfg(feature = "app")]
mod fuzz_cases;
mod knowledge;
mod masked;
#[cfg(feature = "app")]
mod opened;
mod rooms;
mod seeds;
#[cfg(feature = "app")]
mod status;
mod step;
mod stories;
#[cfg(feature = "app")]
#[path = "../support/mod.rs"]
mod support;
