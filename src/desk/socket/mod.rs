//! The owner-only socket by which `cases`, `stats` and their like ask the process that holds the data folder, and have it
//! do what they ask for.
//!
//! One request a connection: a line of JSON in ([`Request`](super::asking::Request)), lines of JSON out
//! (`Line`), the last of which says that the answer is whole. Answers are made while they are sent, so their length
//! is not limited.

mod address;
mod ask;
mod door;

use serde::{Deserialize, Serialize};

use super::asking::Answer;
pub use ask::ask;
pub use door::Door;

/// A line of an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// A part of the answer.
    Part(Answer),
    /// There is no more.
    End,
    /// There is no answer, and why.
    Failed(String),
}

/// Why a question over the socket was not answered.
#[derive(Debug, thiserror::Error)]
pub enum SocketError {
    /// The socket cannot be made or used.
    #[error(
        "the socket {path} of the data folder cannot be used ({why}); stop the other cloudmedic and try again"
    )]
    Unusable {
        /// The socket.
        path: String,
        /// What the system said.
        why: String,
    },
    /// The other process could not answer; its own sentence.
    #[error("{0}")]
    Failed(String),
    /// The answer ended too early.
    #[error("the cloudmedic that holds the data folder stopped in the middle of its answer; ask again")]
    CutOff,
}

impl SocketError {
    fn unusable(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::Unusable { path: path.display().to_string(), why: error.to_string() }
    }
}

#[cfg(test)]
mod tests;
