//! Numbers in a row, and lists of them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Bytes;

/// The bytes of a number.
const NUMBER: usize = size_of::<u32>();

/// Numbers in a row, little-endian.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Numbers(Bytes);

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        Self(numbers.into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>().into())
    }
}

impl Numbers {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.get().len() / NUMBER
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of them.
    #[must_use]
    #[inline]
    pub fn get(&self, at: usize) -> Option<u32> {
        let bytes = self.0.get().get(at.checked_mul(NUMBER)?..)?;
        bytes.first_chunk().map(|number| u32::from_le_bytes(*number))
    }

    /// Some of them, in a row.
    #[inline]
    pub fn part(&self, part: Range<usize>) -> impl Iterator<Item = u32> + Clone {
        let bytes = self.0.get().get(part.start.saturating_mul(NUMBER)..part.end.saturating_mul(NUMBER));
        let (numbers, _) = bytes.unwrap_or_default().as_chunks::<NUMBER>();
        numbers.iter().map(|number| u32::from_le_bytes(*number))
    }
}

/// Lists of numbers, one behind the other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Lists {
    /// Where each of them ends among all numbers.
    ends: Numbers,
    all: Numbers,
}

impl<L: IntoIterator<Item = u32>> FromIterator<L> for Lists {
    fn from_iter<I: IntoIterator<Item = L>>(lists: I) -> Self {
        let mut all = Vec::new();
        let ends = lists.into_iter().map(|list| {
            all.extend(list);
            u32::try_from(all.len()).unwrap_or(u32::MAX)
        });
        Self { ends: ends.collect(), all: Numbers::from_iter(all) }
    }
}

impl Lists {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The numbers of one of them; none where there is no such list.
    #[inline]
    pub fn get(&self, at: usize) -> impl Iterator<Item = u32> + Clone {
        self.all.part(place(&self.ends, at))
    }
}

/// From where to where one of some things lies that end there; nowhere when there is no such thing.
pub(super) fn place(ends: &Numbers, at: usize) -> Range<usize> {
    let start = at.checked_sub(1).map_or(Some(0), |before| ends.get(before));
    start.zip(ends.get(at)).map_or(0..0, |(start, end)| start as usize..end as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_out_as_they_went_in() {
        let numbers: Numbers = [7, 0, u32::MAX].into_iter().collect();
        assert_eq!(
            (0..4).map(|at| numbers.get(at)).collect::<Vec<_>>(),
            [Some(7), Some(0), Some(u32::MAX), None]
        );
        assert_eq!(numbers.part(1..3).collect::<Vec<_>>(), [0, u32::MAX]);
        assert_eq!(numbers.part(1..4).count(), 0, "what is not all there is not there");
        assert_eq!((numbers.len(), numbers.get(usize::MAX)), (3, None));
    }

    #[test]
    fn lists_are_told_apart_also_when_they_are_empty() {
        let lists: Lists = [vec![1, 2], vec![], vec![3]].into_iter().collect();
        let all: Vec<Vec<u32>> = (0..4).map(|at| lists.get(at).collect()).collect();
        assert_eq!(all, [vec![1, 2], vec![], vec![3], vec![]]);
        assert_eq!(lists.len(), 3);
    }
}
