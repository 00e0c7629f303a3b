//! Judges whether a device that is named is the one that does not back up.

use super::super::phrases::{Phrases, one_of, phrases};
use super::super::words::Words;
use super::Mention;

/// How a device stands to the complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It may well be the one.
    Affected,
    /// Only if no other is named: a device that is said to work, a name inside a pasted text.
    Doubtful,
    /// Another one: the old phone, the hotspot, a friend's.
    Elsewhere,
}

/// Words between a preposition and the name.
const BETWEEN: Phrases = Phrases::new(
    "my|the|a|an|his|her|our|their|moms|mums|dads|ancient|dead|lost|old|previous|new|broken|own|last|first|this",
);
const REPLACED: Phrases = Phrases::new(
    "traded in|sold|replaced|replacing|got rid of|moved off|came from|coming from|instead of|than|\
    unlike|upgraded from|upgrading from|switched from|switching from|moved from|moving from|\
    migrated from|transferred from|used to have",
);
const OTHERS: Phrases = Phrases::new(
    "friends|friend|coworkers|colleagues|neighbours|neighbors|brothers|sisters|wifes|husbands|moms|\
    mums|dads|sons|daughters|girlfriends|boyfriends|partners|roommates|flatmates|bosses|kids|\
    mates|everyone elses",
);
const WORKS: Phrases = Phrases::new(
    "back up each|back up every|back up nightly|backs up each|works|work fine|works fine|backs up|back up fine|backed up|is fine|are fine|is ok|is okay|\
    does fine|does it|no problem|no problems|no issues|no issue|completes|is working|\
    is backing up|has it|doesnt have this|without a hiccup|without any|never had",
);
const FAILS: Phrases = Phrases::new(
    "no longer|not|fails|failed|failing|wont|doesnt|hasnt|cant|isnt|never|stuck|stopped|except|only|used to|\
    but",
);

pub(super) fn standing(words: Words<'_>, mention: &Mention) -> Standing {
    if is_other(words, mention) || is_replaced(words, mention) || is_hotspot(words, mention) {
        return Standing::Elsewhere;
    }
    let works = is_said_to_work(words, mention);
    let theirs = words.says(words.lead(mention.words.start, 3), OTHERS);
    if mention.is_model && is_backup_of(words, mention) {
        return Standing::Doubtful;
    }
    match (works, theirs) {
        (true, true) => Standing::Elsewhere,
        (true, false) => Standing::Doubtful,
        (false, _) if words.is_quoted(mention.words.start) => Standing::Doubtful,
        (false, _) => Standing::Affected,
    }
}

/// "there's a backup from my XS in there": the backup is stored, and another device may be the one that fails.
fn is_backup_of(words: Words<'_>, mention: &Mention) -> bool {
    let mut start = mention.words.start;
    while start > 0 && one_of(words.before(start, 1), BETWEEN) {
        start -= 1;
    }
    const OF: Phrases = Phrases::new(
        "a backup from|a backup of|old backup of|old backup from|one backup of|backups of|big backup of|huge backup of",
    );
    words.led_by(start, OF)
}

/// "my other iPad", "another iPhone 12".
pub(super) fn is_other(words: Words<'_>, mention: &Mention) -> bool {
    const OTHER: Phrases = Phrases::new("other|another|spare|second|2nd|third|wifes other");
    let start = mention.words.start;
    let adjacent = words.led_by(start, OTHER);
    // "other phone (an iPhone 12)", "other phone, an 11".
    const OTHER_ONE: Phrases =
        Phrases::new("other phone|other device|other one|second phone|old phone|previous phone");
    adjacent
        || (start >= 1
            && words.says(words.lead(start, 4), OTHER_ONE)
            && !words.says(words.lead(start, 4), FAILS))
}

/// "from my 11 to the 15", "sold my 8", "the backup of my old 8 plus".
fn is_replaced(words: Words<'_>, mention: &Mention) -> bool {
    let mut start = mention.words.start;
    let mut is_old = false;
    for _ in 0..3 {
        let before = words.before(start, 1);
        if !one_of(before, BETWEEN) || !words.same_sentence(start - 1, start) {
            break;
        }
        is_old |= matches!(before, "old" | "previous" | "last" | "broken" | "ancient" | "dead" | "lost");
        start -= 1;
    }
    const STORED: Phrases = Phrases::new("backup of|backups of|backup from|backups from|backup for");
    if words.led_by(start, REPLACED) || (is_old && words.led_by(start, STORED)) {
        return true;
    }
    let behind = words.tail(mention.words.end, 7);
    let moves_on = words.says(behind.clone(), phrases!("to my|to a|to an|to the|to iphone|to new|onto"));
    if words.led_by(start, phrases!("from"))
        && (moves_on || words.says(words.lead(start, 4), phrases!("restored|went|jumped")))
    {
        return true;
    }
    const PEOPLE: Phrases = Phrases::new("i|he|she|we|they");
    const PARTED: Phrases = Phrases::new(
        "sold|gave|traded|lost|recycled|returned|dropped|binned|replaced|swapped|scrapped|donated|broke|\
        drowned|retired|wiped|passed",
    );
    let behind_name = words.at(mention.words.end);
    let parted = one_of(behind_name, PEOPLE) && one_of(words.at(mention.words.end + 1), PARTED);
    const GONE: Phrases = Phrases::new(
        "i sold|i gave|i traded|i lost|i dont have|i no longer|i used to|that died|that i sold|\
        thats gone|he sold|she sold",
    );
    let gone = words.says(words.tail(mention.words.end, 4), GONE);
    let its_backup = is_old && matches!(words.at(mention.words.end), "backup" | "backups");
    let was = words.led_by(start, phrases!("phone was|one was|before was"));
    parted
        || gone
        || its_backup
        || is_stored(words, mention, start)
        || was
        || words.follows(mention.words.end, phrases!("before that|before this")).is_some()
}

/// "a snapshot of an XS", "deleted mom's iphone 6 backup", `a backup "iPhone 11 - Incomplete"`: the name of a backup.
fn is_stored(words: Words<'_>, mention: &Mention, start: usize) -> bool {
    const COPY_OF: Phrases = Phrases::new("snapshot of|snapshot from|snapshots of|copy of|copies of");
    const DELETED: Phrases = Phrases::new("deleted|delete|removed|remove|erased|deleting|removing|binned");
    const LISTED: Phrases =
        Phrases::new("a backup|backup|backups|backup called|backup named|called|named|entry");
    let backup = matches!(words.at(mention.words.end), "backup" | "backups");
    let deleted = backup && words.says(words.lead(mention.words.start, 6), DELETED);
    let is_name = words.gap_before(mention.words.start).ends_with(['"', '\u{201c}', '\u{2018}', '\'']);
    let listed = is_name && mention.is_model && words.led_by(mention.words.start, LISTED);
    deleted || listed || (mention.is_model && words.led_by(start, COPY_OF))
}

/// "hotspot from my iPhone 12", "my iPhone's hotspot".
fn is_hotspot(words: Words<'_>, mention: &Mention) -> bool {
    let start = mention.words.start;
    let clause = words.clause(start).start.max(start.saturating_sub(4))..start;
    const FROM: Phrases = Phrases::new(
        "hotspot from|hotspot off|hotspot of|hotspot on|tethered to|tethering to|tethering from|\
        hotspotting from",
    );
    const BEHIND: Phrases = Phrases::new("hotspot|s hotspot|as a hotspot|as hotspot|personal hotspot");
    words.says(clause, FROM) || words.follows(mention.words.end, BEHIND).is_some()
}

/// "my 13 backs up fine", "works on my iPhone 12"; not "my 13 used to back up fine".
fn is_said_to_work(words: Words<'_>, mention: &Mention) -> bool {
    let start = mention.words.start;
    let clause = words.clause(start);
    let before = clause.start.max(start.saturating_sub(6))..start;
    let behind = mention.words.end..clause.end.min(mention.words.end + 6);
    // "his 12 is fine but my 14 is not": what comes behind the contrast is about the other.
    let contrast = behind.clone().find(|at| one_of(words.at(*at), phrases!("but|while|and|however|yet")));
    let behind = behind.start..contrast.unwrap_or(behind.end);
    if words.says(behind.clone(), FAILS) || words.says(before.clone(), FAILS) {
        return false;
    }
    const WORKS_ON: Phrases = Phrases::new("works on|fine on|works fine on|ok on|works for|worked on");
    // "my son's 14 does"
    let does = matches!(words.at(behind.end.saturating_sub(1)), "does" | "did") && !behind.is_empty();
    does || words.says(behind, WORKS) || words.says(before, WORKS_ON)
}
