//! Reads the beta of a version: `beta 2`, `db3`, `RC`, "beta 3 of iOS 26"; and the letter of a rapid response.

use super::super::measure::{is_time, is_unit};
use super::super::words::Words;

/// `beta 2`, `b2`, `db3`, `RC`, behind a number.
pub(super) fn behind(words: Words<'_>, at: usize) -> Option<(String, usize)> {
    if !words.same_sentence(at.checked_sub(1)?, at) {
        return None;
    }
    let mut here = at;
    while matches!(words.at(here), "public" | "developer" | "dev" | "pub" | "the" | "on") && here < at + 2 {
        here += 1;
    }
    let word = words.at(here);
    if let Some(beta) = suffix(word).filter(|_| word.ends_with(|ch: char| ch.is_ascii_digit())) {
        return Some((beta, here + 1));
    }
    let name = match word {
        "beta" | "betas" | "db" | "pb" | "seed" | "betta" | "bta" => "beta",
        "rc" => "RC",
        _ => return None,
    };
    let count = words.at(here + 1);
    let follows =
        words.same_clause(here, here + 1) && !is_time(words.at(here + 2)) && !is_unit(words.at(here + 2));
    match count.parse::<u8>() {
        Ok(number) if follows && number < 15 => Some((format!(" {name} {number}"), here + 2)),
        Ok(_) | Err(_) => Some((format!(" {name}"), here + 1)),
    }
}

/// `beta2`, `b3`, `db3`, `rc`, glued to a number or a word of its own.
pub(super) fn suffix(word: &str) -> Option<String> {
    let (name, number) =
        ["beta", "db", "pb", "b", "rc"].iter().find_map(|name| Some((*name, word.strip_prefix(name)?)))?;
    let shown = if name == "rc" { "RC" } else { "beta" };
    match number.parse::<u8>() {
        Ok(number) if number < 15 => Some(format!(" {shown} {number}")),
        Err(_) if number.is_empty() && matches!(name, "beta" | "rc") => Some(format!(" {shown}")),
        Ok(_) | Err(_) => None,
    }
}

/// "beta 3 of iOS 26", "the public beta 26.2", "beta of 26.2".
pub(super) fn before(words: Words<'_>, at: usize) -> Option<String> {
    let mut here = at;
    for _ in 0..4 {
        let word = words.before(here, 1);
        if !matches!(word, "of" | "ios" | "ipados" | "the" | "for" | "version")
            || !words.same_clause(here - 1, at)
        {
            break;
        }
        here -= 1;
    }
    if !words.same_clause(here.checked_sub(1)?, at) {
        return None;
    }
    match words.before(here, 1) {
        "beta" | "betas" => Some(" beta".to_owned()),
        number if words.before(here, 2) == "beta" && here < at => {
            number.parse::<u8>().ok().filter(|number| *number < 15).map(|number| format!(" beta {number}"))
        }
        _ => None,
    }
}

/// The letter of a rapid response, `16.5.1 (c)`, or nothing.
pub(super) fn response(words: Words<'_>, at: usize) -> (String, usize) {
    let is_letter = matches!(words.at(at), "a" | "b" | "c");
    let bracketed =
        words.gap_before(at).trim_start().starts_with('(') && words.gap_after(at).starts_with(')');
    if is_letter && bracketed && at > 0 {
        (format!(" ({})", words.at(at)), at + 1)
    } else {
        (String::new(), at)
    }
}
