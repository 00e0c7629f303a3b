//! Matches phrases on the hits of the automaton: elements in order, with gaps, within one sentence.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::line::Line;
use crate::flat::{Lists, Numbers};
use crate::knowledge::{Element, KnowledgeBase, Rule};
use crate::text::effort;

/// An atom that was seen, in content words. One number, as many of them are sorted for every message: its upper bits are the
/// atom, then come its first word and how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit(u64);

/// The bits of the first word and of the number of words; a text with more words has no hits behind so many.
const PLACE: u32 = 24;
const COUNT: u32 = 8;

impl Hit {
    pub(super) fn new(atom: u32, words: &Range<usize>) -> Option<Self> {
        let fits = |number: usize, bits: u32| u64::try_from(number).ok().filter(|number| number >> bits == 0);
        let (start, count) = (fits(words.start, PLACE)?, fits(words.len(), COUNT)?);
        Some(Self(u64::from(atom) << (PLACE + COUNT) | start << COUNT | count))
    }

    pub(super) fn atom(self) -> u32 {
        (self.0 >> (PLACE + COUNT)) as u32
    }

    pub(super) fn start(self) -> usize {
        (self.0 >> COUNT) as usize & ((1 << PLACE) - 1)
    }

    pub(super) fn end(self) -> usize {
        self.start() + (self.0 as usize & ((1 << COUNT) - 1))
    }
}

/// All hits of a message, by atom and place.
pub(super) struct Hits(Vec<Hit>);

impl Hits {
    pub(super) fn new(mut hits: Vec<Hit>) -> Self {
        hits.sort_unstable();
        hits.dedup();
        Self(hits)
    }

    /// The hits of one atom, in the order of the text.
    pub(super) fn of(&self, atom: u32) -> &[Hit] {
        let start = self.0.partition_point(|hit| hit.atom() < atom);
        let rest = self.0.get(start..).unwrap_or_default();
        let count = rest.partition_point(|hit| hit.atom() == atom);
        rest.get(..count).unwrap_or_default()
    }

    /// The hits of one atom that start in a window.
    fn starting_in(&self, atom: u32, window: Range<usize>) -> &[Hit] {
        let all = self.of(atom);
        let from = all.partition_point(|hit| hit.start() < window.start);
        let to = all.partition_point(|hit| hit.start() < window.end);
        all.get(from..to).unwrap_or_default()
    }

    /// The hits of each atom from this one on.
    pub(super) fn each_from(&self, atom: u32) -> impl Iterator<Item = (u32, &[Hit])> {
        let start = self.0.partition_point(|hit| hit.atom() < atom);
        let rest = self.0.get(start..).unwrap_or_default();
        rest.chunk_by(|one, other| one.atom() == other.atom())
            .filter_map(|hits| Some((hits.first()?.atom(), hits)))
    }

    fn atoms(&self) -> impl Iterator<Item = u32> {
        self.each_from(0).map(|(atom, _)| atom)
    }
}

/// Phrases by the atom that wakes them up: the one of their elements that the fewest phrases share.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct PhraseIndex {
    /// By atom: the ways that it wakes up.
    woken: Lists,
    /// Beside each of those: the rarest of the other atoms that the way needs, or its own once more. Most ways end here,
    /// without being looked at.
    also: Lists,
    /// The pattern of each way.
    patterns: Numbers,
    /// The elements of each way: see [`packed`].
    ways: Lists,
}

/// A pattern matches at most this often in one message; more would say nothing new.
pub(super) const MOST_MATCHES: usize = 16;
/// Unfinished matches that are followed from one start.
const MOST_PATHS: usize = 16;

impl PhraseIndex {
    pub(super) fn new(base: &KnowledgeBase) -> Self {
        let mut ways: Vec<(u32, &[Element])> = Vec::new();
        for (pattern, index) in base.patterns.iter().zip(0..) {
            match &pattern.rule {
                Rule::Phrase(phrase) => ways.extend(phrase.ways.iter().map(|way| (index, way.as_slice()))),
                Rule::Regex { .. } => {}
            }
        }
        let mut shared = vec![0_usize; base.atoms.len()];
        for atom in ways.iter().flat_map(|(_, elements)| *elements).filter_map(required) {
            if let Some(count) = shared.get_mut(atom) {
                *count += 1;
            }
        }
        let mut woken = vec![Vec::new(); base.atoms.len()];
        for ((_, elements), way) in ways.iter().zip(0_u32..) {
            let needed = || elements.iter().filter_map(required);
            let Some(rarest) = needed().min_by_key(|atom| shared.get(*atom).copied()) else { continue };
            let others = needed().filter(|atom| *atom != rarest);
            let also = others.min_by_key(|atom| shared.get(*atom).copied()).unwrap_or(rarest);
            if let Some((list, also)) = woken.get_mut(rarest).zip(u32::try_from(also).ok()) {
                list.push((way, also));
            }
        }
        Self {
            woken: woken.iter().map(|list| list.iter().map(|(way, _)| *way)).collect(),
            also: woken.iter().map(|list| list.iter().map(|(_, also)| *also)).collect(),
            patterns: ways.iter().map(|(pattern, _)| *pattern).collect(),
            ways: ways.iter().map(|(_, way)| way.iter().map(packed)).collect(),
        }
    }

    /// Calls back with every match: the pattern and its content words.
    pub(super) fn matches(&self, line: &Line, hits: &Hits, mut found: impl FnMut(usize, Range<usize>)) {
        let mut seen = vec![false; self.woken.len()];
        for atom in hits.atoms() {
            if let Some(seen) = seen.get_mut(atom as usize) {
                *seen = true;
            }
        }
        let is_seen = |atom: usize| seen.get(atom).copied().unwrap_or_default();
        let mut elements = Vec::new();
        for atom in hits.atoms() {
            let woken = self.woken.get(atom as usize).zip(self.also.get(atom as usize));
            for (way, _) in woken.filter(|(_, also)| is_seen(*also as usize)) {
                elements.clear();
                elements.extend(self.ways.get(way as usize).map(unpacked));
                let Some(pattern) = self.patterns.get(way as usize) else { continue };
                if elements.iter().filter_map(required).all(is_seen) {
                    follow(&elements, line, hits)
                        .into_iter()
                        .for_each(|words| found(pattern as usize, words));
                }
            }
        }
    }
}

/// The bits of a packed element that say how many words may stand before it, and that it is optional; the others are its
/// atom and 1, or 0 for any number.
const GAP: u32 = 0xFF;
const OPTIONAL: u32 = 0x100;
const ATOM: u32 = 9;

/// An element as one number.
fn packed(element: &Element) -> u32 {
    let Element { atom, optional, gap } = *element;
    let atom = atom.map_or(0, |atom| u32::try_from(atom + 1).unwrap_or_default());
    atom << ATOM | if optional { OPTIONAL } else { 0 } | u32::from(gap)
}

fn unpacked(number: u32) -> Element {
    let gap = u8::try_from(number & GAP).unwrap_or(u8::MAX);
    let atom = (number >> ATOM).checked_sub(1).map(|atom| atom as usize);
    Element { atom, optional: number & OPTIONAL != 0, gap }
}

/// The atom of an element that a phrase cannot match without.
fn required(element: &Element) -> Option<usize> {
    if element.optional { None } else { element.atom }
}

/// A match as far as it has come.
#[derive(Clone, Copy, PartialEq)]
struct Path {
    start: usize,
    end: usize,
    /// Words that may still stand before the next element, left over by optional ones.
    spare: usize,
}

fn follow(elements: &[Element], line: &Line, hits: &Hits) -> Vec<Range<usize>> {
    let mut matches: Vec<Range<usize>> = Vec::new();
    // Leading optional elements are tried with and without.
    let lead = elements.iter().take_while(|element| element.optional).count();
    for skip in (0..=lead).filter(|skip| *skip < elements.len()) {
        let Some((first, rest)) = elements.get(skip..).and_then(<[Element]>::split_first) else { continue };
        for (start, end) in beginnings(first, line, hits) {
            effort::spend(1);
            if matches.len() >= MOST_MATCHES {
                return matches;
            }
            if matches.iter().any(|known| known.start <= start && end <= known.end) {
                continue;
            }
            if let Some(end) = finish(rest, Path { start, end, spare: 0 }, line, hits) {
                matches.push(start..end);
            }
        }
    }
    matches
}

fn beginnings<'a>(
    first: &Element,
    line: &'a Line,
    hits: &'a Hits,
) -> Box<dyn Iterator<Item = (usize, usize)> + 'a> {
    match first.atom {
        Some(atom) => Box::new(hits.of(number(atom)).iter().map(|hit| (hit.start(), hit.end()))),
        None => Box::new((0..line.len()).filter(|word| is_number(line, *word)).map(|word| (word, word + 1))),
    }
}

/// Follows the remaining elements from a start; the nearest end, if there is one.
fn finish(rest: &[Element], from: Path, line: &Line, hits: &Hits) -> Option<usize> {
    let mut paths = vec![from];
    for element in rest {
        let mut next: Vec<Path> = Vec::new();
        effort::spend(paths.len());
        for path in &paths {
            let gap = usize::from(element.gap).max(path.spare);
            let mut step = |start: usize, end: usize| {
                let whole = line.sentence(start) == line.sentence(path.end.saturating_sub(1));
                let path = Path { start: path.start, end, spare: 0 };
                if whole && next.len() < MOST_PATHS && !next.contains(&path) {
                    next.push(path);
                }
            };
            match element.atom {
                Some(atom) => {
                    for hit in hits.starting_in(number(atom), path.end..path.end + gap + 1) {
                        step(hit.start(), hit.end());
                    }
                }
                None => {
                    for word in (path.end..=path.end + gap).filter(|word| is_number(line, *word)) {
                        step(word, word + 1);
                    }
                }
            }
            if element.optional && next.len() < MOST_PATHS {
                next.push(Path { spare: gap, ..*path });
            }
        }
        paths = next;
    }
    paths.iter().map(|path| path.end).min()
}

fn is_number(line: &Line, word: usize) -> bool {
    line.letters(word).starts_with(|ch: char| ch.is_ascii_digit())
}

/// An atom as hits know it.
fn number(atom: usize) -> u32 {
    u32::try_from(atom).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hit_knows_its_atom_and_its_words() {
        for (atom, words) in [(0, 0..1), (u32::MAX, 3..5), (7, (1 << PLACE) - 1..(1 << PLACE) + 254)] {
            let hit = Hit::new(atom, &words).unwrap();
            assert_eq!((hit.atom(), hit.start()..hit.end()), (atom, words));
        }
        assert_eq!(Hit::new(1, &(1 << PLACE..(1 << PLACE) + 1)), None, "a text with so many words");
        assert!(Hit::new(1, &(9..10)) < Hit::new(2, &(0..1)) && Hit::new(1, &(0..1)) < Hit::new(1, &(0..2)));
    }

    #[test]
    fn a_packed_element_is_what_it_was() {
        for atom in [None, Some(0), Some(1), Some(100_000)] {
            for (optional, gap) in [(false, 0), (true, 0), (false, 255), (true, 7)] {
                let element = Element { atom, optional, gap };
                assert_eq!(unpacked(packed(&element)), element);
            }
        }
    }
}
