//! What a store must hold, in three numbers that are saved with every change: so that a loss is noticed, not passed
//! over. It reads and writes no file.
//!
//! Damaged files do not always fail to open: whatever comes after the first bad place of its log, sled takes for the
//! end of a write that was never finished, and drops it without a word.

use super::disk::Entry;
use crate::fingerprint::Fingerprint;

/// The key of the numbers. It is shown to nobody, and sorts before all others.
pub(super) const KEY: &[u8] = b"\0check";

/// How many saves there were, how many entries there are, and the sum of what is in them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Check {
    /// Every save counts one.
    pub(super) saves: u64,
    entries: u64,
    /// A sum, so that it does not depend on an order and one entry can be taken out of it.
    sum: u64,
}

impl Check {
    /// As it is before anything of the next save.
    pub(super) fn next(self) -> Self {
        Self { saves: self.saves.saturating_add(1), ..self }
    }

    /// A key held `before`, and holds `after` from now on.
    pub(super) fn change(&mut self, key: &[u8], before: Option<&[u8]>, after: Option<&[u8]>) {
        if let Some(old) = before {
            self.entries = self.entries.wrapping_sub(1);
            self.sum = self.sum.wrapping_sub(hash(key, old));
        }
        if let Some(new) = after {
            self.add(key, new);
        }
    }

    fn add(&mut self, key: &[u8], value: &[u8]) {
        self.entries = self.entries.wrapping_add(1);
        self.sum = self.sum.wrapping_add(hash(key, value));
    }

    /// The numbers of what is there, after so many saves.
    pub(super) fn of<E>(saves: u64, entries: impl Iterator<Item = Result<Entry, E>>) -> Result<Self, E> {
        let mut check = Self { saves, ..Self::default() };
        for entry in entries {
            let (key, value) = entry?;
            check.add(&key, &value);
        }
        Ok(check)
    }

    /// How what is there differs from these numbers, in words; `None` when it does not.
    pub(super) fn differs(self, there: Self) -> Option<String> {
        if self.entries != there.entries {
            Some(format!("{} records are there, and {} were saved", there.entries, self.entries))
        } else if self.sum != there.sum {
            Some("records are there that are not as they were saved".to_owned())
        } else {
            None
        }
    }

    /// As it is written: the numbers, and what tells a torn line from a whole one.
    pub(super) fn line(self) -> String {
        let numbers = format!("{:020} {:020} {:016x}", self.saves, self.entries, self.sum);
        let sign = hash(b"check", numbers.as_bytes());
        format!("{numbers} {sign:016x}\n")
    }

    /// Reads what [`Check::line`] wrote; `None` where that is not whole.
    pub(super) fn read(line: &[u8]) -> Option<Self> {
        let line = std::str::from_utf8(line).ok()?;
        let mut words = line.split_ascii_whitespace();
        let check = Self {
            saves: words.next()?.parse().ok()?,
            entries: words.next()?.parse().ok()?,
            sum: u64::from_str_radix(words.next()?, 16).ok()?,
        };
        (check.line() == line).then_some(check)
    }
}

/// The number of key and value, the length of the key first.
fn hash(key: &[u8], value: &[u8]) -> u64 {
    let length = u64::try_from(key.len()).unwrap_or_default().to_le_bytes();
    Fingerprint::of(&length).and(key).and(value).number()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::convert::Infallible;

    use super::*;
    use crate::store::disk::Changes;

    fn entries(all: &BTreeMap<Vec<u8>, Vec<u8>>) -> impl Iterator<Item = Result<Entry, Infallible>> {
        all.clone().into_iter().map(Ok)
    }

    #[test]
    fn the_numbers_of_changes_are_those_of_what_is_there() {
        let mut random = fastrand::Rng::with_seed(7);
        let (mut all, mut check) = (BTreeMap::new(), Check::default());
        for save in 1..=200 {
            let changes: Changes = (0..random.usize(0..5))
                .map(|_| {
                    let value = random.bool().then(|| vec![random.u8(..); random.usize(0..40)]);
                    (vec![random.u8(0..20)], value)
                })
                .collect();
            check = check.next();
            for (key, value) in changes {
                check.change(&key, all.get(&key).map(Vec::as_slice), value.as_deref());
                match value {
                    Some(value) => drop(all.insert(key, value)),
                    None => drop(all.remove(&key)),
                }
            }
            assert_eq!(check, Check::of(save, entries(&all)).unwrap());
            assert_eq!(Check::read(check.line().as_bytes()), Some(check));
        }
    }

    #[test]
    fn what_is_missing_or_another_is_told() {
        let all = BTreeMap::from([(b"a".to_vec(), b"1".to_vec()), (b"b".to_vec(), b"2".to_vec())]);
        let check = Check::of(3, entries(&all)).unwrap();
        let told = |all| check.differs(Check::of(3, entries(&all)).unwrap());
        assert_eq!(told(all.clone()), None);
        let mut fewer = all.clone();
        fewer.remove(b"a".as_slice());
        assert_eq!(told(fewer).unwrap(), "1 records are there, and 2 were saved");
        let mut other = all;
        other.insert(b"b".to_vec(), b"1".to_vec());
        assert_eq!(told(other).unwrap(), "records are there that are not as they were saved");
    }

    #[test]
    fn a_torn_line_is_no_line() {
        let line = Check { saves: 12, entries: 3, sum: 77 }.line();
        for length in 0..line.len() {
            assert_eq!(Check::read(&line.as_bytes()[..length]), None);
        }
        assert_eq!(Check::read(line.replace("12", "13").as_bytes()), None);
    }
}
