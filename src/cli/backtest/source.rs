//! Reads one export and hands out its messages in batches; a damaged one gives one sentence that names file and place.

use std::io::{BufReader, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use indicatif::ProgressBar;
use serde_json::error::Category;

use super::bounded::Bounded;
use crate::cli::{Failure, lines};
use crate::quality::backtest::{Channel, Posted, read};

/// A batch ends with so many messages, or so many bytes.
const MESSAGES: usize = 512;
const BYTES: usize = 256 * 1024;

/// Messages of one channel that follow each other.
pub(super) struct Batch {
    pub(super) channel: Arc<Channel>,
    pub(super) messages: Vec<Posted>,
}

/// Reads a file to its end, or to where it is damaged, and returns the sentence about that.
pub(super) fn each(
    file: &Path,
    progress: &ProgressBar,
    give: &mut dyn FnMut(Batch) -> bool,
) -> Option<String> {
    let name = if file == Path::new("-") { "standard input".to_owned() } else { file.display().to_string() };
    let input = match lines::open(Some(file)) {
        Ok(input) => input,
        Err(Failure::Sentence(told)) => return Some(told),
        Err(Failure::Told | Failure::NobodyReads) => return Some(format!("{name} cannot be read")),
    };
    let mut count = 0;
    let done = from(progress.wrap_read(input), give, &mut count);
    done.err().map(|damage| sentence(&name, &damage, count))
}

/// Where and why an export cannot be read on.
#[derive(Debug)]
struct Damage {
    error: serde_json::Error,
    /// There is no more of it.
    cut: bool,
}

/// Hands out the messages of an export, and counts them.
fn from(input: impl Read, give: &mut dyn FnMut(Batch) -> bool, count: &mut u64) -> Result<(), Damage> {
    let input = Bounded::new(input);
    let ended = input.ended();
    let input = BufReader::with_capacity(64 * 1024, input);
    let mut json = serde_json::Deserializer::from_reader(input);
    let (mut batch, mut bytes): (Option<Batch>, usize) = (None, 0);
    let done = read(&mut json, |channel, message| {
        *count += 1;
        bytes += message.size();
        let waiting =
            batch.get_or_insert_with(|| Batch { channel: Arc::clone(channel), messages: Vec::new() });
        waiting.messages.push(message);
        if waiting.messages.len() < MESSAGES && bytes < BYTES {
            return true;
        }
        bytes = 0;
        batch.take().is_none_or(&mut *give)
    });
    if let Some(batch) = batch {
        give(batch);
    }
    done.and_then(|()| json.end()).map_err(|error| Damage { error, cut: ended.get() })
}

/// One sentence about a damaged export. It never repeats what stands there: that is somebody's words.
fn sentence(name: &str, damage: &Damage, read: u64) -> String {
    let Damage { error, cut } = damage;
    let place = format!("line {}, column {}", error.line(), error.column());
    let before = match read {
        0 => String::new(),
        1 => "; the one message before that is in the report".to_owned(),
        more => format!("; the {more} messages before that are in the report"),
    };
    let again = "export the channel again with DiscordChatExporter and the format JSON";
    match error.classify() {
        Category::Io if error.io_error_kind() == Some(ErrorKind::InvalidData) => {
            format!("{name} is no export of a channel: {error}{before}; {again}")
        }
        Category::Io => format!("{name} cannot be read to its end ({error}){before}"),
        // A number without its end is no number, says the reader.
        Category::Syntax if *cut => format!("{name} breaks off at {place}{before}; {again}"),
        Category::Eof if error.line() <= 1 && error.column() == 0 => format!("{name} is empty; {again}"),
        Category::Eof => format!("{name} breaks off at {place}{before}; {again}"),
        Category::Syntax if read > 0 => format!("{name} is damaged at {place}{before}; {again}"),
        Category::Syntax => format!("{name} is no JSON (at {place}); {again}"),
        Category::Data => {
            format!("{name} is no export of a channel: {} at {place}{before}; {again}", fault(error))
        }
    }
}

/// What is wrong with it without what stands there.
fn fault(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let told = told.split(" at line ").next().unwrap_or_default();
    match told.rsplit_once("expected ") {
        Some((_, expected)) => format!("expected {expected}"),
        None if told.starts_with("missing field") => told.to_owned(),
        None => "something unexpected stands".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREE: usize = 3;

    /// A small export, and where each of its messages ends.
    fn small() -> (Vec<u8>, Vec<usize>) {
        let mut json = concat!(
            "\u{feff}{\n  \"guild\": {\"id\": \"7\", \"name\": \"é\"},\n",
            "  \"channel\": {\"id\": \"70\", \"type\": \"GuildTextChat\", \"name\": \"help\"},\n  \"messages\": [\n"
        )
        .to_owned();
        let mut ends = Vec::new();
        for id in 0..THREE {
            json.push_str(if id == 0 { "    " } else { ",\n    " });
            json.push_str(&format!(
                "{{\"id\": \"{id}\", \"type\": \"Default\", \"timestamp\": \"2024-03-05T08:00:00+00:00\", \"content\": \
                 \"icloud b\\u00e4ckup 日本 \\ud83d\\ude2d \\\"no\\\" [{{\", \"author\": {{\"id\": \"5\", \"isBot\": false, \
                 \"roles\": [{{\"id\": \"1\", \"name\": \"x\"}}]}}, \"reactions\": [{{\"count\": -1.5e3, \"users\": \
                 [null, true]}}], \"reference\": {{\"messageId\": \"1\"}}}}"
            ));
            ends.push(json.len());
        }
        json.push_str("\n  ],\n  \"messageCount\": 3\n}");
        (json.into_bytes(), ends)
    }

    /// How many messages were handed out and counted, and the sentence about the damage.
    fn read_from(bytes: &[u8]) -> (usize, Option<String>) {
        let (mut given, mut count) = (0, 0);
        let mut give = |batch: Batch| {
            given += batch.messages.len();
            true
        };
        let done = from(bytes, &mut give, &mut count);
        assert_eq!(given as u64, count, "what is counted is handed out");
        (given, done.err().map(|damage| sentence("a.json", &damage, count)))
    }

    #[test]
    fn a_file_cut_at_any_byte_gives_all_messages_before_the_cut_and_says_where_it_is() {
        let (bytes, ends) = small();
        for cut in 0..bytes.len() {
            let (given, told) = read_from(&bytes[..cut]);
            assert_eq!(given, ends.iter().filter(|end| **end <= cut).count(), "cut at {cut}");
            let told = told.unwrap_or_else(|| panic!("cut at {cut} and nothing is told"));
            let place = told.contains("breaks off at line") || (cut <= 3 && told.contains("is empty"));
            assert!(place && told.starts_with("a.json ") && told.contains("again"), "cut at {cut}: {told}");
        }
        assert_eq!(read_from(&bytes), (THREE, None));
    }

    #[test]
    fn whatever_happens_to_some_bytes_there_is_an_end_and_one_sentence_without_words_of_people() {
        let (whole, _) = small();
        let mut random = fastrand::Rng::with_seed(7);
        let mut told_of = 0;
        for _ in 0..5_000 {
            let mut bytes = whole.clone();
            for _ in 0..random.usize(1..4) {
                let at = random.usize(..bytes.len());
                bytes[at] = random.u8(..);
            }
            let (given, told) = read_from(&bytes);
            assert!(given <= THREE);
            if let Some(told) = told {
                told_of += 1;
                assert!(!told.contains('\n') && !told.contains("icloud"), "{told}");
            }
        }
        assert!(told_of > 1_000, "{told_of}");
    }

    #[test]
    fn what_follows_an_export_is_damage() {
        let (mut bytes, _) = small();
        bytes.extend(b"\n{}");
        let (given, told) = read_from(&bytes);
        let told = told.unwrap();
        assert_eq!(given, THREE);
        assert!(told.contains("damaged at line") && told.contains("the 3 messages before"), "{told}");
    }
}
