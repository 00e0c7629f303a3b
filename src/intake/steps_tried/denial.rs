//! Whether a step is denied, asked, planned or only advised.

use std::ops::Range;

use super::Named;
use crate::intake::phrases::{Phrases, one_of, phrases};
use crate::intake::words::Words;

/// Whether it is denied, asked, planned or advised.
pub(super) fn is_undone(words: Words<'_>, said: &Range<usize>) -> bool {
    is_denied(words, said) || is_asked(words, said) || is_planned(words, said)
}

/// Whether it is denied or only asked about, right where it stands.
pub(super) fn is_refused(words: Words<'_>, said: &Range<usize>) -> bool {
    is_denied(words, said) || is_asked(words, said)
}

/// "have not tried signing out": the denial stands in a gap of the pattern "have .. signing out".
pub(super) fn denies_itself(words: Words<'_>, step: &Named<'_>) -> bool {
    const DENIALS: Phrases = Phrases::new("not|never|havent|didnt|nothing");
    let denial = DENIALS.each().find(|denial| step.said.clone().any(|at| words.at(at) == *denial));
    denial.is_some_and(|denial| !step.pattern.contains(denial))
}

/// Whether a step that is named was done, and not only asked about, planned, advised or denied.
pub(super) fn is_done(words: Words<'_>, said: &Range<usize>) -> bool {
    !(is_denied(words, said) || is_asked(words, said) || is_planned(words, said) || is_advised(words, said))
}

/// "haven't restarted", "didn't try another network", "can't be opened or binned".
fn is_denied(words: Words<'_>, said: &Range<usize>) -> bool {
    const DENIED: Phrases = Phrases::new(
        "havent|havnt|hasnt|have not|not yet|never|didnt|did not|not|yet to|without|cant|couldnt|\
        wont|dont|nobody|no one|before|instead of|not even|hadnt|aint|isnt|arent|wasnt|wont let me|\
        wont let em|wont let us|wont let her|wont let him|doesnt let me|if|unless|whether|only gets|\
        only get|only ever|only ever gets|only got|rarely|hardly ever|hardly|seldom|barely|nicht|nie|noch nicht|\
        kein|keine|nur|nunca|jamais|pas|seulement|nao|non|mai|niet|nooit|geen|alleen|sans|ohne|zonder|не|никогда|\
        только|no esta|no lo|no la|no se|no he|no le|solo lo|solo la",
    );
    const BETWEEN: Phrases = Phrases::new(
        "yet|even|tried|really|actually|been|had|to|it|ever|the|my|be|being|its|is|gets|get|getting|got|just|fully|properly|me|him|her|us",
    );
    let mut start = said.start;
    for _ in 0..4 {
        if words.gap_before(start).contains(['(', '[', ':', ';', '\u{2014}']) {
            return false;
        }
        if words.led_by(start, DENIED) && words.same_clause(start - 1, said.start) {
            return true;
        }
        if words.led_by(start, phrases!("or|nor")) {
            let clause = words.clause(start).start.max(start.saturating_sub(9))..start;
            return words.says(
                clause,
                phrases!("havent|hasnt|have not|not|never|didnt|cant|couldnt|wont|dont|neither|without"),
            );
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
    const ASKS: Phrases = Phrases::new(
        "count as|counts as|wants to be|want to be|needs to be|has to be|supposed to be|must be|should i|shall i|can i|could i|do i|must i|would it|will it|does it|is it safe|\
        is it worth|how do i|how to|how can i|where do i|what if i|would|could it be|do we|\
        should we|how do you|want me to|or should|need to|have to|whats the|what happens if|\
        safe to|ok to|worth|soll ich|muss ich|kann ich|sollte ich|debo|deberia|tengo que|puedo|dois je|je dois|\
        faut il|devo|posso|preciso|moet ik|kan ik|zal ik|стоит ли|надо ли|можно ли|нужно ли|нужно|надо",
    );
    words.says(near(words, said, 7), ASKS)
}

/// "will try", "before I", "scared to", "thinking of".
fn is_planned(words: Words<'_>, said: &Range<usize>) -> bool {
    const PLANS: Phrases = Phrases::new(
        "will|ill|gonna|going to|want to|wanted to|planning|plan to|might|may|thinking of|\
        thinking about|before i|if i|unless|tempted to|about to|scared to|afraid to|scared of|\
        afraid of|dared to|dare|rather not|refuse to|next step is|next is|tomorrow|later|let me|\
        so i can|in order to|havent tried|not tried|didnt try|tonight i|hesitant|reluctant|\
        dont want|wouldnt|trying to avoid|avoid|id have to|supposed to",
    );
    words.says(near(words, said, 5), PLANS)
}

/// "someone told me to restart", unless it was done.
fn is_advised(words: Words<'_>, said: &Range<usize>) -> bool {
    const ADVICE: Phrases = Phrases::new(
        "told me to|said to|says to|suggested|suggests|recommended|recommends|advised|advises|\
        asked me to|wants me to|want me to|told to|you should|have you tried|try to|said i should|\
        says i should|told us to|keeps telling me to|tells me to|said just|people say|read that|\
        articles say|guides say",
    );
    const DONE: Phrases =
        Phrases::new("did that|done that|i did|so i|which i did|and i did|done all|did all");
    let before = near(words, said, 8);
    words.says(before, ADVICE) && !words.says(words.tail(said.end, 8), DONE)
}

/// The words shortly before, in the same sentence.
pub(super) fn near(words: Words<'_>, said: &Range<usize>, count: usize) -> Range<usize> {
    words.lead(said.start, count)
}

/// "someone said to delete the old backup, so I did": the advice was followed.
pub(super) fn was_followed(words: Words<'_>, said: &Range<usize>) -> bool {
    const ADVICE: Phrases = Phrases::new(
        "told me to|said to|says to|suggested|recommended|advised|asked me to|had me|told to|said|advice|tip",
    );
    const DONE: Phrases =
        Phrases::new("i did|did that|did it|did so|done that|and did|which i have|done it|we did");
    const MOST: usize = 16;
    words.says(near(words, said, 8), ADVICE) && words.says(words.tail(said.end, MOST), DONE)
}
