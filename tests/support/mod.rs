//! What the tests stand on: a simulated Discord, Discord's own description of itself, and the real program.

pub(crate) mod long;
pub(crate) mod openapi;
pub(crate) mod process;
pub(crate) mod sim;
#[cfg(target_os = "linux")]
pub(crate) mod usage;
