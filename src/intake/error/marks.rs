//! Finds what stands in quotation marks and is what the screen showed.

use std::ops::Range;

use super::super::phrases::{Phrases, one_of, phrases};
use super::super::words::Words;
use super::screens::{self, Known};
use super::wording;
use super::{Candidate, Proof, SENTENCE};
use crate::text::is_unspaced;

/// More quotations than this in one message are no error texts.
const MOST_QUOTES: usize = 32;
/// Longer quotations are no error texts.
const LONGEST: usize = 45;

/// Quotations that are texts of the screen.
pub(super) fn quoted(words: Words<'_>, known: &[Known]) -> Vec<Candidate> {
    let mut from = 0;
    let spans = quotations(words.text());
    let mut candidates = Vec::new();
    for span in spans {
        let said = inside(words, &span, &mut from);
        if said.is_empty()
            || (said.len() < 2 && !is_unspaced_sentence(words, &said))
            || said.len() > LONGEST
            || wording::is_status(words, &said)
            // A name in a program, not a text.
            || words.typed(&said).contains('_')
        {
            continue;
        }
        let is_known = screens::covered(&said, known) >= 0.5 && !is_on_paper(words, said.start);
        if is_known || looks_like_one(words, &said) || is_unspaced_sentence(words, &said) {
            let proof = if is_known { Proof::Known } else { Proof::Looks };
            candidates.push(Candidate { words: said, proof });
        }
    }
    candidates
}

/// A sentence of a screen in a script without spaces, which is one word here.
fn is_unspaced_sentence(words: Words<'_>, said: &Range<usize>) -> bool {
    const ENDS: [&str; 14] = [
        "できません",
        "できなかった",
        "失敗",
        "エラー",
        "不足",
        "ありません",
        "必要",
        "いっぱい",
        "无法",
        "無法",
        "失败",
        "没有足够",
        "不可用",
        "利用でき",
    ];
    let text = words.typed(said);
    text.chars().filter(|ch| is_unspaced(*ch)).count() >= 5 && ENDS.iter().any(|end| text.contains(end))
}

/// The words that lie in a span of bytes; `from` walks along, so that all quotations together take one pass.
fn inside(words: Words<'_>, span: &Range<usize>, from: &mut usize) -> Range<usize> {
    while *from < words.count() && words.span(&(*from..*from + 1)).start < span.start {
        *from += 1;
    }
    let mut end = *from;
    while end < words.count() && words.span(&(end..end + 1)).end <= span.end {
        end += 1;
    }
    *from..end
}

/// The wording of a screen, nobody speaking; or a cue before or behind it; or a whole sentence with a capital.
fn looks_like_one(words: Words<'_>, said: &Range<usize>) -> bool {
    const BEHIND: Phrases = Phrases::new(
        "popup|pop up|prompt|message|error|banner|alert|notification|warning|thing|appears|comes up|\
        pops up|msg|flashing|flashes|popping|screen|box|note|line|comes back|keeps|came up|popped|showed up|\
        shows up|again",
    );
    if wording::is_personal(words, said) || is_spoken(words, said.start) {
        return false;
    }
    let letter = words.typed(&(said.start..said.start + 1)).starts_with(char::is_alphabetic);
    let capital = letter && wording::is_capital(words, said.start);
    // "they did a 'clean up your phone' thing"
    const DONE: Phrases = Phrases::new("did a|did the|do a|do the|doing a|doing the|called|called it|some");
    let cue = !words.led_by(said.start, DONE)
        && (is_announced(words, said.start) || words.follows(said.end, BEHIND).is_some());
    let worded = wording::is_screenish(words, said);
    (worded && said.len() >= 2) || (cue && said.len() >= 3) || (capital && said.len() >= SENTENCE)
}

/// Somebody says it, or it stood in a letter or a rule; no screen showed it.
fn is_spoken(words: Words<'_>, start: usize) -> bool {
    const SPEECH: Phrases = Phrases::new(
        "said|says|told|tells|telling|saying|say|goes|asked|asks|thinks|swears|claims|replied|wrote|called|named",
    );
    const PEOPLE: Phrases = Phrases::new(
        "he|she|they|friend|friends|guy|support|genius|lady|man|son|daughter|wife|husband|mum|mom|dad|sister|\
        brother|nephew|niece|neighbour|neighbor|colleague|boss|everyone|people|someone|somebody|chat|agent|\
        advisor|adviser|bot|assistant|reddit|google|teacher|school|office|shop|in|admin|it guy|roommate|mate",
    );
    let near = words.lead(start, 5);
    words.says(near.clone(), phrases!("dont say|dont tell"))
        || (words.says(near.clone(), SPEECH)
            && words.says(near.clone(), PEOPLE)
            && !words.says(near, phrases!("it says|it said|it just says")))
        || is_on_paper(words, start)
}

/// "I got the letter that ...": not a text of this screen.
fn is_on_paper(words: Words<'_>, start: usize) -> bool {
    const PAPER: Phrases = Phrases::new(
        "letter|email|mail|e mail|invoice|bank|article|forum|thread|post|video|guide|policy|page about",
    );
    words.says(words.lead(start, 8), PAPER)
}

/// "it says", "popup reads", "got the error" in the few words before.
pub(super) fn is_announced(words: Words<'_>, start: usize) -> bool {
    const CUES: Phrases = Phrases::new(
        "line|sentence|words|text|note|label|screen|underneath|below|box|ends in|reading|popping up|shown|\
        says|say|reads|saying|states|shows|showing|displays|popup|pop up|message|msg|error|alert|\
        banner|notification|prompt|warning|badge|get|got|getting|popups|it said|tells me|\
        telling me|steht|meldung|fehler|dice|mensaje|dit|dice che|messaggio|mensagem|пишет|sagt|zeigt|meldet|affiche|message|scrive|appare|diz|aparece|sale|pone|\
        melding|staat|zegt|foutmelding|ошибка|сообщение|выдает",
    );
    words.says(start.saturating_sub(6)..start, CUES)
}

/// "it says verification failed": the cue is the very word before.
pub(super) fn is_directly_announced(words: Words<'_>, start: usize) -> bool {
    const SAYS: Phrases =
        Phrases::new("says|say|reads|saying|states|message|msg|error|popup|alert|banner|prompt|notification");
    let before = words.before(start, 1);
    const WITH: Phrases = Phrases::new(
        "fails with|failed with|ends with|ended with|ends on|ending with|refused with|comes back with|came back with|stops with|\
        stopped with|dies with|died with|quits with|quit with|errors with|errors out with|greeted with|greets me with|spits|\
        spits out|spat out|throws|throws up|threw|gives me|gives|gave me|hits me with|pops up|pops up with|popped up|comes up|\
        comes up with|i see|flashes|flashes up|rejected with|keeps showing|all i get is|just get|met with|answers with",
    );
    if words.led_by(start, WITH) {
        return true;
    }
    let article = matches!(before, "a" | "the" | "an" | "just") && one_of(words.before(start, 2), SAYS);
    start > 0 && words.same_sentence(start - 1, start) && (article || one_of(before, SAYS))
}

/// What stands between quotation marks, in bytes. Straight single ones count only around whole words.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let mut before = ' ';
    let mut letters = text.char_indices().peekable();
    while let Some((at, ch)) = letters.next() {
        let after = letters.peek().map_or(' ', |(_, next)| *next);
        match open {
            Some((close, start)) if ch == close && (ch != '\'' || !after.is_alphanumeric()) => {
                found.push(start..at);
                open = None;
            }
            Some((_, start)) if ch == '\n' && at - start > 400 => open = None,
            Some(_) => {}
            None if found.len() >= MOST_QUOTES => break,
            None => {
                let close = closing(ch, before, after);
                open = close.map(|close| (close, at + ch.len_utf8()));
            }
        }
        before = ch;
    }
    found
}

fn closing(ch: char, before: char, after: char) -> Option<char> {
    let starts = !before.is_alphanumeric() && after.is_alphanumeric();
    match ch {
        '"' => Some('"'),
        // Code as Discord marks it; three of them are a block.
        '`' if before != '`' && after != '`' => Some('`'),
        '\u{201c}' => Some('\u{201d}'),
        '\u{201e}' => Some('\u{201c}'),
        '\u{ab}' => Some('\u{bb}'),
        '\u{300c}' => Some('\u{300d}'),
        '\u{300e}' => Some('\u{300f}'),
        '\u{2018}' if starts => Some('\u{2019}'),
        '\'' if starts => Some('\''),
        _ => None,
    }
}
