//! Records as lines of JSON: what an export writes, and an import reads.

use std::io::{BufRead, Read};

use super::{Record, StoreError};

/// The longest line that is read, in bytes: far more than any record that is kept.
const LONGEST: u64 = 1 << 20;

/// A record as one line, without its end. The same record is always the same line.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn line(record: &Record) -> Result<String, StoreError> {
    serde_json::to_string(record).map_err(|error| StoreError::Record {
        what: "what is to be exported".to_owned(),
        why: error.to_string(),
    })
}

/// The records of lines, each with the number of its line, from 1; empty lines are passed over. After an error nothing
/// more comes.
pub fn lines(mut reader: impl BufRead) -> impl Iterator<Item = Result<(u64, Record), StoreError>> {
    let mut number = 0;
    let mut ended = false;
    std::iter::from_fn(move || {
        while !ended {
            number += 1;
            match read(&mut reader) {
                Ok(None) => ended = true,
                Ok(Some(bytes)) if bytes.trim_ascii().is_empty() => {}
                Ok(Some(bytes)) => match serde_json::from_slice(&bytes) {
                    Ok(record) => return Some(Ok((number, record))),
                    Err(error) => {
                        ended = true;
                        return Some(Err(StoreError::Line { number, why: without_words(&error) }));
                    }
                },
                Err(why) => {
                    ended = true;
                    return Some(Err(StoreError::Line { number, why }));
                }
            }
        }
        None
    })
}

/// The next line with its end; `None` after the last one.
fn read(reader: &mut impl BufRead) -> Result<Option<Vec<u8>>, String> {
    let mut bytes = Vec::new();
    reader.take(LONGEST + 1).read_until(b'\n', &mut bytes).map_err(|error| error.to_string())?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LONGEST) {
        return Err(format!("it is longer than {LONGEST} bytes"));
    }
    Ok((!bytes.is_empty()).then_some(bytes))
}

/// What is wrong with a line, without anything that somebody wrote in it.
fn without_words(error: &serde_json::Error) -> String {
    let kind = match error.classify() {
        serde_json::error::Category::Io => "it cannot be read",
        serde_json::error::Category::Syntax => "it is not JSON",
        serde_json::error::Category::Data => "it is no record of an export",
        serde_json::error::Category::Eof => "it breaks off",
    };
    format!("{kind}, at column {}", error.column())
}
