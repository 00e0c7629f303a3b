//! What words are found by, and how often the patterns use them.

use std::collections::HashMap;

use crate::fingerprint::{Fingerprint, Quick};
use crate::knowledge::KnowledgeBase;

/// The fingerprints of a word with one of its letters left out.
pub(super) fn lacking_one(word: &str) -> impl Iterator<Item = Fingerprint> {
    let mut before = Fingerprint::NONE;
    let mut rest = word.chars();
    std::iter::from_fn(move || {
        let gone = rest.next()?;
        let lacking = before.and(rest.as_str().as_bytes());
        before = before.and(gone.encode_utf8(&mut [0; 4]).as_bytes());
        Some(lacking)
    })
}

/// In how many literals each word of the patterns stands; one that several atoms share counts for each of them.
pub(super) type Commonness<'k> = HashMap<&'k str, u32, Quick>;

/// Counts the words of all literals.
pub(super) fn commonness(base: &KnowledgeBase) -> Commonness<'_> {
    let mut shared = vec![0_u32; base.literals.len()];
    for literal in base.atoms.iter().flat_map(|atom| &atom.literals) {
        if let Some(count) = shared.get_mut(*literal as usize) {
            *count += 1;
        }
    }
    let mut common = Commonness::with_capacity_and_hasher(base.literals.len(), Quick::default());
    for (literal, count) in base.literals.iter().zip(shared).filter(|(_, count)| *count > 0) {
        literal.split(' ').for_each(|word| *common.entry(word).or_default() += count);
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_lack_a_letter_have_the_fingerprint_of_what_is_left() {
        let of =
            |words: &[&str]| words.iter().map(|word| Fingerprint::of(word.as_bytes())).collect::<Vec<_>>();
        assert_eq!(lacking_one("wifi").collect::<Vec<_>>(), of(&["ifi", "wfi", "wii", "wif"]));
        assert_eq!(lacking_one("größe").collect::<Vec<_>>(), of(&["röße", "göße", "grße", "gröe", "größ"]));
        assert_eq!(lacking_one("").count(), 0);
    }
}
