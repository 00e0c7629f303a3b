//! Which phrases of which list start at which word: found once for every word, however many questions ask for it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::words::{Words, starting_with};
use crate::text::effort;

/// A phrase of a list has at most this many words.
pub(super) const LONGEST: usize = 31;

/// The phrases of one list that start at one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Fitting {
    /// Bit by bit the lengths of those that fit, in words.
    lengths: u32,
    /// The length of the one that stands first in the list.
    first: u8,
}

impl Fitting {
    /// Those that start at a word.
    fn find(words: Words<'_>, start: usize, phrases: &str) -> Self {
        let mut fitting = Self::default();
        effort::spend(phrases.len());
        for phrase in starting_with(words.at(start), phrases) {
            let mut length = 0;
            let fits = phrase.split(' ').all(|wanted| {
                length += 1;
                words.at(start + length - 1) == wanted
            });
            debug_assert!(length <= LONGEST, "{phrase:?} is longer than the phrases of a list may be");
            if fits && length <= LONGEST {
                fitting.lengths |= 1 << length;
                if fitting.first == 0 {
                    fitting.first = u8::try_from(length).unwrap_or_default();
                }
            }
        }
        fitting
    }

    /// The length of the shortest one.
    pub(super) fn shortest(self) -> Option<usize> {
        (self.lengths != 0).then(|| self.lengths.trailing_zeros() as usize)
    }

    /// The length of the one that stands first in its list.
    pub(super) fn first(self) -> Option<usize> {
        (self.first != 0).then(|| usize::from(self.first))
    }

    /// Whether one of them is this long.
    pub(super) fn has(self, length: usize) -> bool {
        length <= LONGEST && self.lengths & (1 << length) != 0
    }
}

/// Where a list of phrases lies, and how long it is: it lies there for ever.
type List = (usize, usize);

/// What was found for the words of one message, by list and word.
#[derive(Debug, Default)]
pub(super) struct Asked {
    lists: RefCell<HashMap<List, Vec<Option<Fitting>>>>,
}

impl Asked {
    /// Whether this holds of the phrases that start at any of the words.
    pub(super) fn any(
        &self,
        words: Words<'_>,
        starts: Range<usize>,
        phrases: &'static str,
        mut holds: impl FnMut(usize, Fitting) -> bool,
    ) -> bool {
        if starts.is_empty() {
            return false;
        }
        let mut lists = self.lists.borrow_mut();
        let known = lists.entry((phrases.as_ptr().addr(), phrases.len())).or_default();
        if known.len() < starts.end {
            known.resize(words.count().max(starts.end), None);
        }
        starts.into_iter().any(|start| {
            effort::spend(1);
            let Some(known) = known.get_mut(start) else { return false };
            holds(start, *known.get_or_insert_with(|| Fitting::find(words, start, phrases)))
        })
    }

    /// The phrases that start at a word.
    pub(super) fn at(&self, words: Words<'_>, start: usize, phrases: &'static str) -> Fitting {
        let mut found = Fitting::default();
        self.any(words, start..start + 1, phrases, |_, fitting| {
            found = fitting;
            true
        });
        found
    }
}
