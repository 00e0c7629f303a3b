//! Nobody gets in: who may do what, what is forged, what is written to break out, and who writes too much.

#![expect(clippy::indexing_slicing, reason = "what a test lays out itself is there")]
#![expect(clippy::print_stderr, reason = "who runs the long form sees how long others waited")]

mod flood;
mod forged;
mod injected;
mod parts;
mod reader;
mod table;
