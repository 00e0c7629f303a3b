//! What is said to have come of a step, and what is said to be in order.

use std::ops::Range;

use super::denial::is_refused;
use super::list::breaks_off;
use crate::intake::phrases::{Phrases, one_of, phrases};
use crate::intake::words::Words;

/// What people say came of a step.
pub(super) const RESULTS: Phrases = Phrases::new(
    "done|did it|did that|did all|did both|did too|been there|tried|nope|no help|no luck|no change|no difference|no joy|no effect|no good|no use|\
    didnt|did nothing|doesnt help|does nothing|nothing changed|changed nothing|made no|makes no|same|failed|\
    fails|useless|pointless|in vain|to no avail|without success|zilch|nada|twice|both done|all done|\
    several times|many times|multiple times|few times|2x|3x|x2|x3|x4|yes|yep|yup|yeah|check|\u{2705}|\u{274c}|\
    helped nothing|brought nothing|wasnt it|was no|were no|no different|zero effect|zero difference",
);

/// What people say of a thing that is in order.
pub(super) const FINE: Phrases = Phrases::new(
    "fine|ok|okay|good|great|perfect|solid|strong|works|working|yes|yep|yup|yeah|check|checked|tested|\u{2705}|\
    no problem|no problems|no issue|no issues|all good|excellent|sorted|alright|all right|spot on|\
    no complaints|flawless|stable|fast|ditto|likewise|as well|connected|full bars|met|there|grand|superb|steady|brilliant|lovely|super|mint|dandy|golden|fab|ace|sound|ample|inside|in place|in order|fantastic|amazing|top|ticked|full signal|full strength|rock solid|decent|healthy",
);

/// "Checked: Wi-Fi, charger, storage", "it's not the storage, Wi-Fi or charger, I checked".
pub(super) fn is_checked(words: Words<'_>, said: &Range<usize>) -> bool {
    const LEADS: Phrases = Phrases::new(
        "checked|double checked|verified|confirmed|tested|ruled out|ruling out|ticked off|eliminated|nothing wrong with|fine|all fine|all good|no problem with|no issue with|no issues with|no problems with|excluded",
    );
    const MOST: usize = 7;
    let lead = words.lead(said.start, MOST);
    let leads = |at: &usize| {
        words.follows(*at, LEADS).is_some_and(|behind| {
            let listed = behind == said.start
                || words.gap_after(behind - 1).contains(':')
                || words.same_clause(*at, said.start);
            behind <= said.start && listed
        })
    };
    lead.clone().rev().find(leads).is_some_and(|at| {
        !breaks_off(words, at..said.start)
            && !is_refused(words, &(at..at + 1))
            && !words.says(at..said.start, phrases!("but|different|another|other|new"))
    })
}

/// "space, wifi and charger: all fine": what is said stands behind the whole list.
pub(super) fn is_all_fine(words: Words<'_>, said: &Range<usize>) -> bool {
    const ITEMS: Phrases = Phrases::new(
        "and|n|or|the|my|storage|space|room|charger|charging|power|wifi|internet|signal|network|account|sign|in|\
        icloud|vpn|battery|plan|login|locked|lock|screen|backup|connection|all|both|every|everything|ios|version|\
        on|cable|are|is|of|those|these|three|it|them|s|was|were",
    );
    const GOOD: Phrases = Phrases::new(
        "fine|ok|okay|good|all good|great|checked|met|grand|in order|sorted|perfect|ticked|check|tested|yes|\
        no problem",
    );
    const MOST: usize = 14;
    if is_refused(words, said) {
        return false;
    }
    let mut parted = false;
    for at in words.tail(said.end, MOST) {
        parted |=
            words.gap_before(at).contains([',', '+', '&', '/']) || one_of(words.at(at), phrases!("and|n|or"));
        if words.follows(at, GOOD).is_some() {
            return parted;
        }
        if !one_of(words.at(at), ITEMS) {
            return false;
        }
    }
    false
}

/// "Sign out? Done.", "restart no help", "router reboot: nope": what came of it is told right behind the step.
pub(super) fn has_result(words: Words<'_>, said: &Range<usize>, results: Phrases) -> bool {
    const BETWEEN: Phrases = Phrases::new(
        "it|that|is|was|already|all|the|too|also|phone|ipad|iphone|thing|has|have|had|been|of|course|obviously",
    );
    if is_refused(words, said) {
        return false;
    }
    for at in said.end..said.end + 3 {
        if words.follows(at, results).is_some() && is_near(words, said.end, at) {
            return true;
        }
        if !one_of(words.at(at), BETWEEN) {
            return false;
        }
    }
    false
}

/// Whether nothing but a comma, a colon, a question mark or a dash parts a step from what is said of it.
fn is_near(words: Words<'_>, from: usize, at: usize) -> bool {
    (from..=at).all(|index| !words.gap_before(index).contains(['.', '!', ';', '\n']))
}
