//! Tells lengths of time that are no trouble: rates, sizes, time remaining, ages, plans, and what happened once.

use std::ops::Range;

use super::super::phrases::{Phrases, one_of, phrases};
use super::super::words::Words;
use super::aside::{goes_in, is_of_things, is_still_there, is_way_or_keeping, went_well};
use super::context::{BACKUP, FAILING, GOING_ON};
use super::quantity::Quantity;
use super::unit::Unit;

/// Whether a length is certainly something else than how long the backup has been failing.
pub(super) fn is_meant(words: Words<'_>, quantity: &Quantity) -> bool {
    let said = &quantity.words;
    is_rate_or_size(words, quantity)
        || is_price(words, said)
        || is_adjective(words, quantity)
        || is_remaining(words, quantity)
        || is_other_use(words, quantity)
        || went_well(words, quantity)
        || is_way_or_keeping(words, quantity)
}

/// "i pay 2.99 a month", "2 a week"; not the "4 a month" of people who write "4" for "for".
fn is_price(words: Words<'_>, said: &Range<usize>) -> bool {
    let before = words.before(said.start, 1);
    let joined =
        words.gap_before(said.start) == " " && words.same_clause(said.start.saturating_sub(1), said.start);
    let is_for = before == "4"
        && !words.says(words.clause(said.start), phrases!("pay|pays|paying|paid|costs|cost|plan"));
    joined && before.starts_with(|ch: char| ch.is_ascii_digit()) && !is_for
}

/// "a 30 day trial", "5 min walk", "30-day": a unit of more than one, not in the plural, tells of what follows.
fn is_adjective(words: Words<'_>, quantity: &Quantity) -> bool {
    const SINGULAR: Phrases = Phrases::new("minute|min|hour|day|night|week|month|year");
    const GOES_ON: Phrases = Phrases::new(
        "now|ago|straight|and|already|of|without|in|so|but|no|since|running|or|back|later|that|my|it|i|the|still|not|\
        nothing|with|for|with|same|with|like|on|every|at|after|trying|trial|stuck|is|has|backup|icloud|ios",
    );
    let said = &quantity.words;
    let unit = said.end.saturating_sub(1);
    let hyphen = words.gap_before(unit).trim() == "-" && said.len() == 2;
    if hyphen && words.same_clause(unit, said.end) {
        return true;
    }
    let several = said.len() >= 2 && !quantity.is_article && words.before(unit, 1) != "1";
    several
        && !one_of(words.at(said.start), phrases!("the|past|last|couple|half|all"))
        && one_of(words.at(unit), SINGULAR)
        && words.same_clause(unit, said.end)
        && words.gap_after(unit) == " "
        && !one_of(words.at(said.end), GOES_ON)
}

/// "an hour of gym wifi a day", "3 years of photos", "every 10 minutes", "a 2 year old phone".
fn is_rate_or_size(words: Words<'_>, quantity: &Quantity) -> bool {
    const RATE: Phrases = Phrases::new(
        "a day|a night|a week|a month|per|each|at a time|at a stretch|a year|at most|max|\
        tops|in between",
    );
    const KIND: Phrases = Phrases::new(
        "plan|plans|subscription|trial|warranty|contract|free|old|video|videos|movie|shift|drive|\
        flight|commute|trip|grace|notice|history|period|window|clip|film|limit|delay|mark|holiday|\
        call|recording|meeting|worth|warning|walk|walks|ride|nap|outage|cutoff|cut off|this term|this month|this year|stay|tier|deal|grandson|rule|maximum",
    );
    const NUMBER_BEFORE: Phrases = Phrases::new(
        "every|each|twice|times|once every|within|another|next|other|than every|hour|day|\
        gb|bucks|all but|only lasted|dated|aged|from like",
    );
    let said = &quantity.words;
    let old = words.follows(said.end, phrases!("old")).is_some();
    const COPY: Phrases =
        Phrases::new("last|latest|newest|most recent|recent|backup|copy|snapshot|backups|one");
    let latest = words.says(words.sentence(said.start).start..said.start, COPY)
        || words.follows(said.end + 1, COPY).is_some();
    let kind = words.same_clause(said.start, said.end)
        && words.follows(said.end, KIND).is_some()
        && !(old && latest);
    let led = words.same_clause(said.start.saturating_sub(1), said.start);
    is_of_things(words, quantity)
        || kind
        || (led && words.led_by(said.start, NUMBER_BEFORE))
        || words.follows(said.end, RATE).is_some()
}

/// "14 hours remaining", "says 11 hours", "takes 6 hours", "done in ten minutes", "in 2 weeks I leave".
fn is_remaining(words: Words<'_>, quantity: &Quantity) -> bool {
    const LEFT: Phrases = Phrases::new(
        "remaining|remainig|remaning|remainin|left|to go|until|till|eta|estimated|restantes|\
        restants|verbleibend|rimanenti|resterend|from now",
    );
    const TAKES: Phrases = Phrases::new(
        "takes|take|took|taking|needs|wait|waited|estimate|estimates|estimated|give it|lasts|\
        lasted|spent|spend|worked fine|would be|will be|helped|ok in|fine in|finishes in|counts|worked again|works again|loses|lose",
    );
    // "It was done in 5 minutes"; not "it hasn't completed in 7 weeks".
    const DONE: Phrases = Phrases::new("done in|finished in|completed in|complete in");
    const SHOWS: Phrases = Phrases::new("says|shows|showing|say|claims|saying|anything|between|estimates");
    let said = &quantity.words;
    let short = matches!(quantity.unit, Unit::Minute | Unit::Hour);
    let clause = words.clause(said.start);
    let near = clause.start.max(said.start.saturating_sub(3))..said.start;
    let far = clause.start.max(said.start.saturating_sub(6))..said.start;
    let shown = short && words.says(far.clone(), SHOWS) && !words.led_by(said.start, GOING_ON);
    let after = (short
        && words.says(near.clone(), phrases!("after|within|in like|every"))
        && !is_still_there(words, said))
        || (words.led_by(said.start, phrases!("after")) && !words.says(words.sentence(said.start), FAILING))
        || (short && words.follows(said.end, phrases!("every")).is_some());
    // "It worked for 3 weeks" is no trouble; "it hasn't worked for 3 weeks" is.
    let ran =
        words.says(near.clone(), phrases!("worked for|ran for")) && !words.says(far.clone(), FAILING_SO_FAR);
    const FUTURE: Phrases = Phrases::new(
        "is in|ill|i will|leave|leaving|due|trade|trading|fly|flying|travel|moving|expires|appointment|going away",
    );
    let sentence = words.sentence(said.start);
    let planned = !words.says(sentence.clone(), FAILING_SO_FAR) || words.says(sentence.clone(), FUTURE);
    let ahead = words
        .led_by(said.start, phrases!("in|in about|in like|within|in the next|for the next|next"))
        && !words.says(sentence.start..said.start, FAILING_SO_FAR)
        && planned;
    words.follows(said.end, LEFT).is_some()
        || (words.gap_before(said.start).trim().is_empty()
            && words.led_by(said.start, phrases!("remaining|left|remaining about|remaining around")))
        || words.says(near.clone(), TAKES)
        || (words.says(near, DONE) && !words.says(words.lead(said.start, 6), FAILING_SO_FAR))
        || goes_in(words, quantity)
        || ran
        || shown
        || after
        || ahead
}

/// What makes "in 3 weeks" look back: "hasn't ... in 3 weeks", "first backup in 4 months".
pub(super) const FAILING_SO_FAR: Phrases = Phrases::new(
    "nothings|nones|nobodys|hardly|barely|hadnt|not once|stopped|refuses|refused|only|any|zip|nada|kein|keine|nicht|non|mai|geen|niet|nunca|jamais|aucune|pas|nenhum|sin|hasnt|havent|hasn|haven|not|no|never|nothing|didnt|first|without|havnt|hasent|none|zero|isnt|\
    once|wont|doesnt|cant|last|past|aint|failed",
);

/// Charging, owning, waiting on the phone, and what happened some time ago with nothing failing.
fn is_other_use(words: Words<'_>, quantity: &Quantity) -> bool {
    const USE: Phrases = Phrases::new(
        "charge|charges|charged|charging|charger|plugged|plug|owned|bought|customer|subscriber|\
        paying|paid|pay|member|on hold|the phone to|phone with|on chat|married|retired|lived|worked there|had this phone|had this iphone|\
        had the phone|had it|lasts|worked fine|worked great|working fine|works for|\
        worked perfectly|used to|travelling|traveling|abroad|on holiday|on vacation|on break|wifi a|been using|free for|upload takes",
    );
    const SELF: Phrases = Phrases::new(
        "ive been a|i have been a|i was a|been a customer|been with|been using|i worked|ive worked|i work|not worked in|havent worked in|havent worked at|havent worked there|not worked there|not been there|not lived",
    );
    const ONCE: Phrases = Phrases::new(
        "bought|purchased|inherited|born|married|divorced|moved house|moved in|moved here|retired|graduated|was given|released|came out",
    );
    const PHONED: Phrases =
        Phrases::new("the phone|on hold|support|a call|on chat|the store|genius bar|the queue");
    let short = matches!(quantity.unit, Unit::Minute | Unit::Hour);
    if short && words.says(words.lead(quantity.words.start, 4), PHONED) {
        return true;
    }
    const HAD: Phrases = Phrases::new(
        "had for|had it for|owned for|had this for|used for|using for|had it|had mine|had this one|owned it|had this phone|pay for|paid for|had mine for|using it for|with apple for",
    );
    let said = &quantity.words;
    let clause = words.clause(said.start);
    if words.led_by(said.start, HAD) || words.says(clause.start..said.start, SELF) {
        return true;
    }
    let is_ago = matches!(
        words.at(said.end),
        "ago" | "back" | "earlier" | "prior" | "назад" | "fa" | "geleden" | "atras"
    );
    if is_ago {
        let once = words.says(words.lead(said.start, 6), ONCE);
        let since = words.says(said.end..said.end + 15, phrases!("since|ever since"));
        return (once && !since) || !began(words, said, quantity.unit);
    }
    let used = words.says(clause.clone(), USE);
    used && !words.says(clause.clone(), FAILING) && !words.says(clause, phrases!("backup|backups|backed up"))
}

/// "it started 3 days ago", "last backup 47 days ago", "changed it 8 days ago and backups have failed since".
fn began(words: Words<'_>, said: &Range<usize>, unit: Unit) -> bool {
    const BEGAN: Phrases = Phrases::new(
        "started|starting|began|stopped|quit|last backup|last icloud|last successful|last one|\
        last good|last time|broke|failing|failed|last|latest|newest|backup was|since|\
        last backed up|died|happening|that was|this was|noticed|realised|realized|gave up|worked|ended|finished|completed|copy was",
    );
    let before = words.sentence(said.start).start..said.start;
    if words.says(before, BEGAN) {
        return true;
    }
    let since = words.says(said.end..said.end + 15, phrases!("since then|ever since|and since"));
    let long = !matches!(unit, Unit::Minute | Unit::Hour);
    let sentence = words.sentence(said.start);
    long && (since || words.says(sentence.clone(), FAILING) || words.says(sentence, BACKUP))
}
