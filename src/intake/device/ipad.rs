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
    let name = std::iter::once(line).filter(|line| !line.is_empty()).chain(rest.iter().map(String::as_str));
    let name = name.collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(Model { name, end: at })
}
