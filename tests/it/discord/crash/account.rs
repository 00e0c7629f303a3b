//! What everybody got, by what can be seen in the server: answers to every message, and what was sent twice.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::crowd::Crowd;
use super::member::{Member, answers};
use crate::support::sim::{Id, Simulator, World, ids};

/// What nobody may find in the log.
const NEVER: [&str; 4] = ["work is dropped", "an event is lost", "panicked", "cannot be kept"];

/// Everything that is wrong, and how much was looked at.
#[derive(Default)]
pub(super) struct Account {
    wrong: Vec<String>,
    messages: usize,
    answers: usize,
    presses: usize,
}

impl Account {
    /// Looks at everything that everybody said.
    pub(super) fn of(sim: &Simulator, crowd: &Crowd) -> Self {
        let mut account = Self::default();
        sim.with_world(|world| {
            for member in crowd.all() {
                account.look(world, member);
            }
            account.doubled(world);
        });
        account
    }

    /// Something is wrong for somebody.
    pub(super) fn complain(&mut self, member: &Member, what: &str) {
        let mut told = format!("{} {what}\n", member.id);
        for line in &member.story {
            let _written = writeln!(told, "    {line}");
        }
        let _written = writeln!(told, "    now: {:?}", member.state);
        self.wrong.push(told);
    }

    /// Something is wrong that is nobody's.
    pub(super) fn note(&mut self, what: String) {
        self.wrong.push(what);
    }

    /// Looks through the log for what must never be there.
    pub(super) fn hear(&mut self, log: &str) {
        let never = |line: &&str| NEVER.iter().any(|one| line.contains(one));
        self.wrong.extend(log.lines().filter(never).map(|line| format!("the log says: {line}")));
    }

    pub(super) fn figures(&self) -> String {
        format!("{} messages, {} answers, {} presses", self.messages, self.answers, self.presses)
    }

    /// Fails with everything that is wrong.
    pub(super) fn settle(self, sim: &Simulator, seed: usize) {
        let mut violations = sim.violations();
        // Among faults these have reasons: an answer that failed was still to come, and serenity's own requests do not
        // know what ours were told.
        violations.retain(|one| !one.contains("has no answer yet") && !one.contains("before Retry-After"));
        let right = self.wrong.is_empty() && violations.is_empty();
        let wrong = self.wrong.iter().take(12).map(String::as_str).collect::<Vec<_>>().join("\n");
        assert!(
            right,
            "CLOUDMEDIC_SEED={seed}: {} things are wrong, the first of them:\n{wrong}\nviolations: {violations:#?}",
            self.wrong.len(),
        );
    }

    fn look(&mut self, world: &World, member: &Member) {
        self.messages += member.chatter.len() + member.said.len() + usize::from(member.first.is_some());
        self.presses += member.presses.len();
        if !member.is_gone() {
            let last = member.newest(world).map(|last| (last.text(), last.live_buttons()));
            self.complain(member, &format!("still waits for something; the bot said last {last:?}"));
        }
        for message in member.first.iter().chain(&member.said) {
            let found = answers(world, *message).count();
            self.answers += found;
            if found != 1 {
                self.complain(member, &format!("got {found} answers to {message}"));
            }
        }
        for message in &member.chatter {
            if answers(world, *message).next().is_some() || world.channels.contains_key(message) {
                self.complain(member, &format!("was answered to {message}, which deserved nothing"));
            }
        }
        let cards = member.cards(world).count();
        if cards > 1 {
            self.complain(member, &format!("has {cards} cards"));
        }
        let greeted = member.first.map_or(0, |thread| greetings(world, thread, member.id));
        if greeted > 1 {
            self.complain(member, &format!("was called into the thread {greeted} times"));
        }
    }

    /// Every piece of work has a sign of its own: two messages with the same one are one that was sent twice.
    fn doubled(&mut self, world: &World) {
        let mut signs: HashMap<String, Id> = HashMap::new();
        for message in world.messages.values().filter(|one| one.author == ids::BOT) {
            let Some(nonce) = &message.nonce else { continue };
            if let Some(before) = signs.insert(nonce.to_string(), message.id) {
                let text = message.text();
                self.note(format!(
                    "{before} was sent again as {} in {}: {text:?}",
                    message.id, message.channel
                ));
            }
        }
    }
}

fn greetings(world: &World, thread: Id, member: Id) -> usize {
    let there = world.messages.range(thread..).map(|(_, one)| one).filter(|one| one.channel == thread);
    there.filter(|one| one.author == ids::BOT && one.pinged(member)).count()
}
