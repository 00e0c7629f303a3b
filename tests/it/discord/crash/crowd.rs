//! About twenty members at a time. Whoever is gone makes room for somebody new, so that everybody is told of one thing.

use super::member::Member;
use super::words::Words;
use crate::support::sim::{Id, Simulator, ids};

/// How many are there at a time.
const AT_A_TIME: usize = 20;
/// The first of their ids.
const FIRST: Id = 1_170_000_002_000_000_000;

/// Those who are there, and those who were.
pub(super) struct Crowd {
    here: Vec<Member>,
    gone: Vec<Member>,
    words: Words,
    rng: fastrand::Rng,
}

impl Crowd {
    pub(super) fn of(words: Words, rng: fastrand::Rng) -> Self {
        Self { here: Vec::new(), gone: Vec::new(), words, rng }
    }

    /// One of them does something, or sees whether it is time to.
    pub(super) fn tick(&mut self, sim: &Simulator) {
        while self.here.len() < AT_A_TIME {
            let id = FIRST + self.all().count() as u64;
            sim.with_world(|world| {
                world.add_user(id, &format!("member {id}"), false);
                world.add_member(ids::GUILD, id, &[]);
            });
            self.here.push(Member::new(id, self.rng.usize(0..6)));
        }
        self.one(sim, true);
    }

    /// The same without anybody new, and everybody brings it to an end; whether all have.
    pub(super) fn finish(&mut self, sim: &Simulator) -> bool {
        self.here.iter_mut().for_each(Member::hurry);
        self.one(sim, false);
        self.here.is_empty()
    }

    /// Everybody, those who are gone first.
    pub(super) fn all(&self) -> impl Iterator<Item = &Member> {
        self.gone.iter().chain(&self.here)
    }

    fn one(&mut self, sim: &Simulator, chatty: bool) {
        if self.here.is_empty() {
            return;
        }
        let which = self.rng.usize(..self.here.len());
        let member = &mut self.here[which];
        if chatty && self.rng.u8(..40) == 0 {
            member.chat(sim, &self.words, &mut self.rng);
        }
        member.step(sim, &self.words, &mut self.rng);
        if member.is_gone() {
            self.gone.push(self.here.swap_remove(which));
        }
    }
}
