//! Reads a build such as `22D63`, for people who give no version.

use super::super::phrases::Phrases;
use super::super::words::Words;

/// The first build in a message, in capitals but for the letter that marks a beta.
pub(super) fn read(words: Words<'_>) -> Option<String> {
    (0..words.count()).find_map(|at| {
        let word = words.at(at);
        let digits = is_build(word)?;
        const NAMED: Phrases = Phrases::new("build|version|ios|number|no|is|ver");
        // Three letters such as `12a` or `16e5` can be anything; a real build with few digits is announced.
        let announced = words.says(words.lead(at, 3), NAMED);
        (announced || digits >= 2).then(|| shown(word))
    })
}

/// The number of digits behind the train letter, when a word has the shape of a build.
fn is_build(word: &str) -> Option<usize> {
    let mut letters = word.chars().peekable();
    let major: String = std::iter::from_fn(|| letters.next_if(char::is_ascii_digit)).collect();
    let is_major = major.len() == 2 && major.parse::<u8>().is_ok_and(|major| (10..=40).contains(&major));
    let train = letters.next()?;
    let digits = std::iter::from_fn(|| letters.next_if(char::is_ascii_digit)).count();
    let end = letters.next();
    let ends = end.is_none_or(|end| end.is_ascii_lowercase()) && letters.next().is_none();
    (is_major && ('a'..='n').contains(&train) && (1..=7).contains(&digits) && ends).then_some(digits)
}

fn shown(word: &str) -> String {
    let last = word.chars().count().saturating_sub(1);
    word.chars().enumerate().map(|(at, ch)| if at == last { ch } else { ch.to_ascii_uppercase() }).collect()
}
