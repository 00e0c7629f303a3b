//! Reads which steps were tried: the patterns of `steps-tried.toml`, without what is only asked, planned or advised.

mod denial;
mod list;
mod outcome;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::error::Said;
use super::phrases::{Phrases, one_of, phrases};
use super::words::Words;
use crate::knowledge::{KnowledgeBase, Told};
use crate::reading::{Found, Reading};
use denial::{denies_itself, is_done, is_undone, near, was_followed};
use list::{is_listed, join_neighbors};
use outcome::{FINE, RESULTS, has_result, is_all_fine, is_checked};

/// Ids of the steps tried, in the order of the file.
pub(super) fn read(
    base: &KnowledgeBase,
    reading: &Reading<'_>,
    words: Words<'_>,
    error: Option<&Said>,
) -> Vec<String> {
    let found: Vec<Named<'_>> = reading.found().iter().filter_map(|found| named(base, found)).collect();
    let mut steps: Vec<(&Named<'_>, bool)> = Vec::new();
    for step in &found {
        let is_part = || {
            let others = starting_at_or_just_before(&found, step.said.start).iter();
            others
                .filter(|other| other.tried != step.tried)
                .any(|other| is_inside(words, step.said, other.said))
        };
        if !is_screen(error, step) && !denies_itself(words, step) && !is_part() {
            steps.push((step, counts(words, step)));
        }
    }
    join_neighbors(words, &mut steps);
    let mut done = vec![false; base.tried.len()];
    for (step, _) in steps.iter().filter(|(_, counts)| *counts) {
        if let Some(done) = done.get_mut(step.tried) {
            *done = true;
        }
    }
    base.tried.iter().zip(done).filter(|(_, done)| *done).map(|(tried, _)| tried.id.clone()).collect()
}

/// A step that a pattern names.
struct Named<'a> {
    tried: usize,
    id: &'a str,
    told: Told,
    said: &'a Range<usize>,
    pattern: &'a str,
}

fn named<'a>(base: &'a KnowledgeBase, found: &'a Found) -> Option<Named<'a>> {
    let tried = found.meaning.tried()?;
    let id = base.tried.get(tried)?.id.as_str();
    let pattern = base.patterns.get(found.pattern)?.written.as_str();
    Some(Named { tried, id, told: found.meaning.told()?, said: &found.words, pattern })
}

/// those who did something.
fn is_screen(error: Option<&Said>, step: &Named<'_>) -> bool {
    const TELLS: Phrases = Phrases::new(
        "problem deleting|enabling|al activar|ao ativar|beim aktivieren|l activation|attiva|inschakelen|при включении|有効",
    );
    let inside =
        error.is_some_and(|error| error.words.start <= step.said.start && step.said.end <= error.words.end);
    inside && !TELLS.each().any(|tells| step.pattern.contains(tells))
}

fn counts(words: Words<'_>, step: &Named<'_>) -> bool {
    let said = step.said;
    match step.told {
        Told::Done => is_done(words, said) && !is_something_else(words, step),
        Told::Named => {
            has_result(words, said, RESULTS)
                || (is_listed(words, said) && !is_undone(words, said))
                || was_followed(words, said)
        }
        Told::State => has_result(words, said, FINE) || is_all_fine(words, said) || is_checked(words, said),
    }
}

/// What a step belongs to is at most so many words longer.
const LONGER: usize = 4;

/// Those of the steps, in the order of the text, that another one which starts here may lie inside.
fn starting_at_or_just_before<'s, 'a>(found: &'s [Named<'a>], start: usize) -> &'s [Named<'a>] {
    let from = found.partition_point(|step| step.said.start + LONGER < start);
    let to = found.partition_point(|step| step.said.start <= start);
    found.get(from..to).unwrap_or_default()
}

/// "restarted" lies inside "force restarted" and belongs to it; not so in a list, "tried: restart, other wifi".
fn is_inside(words: Words<'_>, part: &Range<usize>, whole: &Range<usize>) -> bool {
    let contains = whole.start <= part.start && part.end <= whole.end;
    let longer = whole.len() > part.len() && whole.len() <= part.len() + LONGER;
    contains && longer && words.same_clause(whole.start, whole.end.saturating_sub(1))
}

/// Whether the words of a step mean something that is no step.
fn is_something_else(words: Words<'_>, step: &Named<'_>) -> bool {
    is_other_restart(words, step)
        || (step.id == "disabled_large_apps" && is_other_switch(words, step.said))
        || (step.id == "plugged_in" && is_brief(words, step.said))
}

/// "it was unticked" tells how it is, and "with the VPN off it works" is about the VPN: no app was left out to test.
fn is_other_switch(words: Words<'_>, said: &Range<usize>) -> bool {
    const OTHER: Phrases = Phrases::new(
        "vpn|nordvpn|mullvad|proton|tunnel|adguard|dns|wifi|relay|warp|zscaler|mode|profile|router|blocker|screen|hotspot|backup off|backup on|firewall|phone off|low power|data",
    );
    const FOUND: Phrases = Phrases::new("was|were|theyre|both|is|are|stays|stay");
    const TESTED: Phrases = Phrases::new("with|once|when|if|after|till|until");
    let is_state = one_of(words.before(said.start, 1), FOUND)
        && said.len() <= 2
        && !words.says(words.lead(said.start, 6), TESTED);
    let long_ago = words.says(words.tail(said.end, 5), phrases!("ages ago|years ago|long ago|year ago"));
    is_state || long_ago || words.says(said.clone(), OTHER)
}

/// "only plugged in for an hour", "charges in the car": that is the cause, and not a condition that is met.
fn is_brief(words: Words<'_>, said: &Range<usize>) -> bool {
    const BEFORE: Phrases = Phrases::new(
        "only|never|rarely|hardly|barely|seldom|sometimes|occasionally|does it|do i|need|needs|must|requires|unless",
    );
    const AFTER: Phrases = Phrases::new(
        "in car|in the car|in my car|in van|in the van|in my van|in truck|in the truck|in my truck|in the cab|for an hour|\
        for half|half an hour|for twenty|for ten|for a bit|minutes|power bank|powerbank|during the day|in the day|by day|\
        in the daytime|sometimes|when i remember|only|while i use|while using|carplay|to charge up|for a few|for a couple|\
        an hour",
    );
    let alone = words.says(words.lead(said.start, 3), BEFORE)
        && !words.says(words.lead(said.start, 4), phrases!("not only|even"));
    alone || words.says(words.tail(said.end, 6), AFTER) || words.says(said.clone(), AFTER)
}

/// "Keeps rebooting by itself", "restarted the upload": nobody restarted the device.
fn is_other_restart(words: Words<'_>, step: &Named<'_>) -> bool {
    const ALONE: Phrases = Phrases::new("by itself|on its own|itself|on their own|randomly|for no reason");
    const MIDWAY: Phrases = Phrases::new(
        "from top|from the top|from start|from the start|from zero|from scratch|from 0|from beginning|from the beginning|in the middle of|in middle of|halfway through|mid backup|midway through",
    );
    const OTHER: Phrases = Phrases::new(
        "backup|icloud backup|upload|download|process|app|mac|macbook|laptop|computer|pc|the backup|the upload|\
        the download|the process|the app|the mac|my mac|my laptop|my pc|the icloud backup",
    );
    let restarts = step.pattern.contains("reboot") || step.pattern.contains("restart");
    const SUBJECT: Phrases = Phrases::new("backup|backups|upload|process|bar|progress|copy|count|counter");
    let end = step.said.end;
    restarts
        && (one_of(words.before(step.said.start, 1), SUBJECT)
            || words.says(words.tail(end, 3), ALONE)
            || words.says(words.tail(end, 9), MIDWAY)
            || words.says(near(words, step.said, 2), phrases!("itself|randomly|suddenly"))
            || (words.follows(end, OTHER).is_some() && words.same_clause(end.saturating_sub(1), end)))
}
