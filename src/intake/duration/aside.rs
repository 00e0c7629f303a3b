//! Tells lengths of time that are said by the way: years of photos, a year without trouble, the way to the Wi-Fi.

use std::ops::Range;

use super::super::phrases::{Phrases, phrases};
use super::super::words::Words;
use super::other::FAILING_SO_FAR;
use super::quantity::Quantity;
use super::unit::Unit;

/// "3 years of photos", "six years of drawings"; not "3 weeks of failed backups".
pub(super) fn is_of_things(words: Words<'_>, quantity: &Quantity) -> bool {
    const THINGS: Phrases = Phrases::new(
        "them|photos|videos|pics|pictures|messages|chats|data|footage|music|history|wifi|gym|free|use|storage|\
        video|photo|notes|memories|texts|mail|emails|warranty|battery|work|age|my|our|her|his|their|streaming|playback|training|\
        recordings|memos|stuff|files|documents|content|screen|call|calls|charging|charge|baby|kids|drawings|school|uni|internet|broadband|signal|\
        data|power|electricity|whatsapp|sleep|driving|chat|gaming",
    );
    const TROUBLE: Phrases = Phrases::new(
        "this|that|these|it|no|not|nothing|none|zero|fail|failed|failing|fails|failures|failure|trying|waiting|missed|errors|error|\
        silence|the same|nope|never|broken|preparing|spinning|estimating|icloud|backup|backups|hell|misery|nagging|try again",
    );
    let behind = quantity.words.end + 1;
    words.at(quantity.words.end) == "of"
        && (words.follows(behind, THINGS).is_some()
            || (quantity.unit == Unit::Year && words.follows(behind, TROUBLE).is_none()))
}

/// "three years without a miss", "a year, no bother", "my one day off".
pub(super) fn went_well(words: Words<'_>, quantity: &Quantity) -> bool {
    const WELL: Phrases = Phrases::new(
        "without a miss|without a hitch|without a problem|without a hiccup|without a single problem|without a single miss|\
        without any problem|without any problems|without any issue|without any issues|without problems|without issues|without trouble|\
        without fail|without a fault|without fault|without a glitch|without bother|without complaint|without incident|\
        without missing|no bother|no problem|no problems|no issue|no issues|no trouble|no drama|no complaints|just fine|with no bother|\
        with no problem|with no problems|with no issues|with no trouble|with zero issues|happily|flawlessly|perfectly|quite happily",
    );
    const OWN: Phrases = Phrases::new("my|his|her|our|the only|only");
    let said = &quantity.words;
    let single = quantity.is_article && words.at(said.start) == "one" && words.led_by(said.start, OWN);
    single || words.follows(said.end, WELL).is_some()
}

/// "30 minutes from the nearest wifi", "backups are kept 180 days".
pub(super) fn is_way_or_keeping(words: Words<'_>, quantity: &Quantity) -> bool {
    const WAY: Phrases = Phrases::new(
        "from the|from home|from any|from here|from town|from my|from our|from work|away|drive|by car|by bus|on foot|up the road|down the road",
    );
    const KEPT: Phrases = Phrases::new(
        "kept|keeps|keep|deleted in|deleted after|retained|stored for|removed after|removed in|expires in|expire in|billed|subscribed",
    );
    let said = &quantity.words;
    let short = matches!(quantity.unit, Unit::Minute | Unit::Hour);
    (short && words.same_sentence(said.start, said.end) && words.follows(said.end, WAY).is_some())
        || (words.says(words.lead(said.start, 4), KEPT)
            && !words.says(words.lead(said.start, 8), FAILING_SO_FAR))
        || words
            .follows(said.end, phrases!("upfront|up front|in advance|didnt help|doesnt help|did nothing"))
            .is_some()
        || words.says(
            words.lead(said.start, 3),
            phrases!("married|retired|away for|abroad for|holiday for|back from|sober"),
        )
}

/// "dies about 10 minutes in": a point of a single run.
pub(super) fn goes_in(words: Words<'_>, quantity: &Quantity) -> bool {
    const ENDS: Phrases = Phrases::new(
        "dies|fails|quits|stops|drops|crashes|bails|errors|gives up|conks|cuts|aborts|times out|drops out|fell over|falls over|died|quit",
    );
    let said = &quantity.words;
    matches!(quantity.unit, Unit::Minute | Unit::Hour)
        && words.at(said.end) == "in"
        && words.follows(said.end + 1, phrases!("a row")).is_none()
        && words.says(words.sentence(said.start).start..said.start, ENDS)
}

/// "still at 40 % after 31 hours": the run has not ended.
pub(super) fn is_still_there(words: Words<'_>, said: &Range<usize>) -> bool {
    const ENDS: Phrases = Phrases::new(
        "fails|dies|stops|failed|quits|crashes|drops|errors|gives up|gave up|times out|cuts|always|every",
    );
    let sentence = words.sentence(said.start);
    words.led_by(said.start, phrases!("after"))
        && words.says(
            sentence.clone(),
            phrases!("still|%|percent|stuck|same spot|hasnt moved|not moved|no further"),
        )
        && !words.says(sentence, ENDS)
}
