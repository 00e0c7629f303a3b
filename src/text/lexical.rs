//! The lexical rules of folding: which characters belong to a word, and where letters and digits part.

use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

/// What a character means for the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Part of a word.
    Letter,
    /// A digit, part of a word.
    Digit,
    /// Vanishes: apostrophes, combining marks, zero-width characters.
    Nothing,
    /// A word of its own: `@ % / ✅ ❌`.
    Sign(char),
    /// Ends a clause.
    Clause,
    /// Ends a sentence.
    Sentence,
    /// Parts words.
    Space,
}

/// Sorts a character, already compatibility-decomposed and lower case.
pub(super) fn kind(ch: char) -> Kind {
    match ch {
        'a'..='z' => Kind::Letter,
        '0'..='9' => Kind::Digit,
        ' ' | '\t' | '\u{a0}' | '-' | '_' | '*' | '"' | '(' | ')' => Kind::Space,
        '\'' | '`' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{b4}' => Kind::Nothing,
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}' => Kind::Nothing,
        '@' | '%' => Kind::Sign(ch),
        '\u{2705}' | '\u{2714}' | '\u{2611}' => Kind::Sign('\u{2705}'),
        '\u{274c}' | '\u{2716}' => Kind::Sign('\u{274c}'),
        ',' | ':' | '\u{2014}' | '\u{2013}' | '\u{2026}' | '\u{3001}' => Kind::Clause,
        '.' | '!' | '?' | ';' | '\n' | '\u{3002}' | '\u{ff01}' | '\u{ff1f}' => Kind::Sentence,
        // The long-vowel mark is a letter to Unicode; so are all kana and kanji.
        ch if is_combining_mark(ch) => Kind::Nothing,
        ch if ch.is_numeric() => Kind::Digit,
        ch if ch.is_alphabetic() => Kind::Letter,
        _ => Kind::Space,
    }
}

/// What an ASCII character is where nothing around it matters: a first look at a text needs no more than this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Plain {
    /// Part of a word: this lower-case letter.
    Letter(u8),
    /// Part of a number, or of a word.
    Digit,
    /// Nothing.
    Vanishes,
    /// Parts words, if it does not belong to a number or a link.
    Parts,
    /// Something that only folding knows.
    Other,
}

/// Sorts an ASCII character.
pub(crate) fn plain(ch: char) -> Plain {
    let lower = ch.to_ascii_lowercase();
    match (kind(lower), u8::try_from(lower)) {
        (_, Err(_)) | (Kind::Sign(_), _) => Plain::Other,
        (Kind::Letter, Ok(letter)) => Plain::Letter(letter),
        (Kind::Digit, Ok(_)) => Plain::Digit,
        (Kind::Nothing, Ok(_)) => Plain::Vanishes,
        (Kind::Clause | Kind::Sentence | Kind::Space, Ok(b'<')) => Plain::Other,
        (Kind::Clause | Kind::Sentence | Kind::Space, Ok(_)) => Plain::Parts,
    }
}

/// Words that are written together with a number after them: `ios17`, `iphone13`.
const BEFORE_NUMBER: [&str; 8] = ["ios", "i0s", "ipados", "iphone", "ipad", "wifi", "v", "version"];

/// Words that are written together with a number before them: `5gb`, `3weeks`, `13mini`.
const AFTER_NUMBER: [&str; 44] = [
    "gb", "mb", "tb", "kb", "g", "gig", "gigs", "mbps", "mbit", "meg", "h", "hr", "hrs", "hour", "hours",
    "m", "min", "mins", "minutes", "d", "day", "days", "w", "wk", "wks", "week", "weeks", "mo", "month",
    "months", "yr", "yrs", "year", "years", "am", "pm", "x", "k", "mini", "pro", "plus", "max", "inch",
    "beta",
];

/// Where letters and digits part inside a word, in bytes; `None` when they belong together (`22d63`, `2fa`).
pub(super) fn seam(word: &str) -> Option<usize> {
    let first = word.chars().next()?;
    if first.is_ascii_digit() {
        let at = word.find(|ch: char| !ch.is_ascii_digit() && ch != '.' && ch != ',')?;
        let (_, after) = word.split_at_checked(at)?;
        AFTER_NUMBER.contains(&after).then_some(at)
    } else {
        let at = word.find(|ch: char| ch.is_ascii_digit())?;
        let (before, after) = word.split_at_checked(at)?;
        let known = BEFORE_NUMBER.contains(&before) && after.starts_with(|ch: char| ch.is_ascii_digit());
        known.then_some(at)
    }
}

/// Scripts that are written without spaces: a pattern in them may start and end inside a word.
#[must_use]
pub(crate) fn is_unspaced(ch: char) -> bool {
    matches!(ch, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{e00}'..='\u{e7f}')
}
