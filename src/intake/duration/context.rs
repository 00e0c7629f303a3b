//! Weighs a length of time by the words around it: how long the backup has been failing, or something else.

use std::ops::Range;

use super::super::phrases::{Phrases, one_of, phrases};
use super::super::words::Words;
use super::other;
use super::quantity::Quantity;
use super::since::{self, Since};
use super::unit::Unit;

pub(super) const FAILING: Phrases = Phrases::new(
    "fail|fails|failed|failing|failure|failures|stuck|stopped|stops|hasnt|havent|hadnt|hasn|haven|not|no|\
    never|nothing|without|wont|cant|couldnt|doesnt|dont|didnt|isnt|broken|broke|dead|error|errors|\
    frozen|hung|hanging|hangs|spinning|unable|refuses|refusing|dies|quit|problem|problems|issue|\
    issues|trying|down|havnt|hasent|havn|missed|like this|this way|going on|happening|same|zero|\
    complaining|remaining|sitting|sits|sat|preparing|estimating|uploading|loading|percent|hang|since then|nothings|nones|stalled|parked|glued|idle|crawling|halfway|still at|still on|nowhere|at it|sin|sans|ohne|senza|zonder|sem|без|nicht|kein|keine|keinen|nao|non|niet|geen|не|hangt|fehlgeschlagen|klappt|steckt|bloque|bloquee|echoue|coince|falla|fallan|atascada|atascado|\
    parado|parada|travado|travada|bloccato|bloccata|fallisce|ferma|fermo|vast|mislukt|висит|завис|зависла|застрял|застряла",
);
pub(super) const BACKUP: Phrases = Phrases::new(
    "backup|backups|back up|backed up|backing up|backs up|icloud|bakup|bckup|backd up|sicherung|\
    gesichert|sicherungen|copia|copias|sauvegarde|sauvegardes|копия|копию|копии|копирование|\
    respaldo|reservekopie|bakups|bkup|bu|backing|mine|message|popup|run|runs|copy|sync|cloud",
);
/// Words right before a length that say: this long.
const LED: Phrases = Phrases::new(
    "for|4|como|in|since|past|last|over|been|sao|about|almost|nearly|around|like|already|now|than|at least|\
    says|its|roughly|approx|only|backup|backups|backed up|only been|up|ca|seit|hace|depuis|da|al|\
    ha|fa|desde hace|lleva|llevo|fait|uber|fast|etwa|mehr als|circa|sinds|уже|за|около|почти|\
    более|dal|pendant|durante|plus de|presque|casi|quase|sedan|it|is",
);
/// Words right before a length that leave no doubt that it is still going on.
pub(super) const GOING_ON: Phrases = Phrases::new(
    "been|been like|been over|been about|im at|im on|at|for the last|for the past|in the last|already|\
    stuck for|gone|thats|thats been|that is|going on|coming up to|coming up on|getting on for|pushing|\
    seit|hace|depuis|sinds|desde hace|уже|lleva|llevo|fait|ha|al|da|faz|desde ha|since|waiting|waited|ja sao|sao|schon|jetzt|now its|ya van|ya son|ca fait|sono|\
    ormai|gia|alweer|stuck|stuck like this for|stuck there for|stuck there|stuck here for|there for|it for",
);
const TRAILED: Phrases = Phrases::new(
    "of|now|straight|in a row|already|and counting|of this|of no|without|running|this time|in|\
    of failed|of failing|of failures|of trying|of nothing|of not|and still|no backup|no backups|\
    of zero|of it|of failure|and nothing|solid|later|out of date|behind|nicht|lang|schon|back|ago|\
    of the same|so far|by now|on the trot|on end|non stop|nonstop|flat|and no|et rien|inmiddels|bereits|ya|ormai|deja|подряд",
);

const RUNNING: Phrases = Phrases::new(
    "running|progress|bar|spinner|backing up|turning on|still not|wheel|same spot|same place|at it",
);

/// How likely a length is what is asked for; `None` when it is certainly something else.
pub(super) fn weigh(words: Words<'_>, quantity: &Quantity) -> Option<i32> {
    let said = &quantity.words;
    if other::is_meant(words, quantity) || since_follows(words, said) {
        return None;
    }
    if quantity.is_article && !has_lead_or_trail(words, said) && !is_long_and_failing(words, quantity) {
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
    // "18 hours on the progress bar": hours of a run that goes on.
    let running = quantity.unit == Unit::Hour && words.says(clause.clone(), RUNNING);
    score += if running { 3 } else { 0 };
    score -= if words.is_quoted(said.start) { 1 } else { 0 };
    // A short time is often one of a single run, and many years are those of a life.
    let needed = match quantity.unit {
        Unit::Minute => 5,
        Unit::Hour => 4,
        Unit::Year if quantity.days.is_some_and(|days| days > 1000) => 5,
        Unit::Day | Unit::Week | Unit::Month | Unit::Year => 0,
    };
    (score >= needed).then_some(score)
}

/// "about 1 hour since Tuesday night": the calendar point is what is told.
fn since_follows(words: Words<'_>, said: &Range<usize>) -> bool {
    let short = matches!(
        words.at(said.end - 1),
        "minute" | "minutes" | "min" | "mins" | "hour" | "hours" | "hr" | "hrs"
    );
    short
        && words.same_clause(said.start, said.end)
        && since::read(words, said.end).is_some_and(|since| !since.is_year)
}

/// How likely a calendar point is when the trouble began.
pub(super) fn weigh_since(words: Words<'_>, since: &Since) -> Option<i32> {
    let clause = words.clause(since.words.start);
    let sentence = words.sentence(since.words.start);
    let here = words.says(clause.clone(), BACKUP);
    let failing = words.says(clause, FAILING) || words.says(sentence.clone(), phrases!("same|budged|moved"));
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

/// "a fortnight without one backup", "it's a month and it fails"; not "twice a month" and "three pounds a month".
fn is_long_and_failing(words: Words<'_>, quantity: &Quantity) -> bool {
    const RATED: Phrases = Phrases::new(
        "once|twice|times|time|pounds|quid|dollars|bucks|euros|euro|cents|pence|nights|days|hours|mornings|\
        evenings|gb|gigs|in|per|every|within|next|what|such|this|a|free|after|p|dollar|plan|euro|pay|paying",
    );
    let start = quantity.words.start;
    let alone = !one_of(words.before(start, 1), RATED) || !words.same_clause(start.saturating_sub(1), start);
    quantity.unit >= Unit::Week
        && alone
        && (words.says(words.sentence(start), FAILING) || words.says(words.sentence(start), BACKUP))
}

/// "for a month", "a week now"; not "twice a week".
fn has_lead_or_trail(words: Words<'_>, said: &Range<usize>) -> bool {
    const LEAD: Phrases = Phrases::new(
        "for|4|como|y a|ya|in|over|about|around|almost|nearly|like|than|past|last|been|already|roughly|least|\
        only|now|maybe|waiting|stuck|sat|sitting|sits|dead|down|broken|failing|failed|hung|frozen|stalled|missing|\
        quiet|silent|since|part of|best part of|up to|on for|been|its|thats|seit|depuis|hace|da|sinds|up|уже|ca|fast|etwa|approx|probably|ha|al|\
        presque",
    );
    const TRAIL: Phrases = Phrases::new(
        "ago|straight|now|already|of this|without|of no|of failing|in|and counting|like this|running",
    );
    let listed = words.gap_before(said.start).contains('/');
    let whole = one_of(words.at(said.start + 1), phrases!("whole|full|solid|entire|ganze|ganzen"));
    listed
        || whole
        || words.led_by(said.start, LEAD)
        || words.follows(said.end, TRAIL).is_some()
        || words.clause(said.start).len() <= said.len()
}
