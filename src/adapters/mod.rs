//! The edge: dresses effects for the place where they are shown, and turns what happens there into events.

pub mod discord;
pub mod http;
pub mod status;
pub mod terminal;
