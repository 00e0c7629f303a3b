//! Judges whether somebody has what a number names: "my 14", "dad's 12", "on an 11", "Phone: 13".

use super::super::phrases::{Phrases, one_of};
use super::super::words::Words;

/// What stands before a thing that somebody has.
const OWNERS: Phrases = Phrases::new(
    "my|his|her|our|their|moms|mums|dads|wifes|husbands|sons|daughters|kids|mothers|fathers|\
    grandmas|grandads|partners|girlfriends|boyfriends|brothers|sisters|mein|meinem|meine|mon|mi|\
    meu|mio|mijn",
);

const ADJECTIVES: Phrases = Phrases::new(
    "old|new|current|work|personal|own|trusty|poor|ancient|beloved|main|whole|test|daily|school|company|only|\
    good|little|shiny|brand new|lovely|everyday|primary|private|business|stupid|bloody|damn",
);

/// "dad's 12", "the neighbor's 13"; not "it's 15".
pub(super) fn is_somebodys(words: Words<'_>, at: usize) -> bool {
    const SHORT: Phrases =
        Phrases::new("its|thats|whats|heres|theres|lets|hows|whos|backups|wheres|todays|yesterdays|hes|shes");
    let Some(before) = at.checked_sub(1) else { return false };
    let said = words.typed(&(before..at)).to_lowercase();
    let owns = said.ends_with("'s") || said.ends_with("\u{2019}s");
    owns && !one_of(words.at(before), SHORT) && words.same_clause(before, at)
}

/// "Phone: 13", "my current one (17)".
pub(super) fn is_told(words: Words<'_>, at: usize, end: usize) -> bool {
    const NOUN: Phrases =
        Phrases::new("phone|device|model|modell|handy|telefon|handset|movil|telefono|telefoon|iphone");
    const ONE: Phrases = Phrases::new("one|phone|mine|device|handset|it|this");
    let before = words.before(at, 1);
    let gap = words.gap_before(at);
    let colon = one_of(before, NOUN) && gap.contains([':', '=']);
    let bracketed =
        one_of(before, ONE) && gap.contains('(') && words.gap_after(end.saturating_sub(1)).contains(')');
    colon || bracketed
}

/// "Corporate 14s won't": several phones; not "stuck for 14s".
pub(super) fn is_plural(words: Words<'_>, at: usize) -> bool {
    const TAKES: Phrases =
        Phrases::new("for|in|after|every|took|takes|within|about|like|around|last|past|than|at");
    let said = words.at(at);
    let number = said.strip_suffix('s').and_then(|number| number.parse::<u16>().ok());
    number.is_some_and(|number| (11..=17).contains(&number)) && !one_of(words.before(at, 1), TAKES)
}

/// "my 14", "my old 14", "her new 14".
pub(super) fn is_owned(words: Words<'_>, at: usize) -> bool {
    let before = words.before(at, 1);
    if !words.same_clause(at.saturating_sub(1), at) {
        return false;
    }
    one_of(before, OWNERS) || (one_of(before, ADJECTIVES) && one_of(words.before(at, 2), OWNERS))
}

pub(super) fn is_article(words: Words<'_>, at: usize) -> bool {
    let here = words.same_clause(at.saturating_sub(1), at);
    here && matches!(
        words.before(at, 1),
        "a" | "an" | "the" | "this" | "ein" | "einem" | "un" | "une" | "um" | "een"
    )
}

/// "on an 11", "got a 15", "it's a 13".
pub(super) fn is_had(words: Words<'_>, at: usize) -> bool {
    const HAD: Phrases = Phrases::new(
        "ive a|ive an|its the|mines the|mine is the|phone a|phone an|iphone a|iphone an|mine a|mine an|device a|jai un|cest un|tengo un|es un|ho un|e un|tenho um|e um|heb een|is een|hab ein|habe ein|ist ein|hab n|on a|on an|got a|got an|have a|have an|its a|its an|using a|using an|with a|with an|to a|\
        to an|from a|from an|is an|is a|was a|was an|on my|phone is a|phones a|phones an|thats a|thats an|mines a|mines an|another|for an|hes got a|hes got an|got an|\
        as an|has a|has an|run a|run an|use an|use a|both an",
    );
    const SOLD_AS: Phrases = Phrases::new(
        "a refurb|a refurbished|a used|a second hand|a secondhand|a renewed|an old|an ancient|ancient|refurb|refurbished|a new|\
        a brand new|an unlocked|a battered|a cracked|a preowned|an elderly|my trusty|a trusty|a humble|a plain|a regular|a normal",
    );
    words.led_by(at, HAD) || words.led_by(at, SOLD_AS)
}
