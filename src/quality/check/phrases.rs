//! Finds phrases that say the same: twice in one file, or for two causes that both are sure of it.

use std::collections::{BTreeMap, HashMap};

use super::Remark;
use crate::knowledge::{Element, KnowledgeBase, Meaning, Pattern, Rule, Strength};
use crate::text;

/// Everything worth a note about the phrases.
pub(super) fn notes(base: &KnowledgeBase) -> Vec<Remark> {
    let mut notes = twice(base);
    notes.extend(claimed_twice(base));
    notes.extend(lost_filler(base));
    notes
}

/// Patterns of one file that match the same and mean the same, whatever their strength.
fn twice(base: &KnowledgeBase) -> Vec<Remark> {
    let mut known: HashMap<(&str, Meaning), Vec<&Pattern>> = HashMap::new();
    let mut notes = Vec::new();
    for pattern in &base.patterns {
        let earlier = known.entry((&pattern.file, without_strength(pattern.meaning))).or_default();
        match earlier.iter().find(|known| known.rule == pattern.rule) {
            Some(known) => {
                let message = format!("{:?} says the same as line {}; keep one", pattern.written, known.line);
                notes.push(Remark::at(&pattern.file, pattern.line, message));
            }
            None => earlier.push(pattern),
        }
    }
    notes
}

/// The meaning alone, so that patterns that differ only in how sure they are can be compared.
pub(super) fn without_strength(meaning: Meaning) -> Meaning {
    match meaning {
        Meaning::Cause { cause, side, strength: _ } => {
            Meaning::Cause { cause, side, strength: Strength::Hint }
        }
        Meaning::Subject { .. }
        | Meaning::Screen { .. }
        | Meaning::Topic(_)
        | Meaning::Tried { .. }
        | Meaning::Talk(_)
        | Meaning::Question { .. }
        | Meaning::Adjacent { .. } => meaning,
    }
}

/// Literals that by themselves speak certainly or strongly for two causes: they cannot tell one from the other.
fn claimed_twice(base: &KnowledgeBase) -> Vec<Remark> {
    let mut claims: BTreeMap<&str, BTreeMap<usize, &Pattern>> = BTreeMap::new();
    for pattern in &base.patterns {
        let Some(cause) = sure_of(pattern.meaning) else { continue };
        for literal in whole_literals(base, pattern) {
            claims.entry(literal).or_default().entry(cause).or_insert(pattern);
        }
    }
    claims
        .into_iter()
        .filter(|(_, claims)| claims.len() > 1)
        .filter_map(|(literal, claims)| {
            let places: Vec<String> =
                claims.values().map(|one| format!("{}:{}", one.file, one.line)).collect();
            let first = claims.into_values().next()?;
            let message =
                format!("{literal:?} by itself is a strong sign of several causes: {}", places.join(", "));
            Some(Remark::at(&first.file, first.line, message))
        })
        .collect()
}

/// The cause that a pattern speaks for certainly or strongly.
fn sure_of(meaning: Meaning) -> Option<usize> {
    let (cause, strength) = meaning.speaks_for()?;
    (strength >= Strength::Strong).then_some(cause)
}

/// The literals each of which is a match all by itself.
fn whole_literals<'k>(base: &'k KnowledgeBase, pattern: &Pattern) -> Vec<&'k str> {
    let ways = match &pattern.rule {
        Rule::Phrase(phrase) => phrase.ways.as_slice(),
        Rule::Regex { .. } => &[],
    };
    let alone = |way: &Vec<Element>| {
        let mut required = way.iter().filter(|element| !element.optional);
        let only = required.next()?;
        if required.next().is_some() { None } else { only.atom }
    };
    let atoms = ways.iter().filter_map(alone).filter_map(|atom| base.atoms.get(atom));
    atoms.flat_map(|atom| base.said(atom)).collect()
}

/// Phrases that begin with filler before a concept or a choice: the filler does not count, so they say less than they
/// seem to. `your (backup|phone)` matches every backup.
fn lost_filler(base: &KnowledgeBase) -> Vec<Remark> {
    let phrases = base.patterns.iter().filter(|pattern| matches!(pattern.rule, Rule::Phrase(_)));
    phrases
        .filter_map(|pattern| {
            let lost = plain_start(&pattern.written)?;
            let is_lost = text::fold(lost).iter().all(|word| base.filler.contains(word));
            let message = || format!("{lost:?} is filler and does not count in {:?}", pattern.written);
            is_lost.then(|| Remark::at(&pattern.file, pattern.line, message()))
        })
        .collect()
}

/// The plain words before the first bracket, when a phrase has both.
fn plain_start(written: &str) -> Option<&str> {
    let (start, _) = written.split_once(['<', '(', '#'])?;
    let start = start.trim();
    (!start.is_empty() && !start.contains("..")).then_some(start)
}
