//! Steady talk: so many messages a second, four of five of them small talk; the others open cases, answer, and end them,
//! so that the number of open cases stays about the same. What is over is forgotten by the simulator, and its threads go.

use std::collections::HashMap;
use std::time::Duration;

use crate::support::sim::{Id, Message, Simulator, ids};

/// Small talk.
const CHATTER: [&str; 6] = [
    "good morning everyone",
    "did anybody see the game last night",
    "lol same here",
    "my cat sat on the keyboard again",
    "who is up for a round later",
    "new wallpaper looks great on the ipad",
];
/// Failing backups.
const FAILURES: [&str; 5] = [
    "my backup wont work it says not enough icloud storage",
    "icloud backup keeps failing, the last backup could not be completed",
    "backup stuck on estimating time remaining for hours, wifi is awful here",
    "it says connect to wifi to back up but i am connected. backup fails every night",
    "my iphone has not backed up to icloud in 3 weeks",
];
/// One of so many messages is about a case.
const SHARE: usize = 5;
/// The most cases that are open at a time.
const OPEN: usize = 120;
/// How often what is over is forgotten.
const FORGET: Duration = Duration::from_secs(5);
/// The first member's id.
const FIRST: Id = 1_170_000_003_000_000_000;

/// What a member waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    /// The answer to the first message.
    Answer,
    /// The next step in the thread, after a press.
    Step,
    /// An answer to a word in the thread.
    Word(Id),
    /// The last word of the bot.
    Last,
    /// It is their turn.
    Turn(Turn),
}

/// What a member does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Press(Id),
    Write,
    End(Id),
}

/// A case that is open.
struct Open {
    member: Id,
    wait: Wait,
    since: Duration,
}

/// All of the talk.
pub(super) struct Talk {
    channels: Vec<Id>,
    rate: usize,
    rng: fastrand::Rng,
    open: HashMap<Id, Open>,
    /// Messages of the bot up to here were seen.
    seen: Id,
    members: u64,
    said: usize,
    about_cases: usize,
    answered: usize,
    ended: usize,
    twice: usize,
    slowest: Duration,
    forgotten: Duration,
}

impl Talk {
    pub(super) fn new(sim: &Simulator, channels: Vec<Id>, rate: usize) -> Self {
        for at in 0..50 {
            join(sim, FIRST - 100 + at);
        }
        Self {
            channels,
            rate,
            rng: fastrand::Rng::with_seed(7),
            open: HashMap::new(),
            seen: 0,
            members: 0,
            said: 0,
            about_cases: 0,
            answered: 0,
            ended: 0,
            twice: 0,
            slowest: Duration::ZERO,
            forgotten: Duration::ZERO,
        }
    }

    /// Hears what was answered, and says what is due by now.
    pub(super) fn go_on(&mut self, sim: &Simulator, now: Duration) {
        self.hear(sim, now);
        let due = usize::try_from(now.as_millis()).unwrap_or(0) * self.rate / 1000;
        if self.said >= due {
            return sim.wait_for_a_move(Duration::from_millis(2));
        }
        self.said += 1;
        if self.said.is_multiple_of(SHARE) && self.about_a_case(sim, now) {
            self.about_cases += 1;
        } else {
            let (who, channel) =
                (FIRST - 100 + self.rng.u64(..50), self.channels[self.rng.usize(..self.channels.len())]);
            sim.post(who, channel, CHATTER[self.rng.usize(..CHATTER.len())]);
        }
        if now >= self.forgotten + FORGET {
            self.forgotten = now;
            let oldest = self.open.keys().copied().min().unwrap_or(self.seen);
            sim.forget_before(oldest.min(self.seen));
        }
    }

    /// The rest of what is under way; whether everybody has been answered.
    pub(super) fn is_over(&mut self, sim: &Simulator) -> bool {
        self.hear(sim, Duration::ZERO);
        !self.open.values().any(|one| !matches!(one.wait, Wait::Turn(_)))
    }

    /// What was said and answered so far.
    pub(super) fn told(&self) -> (usize, usize, usize) {
        (self.said, self.answered, self.open.len())
    }

    pub(super) fn figures(&self) -> String {
        format!(
            "{} messages, {} of them about cases, {} answers, {} cases opened, {} ended, slowest answer {:.1} s",
            self.said,
            self.about_cases,
            self.answered,
            self.members,
            self.ended,
            self.slowest.as_secs_f64()
        )
    }

    /// Everybody was answered, once.
    pub(super) fn check(&self) {
        let waiting = self.open.iter().filter(|(_, one)| !matches!(one.wait, Wait::Turn(_)));
        let waiting: Vec<String> = waiting
            .map(|(first, one)| format!("{} waits for {:?} under {first}", one.member, one.wait))
            .collect();
        assert!(
            waiting.is_empty(),
            "{} members were left waiting: {:#?}",
            waiting.len(),
            &waiting[..waiting.len().min(5)]
        );
        assert_eq!(self.twice, 0, "some were answered twice");
        assert!(self.ended > 0, "no case came to its end");
    }

    fn about_a_case(&mut self, sim: &Simulator, now: Duration) -> bool {
        let ready = self.open.iter().find_map(|(first, one)| match one.wait {
            Wait::Turn(Turn::Write) => Some((*first, one.member)),
            Wait::Turn(Turn::Press(_) | Turn::End(_))
            | Wait::Answer
            | Wait::Step
            | Wait::Word(_)
            | Wait::Last => None,
        });
        if let Some((first, member)) = ready {
            let said = sim.post(member, first, "no that didnt help");
            self.wait(first, Wait::Word(said.id), now);
            return true;
        }
        if self.open.len() >= OPEN {
            return false;
        }
        let member = FIRST + self.members;
        self.members += 1;
        join(sim, member);
        let channel = self.channels[self.rng.usize(..self.channels.len())];
        let said = sim.post(member, channel, FAILURES[self.rng.usize(..FAILURES.len())]);
        self.open.insert(said.id, Open { member, wait: Wait::Answer, since: now });
        true
    }

    fn wait(&mut self, first: Id, wait: Wait, now: Duration) {
        if let Some(open) = self.open.get_mut(&first) {
            (open.wait, open.since) = (wait, now);
        }
    }

    fn hear(&mut self, sim: &Simulator, now: Duration) {
        let new: Vec<Message> = sim.with_world(|world| {
            let later = world.messages.range(self.seen + 1..).map(|(_, message)| message);
            later.filter(|one| one.author == ids::BOT && !one.system() && !one.ephemeral()).cloned().collect()
        });
        for message in new {
            self.seen = self.seen.max(message.id);
            self.heard(sim, &message, now);
        }
        let pressing: Vec<(Id, Id, Turn)> = self
            .open
            .iter()
            .filter_map(|(first, one)| match one.wait {
                Wait::Turn(turn @ (Turn::Press(_) | Turn::End(_))) => Some((*first, one.member, turn)),
                Wait::Turn(Turn::Write) | Wait::Answer | Wait::Step | Wait::Word(_) | Wait::Last => None,
            })
            .collect();
        for (first, member, turn) in pressing {
            match turn {
                Turn::Press(message) if sim.try_press(member, message, "Didn't help").is_ok() => {
                    self.wait(first, Wait::Step, now);
                }
                Turn::End(message) if sim.try_press(member, message, "Fixed it").is_ok() => {
                    self.wait(first, Wait::Last, now);
                }
                // Its message is gone.
                Turn::Press(_) | Turn::End(_) | Turn::Write => drop(self.open.remove(&first)),
            }
        }
    }

    fn heard(&mut self, sim: &Simulator, message: &Message, now: Duration) {
        let first = match message.reference {
            Some(answered) if self.open.contains_key(&answered) => answered,
            _ => message.channel,
        };
        let Some(open) = self.open.get_mut(&first) else { return };
        let next = match (open.wait, message.reference) {
            (Wait::Answer, Some(_)) => Wait::Turn(Turn::Press(message.id)),
            (Wait::Step, None) => Wait::Turn(Turn::Write),
            (Wait::Word(said), Some(answered)) if said == answered => Wait::Turn(Turn::End(message.id)),
            (Wait::Last, None) => {
                self.open.remove(&first);
                self.ended += 1;
                self.answered += 1;
                return sim.delete_channel(first);
            }
            _ => {
                self.twice += 1;
                return;
            }
        };
        self.answered += 1;
        self.slowest = self.slowest.max(now.saturating_sub(open.since));
        open.wait = next;
    }
}

fn join(sim: &Simulator, member: Id) {
    sim.with_world(|world| {
        world.add_user(member, &format!("member {member}"), false);
        world.add_member(ids::GUILD, member, &[]);
    });
}
