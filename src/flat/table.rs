//! A table of numbers by number that is looked up where it lies.

use serde::{Deserialize, Serialize};

use super::Bytes;

/// Slots in a row, as many as a power of two: key and number, little-endian; a key that finds its slot taken goes into
/// the next free one. A key of 0 is a free slot, and 0 as a key is taken for 1: keys are fingerprints or the like, of which
/// no two that are in use are as near.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Table(Bytes);

/// The bytes of the key, and of the slot.
const KEY: usize = 8;
const SLOT: usize = 12;

impl Table {
    /// A table of these numbers; of two with the same key the last one stays.
    #[must_use]
    pub fn new(numbers: &[(u64, u32)]) -> Self {
        Self::with(numbers, |known, key| known == key)
    }

    /// A table in which a key has all the numbers that it comes with.
    #[must_use]
    pub fn of_several(numbers: &[(u64, u32)]) -> Self {
        Self::with(numbers, |_, _| false)
    }

    fn with(numbers: &[(u64, u32)], replaces: impl Fn(u64, u64) -> bool) -> Self {
        // A third of the slots stays free, so that a search is short.
        let count = (numbers.len() + numbers.len() / 2 + 1).next_power_of_two();
        let mut slots = vec![[0; SLOT]; count];
        for (key, number) in numbers {
            let key = key_of(*key);
            let is_free = |at: &usize| {
                slots.get(*at).map(parts).is_some_and(|(known, _)| known == 0 || replaces(known, key))
            };
            let Some(at) = (0..count).map(|step| place(key, step, count)).find(is_free) else { continue };
            if let Some(slot) = slots.get_mut(at) {
                let (left, right) = slot.split_at_mut(KEY);
                left.copy_from_slice(&key.to_le_bytes());
                right.copy_from_slice(&number.to_le_bytes());
            }
        }
        Self(slots.into_flattened().into())
    }

    /// The number of a key.
    #[must_use]
    #[inline]
    pub fn get(&self, key: u64) -> Option<u32> {
        self.all(key).next()
    }

    /// The numbers of a key, in the order in which they came.
    #[inline]
    pub fn all(&self, key: u64) -> impl Iterator<Item = u32> {
        let key = key_of(key);
        let (slots, _) = self.0.get().as_chunks::<SLOT>();
        let mut steps = 0..slots.len();
        let next = move || {
            for step in steps.by_ref() {
                match parts(slots.get(place(key, step, slots.len()))?) {
                    (0, _) => break,
                    (known, number) if known == key => return Some(number),
                    _ => {}
                }
            }
            None
        };
        std::iter::from_fn(next).fuse()
    }

    /// How many keys it has.
    #[must_use]
    pub fn len(&self) -> usize {
        let (slots, _) = self.0.get().as_chunks::<SLOT>();
        slots.iter().filter(|slot| parts(slot).0 != 0).count()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// 0 means that a slot is free.
fn key_of(key: u64) -> u64 {
    key.max(1)
}

fn place(key: u64, step: usize, slots: usize) -> usize {
    // The low half is all that is needed, and a power of two divides by a mask.
    let low = (key ^ (key >> 32)) & 0xFFFF_FFFF;
    usize::try_from(low).unwrap_or_default().wrapping_add(step) & slots.wrapping_sub(1)
}

/// The key and the number of a slot.
#[inline]
fn parts(slot: &[u8; SLOT]) -> (u64, u32) {
    let [a, b, c, d, e, f, g, h, number @ ..] = *slot;
    (u64::from_le_bytes([a, b, c, d, e, f, g, h]), u32::from_le_bytes(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::Fingerprint;

    fn key(number: u32) -> u64 {
        Fingerprint::of(&number.to_le_bytes()).number()
    }

    #[test]
    fn every_number_is_found_by_its_key_and_no_other() {
        for count in [0, 1, 2, 3, 1000] {
            let numbers: Vec<_> = (0..count).map(|number| (key(number), number)).collect();
            let table = Table::new(&numbers);
            assert_eq!(table.len(), numbers.len());
            for number in 0..count {
                assert_eq!(table.get(key(number)), Some(number), "{number} of {count}");
            }
            for number in count..2 * count + 2 {
                assert_eq!(table.get(key(number)), None, "{number} is not among {count}");
            }
        }
    }

    #[test]
    fn of_two_numbers_with_the_same_key_the_last_one_stays() {
        let table = Table::new(&[(key(1), 10), (key(2), 20), (key(1), 30)]);
        assert_eq!((table.get(key(1)), table.get(key(2)), table.len()), (Some(30), Some(20), 2));
    }

    #[test]
    fn a_key_may_have_several_numbers() {
        let numbers: Vec<_> = (0..1000).map(|number| (key(number % 10), number)).collect();
        let table = Table::of_several(&numbers);
        assert!(table.all(key(3)).eq((0..100).map(|ten| 10 * ten + 3)));
        assert_eq!(table.all(key(10)).count(), 0);
    }

    #[test]
    fn a_table_of_no_bytes_or_too_few_holds_nothing() {
        for bytes in [vec![], vec![1; SLOT - 1], vec![0; SLOT]] {
            assert_eq!(Table(bytes.into()).get(key(1)), None);
        }
    }
}
