//! Lines of any input, one at a time: bounded memory, CRLF or LF, and a sentence for what is no text.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read};
use std::path::Path;

use super::Failure;

/// The longest line that is read, in bytes.
const LONGEST: u64 = 64 * 1024 * 1024;
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The lines of an input.
pub(super) struct Lines<R> {
    input: BufReader<R>,
    buffer: Vec<u8>,
    number: u64,
    bytes: u64,
    longest: u64,
}

/// The number of a line, from 1, and its text or what is wrong with it.
pub(super) type Line<'l> = (u64, Result<&'l str, String>);

impl<R: Read> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self {
            input: BufReader::with_capacity(64 * 1024, input),
            buffer: Vec::new(),
            number: 0,
            bytes: 0,
            longest: LONGEST,
        }
    }

    /// How many bytes the lines so far had, for showing how far it is.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Whether the next line has yet to be read from the input, which may take its time.
    pub(super) fn would_wait(&self) -> bool {
        !self.input.buffer().contains(&b'\n')
    }

    /// The next line without its end; `None` behind the last one.
    pub(super) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.buffer.clear();
        let mut part = self.input.by_ref().take(self.longest + 1);
        if part.read_until(b'\n', &mut self.buffer)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        self.bytes += self.buffer.len() as u64;
        let ended = self.buffer.last() == Some(&b'\n');
        if !ended && self.buffer.len() as u64 > self.longest {
            self.bytes += self.input.skip_until(b'\n')? as u64;
            let told = format!("the line is longer than {} bytes and was not read", self.longest);
            return Ok(Some((self.number, Err(told))));
        }
        let line = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
        let line = if ended { line.strip_suffix(b"\r").unwrap_or(line) } else { line };
        let line = if self.number == 1 { line.strip_prefix(MARK).unwrap_or(line) } else { line };
        let line = std::str::from_utf8(line)
            .map_err(|error| format!("byte {} of the line is not UTF-8", error.valid_up_to() + 1));
        Ok(Some((self.number, line)))
    }
}

/// Opens a file, or standard input when none is named or its name is `-`.
pub(super) fn open(file: Option<&Path>) -> Result<Box<dyn Read>, Failure> {
    match file.filter(|path| *path != Path::new("-")) {
        None => Ok(Box::new(io::stdin().lock())),
        Some(path) => match File::open(path) {
            Ok(file) => Ok(Box::new(file)),
            Err(error) => Err(unreadable(Some(path), &error)),
        },
    }
}

/// The sentence for an input that cannot be read. Who typed a message where a file is named is told where it goes.
pub(super) fn unreadable(file: Option<&Path>, error: &io::Error) -> Failure {
    let Some(file) = file.map(Path::to_string_lossy) else {
        let told = format!("standard input cannot be read ({error}); check what is passed to it");
        return Failure::Sentence(told);
    };
    let is_words = error.kind() == io::ErrorKind::NotFound && file.trim().contains(char::is_whitespace);
    let instead = if is_words { ", or ask `cloudmedic explain` if this is a message" } else { "" };
    Failure::Sentence(format!("{file} cannot be read ({error}); check the name of the file{instead}"))
}

/// The first `most` bytes of a text, or a few less, so that no letter is cut in two.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    (0..=most.min(text.len())).rev().find_map(|end| text.get(..end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], longest: u64) -> Vec<Result<String, String>> {
        let mut lines = Lines::new(bytes);
        lines.longest = longest;
        let mut all = Vec::new();
        while let Some((number, line)) = lines.next().unwrap() {
            all.push(line.map(str::to_owned));
            assert_eq!(number, all.len() as u64);
        }
        all
    }

    #[test]
    fn who_typed_words_for_a_file_is_told_where_they_go() {
        let told = |name: &str, kind: io::ErrorKind| {
            let Failure::Sentence(told) = unreadable(Some(Path::new(name)), &kind.into()) else {
                panic!("no sentence for {name}")
            };
            told
        };
        assert!(told("backup wont finish", io::ErrorKind::NotFound).contains("cloudmedic explain"));
        assert!(!told("backup.txt", io::ErrorKind::NotFound).contains("cloudmedic explain"));
        assert!(!told("my backups.txt", io::ErrorKind::PermissionDenied).contains("cloudmedic explain"));
    }

    fn texts(bytes: &[u8]) -> Vec<String> {
        read(bytes, 100).into_iter().map(Result::unwrap).collect()
    }

    #[test]
    fn a_last_line_counts_with_and_without_its_end() {
        assert_eq!(texts(b"one\ntwo"), ["one", "two"]);
        assert_eq!(texts(b"one\ntwo\n"), ["one", "two"]);
        assert_eq!(texts(b""), [""; 0]);
    }

    #[test]
    fn windows_line_ends_and_the_byte_order_mark_are_not_part_of_a_message() {
        assert_eq!(texts(b"\xef\xbb\xbfone\r\n\r\nthree \r\n"), ["one", "", "three "]);
    }

    #[test]
    fn zero_bytes_are_text() {
        assert_eq!(texts(b"a\0b\n"), ["a\0b"]);
    }

    #[test]
    fn a_line_that_is_not_utf_8_is_told_and_the_rest_goes_on() {
        let lines = read(b"ok\nab\xffc\nok\n", 100);
        assert_eq!(lines[1], Err("byte 3 of the line is not UTF-8".to_owned()));
        assert_eq!(lines[2], Ok("ok".to_owned()));
    }

    #[test]
    fn a_line_that_is_too_long_is_told_and_the_rest_goes_on() {
        let lines = read(b"123456789\n12345678\nok\n", 8);
        assert!(lines[0].as_ref().is_err_and(|told| told.contains("longer than 8 bytes")), "{lines:?}");
        assert_eq!(lines[1..], [Ok("12345678".to_owned()), Ok("ok".to_owned())]);
    }

    #[test]
    fn a_very_long_text_is_cut_between_letters() {
        assert_eq!(beginning("aéé", 4), "aé");
        assert_eq!(beginning("aéé", 5), "aéé");
        assert_eq!(beginning("aéé", 9), "aéé");
        assert_eq!(beginning("é", 1), "");
    }

    #[test]
    fn the_bytes_of_all_lines_are_counted() {
        let mut lines = Lines::new(&b"a\r\n123456789\nb"[..]);
        lines.longest = 4;
        while lines.next().unwrap().is_some() {}
        assert_eq!(lines.bytes(), 14);
    }
}
