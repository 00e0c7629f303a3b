//! The lives of the process: it is started, lives among people and troubles, and is killed: mostly at the n-th request of
//! some kind, before it is carried out or after, else at the n-th event or when its time is up.

use std::fs::File;
use std::io::Read as _;
use std::time::{Duration, Instant};

use super::crowd::Crowd;
use super::troubles;
use crate::discord::process::Machine;
use crate::discord::watched::door::Door;
use crate::support::sim::{Point, ids};

/// How long a life is at most once the bot is there.
const LIFE: Duration = Duration::from_millis(4_000);
/// How long one is at most, with its start.
const START: Duration = Duration::from_secs(20);
/// How long one is in which the process may find its way back from a lost session: a new one takes five seconds.
const LONG_LIFE: Duration = Duration::from_millis(9_000);
/// How long nothing may happen before somebody does the next thing.
const PACE: Duration = Duration::from_millis(4);
/// How long everything may take in the end: work that was refused often is tried again after minutes.
const PEACE: Duration = Duration::from_secs(100);

/// How often the bot is asked whether it has anything left to do.
const LOOK: Duration = Duration::from_millis(200);

/// The machine, and what its lives are made of.
pub(super) struct Lives {
    machine: Machine,
    rng: fastrand::Rng,
    log: tempfile::NamedTempFile,
}

impl Lives {
    pub(super) fn of(mut machine: Machine, rng: fastrand::Rng) -> Self {
        // What was written before the bot was ever there is none of its business.
        machine.on();
        let hello =
            machine.sim.post(ids::ANNA, ids::HELP, "my backup wont work it says not enough icloud storage");
        machine.sim.wait_for_bot_message(ids::HELP, |reply| reply.reference == Some(hello.id));
        machine.kill();
        Self { machine, rng, log: tempfile::NamedTempFile::new().unwrap() }
    }

    /// One life, and what people write until the next one. Some end before the bot is even there.
    pub(super) fn live_and_die(&mut self, crowd: &mut Crowd) {
        let long = self.rng.u8(..12) == 0;
        let (started, identified) = (Instant::now(), self.machine.sim.identified());
        let mut there = None;
        self.begin();
        if self.rng.u8(..4) == 0 {
            there = Some(started);
            self.lay_a_trap();
        }
        let limit = if long { LONG_LIFE } else { LIFE };
        while started.elapsed() < START && there.is_none_or(|there| there.elapsed() < limit) {
            if there.is_none() && self.machine.sim.identified() > identified {
                there = Some(Instant::now());
                self.lay_a_trap();
            }
            if there.is_some() && !long && self.machine.sim.is_sprung() {
                break;
            }
            crowd.tick(&self.machine.sim);
            troubles::tick(&self.machine.sim, &mut self.rng, long);
            self.machine.sim.wait_for_a_move(PACE);
            if self.machine.has_ended() {
                // A fault right at the start ends it with a sentence, and whoever watches over it starts it again.
                self.machine.ended();
                self.machine.sim.forget_waits();
                self.begin();
            }
        }
        self.machine.kill();
        self.machine.sim.acknowledge_heartbeats(true);
        self.machine.sim.forget_waits();
        if self.rng.u8(..3) == 0 {
            self.machine.sim.forget_nonces();
        }
        for _ in 0..self.rng.usize(..15) {
            crowd.tick(&self.machine.sim);
        }
    }

    /// Nothing goes wrong any more, everybody comes to an end, and the bot has nothing left to do.
    pub(super) fn live_in_peace(&mut self, crowd: &mut Crowd) {
        self.machine.sim.no_more_faults();
        let log = self.log_file();
        let door = Door::of(self.machine.begin_watched(log));
        let begun = Instant::now();
        while !crowd.finish(&self.machine.sim) && begun.elapsed() < PEACE {
            self.machine.sim.wait_for_a_move(PACE);
        }
        self.machine.sim.quiet(1_000);
        // What was refused before waits for its next attempt.
        while door.figures().of("cloudmedic_work_due") > 0.0 && begun.elapsed() < PEACE {
            self.machine.sim.wait_for_a_move(LOOK);
        }
    }

    /// Stops the process as an operator does; gives the machine and the log of all lives.
    pub(super) fn end(mut self) -> (Machine, String) {
        self.machine.signal("-TERM");
        assert_eq!(self.machine.ended(), Some(0), "it stops when it is told to");
        let mut log = String::new();
        self.log.reopen().unwrap().read_to_string(&mut log).unwrap();
        (self.machine, log)
    }

    fn begin(&mut self) {
        let log = self.log_file();
        self.machine.begin(log);
    }

    fn log_file(&self) -> File {
        File::options().append(true).open(self.log.path()).unwrap()
    }

    fn lay_a_trap(&mut self) {
        let rng = &mut self.rng;
        let done = rng.bool();
        let request = |method, path| Point::Request { method, path, done };
        let (at, most) = match rng.u8(..10) {
            0 | 1 => (request("POST", "/channels/*/messages"), 8),
            2 => (request("POST", "/channels/*/messages/*/threads"), 4),
            3 => (request("PATCH", "/channels/*/messages/*"), 3),
            4 | 5 => (request("POST", "/interactions/*/*/callback"), 6),
            6 => (request("GET", "/channels/*/messages"), 6),
            7 => (Point::Event, 60),
            _ => (request("*", "/**"), 50),
        };
        let nth = rng.usize(1..=most);
        self.machine.sim.set_trap(at, nth);
    }
}
