//! A text as plain ASCII that knows where each letter stood: shapes need to know one dash, one digit, one case.
//!
//! Letters become small letters without accents, letters of other scripts `~`, digits of every script `0` to `9`, every
//! dash `-`, every space ` ` (a new line stays one), anything else `|`; what takes no room is left out. A part that is not to be looked
//! into (a mention, what was masked before) is one `` ` ``.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// What stands for a part that is not looked into.
pub(super) const OPAQUE: u8 = b'`';
/// The longest mention or custom emoji.
const LONGEST_MENTION: usize = 80;

/// A plain text.
#[derive(Debug)]
pub(super) struct Plain {
    pub(super) bytes: Vec<u8>,
    /// Where each byte stood in the text as given.
    spans: Vec<Range<usize>>,
    /// Whether each byte was a capital letter.
    capital: Vec<bool>,
}

impl Plain {
    /// The plain form of a text; `opaque` in the order of the text.
    pub(super) fn of(text: &str, opaque: &[Range<usize>]) -> Self {
        let mut plain =
            Self { bytes: Vec::with_capacity(text.len()), spans: Vec::new(), capital: Vec::new() };
        let mut opaque = opaque.iter().peekable();
        for (at, ch) in text.char_indices() {
            while opaque.peek().is_some_and(|span| span.end <= at) {
                opaque.next();
            }
            match opaque.peek() {
                Some(span) if span.start == at => plain.push(OPAQUE, (*span).clone(), false),
                Some(span) if span.contains(&at) => {}
                Some(_) | None => {
                    if let Some(byte) = plain_of(ch) {
                        plain.push(byte, at..at + ch.len_utf8(), ch.is_uppercase());
                    }
                }
            }
        }
        plain
    }

    fn push(&mut self, byte: u8, span: Range<usize>, capital: bool) {
        self.bytes.push(byte);
        self.spans.push(span);
        self.capital.push(capital);
    }

    /// Whether there is anything that personal data could be made of: most messages have no digit and no at sign.
    pub(super) fn can_hold_data(&self) -> bool {
        self.bytes.iter().any(|byte| byte.is_ascii_digit() || *byte == b'@') || self.has(b"dot")
    }

    /// Whether a text stands in it.
    pub(super) fn has(&self, needle: &[u8]) -> bool {
        !needle.is_empty() && self.bytes.windows(needle.len()).any(|window| window == needle)
    }

    /// Where a part of it stood in the text as given.
    pub(super) fn source(&self, part: &Range<usize>) -> Range<usize> {
        let first = self.spans.get(part.start).map_or(0, |span| span.start);
        let last =
            part.end.checked_sub(1).and_then(|last| self.spans.get(last)).map_or(first, |span| span.end);
        first..last.max(first)
    }

    /// A part of it.
    pub(super) fn part(&self, part: &Range<usize>) -> &[u8] {
        self.bytes.get(part.clone()).unwrap_or_default()
    }

    /// Whether a letter of a part was typed small.
    pub(super) fn has_small_letter(&self, part: &Range<usize>) -> bool {
        let capital = self.capital.get(part.clone()).unwrap_or_default();
        self.part(part).iter().zip(capital).any(|(byte, capital)| byte.is_ascii_alphabetic() && !capital)
    }
}

/// The plain form of a character; `None` for one that takes no room.
fn plain_of(ch: char) -> Option<u8> {
    if ch == '`' {
        return Some(b'\'');
    }
    if ch.is_ascii() {
        return Some(if ch.is_ascii_control() && ch != '\n' { b' ' } else { ascii(ch.to_ascii_lowercase()) });
    }
    match ch {
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' => return None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => return Some(b'-'),
        '\u{2018}'..='\u{201B}' | '\u{2032}' => return Some(b'\''),
        '\u{201C}'..='\u{201F}' => return Some(b'"'),
        _ => {}
    }
    if is_combining_mark(ch) {
        return None;
    }
    if ch.is_whitespace() {
        return Some(b' ');
    }
    if let Some(digit) = digit(ch) {
        return Some(digit);
    }
    let base = ch.nfkd().next().filter(char::is_ascii_graphic);
    match base {
        Some(base) => Some(ascii(base.to_ascii_lowercase())),
        None if ch.is_alphabetic() => Some(b'~'),
        None => Some(b'|'),
    }
}

fn ascii(ch: char) -> u8 {
    u8::try_from(ch).unwrap_or(b'|')
}

/// Digits of the scripts in which telephones write them, besides those that are the same after compatibility folding.
fn digit(ch: char) -> Option<u8> {
    const ZEROS: [u32; 12] =
        [0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0E50, 0x1040];
    let code = u32::from(ch);
    let value = ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|value| *value < 10))?;
    Some(b'0' + u8::try_from(value).unwrap_or_default())
}

/// The parts that are not looked into: words in brackets that masking wrote, mentions, custom emoji and times of Discord.
pub(super) fn opaque(text: &str, shown: &[&str]) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut end = 0;
    for (at, mark) in text.match_indices(['<', '[']) {
        if at < end {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let length = if mark == "<" {
            mention(rest)
        } else {
            shown.iter().find(|shown| rest.starts_with(**shown)).map(|shown| shown.len())
        };
        if let Some(length) = length {
            end = at + length;
            spans.push(at..end);
        }
    }
    spans
}

/// The length of the mention, custom emoji or time that a text begins with: `<@1>`, `<#1>`, `<:name:1>`, `<t:1:R>`.
fn mention(text: &str) -> Option<usize> {
    let close = text.bytes().take(LONGEST_MENTION).position(|byte| byte == b'>')?;
    let inside = text.get(1..close)?;
    let word =
        |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '@' | '#' | '!' | '&' | ':' | '_' | '/' | '-');
    let known = ["@", "#", ":", "a:", "t:", "/", "id:"].iter().any(|start| inside.starts_with(start));
    (known && inside.chars().all(word)).then_some(close + 1)
}
