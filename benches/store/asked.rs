//! Questions to a store of very many cases, and how long the answers take.

use std::time::{Duration, Instant};

use cloudmedic::stats::{self, Question, Span};
use cloudmedic::store::{Filter, OnDisk, Store};
use cloudmedic::triage::{CaseNumber, PersonId};

use super::talks::{FROM, SERVER};

/// How many cases are asked for, one after the other.
const ASKED: usize = 2000;

/// How long most answers take, and nearly all.
pub(crate) struct Took {
    pub(crate) median: Duration,
    pub(crate) most: Duration,
}

impl Took {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
        Self { median: at(50), most: at(99) }
    }
}

/// Cases by their number, anywhere in the store.
pub(crate) fn by_number(store: &OnDisk, cases: u64) -> Took {
    each(cases, |number| assert!(store.case(SERVER, CaseNumber(number)).unwrap().is_some()))
}

/// Cases by their person.
pub(crate) fn by_person(store: &OnDisk, cases: u64) -> Took {
    each(cases, |number| {
        let person = PersonId(FROM + number);
        assert!(store.latest_case(SERVER, person).unwrap().is_some());
    })
}

fn each(cases: u64, ask: impl Fn(u64)) -> Took {
    let mut random = fastrand::Rng::with_seed(cases);
    Took::of((0..ASKED).map(|_| timed(|| ask(random.u64(1..=cases)))).collect())
}

/// The first page of open cases.
pub(crate) fn open_ones(store: &OnDisk) -> Duration {
    let filter = Filter { open: true, server: Some(SERVER), newest_first: true, ..Filter::default() };
    timed(|| assert_eq!(store.cases(&filter).take(20).count(), 20))
}

/// `stats overview` about all days.
pub(crate) fn overview(store: &OnDisk) -> Duration {
    question(store, Question::Overview)
}

/// The question that takes longest.
pub(crate) fn slowest(store: &OnDisk) -> (Question, Duration) {
    let all = Question::ALL.map(|asked| (asked, question(store, asked)));
    all.into_iter().max_by_key(|(_, took)| *took).unwrap()
}

fn question(store: &OnDisk, asked: Question) -> Duration {
    let times = (0..5).map(|_| timed(|| drop(stats::report(store, asked, Some(SERVER), Span::ALL).unwrap())));
    Took::of(times.collect()).median
}

pub(crate) fn timed(run: impl FnOnce()) -> Duration {
    let began = Instant::now();
    run();
    began.elapsed()
}
