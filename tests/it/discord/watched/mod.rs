//! The real program as its operator watches it: three paths over HTTP, and a log of JSON lines.

mod figures;
mod log;
mod readiness;
#[cfg(unix)]
mod reload;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;

use super::process::Machine;
use crate::support::sim::World;

const FULL: &str = "my backup wont work it says not enough icloud storage";

/// A running program, where it answers, and what it has logged so far.
struct Watched {
    machine: Machine,
    at: String,
    log: Arc<Mutex<Vec<String>>>,
}

impl Watched {
    /// A server that is set up, with the program running.
    fn start(world: World, more: &[&str]) -> Self {
        let mut machine = Machine::off(world);
        machine.set_up();
        let arguments = ["--log", "json,cloudmedic=debug", "serve", "--health", "0"];
        let (out, errors) = machine.on_heard(&[&arguments[..], more].concat());
        let log = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&log);
        std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                kept.lock().unwrap().push(line);
            }
        });
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            // Read to the end, so that the program never waits for its reader.
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let at =
                    line.split("http://").nth(1).and_then(|rest| rest.split(':').nth(1).map(str::to_owned));
                at.into_iter().for_each(|port| drop(tell.send(port)));
            }
        });
        let port = told.recv_timeout(Duration::from_secs(60)).expect("the program says where it answers");
        Self { machine, at: format!("127.0.0.1:{}", port.trim()), log }
    }

    /// Status and body of an answer.
    fn get(&self, path: &str) -> (u16, String) {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: here\r\n\r\n"))
    }

    /// Sends these bytes and reads everything that comes back.
    fn ask(&self, request: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.at).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        (status, body.to_owned())
    }

    /// Waits until an answer is so.
    fn wait_for_answer(&self, path: &str, status: u16, words: &str) -> String {
        let what = format!("{status} and {words:?} from {path}");
        self.machine.sim.wait_for(&what, |_| {
            let (got, body) = self.get(path);
            (got == status && body.contains(words)).then_some(body)
        })
    }

    /// All figures, checked for their form.
    fn figures(&self) -> Figures {
        let (status, text) = self.get("/metrics");
        assert_eq!(status, 200, "{text}");
        Figures::parse(&text)
    }

    /// Waits until the figures are so.
    fn wait_for_figures(&self, what: &str, so: impl Fn(&Figures) -> bool) -> Figures {
        self.machine.sim.wait_for(what, |_| Some(self.figures()).filter(&so))
    }

    /// The lines of the log so far; every one is JSON.
    fn log(&self) -> Vec<Value> {
        let lines = self.log.lock().unwrap().clone();
        let parse = |line: &String| {
            serde_json::from_str(line).unwrap_or_else(|error| panic!("no JSON ({error}): {line}"))
        };
        lines.iter().map(parse).collect()
    }

    /// Waits for a line of the log.
    fn wait_for_line(&self, what: &str, so: impl Fn(&Value) -> bool) -> Value {
        self.machine.sim.wait_for(what, |_| self.log().into_iter().find(&so))
    }
}

/// The samples of `/metrics`, by name and labels.
#[derive(Debug)]
struct Figures {
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

    fn of(&self, sample: &str) -> f64 {
        *self.values.get(sample).unwrap_or_else(|| panic!("{sample} is not among {:#?}", self.values))
    }

    /// No counter has gone back.
    fn follows(&self, before: &Self) {
        for counter in &before.counters {
            assert!(self.of(counter) >= before.of(counter), "{counter} went back");
        }
    }
}
