//! Reads how long a backup has been failing: lengths and calendar points, weighed by what is said around them.

mod aside;
mod calendar;
mod context;
mod number;
mod other;
mod point;
mod quantity;
mod since;
mod spelling;
#[cfg(test)]
mod tests;
mod unit;
mod unspaced;

use std::ops::Range;

use jiff::civil::Date;

use super::Duration;
use super::words::Words;

/// A length of time with how likely it is the one that is meant.
struct Candidate {
    words: Range<usize>,
    days: Option<u32>,
    score: i32,
}

/// More lengths than this in one message say nothing about one.
const MOST_CANDIDATES: usize = 64;

/// How long it has been failing, stuck, or without a backup, in the person's own words.
pub(super) fn read(words: Words<'_>, today: Date) -> Option<Duration> {
    let candidates = candidates(words, today);
    let best = candidates.iter().max_by(|one, other| {
        one.score.cmp(&other.score).then_with(|| other.words.start.cmp(&one.words.start))
    });
    if let Some(best) = best {
        return Some(Duration { words: words.typed(&best.words).to_owned(), days: best.days });
    }
    let (span, days) = unspaced::read(words)?;
    let words = words.text().get(span)?;
    Some(Duration { words: words.to_owned(), days })
}

fn candidates(words: Words<'_>, today: Date) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut seen = 0;
    let mut at = 0;
    while at < words.count() && seen < MOST_CANDIDATES {
        if let Some(since) = since::read(words, at) {
            seen += 1;
            let point = since.words.clone().skip(1).map(|at| words.at(at));
            let days = calendar::days_since(point, today);
            let score = context::weigh_since(words, &since);
            at = since.words.end;
            candidates.extend(score.map(|score| Candidate { words: since.words, days, score }));
        } else if let Some(quantity) =
            quantity::may_start(words, at).then(|| quantity::read(words, at)).flatten()
        {
            seen += 1;
            let score = context::weigh(words, &quantity);
            at = quantity.words.end;
            candidates.extend(score.map(|score| Candidate {
                words: quantity.words,
                days: quantity.days,
                score,
            }));
        } else {
            at += 1;
        }
    }
    candidates
}
