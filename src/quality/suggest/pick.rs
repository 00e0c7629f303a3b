//! Picks the phrases of a class that tell most, each once in whatever length says the most.

use std::collections::{BTreeMap, BTreeSet};

use super::heard::Heard;
use super::score::{Counts, score};
use super::{Class, Wishes};

/// A phrase in one message alone is a guess; so many are suggested where there is nothing better.
const MOST_GUESSES: usize = 3;
/// At least so many hits for every wrong one.
const HITS_FOR_A_WRONG_ONE: u32 = 3;

/// A phrase that may be worth a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pick {
    pub phrase: String,
    pub score: f64,
    /// Indexes of the messages with it that need it.
    pub hits: BTreeSet<usize>,
    pub wrong: u32,
}

/// The messages that a phrase is in.
#[derive(Default)]
struct Seen {
    needed: BTreeSet<usize>,
    right: u32,
    wrong: u32,
}

/// How many messages need a phrase of a class, and in how many it would be wrong.
pub(super) fn sizes(class: Class, heard: &[Heard<'_>]) -> (u32, u32) {
    let count = |is_meant: &dyn Fn(&Heard<'_>) -> bool| {
        u32::try_from(heard.iter().filter(|one| is_meant(one)).count()).unwrap_or(u32::MAX)
    };
    (count(&|one| class.needs(one)), count(&|one| class.lacks(one)))
}

/// Whether a phrase is right often enough.
pub(super) fn is_worth_it(hits: u32, wrong: u32) -> bool {
    hits > 0 && wrong.saturating_mul(HITS_FOR_A_WRONG_ONE) <= hits
}

/// The most telling phrases of the corrected messages of a class that the bot does not get right yet.
pub(super) fn picks(class: Class, heard: &[Heard<'_>], wishes: Wishes) -> Vec<Pick> {
    let sources = heard.iter().filter(|one| one.corrected && class.needs(one) && (one.open || wishes.all));
    let mut seen: BTreeMap<&str, Seen> =
        sources.flat_map(|one| &one.phrases).map(|phrase| (phrase.as_str(), Default::default())).collect();
    for (index, one) in heard.iter().enumerate() {
        for phrase in &one.phrases {
            let Some(seen) = seen.get_mut(phrase.as_str()) else { continue };
            if class.needs(one) {
                seen.needed.insert(index);
            }
            seen.right += u32::from(class.has(one));
            seen.wrong += u32::from(class.lacks(one));
        }
    }
    let (of_class, others) = sizes(class, heard);
    let scored = seen.into_iter().filter_map(|(phrase, seen)| {
        let Seen { needed, right, wrong } = seen;
        let hits = u32::try_from(needed.len()).ok()?;
        let score = score(Counts { hits, of_class, wrong, others });
        let pick = Pick { phrase: phrase.to_owned(), score, hits: needed, wrong };
        (score > 0.0 && is_worth_it(right, wrong)).then_some(pick)
    });
    choose(scored.collect(), wishes.top)
}

fn choose(mut scored: Vec<Pick>, top: usize) -> Vec<Pick> {
    scored.sort_by(|one, other| {
        let guess = |pick: &Pick| pick.hits.len() < 2;
        guess(one)
            .cmp(&guess(other))
            .then(other.score.total_cmp(&one.score))
            .then(length(one).cmp(&length(other)))
            .then(one.phrase.cmp(&other.phrase))
    });
    let mut chosen: Vec<Pick> = Vec::new();
    for pick in scored {
        let better = chosen.iter().any(|one| one.hits.len() > 1);
        let most = if pick.hits.len() > 1 { top } else { MOST_GUESSES.min(top) };
        if chosen.len() >= most || (pick.hits.len() < 2 && better) {
            break;
        }
        if !chosen.iter().any(|one| says_no_more(&pick, one)) {
            chosen.push(pick);
        }
    }
    chosen
}

/// Two words say more than one and are less learned by heart than three.
fn length(pick: &Pick) -> usize {
    match pick.phrase.split(' ').count() {
        2 => 0,
        1 => 1,
        _ => 2,
    }
}

/// Whether a phrase is in no other messages than one that is chosen already and overlaps it, and is wrong as often.
fn says_no_more(pick: &Pick, chosen: &Pick) -> bool {
    let words = |pick: &Pick| pick.phrase.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    pick.hits.is_subset(&chosen.hits)
        && pick.wrong >= chosen.wrong
        && !words(pick).is_disjoint(&words(chosen))
}
