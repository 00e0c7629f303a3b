//! Asks the bot itself whether it has anything left to do.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::ChildStdout;

/// A bot that tells how it is.
pub(super) struct Watched {
    port: u16,
    /// Open for as long as the bot may say something.
    _said: BufReader<ChildStdout>,
}

impl Watched {
    /// Reads where it answers.
    pub(super) fn of(said: ChildStdout) -> Self {
        let mut said = BufReader::new(said);
        loop {
            let mut line = String::new();
            assert!(said.read_line(&mut line).unwrap() > 0, "it ended before it said where it answers");
            let at = line.split("http://").nth(1);
            if let Some(port) = at.and_then(|at| at.split(':').nth(1)?.trim().parse().ok()) {
                return Self { port, _said: said };
            }
        }
    }

    /// Whether work is due, under way or put back.
    pub(super) fn is_busy(&self) -> bool {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.write_all(b"GET /metrics HTTP/1.1\r\nHost: here\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let due = answer.lines().find_map(|line| line.strip_prefix("cloudmedic_work_due "));
        let due: f64 = due.expect("it says how much is due").trim().parse().unwrap();
        due > 0.0
    }
}
