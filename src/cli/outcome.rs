//! How a command ends: the exit code, and the one sentence on standard error. It decides nothing else.

use std::io::{self, Write as _};
use std::process::ExitCode;

use crate::config::ConfigError;
use crate::desk::DeskError;
use crate::desk::asking::AskError;
use crate::store::StoreError;

/// Why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// A sentence for the person that names the thing and what to do next.
    Sentence(String),
    /// The output already says it, line by line.
    Told,
    /// Nobody reads the output any more (`cloudmedic ... | head`): the command just ends.
    NobodyReads,
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Sentence(error.to_string())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Sentence(error.to_string())
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        Self::Sentence(error.to_string())
    }
}

impl From<AskError> for Failure {
    fn from(error: AskError) -> Self {
        Self::Sentence(error.to_string())
    }
}

/// Input has sentences of its own, so what is left for `?` on an [`io::Error`] is the output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::NobodyReads;
        }
        Self::Sentence(format!("the output could not be written ({error}); check where it goes"))
    }
}

/// Turns the outcome of a command into the exit code: 0 done, 1 failed. (2, wrong usage, is told by the parser.)
#[must_use]
pub fn end(outcome: Result<(), Failure>) -> ExitCode {
    match outcome {
        Ok(()) | Err(Failure::NobodyReads) => ExitCode::SUCCESS,
        Err(Failure::Told) => ExitCode::FAILURE,
        Err(Failure::Sentence(sentence)) => {
            // When standard error is gone too, the exit code still says it.
            drop(writeln!(anstream::stderr().lock(), "cloudmedic: {sentence}"));
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_ends_quietly_and_a_full_disk_does_not() {
        let closed = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert!(matches!(closed, Failure::NobodyReads));
        let full = Failure::from(io::Error::from(io::ErrorKind::StorageFull));
        assert!(matches!(full, Failure::Sentence(sentence) if sentence.contains("output")));
    }
}
