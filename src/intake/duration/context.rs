//! Weighs a length of time by the words around it: how long the backup has been failing, or something else.

use std::ops::Range;

use super::super::words::Words;
use super::quantity::Quantity;
use super::since::Since;
use super::unit::Unit;

const FAILING: &str = "\
    fail|fails|failed|failing|failure|failures|stuck|stopped|stops|hasnt|havent|hasn|haven|not|no|\
    never|nothing|without|wont|cant|couldnt|doesnt|dont|didnt|isnt|broken|broke|dead|error|errors|\
    frozen|hung|hanging|hangs|spinning|unable|refuses|refusing|dies|quit|problem|problems|issue|\
    issues|trying|down|havnt|hasent|havn|missed|like this|this way|going on|happening|same|zero|\
    complaining|sin|sans|ohne|senza|zonder|sem|без|nicht|kein|keine|keinen|nao|non|niet|geen|не";
const BACKUP: &str = "\
    backup|backups|back up|backed up|backing up|backs up|icloud|bakup|bckup|backd up|sicherung|\
    gesichert|sicherungen|copia|copias|sauvegarde|sauvegardes|копия|копию|копии|копирование|\
    respaldo|reservekopie|bakups|bkup|bu|backing|mine|message|popup";
/// Words right before a length that say: this long.
const LED: &str = "\
    for|como|in|since|past|last|over|been|about|almost|nearly|around|like|already|now|than|at least|\
    says|its|roughly|approx|only|backup|backups|backed up|only been|up|ca|seit|hace|depuis|da|al|\
    ha|fa|desde hace|lleva|llevo|fait|uber|fast|etwa|mehr als|circa|sinds|уже|за|около|почти|\
    более|dal|pendant|durante|plus de|presque|casi|quase|sedan|it|is";
/// Words right before a length that leave no doubt that it is still going on.
const GOING_ON: &str = "been|been like|been over|been about|im at|im on|at|for the last|for the past|in the last|already|stuck for";
const TRAILED: &str = "\
    of|now|straight|in a row|already|and counting|of this|of no|without|running|this time|in|\
    of failed|of failing|of failures|of trying|of nothing|of not|and still|no backup|no backups|\
    of zero|of it|of failure|and nothing|solid|later|out of date|behind|nicht|lang|schon|back|ago|\
    of the same";

/// How likely a length is what is asked for; `None` when it is certainly something else.
pub(super) fn weigh(words: Words<'_>, quantity: &Quantity) -> Option<i32> {
    let said = &quantity.words;
    if is_rate_or_size(words, said) || is_remaining(words, quantity) || is_other_use(words, quantity) {
        return None;
    }
    if quantity.is_article && !has_lead_or_trail(words, said) {
        return None;
    }
    let clause = words.clause(said.start);
    let sentence = words.sentence(said.start);
    let mut score = 0;
    score += if words.says(clause.clone(), FAILING) {
        3
    } else {
        i32::from(words.says(sentence.clone(), FAILING))
    };
    score += if words.says(clause.clone(), BACKUP) { 2 } else { i32::from(words.says(sentence, BACKUP)) };
    score += if words.led_by(said.start, LED) { 2 } else { 0 };
    score += if words.led_by(said.start, GOING_ON) { 2 } else { 0 };
    score += if words.follows(said.end, TRAILED).is_some() { 2 } else { 0 };
    score += if clause.len() <= said.len() + 2 { 2 } else { 0 };
    score -= if words.is_quoted(said.start) { 1 } else { 0 };
    let needed = match quantity.unit {
        Unit::Minute => 5,
        Unit::Hour => 4,
        Unit::Day | Unit::Week | Unit::Month | Unit::Year => 2,
    };
    (score >= needed).then_some(score)
}

/// How likely a calendar point is when the trouble began.
pub(super) fn weigh_since(words: Words<'_>, since: &Since) -> Option<i32> {
    let clause = words.clause(since.words.start);
    let sentence = words.sentence(since.words.start);
    let here = words.says(clause.clone(), BACKUP);
    let failing = words.says(clause, FAILING) || words.says(sentence.clone(), "same|budged|moved");
    let backup = words.says(sentence, BACKUP);
    match (since.is_year, failing, backup) {
        (true, false, _) => None,
        (true, true, _) if !here => None,
        (_, true, true) => Some(6),
        (_, true, false) => Some(5),
        (false, false, true) => Some(4),
        (false, false, false) => Some(3),
    }
}

/// "an hour of gym wifi a day", "3 years of photos", "every 10 minutes", "a 2 year old phone".
fn is_rate_or_size(words: Words<'_>, said: &Range<usize>) -> bool {
    const RATE: &str = "\
        a day|a night|a week|a month|per|each|at a time|at a stretch|every|a year|at most|max|\
        tops|in between";
    const KIND: &str = "\
        plan|plans|subscription|trial|warranty|contract|free|old|video|videos|movie|shift|drive|\
        flight|commute|trip|grace|notice|history|period|window|clip|film|limit|delay|mark|holiday|\
        call|recording|meeting|worth|warning|waiting";
    const THINGS: &str = "\
        photos|videos|pics|pictures|messages|chats|data|footage|music|history|wifi|gym|free|use|storage|icloud|\
        video|photo|notes|memories|texts|mail|emails|warranty|battery|work|age|my|our|streaming|playback|training|\
        recordings|memos|stuff|files|documents|content|screen|call|calls|charging|charge";
    const NUMBER_BEFORE: &str = "\
        every|each|per|once|twice|times|once every|within|another|next|other|than every|hour|day|\
        gb|bucks";
    let of_things = words.at(said.end) == "of" && words.follows(said.end + 1, THINGS).is_some();
    let old = words.follows(said.end, "old").is_some();
    let latest = words.says(words.sentence(said.start), "last|latest|newest|most recent|recent");
    let kind = words.same_clause(said.start, said.end)
        && words.follows(said.end, KIND).is_some()
        && !(old && latest);
    let led = words.same_clause(said.start.saturating_sub(1), said.start);
    let money = led
        && words.before(said.start, 1).starts_with(|ch: char| ch.is_ascii_digit())
        && words.gap_before(said.start) == " ";
    of_things
        || kind
        || money
        || (led && words.led_by(said.start, NUMBER_BEFORE))
        || words.follows(said.end, RATE).is_some()
}

/// "14 hours remaining", "says 11 hours", "takes 6 hours", "done in ten minutes", "in 2 weeks I leave".
fn is_remaining(words: Words<'_>, quantity: &Quantity) -> bool {
    const LEFT: &str = "\
        remaining|remainig|remaning|remainin|left|to go|until|till|eta|estimated|restantes|\
        restants|verbleibend|rimanenti|resterend|from now";
    const TAKES: &str = "\
        takes|take|took|taking|needs|wait|waited|estimate|estimates|estimated|give it|lasts|\
        lasted|spent|spend|worked fine|would be|will be";
    const SHOWS: &str = "says|shows|showing|say|claims|saying|anything|between|estimates";
    let said = &quantity.words;
    let short = matches!(quantity.unit, Unit::Minute | Unit::Hour);
    let clause = words.clause(said.start);
    let near = clause.start.max(said.start.saturating_sub(3))..said.start;
    let far = clause.start.max(said.start.saturating_sub(6))..said.start;
    let shown = short && words.says(far.clone(), SHOWS) && !words.led_by(said.start, GOING_ON);
    let after = (short && words.says(near.clone(), "after|within|in like|every"))
        || (words.led_by(said.start, "after") && !words.says(clause, FAILING));
    // "It worked for 3 weeks" is no trouble; "it hasn't worked for 3 weeks" is.
    let ran = words.says(near.clone(), "worked for|ran for") && !words.says(far.clone(), FAILING_SO_FAR);
    let ahead = words.led_by(said.start, "in|in about|in like|within|in the next|for the next|next")
        && !words.says(words.sentence(said.start).start..said.start, FAILING_SO_FAR);
    words.follows(said.end, LEFT).is_some()
        || words.led_by(said.start, "remaining|left")
        || words.says(near, TAKES)
        || ran
        || shown
        || after
        || ahead
}

/// What makes "in 3 weeks" look back: "hasn't ... in 3 weeks", "first backup in 4 months".
const FAILING_SO_FAR: &str = "\
    hasnt|havent|hasn|haven|not|no|never|nothing|didnt|first|without|havnt|hasent|none|zero|isnt|\
    once|wont|doesnt|cant|last|past|aint|failed";

/// Charging, owning, waiting on the phone, and what happened some time ago with nothing failing.
fn is_other_use(words: Words<'_>, quantity: &Quantity) -> bool {
    const USE: &str = "\
        charge|charges|charged|charging|charger|plugged|plug|owned|bought|customer|subscriber|\
        paying|paid|pay|member|on hold|on the phone|on chat|had this phone|had this iphone|\
        had the phone|had it|lasts|worked fine|worked great|working fine|works for|\
        worked perfectly|used to|travelling|traveling|abroad|on holiday|on vacation|on break|wifi a|been using|free for|upload takes";
    const HAD: &str = "had for|had it for|owned for|had this for|used for|using for|had mine for|using it for|with apple for";
    let said = &quantity.words;
    let clause = words.clause(said.start);
    if words.led_by(said.start, HAD) {
        return true;
    }
    let is_ago = matches!(
        words.at(said.end),
        "ago" | "back" | "earlier" | "prior" | "назад" | "fa" | "geleden" | "atras"
    );
    if is_ago {
        return !began(words, said, quantity.unit);
    }
    let used = words.says(clause.clone(), USE);
    used && !words
        .says(clause, "hasnt|havent|failing|fails|failed|backup|backups|backed up|not|no|nothing|stuck")
}

/// "it started 3 days ago", "last backup 47 days ago", "changed it 8 days ago and backups have failed since".
fn began(words: Words<'_>, said: &Range<usize>, unit: Unit) -> bool {
    const BEGAN: &str = "\
        started|starting|began|stopped|quit|last backup|last icloud|last successful|last one|\
        last good|last time|broke|failing|failed|last|latest|newest|backup was|since|\
        last backed up|died|happening";
    let before = words.sentence(said.start).start..said.start;
    if words.says(before, BEGAN) {
        return true;
    }
    let long = !matches!(unit, Unit::Minute | Unit::Hour);
    let sentence = words.sentence(said.start);
    long && words.says(sentence.clone(), FAILING) && words.says(sentence, BACKUP)
}

/// "for a month", "a week now"; not "twice a week".
fn has_lead_or_trail(words: Words<'_>, said: &Range<usize>) -> bool {
    const LEAD: &str = "\
        for|como|in|over|about|around|almost|nearly|like|than|past|last|been|already|roughly|least|\
        only|now|maybe|since|seit|depuis|hace|da|sinds|up|уже|ca|fast|etwa|approx|probably|ha|al|\
        presque";
    const TRAIL: &str = "ago|straight|now|already|of this|without|of no|of failing|in|and counting";
    words.led_by(said.start, LEAD)
        || words.follows(said.end, TRAIL).is_some()
        || words.clause(said.start).len() <= said.len()
}
