//! Judges from the words around a version whether it is installed now.

use std::ops::Range;

use super::super::phrases::{Phrases, one_of, phrases};
use super::super::words::Words;

/// When a version is, was, or will be on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// Said to be where it has got to: "updated to 18.6.2", "now on 18.6.2".
    Last,
    /// Said to be there: "I'm on 17.0.3", "since the 18.2 update".
    Now,
    /// Nothing speaks for or against it.
    Open,
    /// Was there once: "went from 18.6", "back on iOS 13", "17 was fine".
    Past,
    /// Is offered, wanted, needed: "pending update to 18.5".
    Future,
    /// On another device: "my other phone, still on 18.6".
    Elsewhere,
}

/// Words that may stand between a sign and the number.
const FILLER: Phrases =
    Phrases::new("ios|ipados|version|the|to|a|i0s|iso|software|this|that|beta|public|dev|v|developer");
const NOW: Phrases = Phrases::new(
    "im on|i am on|now on|still on|currently on|running|now|stuck on|stuck at|its on|is on|updated|\
    updating|upgraded|since|after|ever since|installed|installing|went|currently|here|both on|\
    phone on|iphone on|ipad on|on ios|am on|im at|runs|sits on|moved|bumped|haven updated since|\
    have|has|sinse|being on|were on now|are on|were at|update broke|wait no|sorry|i mean|actually|\
    make that|on|on latest|latest is installed|with|auf|en|sur|su|desde|depuis|seit|после|на|op|\
    ainda no",
);
const PAST: Phrases = Phrases::new(
    "back on|back in|was on|were on|used to be on|previously|previously on|formerly|when i was on|\
    when it was on|worked on|worked fine on|worked in|worked under|working on|fine on|ok on|\
    great on|well on|coming from|came from|jumped from|downgraded from|went from|updated from|\
    upgraded from|moved from|updating from|upgrading from|going from|used to work on|happened on|\
    before was|before on|issues on|had|backed up on|flawless on|perfect on|worked with|\
    worked fine with|no problems on|no issues on|fine with",
);
const FUTURE: Phrases = Phrases::new(
    "update to|updates to|upgrade to|updating to|pending update to|there is|theres|offers|\
    offers me|offering|offering me|wants me on|wants|waiting for|wait for|until|till|before|skip|\
    skipped|skipping|ignoring|ignored|install|requires|require|needs|need|is there|does|will|\
    would|should|latest is|newest is|current is|thinking of|about|hasnt got|havent installed|\
    didnt install|havent got|dont have|not on|isnt on|not installed|supports|up to|available|\
    available update|see|shows|go to|get|getting|fixed in|fixed by|fix in|cant run|cant get|\
    wont get|cant go past",
);
const AVAILABLE: Phrases = Phrases::new(
    "is available|available|is out|came out|comes out|or later|or newer|or higher|or above|\
    and later|and newer|and up|is pending|pending|is waiting|is offered|waiting to|wont install",
);
const WAS: Phrases = Phrases::new(
    "it worked|everything worked|all worked|was fine|were fine|were ok|was ok|was okay|was perfect|worked|\
    it was fine|backups worked|i had no|it backed up|backed up fine|was the last",
);

/// When a version is on the affected device, from the sentence that it stands in.
pub(super) fn time(words: Words<'_>, version: &Range<usize>) -> Time {
    if is_elsewhere(words, version) {
        return Time::Elsewhere;
    }
    let start = sign_end(words, version.start);
    if is_left_behind(words, version)
        || words.led_by(start, PAST)
        || words
            .follows(version.end, WAS)
            .is_some_and(|end| !one_of(words.at(end), phrases!("on|in|with|under|until|till")))
    {
        return Time::Past;
    }
    if done_updating(words, start)
        || words.led_by(start, phrases!("now on|im now on|currently on|now its|now at"))
    {
        return Time::Last;
    }
    let offered = words.same_sentence(version.end.saturating_sub(1), version.end)
        && words.follows(version.end, AVAILABLE).is_some();
    if words.led_by(start, phrases!("but not on")) || is_until_the_trouble(words, start) {
        return Time::Now;
    }
    // "on the till, iPadOS 26.6": a sign does not reach over a comma.
    let joined = |at: usize| words.same_clause(at.saturating_sub(1), at);
    let future = |at: usize| joined(at) && words.led_by(at, FUTURE);
    if future(start) || future(version.start) || offered {
        return Time::Future;
    }
    if words.led_by(start, NOW)
        || words.led_by(version.start, NOW)
        || words.follows(version.end, phrases!("here")).is_some()
    {
        Time::Now
    } else {
        Time::Open
    }
}

/// "never a failure till 18.7", "it worked until 26.1".
fn is_until_the_trouble(words: Words<'_>, start: usize) -> bool {
    const WELL: Phrases = Phrases::new(
        "never|worked|fine|no problem|no problems|no issues|no trouble|perfect|perfectly|flawless|flawlessly|great|ok|okay|\
        used to|not once|good|solid|backed up|reliable",
    );
    words.led_by(start, phrases!("until|till|til|up until|up till|up to"))
        && words.says(words.lead(start, 9), WELL)
}

/// Where the words before the filler end.
fn sign_end(words: Words<'_>, mut at: usize) -> usize {
    for _ in 0..4 {
        let before = words.before(at, 1);
        if !one_of(before, FILLER) || !words.same_sentence(at - 1, at) {
            break;
        }
        // "to" belongs to "update to", which the signs hold.
        if before == "to" {
            break;
        }
        at -= 1;
    }
    at
}

/// "updated to 18.2", "after updating to 18.2", "since the update to 18.2".
fn done_updating(words: Words<'_>, start: usize) -> bool {
    const DONE: Phrases = Phrases::new(
        "did get|did also get|did just get|also got|just got|finally got|installed|downloaded|went up to|updated to|upgraded to|went to|moved to|jumped to|bumped to|switched to|updatd to|\
        upadted to|downgraded to|update auf|aktualisiert auf|passed to|обновления до",
    );
    const WENT_ON: Phrases =
        Phrases::new("since|after|ever since|sinse|right after|did|did the|following|post|seit|nach|depuis");
    const STEP: Phrases = Phrases::new(
        "update to|updating to|upgrade to|upgrading to|the update to|the upgrade to|going to|\
        i update to",
    );
    const HOPED: Phrases =
        Phrases::new("to fix|hoping|didnt help|no change|no luck|to see if|no difference|same");
    if words.led_by(start, phrases!("tried updating to|tried upgrading to|tried to update to")) {
        return words.says(words.sentence(start), HOPED);
    }
    if words.led_by(start, DONE) {
        // "should have updated to", "until I updated to" stay open to the other signs.
        return !words.says(words.lead(start, 5), phrases!("havent|haven|not|until i have|if i"));
    }
    words.led_by(start, STEP) && words.says(words.lead(start, 6), WENT_ON)
}

/// The first of two: "from 18.6 to 26", "18.6 -> 26", "17.6 then 18".
fn is_left_behind(words: Words<'_>, version: &Range<usize>) -> bool {
    let gap = words.gap_before(version.end);
    if gap.contains("->") || gap.contains(['\u{2192}', '>']) {
        return true;
    }
    // "18.3 and 18.4": the later one of two.
    let next = words.at(version.end + 1);
    let two = matches!(words.at(version.end), "and" | "then")
        && next.contains('.')
        && next.starts_with(|ch: char| ch.is_ascii_digit());
    if two && words.same_clause(version.start, version.end + 1) {
        return true;
    }
    // "updated 18.6 to 26.1"
    let next = words.at(version.end + 1);
    let onward = words.at(version.end) == "to"
        && next.contains('.')
        && next.starts_with(|ch: char| ch.is_ascii_digit());
    let from = onward || words.says(words.lead(sign_end(words, version.start), 2), phrases!("from"));
    let behind = words.tail(version.end, 6);
    from && words.says(behind, phrases!("to|straight to"))
}

/// "my other phone ... still on 18.6": another device, or somebody's that works.
fn is_elsewhere(words: Words<'_>, version: &Range<usize>) -> bool {
    const OTHER_SYSTEM: Phrases =
        Phrases::new("macbook|mac|imac|watch|windows|pixel|android|samsung|apple tv|homepod|macos");
    const OTHER: Phrases = Phrases::new(
        "other phone|same model|same phone|same iphone|same ipad|identical|other ipad|other iphone|other device|other one|another phone|another iphone|\
        another ipad|my old phone|my old iphone|my old ipad|second phone|spare phone|work phone is",
    );
    const THEIRS: Phrases = Phrases::new(
        "wifes|husbands|friends|friend|brothers|sisters|moms|mums|dads|sons|daughters|partners|\
        girlfriends|boyfriends|coworkers|colleagues|flatmate|roommate|flatmates|roommates|his|\
        hers|her|theirs|mate",
    );
    const WORKS: Phrases = Phrases::new(
        "works|working|backs up|backing up|is fine|are fine|fine|no problem|no problems|no issues|\
        hiccup|does it",
    );
    let sentence = words.sentence(version.start);
    let before = sentence.start..version.start;
    // "hers is on 26.6 and mine 26.7.1"
    let mine = words.says(version.end..sentence.end, phrases!("mine|mine is|my own"));
    if mine
        && words.says(
            words.lead(version.start, 4),
            phrases!("hers|his|theirs|sisters|brothers|wifes|husbands|her|their"),
        )
    {
        return true;
    }
    let near = words.clause(version.start).start.max(version.start.saturating_sub(8))..version.start;
    if words.says(near, OTHER_SYSTEM) || words.says(before.clone(), OTHER) {
        return true;
    }
    const FAILS: Phrases =
        Phrases::new("no longer|not|wont|doesnt|isnt|hasnt|fails|failed|stuck|stopped|never");
    let clause = words.clause(version.start);
    let does = matches!(words.at(clause.end.saturating_sub(1)), "does" | "did" | "works");
    if does && words.says(clause, THEIRS) {
        return true;
    }
    let works = words.says(sentence.clone(), WORKS) && !words.says(sentence, FAILS);
    works
        && words.says(before.clone(), THEIRS)
        && !words.says(before, phrases!("my phone|my iphone|my ipad|mine"))
}
