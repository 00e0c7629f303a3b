//! Where a running program answers whoever watches it, and the figures that it tells there.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::ChildStdout;
use std::time::Duration;

/// Where a program that was started with `--health 0` answers.
pub(in crate::discord) struct Door {
    at: String,
}

impl Door {
    /// Reads it in what the program says on standard output.
    pub(in crate::discord) fn of(said: ChildStdout) -> Self {
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            // Read to the end, so that the program never waits for its reader.
            for line in BufReader::new(said).lines().map_while(Result::ok) {
                let at =
                    line.split("http://").nth(1).and_then(|rest| rest.split(':').nth(1).map(str::to_owned));
                at.into_iter().for_each(|port| drop(tell.send(port)));
            }
        });
        let port = told.recv_timeout(Duration::from_secs(60)).expect("the program says where it answers");
        Self { at: format!("127.0.0.1:{}", port.trim()) }
    }

    /// Status and body of an answer.
    pub(super) fn get(&self, path: &str) -> (u16, String) {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: here\r\n\r\n"))
    }

    /// Sends these bytes and reads everything that comes back.
    pub(super) fn ask(&self, request: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.at).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        (status, body.to_owned())
    }

    /// All figures, checked for their form.
    pub(in crate::discord) fn figures(&self) -> Figures {
        let (status, text) = self.get("/metrics");
        assert_eq!(status, 200, "{text}");
        Figures::parse(&text)
    }
}

/// The samples of `/metrics`, by name and labels.
#[derive(Debug)]
pub(in crate::discord) struct Figures {
    values: BTreeMap<String, f64>,
    counters: Vec<String>,
}

impl Figures {
    /// Reads the text and checks its form: names, `HELP` and `TYPE` before every sample, finite values, an end.
    fn parse(text: &str) -> Self {
        let (mut values, mut counters, mut family) =
            (BTreeMap::new(), Vec::new(), (String::new(), String::new()));
        assert!(text.ends_with("# EOF\n"), "no end: {text}");
        for line in text.lines().filter(|line| *line != "# EOF") {
            if let Some(help) = line.strip_prefix("# HELP ") {
                let (name, words) = help.split_once(' ').expect("a help has words");
                assert!(words.len() > 5 && words.ends_with('.'), "{line}");
                family = (name.to_owned(), String::new());
            } else if let Some(kind) = line.strip_prefix("# TYPE ") {
                let (name, kind) = kind.split_once(' ').expect("a type");
                assert_eq!(name, family.0, "{line}");
                family.1 = kind.to_owned();
            } else if let Some(unit) = line.strip_prefix("# UNIT ") {
                let (name, unit) = unit.split_once(' ').expect("a unit");
                assert!(name.ends_with(unit), "{line}");
            } else {
                let (sample, value) = line.rsplit_once(' ').expect("a value");
                let name = sample.split('{').next().unwrap_or_default();
                let plain = |ch: char| ch.is_ascii_lowercase() || ch.is_ascii_digit() || ch == '_';
                assert!(name.chars().all(plain) && name.starts_with(&family.0), "{line} in {family:?}");
                assert!(name.starts_with("cloudmedic_") || name.starts_with("process_"), "{line}");
                assert!(!family.1.is_empty(), "{line} has no type");
                let value: f64 = value.parse().expect("a number");
                assert!(value.is_finite() && value >= 0.0, "{line}");
                // Ids of Discord are no labels: there is no end of them.
                assert!(!sample.contains("11700000"), "{line}");
                if family.1 == "counter" || name.ends_with("_count") || name.ends_with("_bucket") {
                    counters.push(sample.to_owned());
                }
                assert!(values.insert(sample.to_owned(), value).is_none(), "{line} is there twice");
            }
        }
        Self { values, counters }
    }

    /// A sample that is there.
    pub(in crate::discord) fn of(&self, sample: &str) -> f64 {
        *self.values.get(sample).unwrap_or_else(|| panic!("{sample} is not among {:#?}", self.values))
    }

    /// No counter has gone back.
    pub(super) fn follows(&self, before: &Self) {
        for counter in &before.counters {
            assert!(self.of(counter) >= before.of(counter), "{counter} went back");
        }
    }
}
