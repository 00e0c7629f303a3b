//! Reads which device is affected: every device that is named, then the one that the complaint is about.

mod alone;
mod context;
mod generation;
mod ipad;
mod kind;
mod model;
mod owner;
mod shorthand;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::words::Words;
use crate::knowledge::DeviceKind;
use context::Standing;

/// A device that is named somewhere in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// The words that name it; a number among them is no version.
    pub words: Range<usize>,
    /// Lower case, with `iphone` or `ipad` in front.
    pub name: String,
    kind: DeviceKind,
    /// Whether a model is named, and not only the kind.
    is_model: bool,
}

/// More devices than this in one message say nothing about one.
const MOST_MENTIONS: usize = 64;

/// Every device that is named, in the order of the text.
pub(super) fn mentions(words: Words<'_>) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < words.count() && mentions.len() < MOST_MENTIONS {
        let free = mentions.last().map_or(0, |last| last.words.end);
        match named(words, at, free).or_else(|| shorthand::read(words, at, &mentions)) {
            Some(mention) => {
                at = mention.words.end.max(at + 1);
                mentions.push(mention);
            }
            None => at += 1,
        }
    }
    mentions
}

/// The device that the complaint is about: the first named that is not somebody else's, an old one, or a working one;
/// a model before a bare "iphone" of the same message.
pub(super) fn read(words: Words<'_>, mentions: &[Mention]) -> Option<String> {
    let judged: Vec<(&Mention, Standing)> =
        mentions.iter().map(|mention| (mention, context::standing(words, mention))).collect();
    let first = |standing: Standing, model: bool| {
        judged
            .iter()
            .find(|(mention, found)| *found == standing && mention.is_model == model)
            .map(|found| found.0)
    };
    let bare = first(Standing::Affected, false);
    let model = first(Standing::Affected, true);
    let best = match (bare, model) {
        // "the iPad fails ... ipad air 4": the model of what was named first.
        (Some(bare), Some(model)) if bare.words.start < model.words.start => {
            let mut same_kind = judged.iter().filter(|(mention, standing)| {
                *standing == Standing::Affected && mention.is_model && mention.kind == bare.kind
            });
            same_kind.next().map_or(Some(model), |found| Some(found.0))
        }
        (bare, model) => model.or(bare),
    };
    let doubtful = || first(Standing::Doubtful, true).or_else(|| first(Standing::Doubtful, false));
    // Somebody whose "other iPad" works complains about an iPad.
    let sibling = || {
        let mut others = mentions.iter().filter(|mention| context::is_other(words, mention));
        others.next().map(|mention| kind::noun(mention.kind).to_owned())
    };
    best.or_else(doubtful).map(|mention| mention.name.clone()).or_else(sibling)
}

/// A device whose kind is named at a word: `iPhone 13 mini`, `12.9 iPad Pro`, `ipad`. Words before `free` are taken.
fn named(words: Words<'_>, at: usize, free: usize) -> Option<Mention> {
    let (kind, behind) = kind::named(words, at)?;
    let (before, modifiers) = prefix(words, at, free);
    let model = match kind {
        _ if words.at(behind).is_empty() || !words.same_clause(behind - 1, behind) => None,
        DeviceKind::Iphone => model::iphone(words, behind),
        DeviceKind::Ipad => ipad::read(words, behind),
        DeviceKind::Ipod => {
            let from = behind + usize::from(words.at(behind) == "touch");
            let model = generation::generation(words, "", from);
            let small = generation::generation_word(words, from, true);
            let name = small.map_or_else(|| model.name.trim().to_owned(), |(said, _)| said);
            Some(model::Model { name, end: model.end.max(from) })
        }
    };
    let unspaced = generation::unspaced(words.at(at)).map(|name| model::Model { name, end: behind });
    let model = model.or(unspaced);
    let end = model.as_ref().map_or(behind, |model| model.end);
    let model = model.map(|model| model.name).filter(|name| !name.is_empty());
    // "2nd gen iphone se" is one name; "the 2020 iphone 12" is not.
    let takes_prefix = match kind {
        DeviceKind::Ipad => true,
        DeviceKind::Iphone => model.as_deref() == Some("se"),
        DeviceKind::Ipod => model.is_none(),
    };
    let modifiers = if takes_prefix { modifiers } else { Vec::new() };
    let start = if modifiers.is_empty() { at } else { before };
    let parts = model.iter().map(String::as_str).chain(modifiers.iter().map(String::as_str));
    let name = std::iter::once(kind::noun(kind)).chain(parts).collect::<Vec<_>>().join(" ");
    let is_model = model.is_some() || !modifiers.is_empty();
    Some(Mention { words: start..end, name, kind, is_model })
}

/// What stands before the name and belongs to it: `12.9`, `11 inch m4`, `9th gen`; and where it starts.
fn prefix(words: Words<'_>, at: usize, free: usize) -> (usize, Vec<String>) {
    for start in at.saturating_sub(5).max(free)..at {
        let mut said = Vec::new();
        let mut here = start;
        while here < at && words.same_clause(here, at) {
            if let Some(end) = generation::size(words, here).filter(|end| is_diagonal(words, here, *end)) {
                said.push(words.at(here).trim_end_matches("inch").replace(',', "."));
                here = end;
            } else if let Some((part, end)) = generation::generation_word(words, here, false) {
                said.push(part);
                here = end;
            } else {
                break;
            }
        }
        if here == at && !said.is_empty() {
            return (start, said);
        }
    }
    (at, Vec::new())
}

/// `11` alone may count iPads; `11 inch` and `12.9` cannot.
fn is_diagonal(words: Words<'_>, at: usize, end: usize) -> bool {
    let word = words.at(at);
    end > at + 1 || word.contains(['.', ',']) || word.ends_with("inch") || owner::is_owned(words, at)
}
