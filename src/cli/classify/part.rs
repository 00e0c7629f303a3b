//! Some lines of the input, read on one thread and answered on another.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::Path;

use super::answer::Classifier;
use super::message::{BadLine, Form, Message};
use super::show;
use crate::cli::Failure;
use crate::cli::lines::{self, Lines};
use crate::text::Folded;

/// A part that has so many bytes is given away.
const ENOUGH: usize = 64 * 1024;

/// Lines in a row.
#[derive(Debug)]
pub(super) struct Part {
    form: Form,
    /// The number of its first line.
    first: u64,
    /// The lines, each with its end; one that is no text is empty.
    text: String,
    /// What is wrong with those that are no text, by their number.
    unreadable: BTreeMap<u64, String>,
}

/// What is to be written about a part.
#[derive(Debug)]
pub(super) struct Answered {
    pub written: Vec<u8>,
    /// How many of its lines could not be read.
    pub unreadable: u64,
}

/// Gives the lines of an input part by part, as far as they are there, until nobody takes any more.
pub(super) fn each(
    input: impl Read,
    file: Option<&Path>,
    give: &mut dyn FnMut(Part) -> bool,
) -> Result<(), Failure> {
    let mut lines = Lines::new(input);
    let (mut form, mut part) = (None, None::<Part>);
    loop {
        let line = lines.next().map_err(|error| lines::unreadable(file, &error))?;
        let Some((number, line)) = line else { break };
        if form.is_none() {
            form = line.as_ref().ok().map(|line| Form::of(line));
        }
        // Before the first line that is text there is nothing whose form could matter.
        let form = form.unwrap_or(Form::Text);
        let here = part.get_or_insert_with(|| Part::new(form, number));
        here.form = form;
        here.add(number, line);
        let ready = here.text.len() >= ENOUGH || lines.would_wait();
        if let Some(ready) = part.take_if(|_| ready)
            && !give(ready)
        {
            return Ok(());
        }
    }
    if let Some(rest) = part {
        give(rest);
    }
    Ok(())
}

impl Part {
    fn new(form: Form, first: u64) -> Self {
        Self { form, first, text: String::new(), unreadable: BTreeMap::new() }
    }

    fn add(&mut self, number: u64, line: Result<&str, String>) {
        match line {
            Ok(line) => self.text.push_str(line),
            Err(error) => {
                self.unreadable.insert(number, error);
            }
        }
        self.text.push('\n');
    }

    /// Answers every line.
    pub(super) fn answer(self, classifier: &Classifier<'_>, json: bool) -> Answered {
        let mut answered = Answered { written: Vec::new(), unreadable: 0 };
        let mut scratch = Folded::default();
        for (number, line) in (self.first..).zip(self.text.split_terminator('\n')) {
            let message = match self.unreadable.get(&number) {
                Some(error) => Err(error.clone()),
                None => Message::read(self.form, number, line),
            };
            let out = &mut answered.written;
            let written = match &message {
                Ok(message) => show(out, classifier, message, &mut scratch, json),
                Err(error) => {
                    answered.unreadable += 1;
                    bad_line(out, number, error, json)
                }
            };
            // Memory takes everything.
            debug_assert!(written.is_ok(), "line {number} was not written");
        }
        answered
    }
}

fn show(
    out: &mut impl Write,
    classifier: &Classifier<'_>,
    message: &Message<'_>,
    scratch: &mut Folded,
    json: bool,
) -> io::Result<()> {
    let answer = classifier.classify(message, scratch);
    if json { answer.write(out) } else { show::answer(out, classifier.base(), &answer) }
}

fn bad_line(out: &mut impl Write, line: u64, error: &str, json: bool) -> io::Result<()> {
    let bad = BadLine { id: None, line, error: error.to_owned() };
    if json { bad.write(out) } else { show::bad_line(out, &bad) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An input that comes in pieces, as from a pipe.
    struct Pieces(Vec<&'static [u8]>);

    impl Read for Pieces {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                return Ok(0);
            }
            let piece = self.0.remove(0);
            buffer[..piece.len()].copy_from_slice(piece);
            Ok(piece.len())
        }
    }

    fn parts(input: impl Read) -> Vec<(u64, String, Vec<u64>)> {
        let mut parts = Vec::new();
        each(input, None, &mut |part| {
            parts.push((part.first, part.text, part.unreadable.into_keys().collect()));
            true
        })
        .unwrap();
        parts
    }

    #[test]
    fn what_is_there_is_given_before_the_next_line_comes() {
        let pieces = Pieces(vec![b"one\ntwo\nth", b"ree\n", b"four"]);
        let expected = [(1, "one\ntwo\n"), (3, "three\n"), (4, "four\n")];
        let expected = expected.map(|(first, text)| (first, text.to_owned(), vec![]));
        assert_eq!(parts(pieces), expected);
    }

    #[test]
    fn lines_that_are_no_text_keep_their_place() {
        assert_eq!(parts(&b"a\n\xff\n\nb\n"[..]), [(1, "a\n\n\nb\n".to_owned(), vec![2])]);
    }

    #[test]
    fn a_long_input_comes_in_parts_of_a_size() {
        let line = format!("{}\n", "x".repeat(999));
        let given = parts(line.repeat(200).as_bytes());
        assert!(
            given.len() > 2 && given.iter().all(|(_, text, _)| text.len() < ENOUGH + 1000),
            "{}",
            given.len()
        );
        assert_eq!(given.iter().map(|(_, text, _)| text.len()).sum::<usize>(), 200_000);
    }

    #[test]
    fn nothing_is_read_that_nobody_takes() {
        let mut given = 0;
        each(io::repeat(b'\n'), None, &mut |_| {
            given += 1;
            false
        })
        .unwrap();
        assert_eq!(given, 1);
    }
}
