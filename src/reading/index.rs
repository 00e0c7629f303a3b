//! Finds words by their fingerprint, and those that lack a letter, without making a text for each of them.

use std::collections::HashMap;

use crate::fingerprint::{Fingerprint, Quick};
use crate::knowledge::KnowledgeBase;

/// Numbers by fingerprint; a fingerprint may have several.
#[derive(Debug)]
pub(super) struct Index {
    /// Where the chain of entries begins, by the low bits of the fingerprint.
    heads: Vec<u32>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    key: Fingerprint,
    number: u32,
    /// The entry before it in its chain.
    next: u32,
}

/// The end of a chain.
const NONE: u32 = u32::MAX;

impl Index {
    /// An empty one that finds fast as long as it has no more numbers than these.
    pub(super) fn for_about(numbers: usize) -> Self {
        Self { heads: vec![NONE; (numbers + 1).next_power_of_two()], entries: Vec::with_capacity(numbers) }
    }

    pub(super) fn add(&mut self, key: Fingerprint, number: usize) {
        let place = place(key, self.heads.len());
        let entry = u32::try_from(self.entries.len()).ok().zip(u32::try_from(number).ok());
        if let Some((head, (entry, number))) = self.heads.get_mut(place).zip(entry) {
            self.entries.push(Entry { key, number, next: *head });
            *head = entry;
        }
    }

    /// The numbers of a fingerprint.
    pub(super) fn of(&self, key: Fingerprint) -> impl Iterator<Item = usize> {
        let entry = |at: u32| self.entries.get(at as usize);
        let head = self.heads.get(place(key, self.heads.len())).and_then(|head| entry(*head));
        let chain = std::iter::successors(head, move |last| entry(last.next));
        chain.filter(move |entry| entry.key == key).map(|entry| entry.number as usize)
    }
}

fn place(key: Fingerprint, heads: usize) -> usize {
    let number = key.number();
    let low = (number ^ (number >> 32)) & 0xFFFF_FFFF;
    usize::try_from(low).unwrap_or_default() & heads.wrapping_sub(1)
}

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

    #[test]
    fn every_number_of_a_key_is_found_also_beyond_the_expected_many() {
        let mut index = Index::for_about(2);
        for number in 0..100 {
            index.add(Fingerprint::of(&[number % 10]), usize::from(number));
        }
        let mut found: Vec<_> = index.of(Fingerprint::of(&[3])).collect();
        found.sort_unstable();
        assert_eq!(found, [3, 13, 23, 33, 43, 53, 63, 73, 83, 93]);
        assert_eq!(index.of(Fingerprint::of(&[10])).count(), 0);
    }
}
