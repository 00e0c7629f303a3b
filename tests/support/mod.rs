//! What the tests stand on: a simulated Discord, and Discord's own description of itself.

pub(crate) mod long;
pub(crate) mod openapi;
pub(crate) mod sim;
