//! Rows for both bots under every load, how ours grows, and what is asked of them.

use std::path::Path;
use std::time::Instant;

use super::figures::Figures;
use super::load::{self, Load, Pace};
use super::scene::{self, Size, USUAL, Which};
use super::verdict::verdict;
use super::words::Words;
use super::{machine, open_cases};

/// The budgets.
const TIMES: f64 = 2.0;
const TIMES_OF_SMALL_TALK: f64 = 1.3;
const RESIDENT: f64 = 40.0;
const RESIDENT_WITH_MANY: f64 = 60.0;
/// No growth, as far as it can be told from noise.
const GROWTH: f64 = 1.2;

/// How many messages a second.
const RATE: u32 = 200;
/// How many messages when it goes as fast as the bot takes it.
const MESSAGES: usize = 1600;

fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).map_or(usual, |number| number.parse().unwrap())
}

/// A load and both bots under it.
struct Pair {
    what: &'static str,
    load: Load,
    ours: Figures,
    fixed: Figures,
}

/// Ours under the first load, with more of something.
struct Grown {
    what: String,
    size: Size,
    open: bool,
    figures: Figures,
}

/// Measures, and prints the tables.
pub(crate) fn print() {
    machine::print();
    let begun = Instant::now();
    let (rounds, words) = (number("CLOUDMEDIC_BENCH_ROUNDS", 2), Words::read());
    println!(
        "{} complaints, {} lines of small talk; {rounds} rounds\n",
        words.complaints.len(),
        words.small_talk.len()
    );
    let cases = number("CLOUDMEDIC_BENCH_OPEN", 100_000);
    let (mut pairs, mut grown) = (pairs(), grown(cases));
    // A few rows alone, to be looked at with a profiler.
    let only = std::env::var("CLOUDMEDIC_BENCH_ONLY").unwrap_or_default();
    pairs.retain(|pair| pair.what.contains(&only));
    grown.retain(|one| one.what.contains(&only));
    let many = tempfile::tempdir().unwrap();
    if grown.iter().any(|one| one.open) {
        open_cases::fill(many.path(), cases as u64);
    }
    for round in 0..rounds {
        for pair in &mut pairs {
            pair.measure(&words, round);
        }
        for one in &mut grown {
            one.measure(&words, round, many.path());
        }
    }
    show(&pairs, &grown);
    judge(&pairs);
    let usual = pairs.iter().find(|pair| pair.load == usual_load());
    judge_growth(usual.map(|pair| &pair.ours), &grown);
    println!("\nmeasured in {:.0} s", begun.elapsed().as_secs_f64());
}

/// What the growth is measured under.
fn usual_load() -> Load {
    let messages = number("CLOUDMEDIC_BENCH_SECONDS", 4) * RATE as usize;
    Load { pace: Pace::Rate(RATE), mixed: false, messages }
}

fn pairs() -> Vec<Pair> {
    let paced = usual_load();
    let full = Load { pace: Pace::Full, mixed: false, messages: MESSAGES };
    [
        ("complaints, 200 a second", paced),
        ("complaints, full speed", full),
        ("80 % small talk, 200 a second", Load { mixed: true, ..paced }),
        ("80 % small talk, full speed", Load { mixed: true, messages: 2 * MESSAGES, ..full }),
    ]
    .map(|(what, load)| Pair { what, load, ours: Figures::default(), fixed: Figures::default() })
    .into()
}

fn grown(cases: usize) -> Vec<Grown> {
    let sizes = [
        ("160 channels".to_owned(), Size { channels: 20, ..USUAL }, false),
        ("160 channels in 80 servers".to_owned(), Size { servers: 80, ..USUAL }, false),
        (format!("{cases} open cases"), USUAL, true),
    ];
    sizes.map(|(what, size, open)| Grown { what, size, open, figures: Figures::default() }).into()
}

impl Pair {
    /// Both, and the other one first the next time.
    fn measure(&mut self, words: &Words, round: usize) {
        let both = [Which::Ours, Which::Fixed];
        for which in both.into_iter().cycle().skip(round % 2).take(2) {
            let data = tempfile::tempdir().unwrap();
            let machine = scene::start(which, USUAL, data.path());
            let took = load::run(&machine, USUAL, words, self.load);
            match which {
                Which::Ours => self.ours.add(took),
                Which::Fixed => self.fixed.add(took),
            }
        }
    }
}

impl Grown {
    fn measure(&mut self, words: &Words, round: usize, many: &Path) {
        let data = tempfile::tempdir().unwrap();
        let data = if self.open { many } else { data.path() };
        // Those who wrote in the round before have cases in the folder by now.
        let size = Size { crowd: round as u64, ..self.size };
        let machine = scene::start(Which::Ours, size, data);
        self.figures.add(load::run(&machine, size, words, usual_load()));
    }
}

fn show(pairs: &[Pair], grown: &[Grown]) {
    println!("{:43} CPU ms  median     p99  messages  MB at  MB at", "");
    println!("{:43} a mes.      ms      ms  a second  start    end", "");
    for Pair { what, ours, fixed, .. } in pairs {
        row(what, "cloudmedic", ours);
        row("", "fixed answer", fixed);
    }
    for Grown { what, figures, .. } in grown {
        row(what, "cloudmedic", figures);
    }
}

fn row(what: &str, bot: &str, of: &Figures) {
    let (processor, median, most, rate) = (of.processor(), of.median(), of.most(), of.rate());
    let (start, end) = (of.memory_at_start(), of.memory());
    println!(
        "{what:29} {bot:12} {processor:>7.3} {median:>7.2} {most:>7.1} {rate:>9.0} {start:>6.1} {end:>6.1}"
    );
}

fn judge(pairs: &[Pair]) {
    println!();
    for Pair { what, load, ours, fixed } in pairs {
        let most = if load.mixed { TIMES_OF_SMALL_TALK } else { TIMES };
        budget(&format!("{what}: CPU"), ours.processor() / fixed.processor(), most, "times");
        if !load.mixed {
            budget(&format!("{what}: median"), ours.median() / fixed.median(), TIMES, "times");
        }
        budget(&format!("{what}: memory"), ours.memory(), RESIDENT, "MB");
    }
}

fn judge_growth(usual: Option<&Figures>, grown: &[Grown]) {
    for Grown { what, open, figures, .. } in grown {
        if let Some(usual) = usual {
            budget(&format!("{what}: CPU"), figures.processor() / usual.processor(), GROWTH, "times");
            budget(&format!("{what}: median"), figures.median() / usual.median(), GROWTH, "times");
        }
        let most = if *open { RESIDENT_WITH_MANY } else { RESIDENT };
        budget(&format!("{what}: memory"), figures.memory(), most, "MB");
    }
}

fn budget(what: &str, found: f64, most: f64, unit: &str) {
    let kept = verdict(found <= most);
    println!("{what:45} {found:>7.2} {unit:5}  budget {most:>4} {unit:5}: {kept}");
}
