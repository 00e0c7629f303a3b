//! The shapes of a kind, compiled, and found one after the other. Every search begins where the last one ended, or one
//! word on, and a match is short, so the time is linear in the text.

use std::ops::Range;

use regex::bytes::Regex;

use super::checks;
use super::plain::{OPAQUE, Plain};
use crate::knowledge::{Check, Expression, Shape};

/// A shape, ready to be found.
#[derive(Debug)]
pub(super) struct Compiled {
    regex: Expression,
    need: Vec<Vec<u8>>,
    unless: Option<Expression>,
    digits: Option<(usize, usize)>,
    check: Option<Check>,
}

impl Compiled {
    pub(super) fn new(shape: &Shape) -> Self {
        Self {
            regex: Expression::new(&shape.regex),
            need: shape.need.iter().map(|need| need.as_bytes().to_vec()).collect(),
            unless: shape.unless.as_deref().map(Expression::new),
            digits: shape.digits,
            check: shape.check,
        }
    }

    /// Hands out every part of a text that has this shape.
    pub(super) fn each(&self, plain: &Plain, take: &mut impl FnMut(Range<usize>)) {
        let wanted = if self.need.is_empty() {
            plain.bytes.iter().any(u8::is_ascii_digit)
        } else {
            self.need.iter().any(|need| plain.has(need))
        };
        let Some(regex) = wanted.then(|| self.regex.get()).flatten() else { return };
        let mut from = 0;
        while let Some(found) = regex.find_at(&plain.bytes, from) {
            let whole = found.start()..found.end();
            from = match self.read(regex, plain, &whole) {
                Read::Is(part) => {
                    take(part);
                    whole.end
                }
                Read::SaysElse => whole.end,
                Read::IsNot => next_word(&plain.bytes, whole.start),
            }
            .max(from + 1);
            if from > plain.bytes.len() {
                break;
            }
        }
    }

    fn read(&self, regex: &Regex, plain: &Plain, whole: &Range<usize>) -> Read {
        if self.unless.as_ref().is_some_and(|unless| unless.is_match(plain.part(whole))) {
            return Read::SaysElse;
        }
        let Some(part) = marked(regex, plain, whole) else { return Read::IsNot };
        let count = plain.part(&part).iter().filter(|byte| byte.is_ascii_digit()).count();
        if self.digits.is_some_and(|(least, most)| count < least || count > most) {
            return Read::IsNot;
        }
        let passed = match self.check {
            None => Some(part),
            Some(check) => checks::check(check, plain, &part),
        };
        passed
            // A card number is sure of itself, whatever is written behind it.
            .filter(|part| self.check == Some(Check::Card) || stands_alone(&plain.bytes, part))
            .map_or(Read::IsNot, Read::Is)
    }
}

/// The part that the regex marks with its group `it`; all of the match when it has none.
fn marked(regex: &Regex, plain: &Plain, whole: &Range<usize>) -> Option<Range<usize>> {
    if !regex.capture_names().flatten().any(|name| name == "it") {
        return Some(whole.clone());
    }
    let captures = regex.captures_at(&plain.bytes, whole.start)?;
    captures.name("it").map(|it| it.start()..it.end())
}

/// What came of a match.
enum Read {
    Is(Range<usize>),
    /// The words around it say that it is something else.
    SaysElse,
    IsNot,
}

/// Where the next word begins.
fn next_word(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let word = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    from + word.max(1)
}

/// Whether a part is no piece of a longer word or number.
pub(super) fn is_whole(bytes: &[u8], part: &Range<usize>) -> bool {
    let piece = |byte: u8| byte.is_ascii_alphanumeric() || byte == OPAQUE;
    !piece(at(bytes, part.start.checked_sub(1))) && !piece(at(bytes, Some(part.end)))
}

/// Whether it is no piece of a path, a version or a chain of numbers either.
fn stands_alone(bytes: &[u8], part: &Range<usize>) -> bool {
    let (before, after) = (at(bytes, part.start.checked_sub(1)), at(bytes, Some(part.end)));
    let further_before = at(bytes, part.start.checked_sub(2));
    let further_after = at(bytes, part.end.checked_add(1));
    let (first, last) = (at(bytes, Some(part.start)), at(bytes, part.end.checked_sub(1)));
    let number_before = matches!(before, b'.' | b',' | b':' | b'+' | b'-') && further_before.is_ascii_digit();
    let path_before = matches!(before, b'/' | b'\\' | b'-') && further_before.is_ascii_alphanumeric();
    let number_after = matches!(after, b'.' | b',' | b':' | b'-' | b'/') && further_after.is_ascii_digit();
    let goes_on =
        first.is_ascii_digit() && (number_before || path_before) || last.is_ascii_digit() && number_after;
    !goes_on && is_whole(bytes, part)
}

/// The byte at an index; beyond both ends there is space.
pub(super) fn at(bytes: &[u8], index: Option<usize>) -> u8 {
    index.and_then(|index| bytes.get(index)).copied().unwrap_or(b' ')
}
