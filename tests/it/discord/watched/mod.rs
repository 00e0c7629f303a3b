//! The real program as its operator watches it: three paths over HTTP, and a log of JSON lines.

pub(super) mod door;
mod figures;
mod log;
mod readiness;
#[cfg(unix)]
mod reload;

use std::io::{BufRead, BufReader};
use std::sync::{Arc, Mutex};

use serde_json::Value;

use self::door::{Door, Figures};
use super::process::Machine;
use crate::support::sim::World;

const FULL: &str = "my backup wont work it says not enough icloud storage";

/// A running program, where it answers, and what it has logged so far.
struct Watched {
    machine: Machine,
    door: Door,
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
        Self { machine, door: Door::of(out), log }
    }

    /// Status and body of an answer.
    fn get(&self, path: &str) -> (u16, String) {
        self.door.get(path)
    }

    /// Sends these bytes and reads everything that comes back.
    fn ask(&self, request: &str) -> (u16, String) {
        self.door.ask(request)
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
        self.door.figures()
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
