//! Asks the process that holds a data folder.

use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use super::{Line, SocketError, address};
use crate::desk::asking::{Answer, Request};

/// How long the other process may think before each line.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks the process that holds a data folder; `false` when nobody listens, and nothing was asked. Stops early when
/// `sink` wants no more.
///
/// # Errors
/// When somebody listens but does not answer.
pub fn ask(
    data: &Path,
    request: &Request,
    sink: &mut dyn FnMut(Answer) -> bool,
) -> Result<bool, SocketError> {
    let Ok(path) = address::of(data) else { return Ok(false) };
    let unusable = |error| SocketError::unusable(&path, &error);
    let stream = match UnixStream::connect(&path) {
        Ok(stream) => stream,
        // No socket, or one that a killed process left behind.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::ConnectionRefused) => {
            return Ok(false);
        }
        Err(error) => return Err(unusable(error)),
    };
    stream.set_read_timeout(Some(PATIENCE)).map_err(unusable)?;
    let mut question = serde_json::to_vec(request).map_err(|error| unusable(error.into()))?;
    question.push(b'\n');
    (&stream).write_all(&question).map_err(unusable)?;
    for line in BufReader::new(stream).lines() {
        let line = line.map_err(unusable)?;
        match serde_json::from_str(&line).map_err(|error| unusable(error.into()))? {
            Line::Part(answer) => {
                if !sink(answer) {
                    return Ok(true);
                }
            }
            Line::End => return Ok(true),
            Line::Failed(why) => return Err(SocketError::Failed(why)),
        }
    }
    Err(SocketError::CutOff)
}
