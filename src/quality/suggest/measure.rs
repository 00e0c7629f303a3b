//! Puts the picked phrases into the files, loads the knowledge with them, and counts what they really match.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::heard::{self, Heard};
use super::pick::{self, Pick};
use super::place::{self, Place};
use super::score::{Counts, score};
use super::{Block, Class, Line, Suggested, Suggestions};
use crate::knowledge::{Complaints, Files, KnowledgeBase, Strength};
use crate::reading::{Found, Reader, Reading};
use crate::text::Voice;

/// A phrase with the list that it belongs into.
struct Placed {
    class: Class,
    pick: Pick,
    file: String,
    place: Place,
    or: Vec<String>,
}

/// Fills in the blocks.
pub(super) fn fill(
    files: Files<'_>,
    base: &KnowledgeBase,
    heard: &[Heard<'_>],
    picked: Vec<(Suggested, Vec<Pick>)>,
) -> Result<Suggestions, Complaints> {
    let open = heard.iter().filter(|one| one.corrected && one.open).count();
    let mut suggestions = Suggestions { open, ..Suggestions::default() };
    let mut placed = Vec::new();
    for (one, picks) in picked {
        placed.extend(picks.into_iter().filter_map(|pick| place(files, base, heard, one.class, pick)));
        suggestions.classes.push(one);
    }
    if placed.is_empty() {
        return Ok(suggestions);
    }
    let changed = with_lines(files, &placed);
    let changed: Vec<(&str, &str)> =
        changed.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let base = KnowledgeBase::load(&changed)?;
    let reader = Reader::new(&base);
    let lines = counted(&base, &reader, heard, &placed);
    for one in &mut suggestions.classes {
        one.blocks = blocks(one.class, &placed, &lines);
    }
    for one in heard {
        let right = heard::is_right(&base, &reader, one.row);
        suggestions.mended += usize::from(one.corrected && one.open && right);
        suggestions.broken += usize::from(!one.open && !right);
    }
    Ok(suggestions)
}

/// Where a phrase belongs; `None` where the knowledge has no list for it.
fn place(
    files: Files<'_>,
    base: &KnowledgeBase,
    heard: &[Heard<'_>],
    class: Class,
    pick: Pick,
) -> Option<Placed> {
    let text = |file: &str| files.iter().find(|(name, _)| *name == file).map(|(_, text)| *text);
    if let Some((table, or)) = class.topic() {
        let file = "topic.toml".to_owned();
        let place = place::in_table(text(&file)?, table)?;
        let or = or.iter().map(|table| (*table).to_owned()).collect();
        return Some(Placed { class, pick, file, place, or });
    }
    let mut causes = causes_of(base, heard, class, &pick).into_iter();
    let file = causes.next()?;
    let strengths = strengths(pick.hits.len(), pick.wrong);
    let place = place::of_cause(text(&file)?, &strengths)?;
    Some(Placed { class, pick, file, place, or: causes.collect() })
}

/// The strengths that fit, best first: what was seen once is not trusted far.
fn strengths(hits: usize, wrong: u32) -> [Strength; 4] {
    let [hint, good, strong, certain] = [Strength::Hint, Strength::Good, Strength::Strong, Strength::Certain];
    match (hits, wrong) {
        (0 | 1, _) => [hint, good, strong, certain],
        (3.., 0) => [strong, good, hint, certain],
        (_, _) => [good, hint, strong, certain],
    }
}

/// The files of the class's causes; first the one that most messages with the phrase, then most of the class, speak of.
fn causes_of(base: &KnowledgeBase, heard: &[Heard<'_>], class: Class, pick: &Pick) -> Vec<String> {
    let of_class = |index: &usize| match class {
        Class::Family(family) => base.causes.get(*index).is_some_and(|cause| cause.family == Some(family)),
        Class::OffTopic | Class::Missed => false,
    };
    let mut causes: Vec<usize> = (0..base.causes.len()).filter(of_class).collect();
    let spoken = |cause: usize, is_meant: &dyn Fn(usize, &Heard<'_>) -> bool| {
        let meant = heard.iter().enumerate().filter(|(index, one)| is_meant(*index, one));
        meant.filter(|(_, one)| one.causes.contains(&cause)).count()
    };
    causes.sort_by_cached_key(|cause| {
        let with_phrase = spoken(*cause, &|index, _| pick.hits.contains(&index));
        let at_all = spoken(*cause, &|_, one| class.has(one));
        std::cmp::Reverse((with_phrase, at_all))
    });
    let names = causes.into_iter().filter_map(|cause| base.causes.get(cause));
    names.map(|cause| format!("{}.toml", cause.id)).collect()
}

/// The files with the phrases in them.
fn with_lines(files: Files<'_>, placed: &[Placed]) -> Vec<(String, String)> {
    let mut changed: Vec<(String, String)> =
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    // From the last line of a file to its first, so that the places stay right.
    let mut order: Vec<&Placed> = placed.iter().collect();
    order.sort_by_key(|one| std::cmp::Reverse(one.place.line));
    for one in order {
        for (_, text) in changed.iter_mut().filter(|(name, _)| *name == one.file) {
            *text = place::with_line(text, &one.place, &format!("\"{}\",", one.pick.phrase));
        }
    }
    changed
}

/// What every phrase matches, in their order.
fn counted(base: &KnowledgeBase, reader: &Reader, heard: &[Heard<'_>], placed: &[Placed]) -> Vec<Line> {
    let new: Vec<Option<usize>> = placed.iter().map(|one| pattern_of(base, one)).collect();
    let mut tallies: Vec<Tally> = placed.iter().map(|_| Tally::default()).collect();
    for one in heard {
        let reading = reader.read(&one.row.text);
        for ((placed, pattern), tally) in placed.iter().zip(&new).zip(&mut tallies) {
            let Some(words) = matched(&reading, *pattern) else { continue };
            tally.add(placed.class, one);
            if placed.class.has(one) {
                let known = earlier(base, &reading, placed.class, &words, &new);
                known.into_iter().for_each(|place| *tally.already.entry(place).or_default() += 1);
            }
        }
    }
    placed.iter().zip(tallies).map(|(one, tally)| tally.line(one, heard)).collect()
}

fn pattern_of(base: &KnowledgeBase, one: &Placed) -> Option<usize> {
    base.patterns.iter().position(|pattern| pattern.file == one.file && pattern.written == one.pick.phrase)
}

/// The words that a pattern matches first, as far as they are the writer's own.
fn matched(reading: &Reading<'_>, pattern: Option<usize>) -> Option<Range<usize>> {
    let own = |found: &&Found| Some(found.pattern) == pattern && found.voice == Voice::Own;
    reading.found().iter().find(own).map(|found| found.words.clone())
}

/// The patterns from before that say the same of some of these words.
fn earlier(
    base: &KnowledgeBase,
    reading: &Reading<'_>,
    class: Class,
    words: &Range<usize>,
    new: &[Option<usize>],
) -> BTreeSet<String> {
    let there = |found: &&Found| found.words.start < words.end && words.start < found.words.end;
    let known = reading.found().iter().filter(there).filter(|found| !new.contains(&Some(found.pattern)));
    let known = known.filter(|found| class.is_said_by(base, found.meaning));
    let patterns = known.filter_map(|found| base.patterns.get(found.pattern));
    patterns.map(|pattern| format!("{} {:?}", pattern.file, shortened(&pattern.written))).collect()
}

/// Longer patterns are cut: enough of them is left to find them.
const SHOWN: usize = 40;

fn shortened(written: &str) -> String {
    let mut shown: String = written.chars().take(SHOWN).collect();
    if shown.len() < written.len() {
        shown.push('…');
    }
    shown
}

#[derive(Default)]
struct Tally {
    needed: u32,
    hits: u32,
    corrected: u32,
    wrong: u32,
    already: BTreeMap<String, u32>,
}

impl Tally {
    fn add(&mut self, class: Class, heard: &Heard<'_>) {
        self.needed += u32::from(class.needs(heard));
        if class.has(heard) {
            self.hits += 1;
            self.corrected += u32::from(heard.corrected);
        }
        self.wrong += u32::from(class.lacks(heard));
    }

    fn line(self, placed: &Placed, heard: &[Heard<'_>]) -> Line {
        let (of_class, others) = pick::sizes(placed.class, heard);
        let Self { needed, hits, corrected, wrong, already } = self;
        Line {
            phrase: placed.pick.phrase.clone(),
            score: score(Counts { hits: needed, of_class, wrong, others }),
            hits,
            corrected,
            wrong,
            // Of several that match as often, the first by name.
            already: already.into_iter().rev().max_by_key(|(_, hits)| *hits),
        }
    }
}

/// The lines of a class by the list that they belong into, most telling first.
fn blocks(class: Class, placed: &[Placed], lines: &[Line]) -> Vec<Block> {
    let mut all: Vec<(&Placed, &Line)> = placed.iter().zip(lines).collect();
    all.retain(|(placed, line)| placed.class == class && pick::is_worth_it(line.hits, line.wrong));
    all.sort_by(|(_, one), (_, other)| other.score.total_cmp(&one.score));
    let mut blocks: Vec<Block> = Vec::new();
    for (placed, line) in all {
        let Placed { file, place, or, .. } = placed;
        match blocks.iter_mut().find(|block| block.file == *file && block.line == place.line) {
            Some(block) => block.lines.push(line.clone()),
            None => blocks.push(Block {
                file: file.clone(),
                table: place.table.clone(),
                line: place.line,
                or: or.clone(),
                lines: vec![line.clone()],
            }),
        }
    }
    blocks
}
