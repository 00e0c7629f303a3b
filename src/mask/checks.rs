//! What a regex cannot say of a part: sums of digits, letters among them, capitals.

use std::ops::Range;

use super::plain::Plain;
use super::shapes::{at, is_whole};
use crate::knowledge::Check;

/// The fewest and the most digits of a card number.
const CARD: (usize, usize) = (13, 19);
/// The shortest password that is known for one.
const SHORTEST_SECRET: usize = 4;

/// The part, or what of it passes; `None` when nothing does.
pub(super) fn check(check: Check, plain: &Plain, part: &Range<usize>) -> Option<Range<usize>> {
    let bytes = plain.part(part);
    let has_digit = || bytes.iter().any(u8::is_ascii_digit);
    let has_letter = || bytes.iter().any(u8::is_ascii_alphabetic);
    let passes = match check {
        Check::Card => return card(plain, part),
        Check::Luhn => luhn(&digits(bytes)),
        Check::Mixed => has_digit() && has_letter(),
        Check::Capitals => {
            let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
            digits >= 2 && bytes.len() - digits >= 3 && !plain.has_small_letter(part)
        }
        Check::Secret => bytes.len() >= SHORTEST_SECRET && has_digit() && !counts_digits(bytes),
    };
    passes.then(|| part.clone())
}

fn digits(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().filter(|byte| byte.is_ascii_digit()).map(|byte| byte - b'0').collect()
}

/// "6-digit", "4digits", "2fa", "100%": what is said of a code, and no code.
fn counts_digits(bytes: &[u8]) -> bool {
    let rest: Vec<u8> = bytes.iter().copied().skip_while(u8::is_ascii_digit).collect();
    rest.len() < bytes.len()
        && (rest.starts_with(b"-digit") || rest.starts_with(b"digit") || rest.starts_with(b"%"))
}

/// The first card number in a run of digits, in whole groups of it, as long as it can be. An id in a path is none.
fn card(plain: &Plain, run: &Range<usize>) -> Option<Range<usize>> {
    let bytes = plain.part(run);
    let groups = groups(bytes);
    for (first, start) in groups.iter().enumerate() {
        let mut number = Vec::new();
        let mut longest = None;
        for group in groups.iter().skip(first) {
            number.extend(digits(bytes.get(group.clone()).unwrap_or_default()));
            if number.len() > CARD.1 {
                break;
            }
            let part = run.start + start.start..run.start + group.end;
            let before = at(&plain.bytes, part.start.checked_sub(1));
            let whole = is_whole(&plain.bytes, &part) && !matches!(before, b'/' | b'\\' | b'=');
            if whole && number.len() >= CARD.0 && begins_like_a_card(&number) && luhn(&number) {
                longest = Some(part);
            }
        }
        if longest.is_some() {
            return longest;
        }
    }
    None
}

fn groups(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        match groups.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            Some(_) | None => groups.push(at..at + 1),
        }
    }
    groups
}

/// Whether a number of this length begins as those of the card companies do: account numbers, times and ids do not.
fn begins_like_a_card(number: &[u8]) -> bool {
    let start =
        |count: usize| number.iter().take(count).fold(0_u32, |sum, digit| sum * 10 + u32::from(*digit));
    let (one, two, four) = (start(1), start(2), start(4));
    match number.len() {
        13 => one == 4,
        14 => matches!(two, 30 | 36 | 38 | 39),
        15 => matches!(two, 34 | 37),
        16 => {
            matches!(one, 4 | 6)
                || (50..=59).contains(&two)
                || (2221..=2720).contains(&four)
                || (3528..=3589).contains(&four)
        }
        17 | 18 => one == 6 || matches!(two, 50 | 56..=58),
        _ => matches!(one, 4 | 6) || two == 50,
    }
}

/// Whether the last digit is the one that the others ask for (Luhn, ISO/IEC 7812-1).
pub(super) fn luhn(number: &[u8]) -> bool {
    let double = |digit: u8| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let from_the_end = number.iter().rev().enumerate();
    let sum: u32 =
        from_the_end.map(|(at, digit)| u32::from(if at % 2 == 1 { double(*digit) } else { *digit })).sum();
    number.len() > 1 && sum.is_multiple_of(10) && number.iter().any(|digit| *digit > 0)
}
