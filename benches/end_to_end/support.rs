//! What the tests stand on, without the check of every request: that would be most of the time.

#[path = "../../tests/support/process.rs"]
pub(crate) mod process;
#[allow(unused_imports, reason = "its own tests come along where nothing runs them")]
#[path = "../../tests/support/sim/mod.rs"]
pub(crate) mod sim;
#[path = "../../tests/support/usage.rs"]
pub(crate) mod usage;
