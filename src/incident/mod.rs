//! Notices when many people have the same trouble at once, and when that is over. It decides and touches nothing.
//!
//! [`Baseline`] is what is usual for a server at a time of day, learned from plain counts of past days. [`Watch`] is
//! the small stored state of one server: it is told of every case that opens ([`Watch::heard`]) and of the clock
//! ([`Watch::woke`]), and answers with [`Change`]s. What is unusual is decided in `unusual`, with the numbers stated
//! in `limits`; when it is over, in `calm`.

mod baseline;
mod calm;
mod change;
mod hear;
mod history;
mod limits;
mod recent;
mod scope;
mod unusual;
mod watch;

#[cfg(test)]
mod tests;

pub use baseline::Baseline;
pub use change::{Change, Incident};
pub use history::{Day, History};
pub use limits::{
    AFTER_CLOSED_BY_HAND, CALM_FOR, CHECK_EVERY, LEARNING_DAYS, LEAST_BY_HAND, LEVEL_DAYS, LONGEST,
    LONGEST_WINDOW, SHARE_DAYS,
};
pub use scope::Scope;
pub use watch::Watch;
