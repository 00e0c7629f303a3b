//! Members write, so many a second or as fast as the bot takes it, and what that costs the bot.

use std::time::{Duration, Instant};

use super::scene::{MEMBERS, Size};
use super::support::process::Machine;
use super::support::sim::Id;
use super::support::usage;
use super::words::Words;

/// How long answers may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long nothing must happen for everything to be over, in milliseconds.
const QUIET_MS: u64 = 400;
/// Of small talk and complaints together one in so many is a complaint.
const SHARE: usize = 5;
/// So many complaints are on their way at once when it goes as fast as the bot takes it; of them and small talk so many
/// messages.
const AT_ONCE: usize = 64;
/// Messages before anything is measured.
const WARM: usize = 200;

/// How fast they write.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// So many messages a second, whatever becomes of them.
    Rate(u32),
    /// A new one whenever an older one was answered.
    Full,
}

/// What is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Load {
    pub(crate) pace: Pace,
    /// Four of five messages are small talk.
    pub(crate) mixed: bool,
    pub(crate) messages: usize,
}

/// What it cost.
pub(crate) struct Took {
    pub(crate) messages: usize,
    pub(crate) elapsed: Duration,
    pub(crate) processor: Duration,
    /// From the frame to the first request, of each complaint.
    pub(crate) waits: Vec<Duration>,
    /// Before the first message, and at the end.
    pub(crate) resident_kib: (u64, u64),
}

/// Members at work.
struct Crowd<'a> {
    machine: &'a Machine,
    size: Size,
    words: &'a Words,
    load: Load,
    complaints: Vec<Id>,
    said: usize,
}

/// Has members write to a bot that is running.
pub(crate) fn run(machine: &Machine, size: Size, words: &Words, load: Load) -> Took {
    machine.sim.start_stopwatch();
    let resident = || usage::status(machine.id(), "VmRSS");
    let at_start = resident();
    let mut crowd = Crowd { machine, size, words, load, complaints: Vec::new(), said: 0 };
    crowd.write(WARM);
    let (warm, used) = (crowd.complaints.len(), usage::processor(machine.id()));
    let begun = Instant::now();
    crowd.write(load.messages);
    // The quiet at the end is not part of it.
    let elapsed = begun.elapsed().saturating_sub(Duration::from_millis(QUIET_MS));
    let processor = usage::processor(machine.id()).saturating_sub(used);
    let took = machine.sim.took();
    assert_eq!(took.len(), crowd.complaints.len(), "something else was answered than complaints");
    let waits = crowd.complaints.iter().skip(warm).map(|complaint| took[complaint]).collect();
    Took { messages: load.messages, elapsed, processor, waits, resident_kib: (at_start, resident()) }
}

impl Crowd<'_> {
    /// So many messages; returns when all that deserve it were answered and the bot has nothing more to do.
    fn write(&mut self, messages: usize) {
        let begun = Instant::now();
        for count in 0..messages {
            self.wait_for_turn(begun, count);
            self.say();
        }
        self.wait_for_answers(self.complaints.len());
        self.machine.sim.quiet(QUIET_MS);
    }

    fn wait_for_turn(&self, begun: Instant, count: usize) {
        match self.load.pace {
            Pace::Rate(a_second) => {
                let due = Duration::from_secs_f64(count as f64 / f64::from(a_second));
                std::thread::sleep(due.saturating_sub(begun.elapsed()));
            }
            Pace::Full => {
                let at_once = if self.load.mixed { AT_ONCE / SHARE } else { AT_ONCE };
                self.wait_for_answers(self.complaints.len().saturating_sub(at_once));
            }
        }
    }

    fn wait_for_answers(&self, complaints: usize) {
        let answered = self.machine.sim.asked_about(complaints, PATIENCE);
        assert!(answered, "complaints were left unanswered; {}", self.machine.sim.seen());
    }

    fn say(&mut self) {
        let (count, size) = (self.said as u64, self.size);
        self.said += 1;
        // Complaints come from the first members, small talk from the last ones.
        let chatting = MEMBERS * (SHARE as u64 - 1) / SHARE as u64;
        if self.load.mixed && !self.said.is_multiple_of(SHARE) {
            let member = MEMBERS - 1 - count % chatting;
            let text = &self.words.small_talk[self.said % self.words.small_talk.len()];
            let channel = size.channel(count, count / size.servers);
            self.machine.sim.post(size.member(member), channel, text);
            return;
        }
        // Everybody once, then everybody once more in the next server.
        let complaint = self.complaints.len() as u64;
        let members = if self.load.mixed { MEMBERS - chatting } else { MEMBERS };
        let (member, time) = (complaint % members, complaint / members);
        let (server, channel) = ((member + time) % size.servers, complaint / size.servers);
        assert!(time < size.servers, "everybody has complained everywhere: a shorter run, please");
        let text = &self.words.complaints[self.complaints.len() % self.words.complaints.len()];
        let said = self.machine.sim.post(size.member(member), size.channel(server, channel), text);
        self.complaints.push(said.id);
    }
}
