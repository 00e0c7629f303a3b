//! How much of one person, and of one server, is taken in. What is beyond costs nothing but this look. Pure.
//!
//! | what | at once | every second after that | why |
//! | --- | --- | --- | --- |
//! | messages and edits of a person | 60 | 1 | a worried person sends five lines in ten seconds, or pastes a log line by line |
//! | presses, commands and forms of a person | 40 | 1 | twenty presses lead through a whole case |
//! | letters typed into an option of a command | 90 | 6 | Discord asks a few times a second |
//! | messages and edits of a server | 1000 | 250 | more than the busiest server writes, less than the disk takes |
//! | presses, commands and letters of a server | 1000 | 200 | each is owed a request |
//!
//! A direct message counts as [`DIRECT`]: every server may be asked whether it has this person. What a person has too
//! much is not counted against their server, so that one alone cannot use it up for the others.

mod meter;
mod turned_away;

use std::collections::HashMap;
use std::num::NonZeroU32;

use jiff::{SignedDuration, Timestamp};

use crate::triage::{PersonId, ServerId};
use meter::{Allowance, Meter};
pub(super) use turned_away::Waiting;

/// What a direct message counts as.
pub(super) const DIRECT: NonZeroU32 = number(3);
/// What anything else counts as.
pub(super) const ONE: NonZeroU32 = NonZeroU32::MIN;
/// A flood is over when nothing was too much for so long.
const CALM: SignedDuration = SignedDuration::from_mins(10);
/// How often what is over is forgotten.
const SWEEP: SignedDuration = SignedDuration::from_secs(30);
/// More floods than this at once are told to nobody: then it is the server's.
const MOST: usize = 4096;

const WORDS: Allowance = Allowance { at_once: number(60), a_second: number(1) };
const PRESSES: Allowance = Allowance { at_once: number(40), a_second: number(1) };
const LETTERS: Allowance = Allowance { at_once: number(90), a_second: number(6) };
const SERVER_WORDS: Allowance = Allowance { at_once: number(1000), a_second: number(250) };
const SERVER_PRESSES: Allowance = Allowance { at_once: number(1000), a_second: number(200) };

const fn number(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// Writes or edits a message, which counts as so much.
    Words(NonZeroU32),
    /// Presses, chooses, sends a form or a command.
    Press,
    /// Types into an option of a command.
    Letter,
}

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Who {
    pub(super) person: PersonId,
    /// `None` in direct messages, which share what a server has.
    pub(super) server: Option<ServerId>,
}

/// Whether it is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ruling {
    /// It is.
    Fine,
    /// It is too much of this person. `first`: in this flood.
    Person { first: bool },
    /// It is too much of this server. `first`: in this flood.
    Server { first: bool },
}

/// What everybody has used.
#[derive(Debug)]
pub(super) struct Floods {
    words: Meter<PersonId>,
    presses: Meter<PersonId>,
    letters: Meter<PersonId>,
    server_words: Meter<Option<ServerId>>,
    server_presses: Meter<Option<ServerId>>,
    /// When something was last too much of whom.
    persons: HashMap<PersonId, Timestamp>,
    servers: HashMap<Option<ServerId>, Timestamp>,
    swept: Timestamp,
}

impl Floods {
    /// Nobody has used anything.
    pub(super) fn new(at: Timestamp) -> Self {
        Self {
            words: Meter::new(WORDS, at),
            presses: Meter::new(PRESSES, at),
            letters: Meter::new(LETTERS, at),
            server_words: Meter::new(SERVER_WORDS, at),
            server_presses: Meter::new(SERVER_PRESSES, at),
            persons: HashMap::new(),
            servers: HashMap::new(),
            swept: at,
        }
    }

    /// Counts something, and says whether it is taken in.
    pub(super) fn rule(&mut self, who: Who, what: What, at: Timestamp) -> Ruling {
        self.sweep(at);
        let (own, servers, amount) = match what {
            What::Words(amount) => (&mut self.words, &mut self.server_words, amount),
            What::Press => (&mut self.presses, &mut self.server_presses, ONE),
            What::Letter => (&mut self.letters, &mut self.server_presses, ONE),
        };
        if !own.take(&who.person, amount, at) {
            return Ruling::Person { first: is_first(&mut self.persons, who.person, at) };
        }
        if !servers.take(&who.server, amount, at) {
            return Ruling::Server { first: is_first(&mut self.servers, who.server, at) };
        }
        Ruling::Fine
    }

    /// Forgets whoever has everything again, and floods that are over: nothing grows by the number of persons.
    pub(super) fn sweep(&mut self, at: Timestamp) {
        let since = at.duration_since(self.swept);
        if since >= SignedDuration::ZERO && since < SWEEP {
            return;
        }
        self.swept = at;
        for meter in [&mut self.words, &mut self.presses, &mut self.letters] {
            meter.sweep(at);
        }
        for meter in [&mut self.server_words, &mut self.server_presses] {
            meter.sweep(at);
        }
        let lasts = |last: &Timestamp| at.duration_since(*last) < CALM;
        self.persons.retain(|_, last| lasts(last));
        self.servers.retain(|_, last| lasts(last));
    }
}

/// Whether no flood of this one lasts.
fn is_first<K: std::hash::Hash + Eq>(lasting: &mut HashMap<K, Timestamp>, key: K, at: Timestamp) -> bool {
    if let Some(last) = lasting.get_mut(&key) {
        let calm = at.duration_since(*last) >= CALM;
        *last = at;
        return calm;
    }
    if lasting.len() >= MOST {
        return false;
    }
    lasting.insert(key, at);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: PersonId = PersonId(1);
    const BEN: PersonId = PersonId(2);
    const HERE: Option<ServerId> = Some(ServerId(9));

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(1_790_000_000_000 + ms).unwrap()
    }

    fn of(person: PersonId) -> Who {
        Who { person, server: HERE }
    }

    /// How many of so many messages, one after the other with so many milliseconds between, are taken in.
    fn taken(floods: &mut Floods, who: Who, count: i64, apart_ms: i64, from: i64) -> usize {
        let all = (0..count).map(|one| floods.rule(who, What::Words(ONE), at(from + one * apart_ms)));
        all.filter(|ruling| *ruling == Ruling::Fine).count()
    }

    #[test]
    fn people_in_a_hurry_are_never_too_much() {
        let mut floods = Floods::new(at(0));
        assert_eq!(taken(&mut floods, of(ANNA), 50, 0, 0), 50, "a log pasted line by line");
        let mut floods = Floods::new(at(0));
        assert_eq!(
            taken(&mut floods, of(ANNA), 600, 2000, 0),
            600,
            "twenty minutes of five lines in ten seconds"
        );
        let mut floods = Floods::new(at(0));
        let pressed = (0..30).all(|one| floods.rule(of(BEN), What::Press, at(one * 300)) == Ruling::Fine);
        assert!(pressed, "thirty presses in nine seconds");
        let direct = (0..20).all(|one| floods.rule(of(ANNA), What::Words(DIRECT), at(one)) == Ruling::Fine);
        assert!(direct, "twenty direct messages in a row");
    }

    #[test]
    fn of_a_flood_so_much_is_taken_in_as_is_allowed_and_it_is_told_once() {
        let mut floods = Floods::new(at(0));
        let rulings: Vec<Ruling> =
            (0..10_000).map(|one| floods.rule(of(ANNA), What::Words(ONE), at(one))).collect();
        assert_eq!(rulings.iter().filter(|one| **one == Ruling::Fine).count(), 60 + 9);
        assert_eq!(rulings.iter().filter(|one| **one == Ruling::Person { first: true }).count(), 1);
        assert_eq!(
            floods.rule(of(BEN), What::Words(ONE), at(10_000)),
            Ruling::Fine,
            "others are not touched"
        );
        assert_eq!(
            floods.rule(of(ANNA), What::Words(ONE), at(75_000)),
            Ruling::Fine,
            "after a minute it goes on"
        );
    }

    #[test]
    fn a_flood_after_a_calm_is_told_of_again() {
        let mut floods = Floods::new(at(0));
        let firsts = |floods: &mut Floods, from: i64| {
            let all = (0..200).map(|_| floods.rule(of(ANNA), What::Words(ONE), at(from)));
            all.filter(|one| *one == Ruling::Person { first: true }).count()
        };
        assert_eq!(firsts(&mut floods, 0), 1);
        assert_eq!(firsts(&mut floods, 60_000), 0, "it goes on");
        assert_eq!(firsts(&mut floods, 2_000_000), 1);
    }

    #[test]
    fn one_person_cannot_use_up_what_a_server_has_and_many_can() {
        let mut floods = Floods::new(at(0));
        assert_eq!(taken(&mut floods, of(ANNA), 100_000, 0, 0), 60);
        assert_eq!(floods.rule(of(BEN), What::Words(ONE), at(0)), Ruling::Fine);
        let many = (100..5000).map(|person| floods.rule(of(PersonId(person)), What::Words(ONE), at(0)));
        let many: Vec<Ruling> = many.collect();
        assert_eq!(many.iter().filter(|one| **one == Ruling::Fine).count(), 1000 - 61);
        assert_eq!(many.iter().filter(|one| **one == Ruling::Server { first: true }).count(), 1);
        let elsewhere = Who { person: BEN, server: Some(ServerId(10)) };
        assert_eq!(floods.rule(elsewhere, What::Words(ONE), at(0)), Ruling::Fine);
    }

    #[test]
    fn nothing_is_kept_of_those_who_have_been_calm() {
        let mut floods = Floods::new(at(0));
        for person in 0..20_000 {
            floods.rule(of(PersonId(person)), What::Words(ONE), at(0));
            floods.rule(of(PersonId(person)), What::Press, at(0));
        }
        taken(&mut floods, of(ANNA), 500, 0, 0);
        assert!(floods.words.known() >= 20_000 && !floods.persons.is_empty());
        floods.sweep(at(3_600_000));
        let left =
            floods.words.known() + floods.presses.known() + floods.persons.len() + floods.servers.len();
        assert_eq!(left, 0);
    }

    #[test]
    fn floods_of_more_people_than_are_kept_are_told_to_nobody() {
        let mut lasting = HashMap::new();
        let told = (0..2 * MOST as u64).filter(|person| is_first(&mut lasting, *person, at(0))).count();
        assert_eq!((told, lasting.len()), (MOST, MOST));
    }

    #[test]
    fn a_clock_that_is_set_back_locks_nobody_out() {
        let mut floods = Floods::new(at(0));
        assert_eq!(taken(&mut floods, of(ANNA), 30, 0, 0), 30);
        assert_eq!(taken(&mut floods, of(ANNA), 100, 1000, -86_400_000), 100);
    }
}
