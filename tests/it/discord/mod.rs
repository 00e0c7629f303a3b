//! The bot in a simulated server: what members and moderators see, and what it does when Discord stumbles.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod clocks;
mod corrections;
mod crash;
mod desk;
#[cfg(target_os = "linux")]
mod disk;
mod doctor;
mod exchange;
mod gate;
mod incidents;
mod logs;
mod members;
mod moderators;
mod operator;
mod outlet;
mod privacy;
mod private;
mod process;
#[cfg(target_os = "linux")]
mod soak;
mod stumbles;
pub(crate) mod town;
mod triage_test;
mod watched;
mod whole_case;
mod wire;
