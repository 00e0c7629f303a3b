//! Everything that is tested from the outside, in one binary: rooms, knowledge, stories, quality.

#[cfg(feature = "app")]
mod cli;
mod knowledge;
mod rooms;
mod seeds;
mod step;
mod stories;
