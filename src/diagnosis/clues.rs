//! The clues of a message: everything that the learned weights may know about, from words to what the rules say.

use std::ops::Range;

use super::rank::Weighed;
use super::scope::RuledOut;
use super::signs::Signs;
use super::topic::{ON_TOPIC, TopicSign};
use crate::knowledge::{ClueKind, Family, Meaning, Signal};
use crate::text::{Folded, Voice, is_unspaced};

/// Takes clues, one by one.
pub(super) trait Sink {
    /// A clue: its kind, its text in parts, how much of it there is, and the folded words that it covers.
    fn take(&mut self, kind: ClueKind, parts: &[&str], seen: f32, words: Range<usize>);
}

/// Letters in a row that are looked at, in a script with spaces and in one without.
const SPACED: Range<usize> = 3..6;
const UNSPACED: Range<usize> = 1..4;
/// Of a longer word only so many letters are looked at.
const LONGEST: usize = 24;
/// So many words behind a "not" are denied.
const DENIED: usize = 3;
/// What the rules say is kept within these bounds, so that a long message cannot shout the words down.
const BOUNDS: (f32, f32) = (-3.0, 4.0);

/// What the rules found out before.
pub(super) struct Rules<'r> {
    pub signs: &'r Signs<'r>,
    pub topic: &'r [TopicSign],
    pub causes: &'r [Weighed],
    pub ruled_out: &'r [RuledOut],
}

/// Hands every clue of a message to the sink.
pub(super) fn each(rules: &Rules<'_>, text: &str, sink: &mut impl Sink) {
    sink.take(ClueKind::Always, &[], 1.0, 0..0);
    from_rules(rules, sink);
    marks(text, sink);
    let folded = rules.signs.reading.folded();
    let plain = Plain::new(folded);
    words(folded, &plain, sink);
    denied(rules, &plain, sink);
    for (index, word) in folded.words().iter().enumerate() {
        letters(folded.letters(word), index, sink);
    }
}

fn from_rules(rules: &Rules<'_>, sink: &mut impl Sink) {
    let score = rules.topic.iter().map(TopicSign::weight).sum::<f32>();
    sink.take(ClueKind::Rules, &["score"], (score / ON_TOPIC).clamp(BOUNDS.0, BOUNDS.1), 0..0);
    if score >= ON_TOPIC {
        sink.take(ClueKind::Rules, &["enough"], 1.0, 0..0);
    }
    for family in Family::ALL {
        let known = rules.causes.iter().filter(|cause| cause.family == Some(family));
        let (mut sure, mut out) = (0.0_f32, false);
        for cause in known {
            sure = sure.max(cause.confidence);
            out |= cause.ruled_out;
        }
        if sure > 0.0 {
            sink.take(ClueKind::Family, &[family.label()], sure, 0..0);
        }
        if out {
            sink.take(ClueKind::RuledOut, &[family.label()], 1.0, 0..0);
        }
    }
    let found = rules.signs.reading.found().iter().filter(|found| found.voice == Voice::Own);
    for found in found {
        if let Some(name) = sign(found.meaning) {
            sink.take(ClueKind::Sign, &[name], 1.0, found.words.clone());
        }
    }
}

/// What a finding is called as a sign.
fn sign(meaning: Meaning) -> Option<&'static str> {
    match meaning {
        Meaning::Topic(signal) => Some(signal_name(signal)),
        Meaning::Question { .. } => Some("question"),
        Meaning::Adjacent { .. } => Some("another intent"),
        Meaning::Cause { .. }
        | Meaning::Subject { .. }
        | Meaning::Screen { .. }
        | Meaning::Tried { .. }
        | Meaning::Talk(_) => None,
    }
}

const fn signal_name(signal: Signal) -> &'static str {
    match signal {
        Signal::Backup => "backup",
        Signal::Icloud => "icloud",
        Signal::Device => "device",
        Signal::Failure => "failure",
        Signal::Trouble => "trouble",
        Signal::Fails => "fails",
        Signal::Solved => "solved",
        Signal::Advice => "advice",
        Signal::HowTo => "how to",
        Signal::Foreign => "foreign",
        Signal::Restore => "restore",
        Signal::Play => "play",
        Signal::Own => "own",
        Signal::FineAfter => "fine after",
        Signal::FineBefore => "fine before",
        Signal::Not => "not",
        Signal::Contrast => "contrast",
        Signal::OtherProduct => "other product",
        Signal::OtherService => "other service",
    }
}

fn marks(text: &str, sink: &mut impl Sink) {
    if text.contains(['?', '\u{ff1f}']) {
        sink.take(ClueKind::Mark, &["?"], 1.0, 0..0);
    }
    if text.trim_end().ends_with(['?', '\u{ff1f}']) {
        sink.take(ClueKind::Mark, &["? at the end"], 1.0, 0..0);
    }
}

/// The words as clues know them, in one buffer: digits as `#`, and `~` before quoted ones.
struct Plain {
    letters: String,
    words: Vec<Range<usize>>,
}

impl Plain {
    fn new(folded: &Folded) -> Self {
        let mut plain = Self { letters: String::new(), words: Vec::with_capacity(folded.words().len()) };
        for word in folded.words() {
            let start = plain.letters.len();
            if word.voice == Voice::Quoted {
                plain.letters.push('~');
            }
            for letter in folded.letters(word).chars() {
                let digit = letter.is_ascii_digit();
                if !(digit && plain.letters.get(start..).is_some_and(|word| word.ends_with('#'))) {
                    plain.letters.push(if digit { '#' } else { letter });
                }
            }
            plain.words.push(start..plain.letters.len());
        }
        plain
    }

    fn get(&self, index: usize) -> &str {
        self.words.get(index).and_then(|word| self.letters.get(word.clone())).unwrap_or_default()
    }
}

fn words(folded: &Folded, plain: &Plain, sink: &mut impl Sink) {
    let last = folded.words().len();
    for (index, word) in folded.words().iter().enumerate() {
        let this = plain.get(index);
        sink.take(ClueKind::Word, &[this], 1.0, index..index + 1);
        if index == 0 {
            sink.take(ClueKind::Pair, &["^ ", this], 1.0, 0..1);
        }
        if index + 1 == last {
            sink.take(ClueKind::Pair, &[this, " $"], 1.0, index..last);
        }
        let same =
            |other: usize| folded.words().get(other).is_some_and(|other| other.sentence == word.sentence);
        if same(index + 1) {
            sink.take(ClueKind::Pair, &[this, " ", plain.get(index + 1)], 1.0, index..index + 2);
        }
        if same(index + 2) {
            sink.take(ClueKind::Gap, &[this, " _ ", plain.get(index + 2)], 1.0, index..index + 3);
        }
    }
}

/// The words of what is said to be in order, and those behind a "not" in its clause.
fn denied(rules: &Rules<'_>, plain: &Plain, sink: &mut impl Sink) {
    let mut deny = |index: usize| sink.take(ClueKind::Denied, &[plain.get(index)], 1.0, index..index + 1);
    rules.ruled_out.iter().flat_map(|out| out.subject.clone()).for_each(&mut deny);
    for not in rules.signs.own(Signal::Not) {
        let clause = rules.signs.clause(not.words.start);
        let behind = (not.words.end..).take(DENIED).take_while(|index| rules.signs.clause(*index) == clause);
        behind.for_each(&mut deny);
    }
}

/// Every run of letters of a word, its ends included.
fn letters(word: &str, index: usize, sink: &mut impl Sink) {
    // Where every letter starts, and where the last one ends.
    let mut starts = [0_usize; LONGEST + 1];
    let mut count = 0;
    let mut unspaced = false;
    for ((at, letter), start) in word.char_indices().zip(&mut starts) {
        *start = at;
        count += 1;
        unspaced |= is_unspaced(letter);
        if count == LONGEST {
            break;
        }
    }
    let end = word.char_indices().nth(count).map_or(word.len(), |(at, _)| at);
    let starts = starts.get_mut(..=count).unwrap_or_default();
    if let Some(last) = starts.last_mut() {
        *last = end;
    }
    let lengths = if unspaced { UNSPACED } else { SPACED };
    for length in lengths {
        runs(word, starts, length, unspaced, index, sink);
    }
}

/// Every run of one length; the ends of the word count as letters.
fn runs(word: &str, starts: &[usize], length: usize, unspaced: bool, index: usize, sink: &mut impl Sink) {
    let count = starts.len().saturating_sub(1);
    let (first, open, close) = if unspaced { (1, "", "") } else { (0, "<", ">") };
    let whole = if unspaced { count + 1 } else { count + 2 };
    // Positions count the opening mark as 0.
    for from in first..(whole + 1).saturating_sub(length) {
        let to = from + length;
        let begin = if from == 0 { open } else { "" };
        let finish = if to == count + 2 { close } else { "" };
        let inside = starts.get(from.saturating_sub(1)).zip(starts.get((to - 1).min(count)));
        let Some(inside) = inside.and_then(|(start, end)| word.get(*start..*end)) else { continue };
        sink.take(ClueKind::Letters, &[begin, inside, finish], 1.0, index..index + 1);
    }
}
