//! Reads the model of an iPad: `pro 11 m4`, `air (5th gen)`, `mini 6`, `9th gen`.

use super::super::words::Words;
use super::generation::{generation_word, size};
use super::model::{Model, latin};

/// The model of an iPad that starts at a word: line, size, generation, chip, year in any order.
pub(super) fn read(words: Words<'_>, start: usize) -> Option<Model> {
    let mut line = "";
    let mut rest: Vec<String> = Vec::new();
    let mut at = start;
    let goes_on = |at: usize| {
        // "(3rd gen, 12.9)": only a diagonal may follow a comma.
        at == start
            || words.same_clause(at - 1, at)
            || (words.at(at).contains('.') && size(words, at).is_some())
    };
    while at < start + 7 && goes_on(at) {
        let word = latin(words.at(at));
        if matches!(word, "pro" | "air" | "mini") && line.is_empty() {
            line = word;
            at += 1;
        } else if let Some((glued, number)) = glued(word).filter(|_| line.is_empty()) {
            line = glued;
            rest.push(number.to_owned());
            at += 1;
        } else if let Some(end) = size(words, at) {
            rest.push(word.trim_end_matches("inch").replace(',', "."));
            at = end;
        } else if let Some((said, end)) = generation_word(words, at, rest.is_empty()) {
            rest.push(said);
            at = end;
        } else {
            break;
        }
    }
    // The chip is told last.
    rest.sort_by_key(|part| is_chip(part));
    let name = std::iter::once(line).filter(|line| !line.is_empty()).chain(rest.iter().map(String::as_str));
    let name = name.collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(Model { name, end: at })
}

/// `mini6`, `air5`, typed as one.
pub(super) fn glued(word: &str) -> Option<(&'static str, &str)> {
    ["mini", "air"].into_iter().find_map(|line| {
        let number = word.strip_prefix(line)?;
        number.parse::<u8>().is_ok_and(|number| (1..=8).contains(&number)).then_some((line, number))
    })
}

/// `m2`.
pub(super) fn is_chip(part: &str) -> bool {
    matches!(part, "m1" | "m2" | "m3" | "m4" | "m5" | "m6" | "a16")
}
