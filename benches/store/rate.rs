//! Durable steps per second through the desk, beside sled alone that inserts and flushes records of the same size.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use cloudmedic::desk::{Desk, Handled};
use cloudmedic::store::{OnDisk, Record, Store, line};
use cloudmedic::triage::{Actor, Case, Event, EventKind, PersonId, PlaceId, SourceId, Step};
use jiff::Timestamp;

use super::talks::{self, FROM, SERVER, State};
use super::verdict::verdict;

/// How many people have a case each; as many keys has the other one.
const PEOPLE: u64 = 512;
/// How long one of them is measured at a time, and how often, one after the other in turn.
const TURN: Duration = Duration::from_millis(1200);
const TURNS: usize = 5;
/// How many act at once, and what is asked of the store beside sled alone.
const BUDGETS: [(u64, f64); 3] = [(1, 0.35), (8, 0.4), (64, 0.8)];

/// What stands between the ratios and their budgets.
const LIMIT: &str = "\
sled alone flushes and does not wait for the disk; a step does (fdatasync), since what was shown must outlast a loss of
power. The second ratio is the one between equal promises. A step also writes what finds the case again, its event, its
work and the sums, not one record, and sled writes such a batch in two or three pieces, each of which wakes all of its
threads.";

/// Measures, and prints a row for each number of people at once.
pub(crate) fn table() {
    let states = Arc::new(talks::all(&talks::known(), Timestamp::now()).concat());
    let sizes: Vec<usize> = states.iter().map(|state| size(&state.case)).collect();
    let size = sizes.iter().sum::<usize>() / sizes.len();
    println!(
        "durable steps a second; a case is {size} bytes as it is kept, and so is a record of sled alone"
    );
    println!("at once   store   sled alone   ratio  budget  kept   sled and fdatasync   ratio");
    for (at_once, budget) in BUDGETS {
        let (mut ours, mut bare, mut synced) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..TURNS {
            bare.push(alone(at_once, size, false));
            ours.push(kept(at_once, &states));
            synced.push(alone(at_once, size, true));
        }
        let (ours, bare, synced) = (median(ours), median(bare), median(synced));
        println!(
            "{at_once:7} {ours:7.0} {bare:12.0} {:7.2} {budget:7.2}  {:4} {synced:20.0} {:7.2}",
            ours / bare,
            verdict(ours / bare >= budget),
            ours / synced
        );
    }
    println!("{LIMIT}");
}

fn size(case: &Case) -> usize {
    line(&Record::Case(Box::new(case.clone()))).unwrap().len()
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or_default()
}

/// Sled alone: so many threads insert a record and flush.
fn alone(at_once: u64, size: usize, synced: bool) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let db = sled::Config::new().path(folder.path()).flush_every_ms(None).open().unwrap();
    let log = std::fs::File::open(folder.path().join("db")).unwrap();
    per_second(at_once, |person, count| {
        let value = vec![b'a' + (count % 26) as u8; size];
        db.insert(person.to_be_bytes(), value).unwrap();
        db.flush().unwrap();
        if synced {
            log.sync_data().unwrap();
        }
    })
}

/// Runs something in so many threads, each of which goes round its own share of people, until the turn is over.
fn per_second(at_once: u64, run: impl Fn(u64, u64) + Sync) -> f64 {
    let (over, done) = (AtomicBool::new(false), AtomicU64::new(0));
    let began = Instant::now();
    std::thread::scope(|scope| {
        for first in 0..at_once {
            let (run, over, done) = (&run, &over, &done);
            scope.spawn(move || {
                for count in 0.. {
                    if over.load(Ordering::Relaxed) {
                        break;
                    }
                    run((first + count * at_once) % PEOPLE, count);
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        std::thread::sleep(TURN);
        over.store(true, Ordering::Relaxed);
    });
    rate(done.into_inner(), began)
}

fn rate(done: u64, began: Instant) -> f64 {
    done as f64 / began.elapsed().as_secs_f64()
}

/// The store: so many people act through the desk, on one thread as in the program. What is decided is taken from real
/// talks and costs no time here; loading, keeping and waiting for the disk are what the program does.
fn kept(at_once: u64, states: &Arc<Vec<State>>) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(opened(folder.path()));
    let states = Arc::clone(states);
    let decide = move |now: Timestamp, case: Option<&Case>, event: &Event| next(&states, now, case, event);
    let desk = Arc::new(Desk::new(store, decide, Timestamp::now));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let began = Instant::now();
    let done = runtime.block_on(async {
        let tasks = (0..at_once).map(|first| {
            let desk = Arc::clone(&desk);
            async move {
                let mut count = 0;
                while began.elapsed() < TURN {
                    let handled = desk.handle(&event((first + count * at_once) % PEOPLE, count)).await;
                    assert_eq!(handled, Ok(Handled::Saved));
                    count += 1;
                }
                count
            }
        });
        futures_util::future::join_all(tasks).await.iter().sum()
    });
    rate(done, began)
}

fn opened(data: &Path) -> OnDisk {
    let store = OnDisk::open(data).unwrap();
    assert_eq!(store.records().count(), 0);
    store
}

fn event(person: u64, count: u64) -> Event {
    let person = FROM + person;
    Event {
        id: SourceId(format!("message {person}{count:06}")),
        at: Timestamp::now(),
        server: SERVER,
        place: PlaceId(person),
        origin: None,
        person: PersonId(person),
        case: None,
        by: Actor::Member,
        via: None,
        kind: EventKind::Said { text: String::new(), addressed: true },
    }
}

/// The next state of the talks; after the last one the first one again.
fn next(states: &[State], now: Timestamp, case: Option<&Case>, event: &Event) -> Step {
    let version = case.map_or(0, |case| case.version);
    let State { case: state, effects } = states.iter().cycle().nth(version as usize % states.len()).unwrap();
    let mut next = talks::of_somebody(state, None, event.person.0 - FROM);
    next.number = case.and_then(|case| case.number);
    next.opened_at = case.map_or(now, |case| case.opened_at);
    next.opened_there = case.and_then(|case| case.opened_there);
    next.version = version + 1;
    Step { case: Some(next), effects: effects.clone(), correction: None, unmatched: false }
}
