//! Lines as they are typed or come through a pipe, read on a thread of their own, because reading blocks.

use std::io;
use std::thread;

use tokio::sync::mpsc;

use crate::cli::lines::{Lines, beginning};

/// The longest thing that somebody can say, in bytes; the rest of a longer line is left out.
const LONGEST: usize = 64 * 1024;

/// A line, or why it could not be read.
pub(super) type Line = Result<String, String>;

/// The lines of standard input. The channel ends with the input.
pub(super) fn lines() -> mpsc::Receiver<Line> {
    // One line ahead is enough: a script waits for its answers.
    let (send, receive) = mpsc::channel(1);
    thread::spawn(move || {
        let mut lines = Lines::new(io::stdin());
        // An input that fails has ended.
        while let Ok(Some((_, line))) = lines.next() {
            let line = line.map(|line| beginning(line, LONGEST).to_owned());
            if send.blocking_send(line).is_err() {
                break;
            }
        }
    });
    receive
}
