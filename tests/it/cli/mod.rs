//! The built program from outside: what goes in, what comes out, and how it ends.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise"
)]

mod ask;
mod backtest;
mod cases;
mod chat;
mod check;
mod classify;
mod corrections;
mod damage;
mod disk;
mod eval;
mod explain;
mod export;
mod order;
mod program;
mod setup;
mod suggest;
mod usage;

use program::{Ended, Program, Running, case_folder};
