//! Reads which steps were tried: the patterns of `steps-tried.toml`, without what is only asked, planned or advised.

use std::ops::Range;

use super::error::Said;
use super::words::{Words, one_of};
use crate::knowledge::KnowledgeBase;
use crate::reading::{Found, Reading};

/// Ids of the steps tried, in the order of the file.
pub(super) fn read(
    base: &KnowledgeBase,
    reading: &Reading<'_>,
    words: Words<'_>,
    error: Option<&Said>,
) -> Vec<String> {
    let found: Vec<Named<'_>> = reading.found().iter().filter_map(|found| named(base, found)).collect();
    let mut done = vec![false; base.tried.len()];
    for step in &found {
        // "connected to Wi-Fi" in the text of the screen is not what the person did.
        let is_screen = error
            .is_some_and(|error| error.words.start <= step.said.start && step.said.end <= error.words.end);
        let is_part =
            || found.iter().any(|other| other.tried != step.tried && is_inside(words, step.said, other.said));
        if is_screen || is_part() || denies_itself(words, step) || !is_done(words, step.said) {
            continue;
        }
        if let Some(done) = done.get_mut(step.tried) {
            *done = true;
        }
    }
    base.tried.iter().zip(done).filter(|(_, done)| *done).map(|(tried, _)| tried.id.clone()).collect()
}

/// A step that a pattern names.
struct Named<'a> {
    tried: usize,
    said: &'a Range<usize>,
    pattern: &'a str,
}

fn named<'a>(base: &'a KnowledgeBase, found: &'a Found) -> Option<Named<'a>> {
    let tried = found.meaning.tried()?;
    let pattern = base.patterns.get(found.pattern)?.written.as_str();
    Some(Named { tried, said: &found.words, pattern })
}

/// "restarted" lies inside "force restarted" and belongs to it; not so in a list, "tried: restart, other wifi".
fn is_inside(words: Words<'_>, part: &Range<usize>, whole: &Range<usize>) -> bool {
    let contains = whole.start <= part.start && part.end <= whole.end;
    let longer = whole.len() > part.len() && whole.len() <= part.len() + 3;
    contains && longer && words.same_clause(whole.start, whole.end.saturating_sub(1))
}

/// "have not tried signing out": the denial stands in a gap of the pattern "have .. signing out".
fn denies_itself(words: Words<'_>, step: &Named<'_>) -> bool {
    const DENIALS: &str = "not|never|havent|didnt|nothing";
    let denial = DENIALS.split('|').find(|denial| words.says(step.said.clone(), denial));
    denial.is_some_and(|denial| !step.pattern.contains(denial))
}

/// Whether a step that is named was done, and not only asked about, planned, advised or denied.
pub(crate) fn is_done(words: Words<'_>, said: &Range<usize>) -> bool {
    !(happens_by_itself(words, said)
        || is_denied(words, said)
        || is_asked(words, said)
        || is_planned(words, said)
        || is_advised(words, said))
}

/// "Keeps rebooting by itself": a symptom, and nothing that anybody tried.
fn happens_by_itself(words: Words<'_>, said: &Range<usize>) -> bool {
    const ALONE: &str = "by itself|on its own|itself|on their own|randomly|for no reason|in the middle of";
    words.says(words.tail(said.end, 3), ALONE) || words.says(near(words, said, 2), "itself|randomly|suddenly")
}

/// "haven't restarted", "didn't try another network".
fn is_denied(words: Words<'_>, said: &Range<usize>) -> bool {
    const DENIED: &str = "\
        havent|havnt|hasnt|have not|not yet|never|didnt|did not|not|yet to|without|cant|couldnt|\
        wont|dont|nobody|no one|before|instead of|not even|hadnt|aint";
    const BETWEEN: &str = "yet|even|tried|really|actually|been|had|to|it|ever|the|my";
    let mut start = said.start;
    for _ in 0..3 {
        if words.led_by(start, DENIED) && words.same_clause(start - 1, said.start) {
            return true;
        }
        if !one_of(words.before(start, 1), BETWEEN) {
            return false;
        }
        start -= 1;
    }
    words.led_by(start, DENIED)
}

/// "should I restart it?", "do I have to update".
fn is_asked(words: Words<'_>, said: &Range<usize>) -> bool {
    const ASKS: &str = "\
        should i|shall i|can i|could i|do i|must i|would it|will it|does it|is it safe|\
        is it worth|how do i|how to|how can i|where do i|what if i|would|could it be|do we|\
        should we|how do you|want me to|or should|need to|have to|whats the|what happens if|\
        safe to|ok to|worth|soll ich|muss ich|debo|dois je";
    words.says(near(words, said, 7), ASKS)
}

/// "will try", "before I", "scared to", "thinking of".
fn is_planned(words: Words<'_>, said: &Range<usize>) -> bool {
    const PLANS: &str = "\
        will|ill|gonna|going to|want to|wanted to|planning|plan to|might|may|thinking of|\
        thinking about|before i|if i|unless|tempted to|about to|scared to|afraid to|scared of|\
        afraid of|dared to|dare|rather not|refuse to|next step is|next is|tomorrow|later|let me|\
        so i can|in order to|havent tried|not tried|didnt try|tonight i|hesitant|reluctant|\
        dont want|wouldnt|trying to avoid|avoid|id have to|supposed to";
    words.says(near(words, said, 5), PLANS)
}

/// "someone told me to restart", unless it was done.
fn is_advised(words: Words<'_>, said: &Range<usize>) -> bool {
    const ADVICE: &str = "\
        told me to|said to|says to|suggested|suggests|recommended|recommends|advised|advises|\
        asked me to|wants me to|want me to|told to|you should|have you tried|try to|said i should|\
        says i should|told us to|keeps telling me to|tells me to|said just|people say|read that|\
        articles say|guides say";
    const DONE: &str = "did that|done that|i did|so i|which i did|and i did|done all|did all";
    let before = near(words, said, 8);
    words.says(before, ADVICE) && !words.says(words.tail(said.end, 8), DONE)
}

/// The words shortly before, in the same sentence.
fn near(words: Words<'_>, said: &Range<usize>, count: usize) -> Range<usize> {
    words.lead(said.start, count)
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    fn expect_steps(rows: &[(&str, &str)]) {
        expect(rows, |intake| Some(intake.steps_tried.join(" ")));
    }

    #[test]
    fn what_was_done_counts_whether_it_helped_or_not() {
        expect_steps(&[
            ("restarted it, no change", "restarted"),
            ("force restarted it, no change", "force_restarted"),
            ("rebooted the router", "restarted_router"),
            (
                "restarted, updated to the newest iOS, signed out and back in",
                "restarted updated_ios signed_out_in",
            ),
            (
                "apple told me to reset network settings, did that, no change",
                "reset_network_settings contacted_apple",
            ),
            ("wifi is fine and it's on charge", "checked_wifi plugged_in"),
            ("no VPN, deleted the old backup", "turned_off_vpn deleted_old_backup"),
        ]);
    }

    #[test]
    fn questions_plans_denials_and_advice_do_not_count() {
        expect_steps(&[
            ("should i restart it?", ""),
            ("do i have to sign out and back in", ""),
            ("will reset network settings tonight", ""),
            ("haven't restarted it yet", ""),
            ("have not tried signing out", ""),
            ("never signed out and back in", ""),
            ("someone told me to reset network settings", ""),
            ("I'm scared to erase the phone", ""),
            ("would a factory reset help", ""),
            ("thinking of buying more storage", ""),
        ]);
    }

    #[test]
    fn the_text_of_the_screen_is_nobodys_step() {
        expect_steps(&[(
            "Backups happen when this iPhone is plugged in, locked, and connected to Wi-Fi.\nrestarted",
            "restarted",
        )]);
    }
}
