//! Lists of steps: what is only named counts in a list of things done, or beside one.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Named;
use super::denial::{is_refused, is_undone};
use crate::intake::phrases::{Phrases, one_of, phrases};
use crate::intake::words::Words;
use crate::knowledge::Told;
use crate::text::effort;

/// "rebooted, toggle, other wifi, no luck": what is only named counts beside what was done.
pub(super) fn join_neighbors(words: Words<'_>, steps: &mut [(&Named<'_>, bool)]) {
    const LONGEST_LIST: usize = 6;
    let conditions: BTreeSet<usize> =
        steps.iter().filter(|(step, _)| step.told == Told::State).map(|(step, _)| step.tried).collect();
    for _ in 0..LONGEST_LIST {
        let counted: Vec<&Range<usize>> =
            steps.iter().filter(|(_, counts)| *counts).map(|(step, _)| step.said).collect();
        let met: Vec<&Range<usize>> = steps
            .iter()
            .filter(|(step, counts)| *counts && conditions.contains(&step.tried))
            .map(|(step, _)| step.said)
            .collect();
        let mut grown = false;
        for (step, counts) in steps.iter_mut().filter(|(step, counts)| !*counts && step.told != Told::Done) {
            let joins = if step.told == Told::State {
                near(&met, step.said).any(|other| is_item(words, step.said, other))
            } else {
                near(&counted, step.said).any(|other| is_beside(words, step.said, other))
                    || is_next_fragment(words, step.said, near(&counted, step.said))
            };
            *counts = joins && !is_undone(words, step.said);
            grown |= *counts;
        }
        if !grown {
            return;
        }
    }
}

/// A list or a sentence is looked at this many words to either side.
const REACH: usize = 100;

/// Those of the steps, in the order of the text, that stand near another, each place once.
fn near<'s>(steps: &'s [&Range<usize>], said: &Range<usize>) -> impl Iterator<Item = &'s Range<usize>> {
    let from = steps.partition_point(|step| step.start + REACH < said.start);
    let to = steps.partition_point(|step| step.start <= said.end + REACH);
    let mut last = None;
    let near = steps.get(from..to).unwrap_or_default().iter().copied();
    near.filter(move |step| last.replace(*step) != Some(*step)).inspect(|_| effort::spend(1))
}

/// Whether two steps stand in one list: in one sentence, with next to nothing between them.
fn is_beside(words: Words<'_>, one: &Range<usize>, other: &Range<usize>) -> bool {
    const MOST_BETWEEN: usize = 2;
    let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
    let last = first.end.saturating_sub(1);
    second.start >= first.end
        && second.start - first.end <= MOST_BETWEEN
        && words.same_sentence(last, second.start)
        && !breaks_off(words, first.end..second.start)
}

/// "Restarted. Other wifi. Nothing.": a sentence that is next to nothing but the step, beside one with a step that
/// counts.
fn is_next_fragment<'s>(
    words: Words<'_>,
    step: &Range<usize>,
    mut others: impl Iterator<Item = &'s Range<usize>>,
) -> bool {
    const MOST_MORE: usize = 2;
    let own = words.sentence(step.start);
    let asks = words.gap_after(own.end.saturating_sub(1)).contains('?');
    let is_fragment = own.len() <= step.len() + MOST_MORE && !asks;
    is_fragment
        && others.any(|other| {
            let there = words.sentence(other.start);
            there.end == own.start || own.end == there.start
        })
}

/// "wifi, charger and storage": nothing but a comma or a word that joins parts two items of one list.
fn is_item(words: Words<'_>, one: &Range<usize>, other: &Range<usize>) -> bool {
    const BETWEEN: Phrases =
        Phrases::new("and|n|or|plus|the|on|my|a|good|charger|locked|space|storage|with|is|its|it|s");
    let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
    if second.start < first.end || !words.same_sentence(first.start, second.start) {
        return false;
    }
    let between = first.end..second.start;
    let parted =
        (first.end..=second.start).any(|at| words.gap_before(at).contains([',', '+', '&', '/', ':']));
    (parted || words.says(between.clone(), phrases!("and|n|plus")))
        && between.into_iter().all(|at| one_of(words.at(at), BETWEEN))
}

/// "tried: restart, other wifi, signing out": a list of things done holds the step, in the sentence or over lines.
pub(super) fn is_listed(words: Words<'_>, said: &Range<usize>) -> bool {
    const LEADS: Phrases = Phrases::new(
        "tried|tryed|tride|trying|did|done|attempted|attempts|so far|been through|gone through|went through|\
        weve had|given it|gave it|performed|including|includes|include|already|beyond|besides|apart from|\
        aside from|neither did|nor did|despite|steps taken|survived|survives|survive",
    );
    const MOST_LINES: usize = 12;
    const ITEM: usize = 9;
    let mut line = words.lead(said.start, 30);
    for _ in 0..MOST_LINES {
        let leads = |at: usize| words.follows(at, LEADS).is_some_and(|behind| behind <= said.start);
        let is_heading =
            line.end == said.start || words.gap_after(line.end.saturating_sub(1)).contains([':', '\n']);
        if let Some(at) = line.clone().rev().find(|at| leads(*at)).filter(|_| is_heading) {
            return !breaks_off(words, at..said.start) && !is_refused(words, &(at..at + 1));
        }
        let Some(last) = line.start.checked_sub(1) else { return false };
        if line.end - line.start > ITEM {
            return false;
        }
        line = words.sentence(last);
    }
    false
}

/// Whether a list has come to its end before the step: what follows is not done yet, or not part of it.
pub(super) fn breaks_off(words: Words<'_>, between: Range<usize>) -> bool {
    const BREAKS: Phrases = Phrases::new(
        "should|shall|can|could|would|will|ill|next|now what|except|but not|without|havent|not yet|instead|before|\
        if|unless|maybe|want|wanted|going to|gonna|need|needs|have to|do i|told|says|said|asks|suggested|because|since|until|when|which|who|why|how",
    );
    words.says(between, BREAKS)
}
