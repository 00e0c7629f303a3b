//! Everything that is tested from the outside, in one binary: rooms, knowledge, stories, quality.

mod knowledge;
mod rooms;
mod seeds;
