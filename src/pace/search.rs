//! Climbs towards slower texts: changes one a little, and keeps the change when it costs more.

use fastrand::Rng;

use super::{MESSAGES, cost, inputs};

/// Starts the climb so often, each time from other texts.
const STARTS: usize = 3;

/// The cost of the slowest text found, and the text, of about so many bytes. The same on every run.
pub(super) fn slowest(tries: usize, length: usize) -> (f64, String) {
    let parts: Vec<String> = inputs::parts().into_iter().map(|(_, part)| part).collect();
    let mut random = Rng::with_seed(1);
    let climbs = (0..STARTS).map(|_| climb(&mut random, &parts, tries, length));
    climbs.max_by(|one, other| one.0.total_cmp(&other.0)).unwrap_or_default()
}

fn climb(random: &mut Rng, parts: &[String], tries: usize, length: usize) -> (f64, String) {
    let begun: Vec<String> = (0..8).map(|_| inputs::again(&pick(random, parts), length)).collect();
    let costs = begun.into_iter().map(|text| (cost(&text), text));
    let (mut worst, mut text) = costs.max_by(|one, other| one.0.total_cmp(&other.0)).unwrap_or_default();
    for _ in 0..tries {
        let changed = change(random, &text, parts, length);
        let cost = cost(&changed);
        if cost > worst {
            (worst, text) = (cost, changed);
        }
    }
    (worst, text)
}

/// A part of a text that is made to be slow, or of a message.
fn pick(random: &mut Rng, parts: &[String]) -> String {
    match random.usize(..4) {
        0 => random.choice(MESSAGES.iter()).cloned().unwrap_or_default(),
        _ => random.choice(parts).cloned().unwrap_or_default(),
    }
}

/// A text with one thing changed: words put in, left out, swapped, said twice, or a sign between them.
fn change(random: &mut Rng, text: &str, parts: &[String], length: usize) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let at = random.usize(..words.len());
    let to = (at + random.usize(1..12)).min(words.len());
    match random.usize(..7) {
        0 => {
            let new = pick(random, parts);
            words.splice(at..at, new.split(' ').map(str::to_owned));
        }
        1 => drop(words.drain(at..to)),
        2 => {
            let again = words[at..to].to_vec();
            words.splice(at..at, again);
        }
        3 => words[at].push_str(
            random.choice([".", ",", "\n", "\u{301}", "'", "\"", "?", "9", "\u{200b}"]).unwrap_or(""),
        ),
        4 => {
            let other = random.usize(..words.len());
            words.swap(at, other);
        }
        5 => drop(words[at].pop()),
        _ => {
            words = inputs::again(&(words[at..to].join(" ") + " "), length)
                .split(' ')
                .map(str::to_owned)
                .collect();
        }
    }
    let whole = words.join(" ");
    inputs::again(&(whole + " "), length).chars().take(length).collect()
}
