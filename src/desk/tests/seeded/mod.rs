//! One seed decides everything: who acts, in which order, what is delayed, what fails, when the process dies. The real
//! desk decides with the real knowledge over the real store; only the disk, the clock and Discord are simulated.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `sim` | the process: its futures, polled by hand, its writer, its crashes and restarts |
//! | `script` | what members, staff, clocks and faults do |
//! | `world` | a model of Discord: what arrives, and what it answers |
//! | `witness` | what must hold after every step |
//! | `story` | one long story against a disk that fails at the n-th save, for every n |
//!
//! A failing seed is told with what happened and replays exactly: `CLOUDMEDIC_SEED=17 cargo test --lib
//! desk::tests::seeded`.

mod script;
mod sim;
mod story;
mod witness;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use crate::desk::CurrentKnowledge;
use crate::desk::deciding::Known;
use crate::fingerprint::Fingerprint;
use crate::knowledge::KnowledgeBase;
use crate::long;
use crate::store::tests::kept::{Broken, Kept};
use sim::Sim;

/// The knowledge of the program, compiled once.
static KNOWN: LazyLock<Arc<CurrentKnowledge>> = LazyLock::new(|| {
    let base = KnowledgeBase::built_in().expect("the knowledge is sound");
    Arc::new(CurrentKnowledge::new(Arc::new(Known::new(base))))
});

/// What happened, in order. It holds nobody's words.
#[derive(Debug, Clone, Default)]
struct Trace(Arc<Mutex<Vec<String>>>);

impl Trace {
    fn line(&self, line: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    fn text(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).join("\n")
    }

    /// A number that is the same for the same trace only.
    fn hash(&self) -> u64 {
        Fingerprint::of(self.text().as_bytes()).number()
    }
}

/// Lives through one seed; the hash of its trace, or what was wrong and everything before it.
fn live(seed: u64) -> Result<u64, String> {
    live_over(seed, &Kept::default())
}

/// The same over this disk.
fn live_over(seed: u64, kept: &Kept) -> Result<u64, String> {
    let trace = Trace::default();
    let lived = catch_unwind(AssertUnwindSafe(|| Sim::new(seed, trace.clone(), kept.clone()).live()));
    match lived {
        Ok(()) => Ok(trace.hash()),
        Err(why) => {
            let why = why.downcast_ref::<String>().cloned();
            let why = why.unwrap_or_else(|| "it panicked; see above".to_owned());
            Err(format!(
                "{}\n\nseed {seed}: {why}\nreplay it: CLOUDMEDIC_SEED={seed} cargo test --lib desk::tests::seeded",
                trace.text()
            ))
        }
    }
}

/// Lives through these seeds on every core; the first failing one that was met.
fn live_through(seeds: std::ops::Range<u64>) -> Result<(), String> {
    let (next, failed) = (AtomicU64::new(seeds.start), AtomicBool::new(false));
    let failure = Mutex::new(None);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while !failed.load(Ordering::Relaxed) {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end {
                        return;
                    }
                    if let Err(told) = live(seed) {
                        failed.store(true, Ordering::Relaxed);
                        *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(told);
                    }
                }
            });
        }
    });
    failure.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

#[test]
fn whatever_one_seed_decides_every_promise_is_kept() {
    let asked = long::size("CLOUDMEDIC_SEED", usize::MAX);
    let seeds = match u64::try_from(asked) {
        Ok(seed) if asked != usize::MAX => seed..seed + 1,
        Ok(_) | Err(_) => 0..u64::try_from(long::size("CLOUDMEDIC_SEEDS", 2_000)).unwrap(),
    };
    if let Err(told) = live_through(seeds) {
        panic!("{told}");
    }
}

/// Seeds that once found something, and what.
const FOUND: [(u64, &str); 1] =
    [(15_973, "who held work for too long put it back under somebody else, and a third was handed it")];

#[test]
fn what_a_seed_found_once_it_finds_no_more() {
    for (seed, what) in FOUND {
        if let Err(told) = live(seed) {
            panic!("again: {what}\n{told}");
        }
    }
}

#[test]
fn the_same_seed_is_the_same_life() {
    for seed in [1, 2, 3] {
        assert_eq!(live(seed), live(seed), "seed {seed}");
    }
    assert_ne!(live(1), live(2));
}

#[test]
fn a_disk_that_breaks_a_promise_is_noticed() {
    for (how, told) in [
        // Something would be shown before it is kept.
        (Broken::Lies, "not kept|before it is kept|nobody"),
        // An event that was seen would not be refused.
        (Broken::Drops(b's'), "taken on twice|is not kept"),
        // Work would not be ticked off.
        (Broken::Retains(b'w'), "the queue holds"),
        // Sums would not follow a case.
        (Broken::Drops(b'r'), "differ from a recount"),
        // Indexes would not lead to a case, or to one that is over.
        (Broken::Drops(b'p'), "not its person's"),
        (Broken::Drops(b'o'), "listed as open"),
        (Broken::Retains(b'o'), "listed as open"),
        (Broken::Drops(b't'), "not found where it is"),
        (Broken::Retains(b't'), "which is not theirs|still named"),
    ] {
        let noticed = (0..30).find_map(|seed| {
            let kept = Kept::default();
            kept.breaks(how);
            live_over(seed, &kept).err()
        });
        let noticed = noticed.unwrap_or_else(|| panic!("nobody notices {how:?}"));
        let why = noticed.lines().rev().nth(1).unwrap_or_default();
        assert!(told.split('|').any(|part| noticed.contains(part)), "{how:?} is noticed as {why}");
    }
}
