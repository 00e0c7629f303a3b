//! A store of very many cases: how long it takes to open, what it weighs in memory, and how long questions take.
//!
//! The cases are made by the program's own import from records that the real triage made, spread over two years. Each
//! opening is a process of its own, as its memory tells the truth only then. The files are in the system's cache.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use cloudmedic::desk::deciding::Known;
use cloudmedic::store::{OnDisk, Record, Store, StoreError, Write, size};
use cloudmedic::triage::{Case, ServerId};
use jiff::{SignedDuration, Timestamp};

use super::memory::megabytes;
use super::verdict::verdict;
use super::{DATA, PART, asked, talks};

const DAYS: u64 = 730;
/// One case in so many is still open.
const OPEN: u64 = 50;

/// The budgets.
const OPENING: Duration = Duration::from_secs(5);
const RESIDENT: f64 = 350.0;
const CASE: Duration = Duration::from_millis(1);
const STATISTICS: Duration = Duration::from_millis(50);

fn cases() -> u64 {
    std::env::var("CLOUDMEDIC_BENCH_CASES").map_or(20_000, |count| count.parse().unwrap())
}

/// What stands between an opening after an unclean stop and its budgets.
const LIMIT: &str = "\
After an unclean stop the files are copied before sled may change them, and every record is read and held against the
sum: that takes as long as the files are large, and neither is given up for speed.";

/// Has every part done by a process of its own.
pub(crate) fn table() {
    let data = tempfile::tempdir().unwrap();
    println!("\n{} cases, made by import", cases());
    for part in ["fill", "first", "ask", "unclean"] {
        let this = std::env::current_exe().unwrap();
        let done = Command::new(this).arg("--bench").env(PART, part).env(DATA, data.path()).status().unwrap();
        assert!(done.success(), "{part}: {done}");
    }
    println!("{LIMIT}");
}

/// Does one part.
pub(crate) fn part(name: &str, data: &Path) {
    match name {
        "fill" => fill(data),
        "first" => drop(opened(data, "open the first time, after the import")),
        "ask" => ask(data),
        _ => drop(opened(data, "open after an unclean stop: copied, and all of it read")),
    }
}

fn fill(data: &Path) {
    let mut records = records(cases(), talks::known());
    let took = asked::timed(|| assert_eq!(OnDisk::import(data, &mut records).unwrap(), cases()));
    println!("{:62} {took:>10.1?}", "import");
    println!("{:62} {:>7.0} MB", "files", size(data) as f64 / 1e6);
}

fn records(cases: u64, known: Known) -> impl Iterator<Item = Result<(u64, Record), StoreError>> {
    let first_day = Timestamp::now() - SignedDuration::from_hours(24 * i64::try_from(DAYS).unwrap());
    let (mut day, mut of_day) = (None, Vec::new());
    (1..=cases).map(move |number| {
        let today = i64::try_from(number * DAYS / cases).unwrap();
        if day.replace(today) != Some(today) {
            of_day = talks::all(&known, first_day + SignedDuration::from_hours(24 * today));
        }
        Ok((number, Record::Case(Box::new(case(number, &of_day)))))
    })
}

/// The case with this number: how one of the talks ended, or an earlier state of it.
fn case(number: u64, talks: &[Vec<talks::State>]) -> Case {
    let talk = talks.iter().cycle().nth(number as usize % talks.len()).unwrap();
    let is_open = number.is_multiple_of(OPEN);
    let state = if is_open { talk.first() } else { talk.last() }.unwrap();
    let mut case = talks::of_somebody(&state.case, Some(number), number);
    if !is_open && cloudmedic::store::is_open(case.stage) {
        case.stage = cloudmedic::triage::Stage::Closed;
    }
    case
}

fn opened(data: &Path, what: &str) -> OnDisk {
    let mut store = None;
    let took = asked::timed(|| store = Some(OnDisk::open(data).unwrap()));
    row(what, took, OPENING);
    resident("resident then");
    store.unwrap()
}

fn ask(data: &Path) {
    let store = opened(data, "open after a clean stop");
    for (what, took) in
        [("number", asked::by_number(&store, cases())), ("person", asked::by_person(&store, cases()))]
    {
        row(&format!("a case by {what}, median"), took.median, CASE);
        row(&format!("a case by {what}, 99 of 100"), took.most, CASE);
    }
    row("the first twenty open cases", asked::open_ones(&store), STATISTICS);
    row("stats overview", asked::overview(&store), STATISTICS);
    let (slowest, took) = asked::slowest(&store);
    row(&format!("the slowest statistics ({})", slowest.name()), took, STATISTICS);
    resident("resident after all that");
    store.write(Write::Settings(ServerId(1), serde_json::Value::Null)).unwrap();
    // Nothing is put away: the next opening is one after an unclean stop.
    std::process::exit(0);
}

fn row(what: &str, took: Duration, most: Duration) {
    println!("{what:62} {took:>10.1?}   budget {most:?}: {}", verdict(took <= most));
}

fn resident(what: &str) {
    let Some(now) = megabytes("VmRSS") else { return };
    let most = megabytes("VmHWM").unwrap_or(now);
    let kept = verdict(now <= RESIDENT);
    println!("{what:62} {now:>7.0} MB   budget {RESIDENT} MB: {kept}; at most {most:.0} MB");
}
