//! With 100 times the patterns: what reading costs then, beside a bare scan, each literal by itself, and a regex set.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::hint::black_box;

use cloudmedic::knowledge::{Atom, Element, KnowledgeBase, Meaning, Pattern, Phrase, Rule};
use cloudmedic::reading::Reader;

use super::bare;
use super::lines::{Budget, corpus};
use super::watch::Watch;

/// So many literals first, and then.
const FEW: usize = 200;
const MANY: usize = 20_000;
/// A regex set of more is not tried.
const IN_A_SET: usize = 2000;

pub(crate) fn measure(watch: &mut Watch) -> String {
    let texts: Vec<String> = corpus().iter().map(|text| text.to_lowercase()).collect();
    let mut table = format!(
        "growth from {FEW} to {MANY} literals; time per message in us\n{:<14}{:>10}{:>10}{:>10}\n",
        "", FEW, IN_A_SET, MANY
    );
    let mut grown = Vec::new();
    for (what, most) in [("reading", MANY), ("scan", MANY), ("one by one", MANY), ("regex set", IN_A_SET)] {
        let mut times = Vec::new();
        write!(table, "{what:<14}").unwrap();
        for count in [FEW, IN_A_SET, MANY].into_iter().filter(|count| *count <= most) {
            let literals = literals(count);
            let mut go = reader_of(what, &literals);
            let all = || texts.iter().map(|text| go(text)).sum::<usize>();
            let time = watch.time(&format!("growth, {what}"), &count.to_string(), all) / texts.len() as f64;
            write!(table, "{:>10.2}", time / 1e3).unwrap();
            times.push(time);
        }
        writeln!(table).unwrap();
        grown.extend(times.first().zip(times.last()).map(|(few, many)| many / few));
    }
    let (reading, scan) = (grown[0], grown[1]);
    writeln!(table, "reading grew {reading:.2} times, the scan {scan:.2} times").unwrap();
    writeln!(table, "{:<34}{:>22}{}", "growth, reading : scan", "", Budget(reading / scan, 1.2)).unwrap();
    table
}

/// What looks for the literals in this way.
fn reader_of<'l>(what: &str, literals: &'l [String]) -> Box<dyn FnMut(&str) -> usize + 'l> {
    match what {
        "reading" => {
            let reader = Reader::new(&knowledge(literals));
            Box::new(move |text| black_box(reader.read(text)).found().len())
        }
        "scan" => {
            let automaton = bare::automaton(literals);
            Box::new(move |text| bare::scan(&automaton, text))
        }
        "one by one" => Box::new(move |text| bare::one_by_one(literals, text)),
        _ => {
            let set = bare::set(literals);
            Box::new(move |text| set.matches(text).iter().count())
        }
    }
}

/// Phrases of two to four words that somebody might look for.
fn literals(count: usize) -> Vec<String> {
    let mut random = fastrand::Rng::with_seed(11);
    let words: Vec<String> = {
        let texts = corpus().join(" ").to_lowercase();
        let words = texts.split(|ch: char| !ch.is_ascii_alphabetic()).filter(|word| word.len() > 3);
        words.map(str::to_owned).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let mut all = BTreeSet::new();
    while all.len() < count {
        let phrase: Vec<&str> =
            (0..random.usize(2..5)).map(|_| words[random.usize(0..words.len())].as_str()).collect();
        all.insert(phrase.join(" "));
    }
    all.into_iter().collect()
}

/// Knowledge with these literals alone, each a pattern of its own.
fn knowledge(literals: &[String]) -> KnowledgeBase {
    let mut base = KnowledgeBase::built_in().unwrap();
    base.literals = literals.to_vec();
    let numbers = 0..u32::try_from(literals.len()).unwrap();
    base.atoms = numbers.map(|number| Atom { name: String::new(), literals: vec![number] }).collect();
    let pattern = |(at, literal): (usize, &String)| Pattern {
        written: literal.clone(),
        file: String::new(),
        line: 1,
        rule: Rule::Phrase(Phrase { ways: vec![vec![Element { atom: Some(at), optional: false, gap: 0 }]] }),
        meaning: Meaning::Question { question: 0 },
    };
    base.patterns = literals.iter().enumerate().map(pattern).collect();
    base
}
