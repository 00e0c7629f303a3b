//! One Aho-Corasick pass over a message for every literal of every pattern; then the phrases and regexes it woke up.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use super::Found;
use super::correct::Corrector;
use super::line::Line;
use super::phrases::{Hit, Hits, MOST_MATCHES, PhraseIndex};
use crate::knowledge::{KnowledgeBase, Meaning, Rule};
use crate::text::{Folded, Voice, effort, is_unspaced};

/// A literal of this many words is a pasted text and may run over the end of a sentence.
const PASTED: usize = 5;

/// The compiled literals, phrases and regexes.
#[derive(Debug)]
pub(super) struct Scanner {
    automaton: Option<AhoCorasick>,
    /// What each literal of the automaton is.
    literals: Vec<Literal>,
    phrases: PhraseIndex,
    /// The regexes by the atom that guards them.
    regexes: BTreeMap<usize, Vec<usize>>,
    guarded: BTreeMap<usize, Guarded>,
    meanings: Vec<Meaning>,
    filler: HashSet<String>,
    /// Patterns that are a single filler word ("my"), which the line leaves out.
    lone: HashMap<String, Vec<usize>>,
}

/// A regex, compiled when its guard is first seen: most never are, and each takes longer than many messages.
#[derive(Debug)]
struct Guarded {
    written: String,
    compiled: OnceLock<Option<Regex>>,
}

#[derive(Debug)]
struct Literal {
    /// The atoms that it belongs to.
    atoms: Vec<usize>,
    /// The words with their filler, when that is required: the position of the content word, and all words.
    exact: Option<(usize, Vec<String>)>,
    /// Whether it starts or ends in a script without spaces.
    open: (bool, bool),
    words: usize,
}

impl Scanner {
    pub(super) fn new(base: &KnowledgeBase, corrector: &Corrector) -> Self {
        let mut literals: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, atom) in base.atoms.iter().enumerate() {
            for literal in &atom.literals {
                let words: Vec<&str> = literal.split(' ').map(|word| corrector.spell(word)).collect();
                literals.entry(words.join(" ")).or_default().push(index);
            }
        }
        let mut regexes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut guarded = BTreeMap::new();
        let mut guards = base.atoms.len();
        for (index, pattern) in base.patterns.iter().enumerate() {
            let Rule::Regex { guard, regex } = &pattern.rule else { continue };
            guarded.insert(index, Guarded { written: regex.clone(), compiled: OnceLock::new() });
            for word in guard {
                literals.entry(corrector.spell(word).to_owned()).or_default().push(guards);
            }
            regexes.entry(guards).or_default().push(index);
            guards += 1;
        }
        let lone = lone(base);
        let (needles, literals): (Vec<String>, Vec<Literal>) =
            literals.iter().filter_map(|(literal, atoms)| Literal::new(literal, atoms, &base.filler)).unzip();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&needles).ok();
        Self {
            automaton,
            literals,
            phrases: PhraseIndex::new(base),
            regexes,
            guarded,
            meanings: base.patterns.iter().map(|pattern| pattern.meaning).collect(),
            filler: base.filler.clone(),
            lone,
        }
    }

    /// Everything that matches, in the order of the text.
    pub(super) fn scan(&self, folded: &Folded) -> Vec<Found> {
        let line = Line::new(folded, &self.filler);
        let hits = self.hits(folded, &line);
        let mut found = Vec::new();
        for (index, letters) in folded.iter().enumerate() {
            for pattern in self.lone.get(letters).into_iter().flatten() {
                found.extend(self.found(folded, *pattern, index..index + 1));
            }
        }
        self.phrases.matches(&line, &hits, |pattern, words| {
            found.extend(self.found(folded, pattern, content(&line, words)));
        });
        for (guard, patterns) in &self.regexes {
            let mut sentences: Vec<u32> =
                hits.of(*guard).iter().filter_map(|hit| line.sentence(hit.start)).collect();
            sentences.dedup();
            let mut left = vec![MOST_MATCHES; patterns.len()];
            for sentence in sentences {
                self.run(folded, sentence, patterns, &mut left, &mut found);
            }
        }
        found.sort_by_key(|found| (found.words.start, found.words.end, found.pattern));
        found.dedup();
        found
    }

    fn hits(&self, folded: &Folded, line: &Line) -> Hits {
        let mut hits = Vec::new();
        let Some(automaton) = &self.automaton else { return Hits::new(hits) };
        for found in automaton.find_overlapping_iter(&line.text) {
            effort::spend(1);
            let Some(literal) = self.literals.get(found.pattern().as_usize()) else { continue };
            let ends = line.text.as_bytes().get(found.end()) == Some(&b' ');
            if !ends && !literal.open.1 {
                continue;
            }
            // The needle of a spaced script begins with the space before its first word.
            let first = line.word_at(found.start() + usize::from(!literal.open.0));
            let last = line.word_at(found.end().saturating_sub(1));
            if literal.words < PASTED && line.sentence(first) != line.sentence(last) {
                continue;
            }
            if !literal.stands_at(folded, line, first) {
                continue;
            }
            hits.extend(literal.atoms.iter().map(|atom| Hit { atom: *atom, start: first, end: last + 1 }));
        }
        Hits::new(hits)
    }

    /// Runs guarded regexes over a sentence in full, filler included. `left`: how often each of them may still match.
    fn run(
        &self,
        folded: &Folded,
        sentence: u32,
        patterns: &[usize],
        left: &mut [usize],
        found: &mut Vec<Found>,
    ) {
        if left.iter().all(|left| *left == 0) {
            return;
        }
        let start = folded.words().partition_point(|word| word.sentence < sentence);
        let end = folded.words().partition_point(|word| word.sentence <= sentence);
        let mut text = String::new();
        let mut starts = Vec::new();
        for word in folded.words().get(start..end).unwrap_or_default() {
            starts.push(text.len());
            text.push_str(folded.letters(word));
            text.push(' ');
        }
        for (pattern, left) in patterns.iter().zip(left) {
            let Some(regex) = self.guarded.get(pattern).and_then(Guarded::regex) else { continue };
            effort::spend(text.len());
            for matched in regex.find_iter(text.trim_end()).take(*left) {
                *left -= 1;
                effort::spend(matched.len());
                let first = starts.partition_point(|at| *at <= matched.start()).saturating_sub(1);
                let last = starts.partition_point(|at| *at < matched.end()).saturating_sub(1);
                found.extend(self.found(folded, *pattern, start + first..start + last.max(first) + 1));
            }
        }
    }

    fn found(&self, folded: &Folded, pattern: usize, words: Range<usize>) -> Option<Found> {
        let covered = folded.words().get(words.clone())?;
        let quoted = covered.iter().any(|word| word.voice == Voice::Quoted);
        Some(Found {
            pattern,
            meaning: *self.meanings.get(pattern)?,
            span: covered.first()?.span.start..covered.last()?.span.end,
            words,
            voice: if quoted { Voice::Quoted } else { Voice::Own },
        })
    }
}

impl Guarded {
    /// The regex; loading the knowledge has refused those that cannot be compiled.
    fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(&self.written).ok()).as_ref()
    }
}

impl Literal {
    /// What the automaton looks for, and the literal; `None` for filler alone.
    fn new(text: &str, atoms: &[usize], filler: &HashSet<String>) -> Option<(String, Self)> {
        let words: Vec<&str> = text.split(' ').collect();
        let content: Vec<&str> = words.iter().copied().filter(|word| !filler.contains(*word)).collect();
        let first = words.iter().position(|word| !filler.contains(*word))?;
        let exact = (content.len() < words.len())
            .then(|| (first, words.iter().map(|&word| word.to_owned()).collect()));
        let content = content.join(" ");
        let open = (content.starts_with(is_unspaced), content.ends_with(is_unspaced));
        let count = words.len();
        Some((needle(&content), Self { atoms: atoms.to_vec(), exact, open, words: count }))
    }

    /// Whether the filler that is required stands around the content word.
    fn stands_at(&self, folded: &Folded, line: &Line, content: usize) -> bool {
        let Some((before, words)) = &self.exact else { return true };
        let start = line.words.get(content).and_then(|word| word.checked_sub(*before));
        let there = start.and_then(|start| folded.words().get(start..start + words.len()));
        there
            .is_some_and(|there| there.iter().zip(words).all(|(word, wanted)| folded.letters(word) == wanted))
    }
}

/// What the automaton looks for: in spaced scripts a literal starts behind a space.
fn needle(literal: &str) -> String {
    if literal.starts_with(is_unspaced) { literal.to_owned() } else { format!(" {literal}") }
}

/// The patterns that are a single filler word, by that word.
fn lone(base: &KnowledgeBase) -> HashMap<String, Vec<usize>> {
    let mut lone: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, pattern) in base.patterns.iter().enumerate() {
        let Rule::Phrase(phrase) = &pattern.rule else { continue };
        for way in &phrase.ways {
            let [element] = way.as_slice() else { continue };
            let literals = element.atom.and_then(|atom| base.atoms.get(atom)).map(|atom| &atom.literals);
            for literal in literals.into_iter().flatten().filter(|literal| base.filler.contains(*literal)) {
                lone.entry(literal.clone()).or_default().push(index);
            }
        }
    }
    lone
}

/// Content words as folded words.
fn content(line: &Line, words: Range<usize>) -> Range<usize> {
    let first = line.words.get(words.start).copied().unwrap_or_default();
    let last = line.words.get(words.end.saturating_sub(1)).copied().unwrap_or(first);
    first..last + 1
}
