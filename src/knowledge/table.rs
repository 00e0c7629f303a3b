//! A table of numbers by fingerprint that is looked up where it lies, in the program or in memory: nothing is parsed
//! and nothing is copied when it is opened. Holds no keys but fingerprints.

use std::sync::Arc;

use crate::fingerprint::Fingerprint;

/// Bytes of the program, or bytes that were made from a file.
#[derive(Debug, Clone)]
pub(super) enum Bytes {
    /// Of the program.
    BuiltIn(&'static [u8]),
    /// Made while it runs.
    Made(Arc<[u8]>),
}

impl Bytes {
    pub(super) fn get(&self) -> &[u8] {
        match self {
            Self::BuiltIn(bytes) => bytes,
            Self::Made(bytes) => bytes,
        }
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for Bytes {}

impl Default for Bytes {
    fn default() -> Self {
        Self::BuiltIn(&[])
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Made(bytes.into())
    }
}

/// Slots in a row, as many as a power of two: key and number, little-endian; a key that finds its slot taken goes into
/// the next free one. A key of 0 is a free slot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table(pub(super) Bytes);

/// The bytes of the key, and of the slot.
const KEY: usize = 8;
const SLOT: usize = 12;

impl Table {
    /// A table of these numbers; of two with the same key the last one stays.
    pub(super) fn new(numbers: &[(Fingerprint, u32)]) -> Self {
        // A third of the slots stays free, so that a search is short.
        let slots = (numbers.len() + numbers.len() / 2 + 1).next_power_of_two();
        let mut bytes = vec![0; slots * SLOT];
        for (key, number) in numbers {
            let key = key_of(*key);
            let free = |at: &usize| slot(&bytes, *at).is_some_and(|(known, _)| known == 0 || known == key);
            let Some(at) = (0..slots).map(|step| place(key, step, slots)).find(free) else { continue };
            if let Some(slot) = bytes.get_mut(at * SLOT..(at + 1) * SLOT) {
                let (left, right) = slot.split_at_mut(KEY);
                left.copy_from_slice(&key.to_le_bytes());
                right.copy_from_slice(&number.to_le_bytes());
            }
        }
        Self(bytes.into())
    }

    /// The number of a key.
    pub(super) fn get(&self, key: Fingerprint) -> Option<u32> {
        let key = key_of(key);
        let bytes = self.0.get();
        let slots = bytes.len() / SLOT;
        for step in 0..slots {
            match slot(bytes, place(key, step, slots))? {
                (known, number) if known == key => return Some(number),
                (0, _) => return None,
                _ => {}
            }
        }
        None
    }

    /// How many keys it has.
    pub(super) fn len(&self) -> usize {
        let bytes = self.0.get();
        (0..bytes.len() / SLOT).filter(|at| slot(bytes, *at).is_some_and(|(key, _)| key != 0)).count()
    }
}

/// 0 means that a slot is free.
fn key_of(key: Fingerprint) -> u64 {
    key.number().max(1)
}

fn place(key: u64, step: usize, slots: usize) -> usize {
    // The low half is all that is needed, and a power of two divides by a mask.
    let low = (key ^ (key >> 32)) & 0xFFFF_FFFF;
    usize::try_from(low).unwrap_or_default().wrapping_add(step) & slots.wrapping_sub(1)
}

fn slot(bytes: &[u8], at: usize) -> Option<(u64, u32)> {
    let (key, number) = bytes.get(at * SLOT..(at + 1) * SLOT)?.split_first_chunk::<KEY>()?;
    Some((u64::from_le_bytes(*key), u32::from_le_bytes(*number.first_chunk()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(number: u32) -> Fingerprint {
        Fingerprint::of(&number.to_le_bytes())
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
    fn a_table_of_no_bytes_or_too_few_holds_nothing() {
        for bytes in [vec![], vec![1; SLOT - 1], vec![0; SLOT]] {
            assert_eq!(Table(bytes.into()).get(key(1)), None);
        }
    }
}
