//! Which phrases of which list start at which word: found once for every word, however many questions ask for it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::phrases::{First, Phrases};
use super::words::Words;
use crate::text::{Folded, effort};

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
    fn find(words: Words<'_>, start: usize, phrases: Phrases) -> Self {
        let mut fitting = Self::default();
        effort::spend(phrases.len());
        for mut phrase in phrases.starting_with(words.at(start)) {
            let mut length = 0;
            let fits = phrase.all(|wanted| {
                length += 1;
                words.at(start + length - 1).as_bytes() == wanted
            });
            debug_assert!(length <= LONGEST, "a phrase is longer than the phrases of a list may be");
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

/// What was found for the words of one message.
#[derive(Debug)]
pub(super) struct Asked {
    /// What tells of each word which phrases it cannot start.
    firsts: Vec<First>,
    lists: RefCell<HashMap<Place, ByWord>>,
}

/// Where a list of phrases lies, and how long it is.
type Place = (usize, usize);
/// The phrases of one list that start at each word, once somebody has asked.
type ByWord = Vec<Option<Fitting>>;

impl Asked {
    /// What is to be found in a message.
    pub(super) fn of(folded: &Folded) -> Self {
        Self { firsts: folded.iter().map(First::of).collect(), lists: RefCell::default() }
    }

    /// Whether this holds of the phrases that start at any of the words.
    pub(super) fn any(
        &self,
        words: Words<'_>,
        starts: Range<usize>,
        phrases: Phrases,
        mut holds: impl FnMut(usize, Fitting) -> bool,
    ) -> bool {
        effort::spend(starts.len());
        let firsts = self.firsts.get(starts.clone()).unwrap_or_default();
        let mut may = starts.zip(firsts).filter(|(_, first)| phrases.may_start(**first)).peekable();
        if may.peek().is_none() {
            return false;
        }
        let mut lists = self.lists.borrow_mut();
        let known = lists.entry(phrases.place()).or_insert_with(|| vec![None; self.firsts.len()]);
        may.any(|(start, _)| {
            let Some(known) = known.get_mut(start) else { return false };
            let fitting = *known.get_or_insert_with(|| Fitting::find(words, start, phrases));
            fitting.lengths != 0 && holds(start, fitting)
        })
    }

    /// The phrases that start at a word.
    pub(super) fn at(&self, words: Words<'_>, start: usize, phrases: Phrases) -> Fitting {
        let mut found = Fitting::default();
        self.any(words, start..start + 1, phrases, |_, fitting| {
            found = fitting;
            true
        });
        found
    }
}
