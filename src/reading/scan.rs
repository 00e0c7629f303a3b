//! One pass over a message for every literal of every pattern; then the phrases and regexes it woke up.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::Found;
use super::correct::Corrector;
use super::line::Line;
use super::literals::Literals;
use super::phrases::{Hit, Hits, MOST_MATCHES, PhraseIndex};
use super::spelled::Spelled;
use crate::fingerprint::Quick;
use crate::knowledge::{Expression, Filler, KnowledgeBase, Meaning, Rule};
use crate::text::{Folded, Voice, effort};

/// A literal of this many words is a pasted text and may run over the end of a sentence.
const PASTED: usize = 5;

/// The compiled literals, phrases and regexes.
#[derive(Debug)]
pub(super) struct Scanner {
    words: Literals,
    /// What each of the literals is.
    literals: Vec<Literal>,
    /// The atoms of one literal after the other.
    atoms: Vec<usize>,
    phrases: PhraseIndex,
    /// Where the atoms that guard regexes begin.
    first_guard: usize,
    /// The regexes by the atom that guards them.
    regexes: BTreeMap<usize, Vec<usize>>,
    guarded: BTreeMap<usize, Expression>,
    meanings: Vec<Meaning>,
    filler: Filler,
    /// Patterns that are a single filler word ("my"), which the line leaves out.
    lone: HashMap<String, Vec<usize>, Quick>,
}

#[derive(Debug)]
struct Literal {
    /// Where the atoms that it belongs to stand among those of the scanner.
    atoms: Range<usize>,
    /// The words with their filler, when that is required: the position of the content word, and all words.
    exact: Option<(usize, Vec<String>)>,
    words: usize,
}

impl Scanner {
    pub(super) fn new(base: &KnowledgeBase, corrector: &Corrector) -> Self {
        let mut spelled = Spelled::new(base, corrector);
        let mut regexes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut guarded = BTreeMap::new();
        let mut guards = base.atoms.len();
        for (index, pattern) in base.patterns.iter().enumerate() {
            let Rule::Regex { guard, regex } = &pattern.rule else { continue };
            guarded.insert(index, Expression::new(regex));
            guard.iter().for_each(|word| spelled.add(corrector.spell(word), guards));
            regexes.entry(guards).or_default().push(index);
            guards += 1;
        }
        let mut words = Literals::default();
        let mut literals = Vec::new();
        let atoms = spelled.atoms();
        let mut starts = spelled.literals().map(|(_, start)| start).skip(1).chain([atoms.len()]);
        for (literal, start) in spelled.literals() {
            let atoms = start..starts.next().unwrap_or(start);
            if let Some((content, literal)) = Literal::new(literal, atoms, &base.filler) {
                words.add(&content);
                literals.push(literal);
            }
        }
        Self {
            words,
            literals,
            atoms,
            phrases: PhraseIndex::new(base),
            first_guard: base.atoms.len(),
            regexes,
            guarded,
            meanings: base.patterns.iter().map(|pattern| pattern.meaning).collect(),
            filler: base.filler.clone(),
            lone: lone(base),
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
        for (guard, hits) in hits.each_from(self.first_guard) {
            let Some(patterns) = self.regexes.get(&guard) else { continue };
            let mut sentences: Vec<u32> = hits.iter().filter_map(|hit| line.sentence(hit.start)).collect();
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
        self.words.find(line, |literal, first, last| {
            let Some(literal) = self.literals.get(literal) else { return };
            let whole = literal.words >= PASTED || line.sentence(first) == line.sentence(last);
            if whole && literal.stands_at(folded, line, first) {
                let atoms = self.atoms.get(literal.atoms.clone()).unwrap_or_default();
                hits.extend(atoms.iter().map(|atom| Hit { atom: *atom, start: first, end: last + 1 }));
            }
        });
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
            let Some(regex) = self.guarded.get(pattern).and_then(Expression::get) else { continue };
            effort::spend(text.len());
            for matched in regex.find_iter(text.trim_end().as_bytes()).take(*left) {
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

impl Literal {
    /// The content words, and the literal; `None` for filler alone.
    fn new<'t>(text: &'t str, atoms: Range<usize>, filler: &Filler) -> Option<(Cow<'t, str>, Self)> {
        let is_content = |word: &&str| !filler.contains(*word);
        let words = text.split(' ').count();
        let first = text.split(' ').position(|word| is_content(&word))?;
        if text.split(' ').filter(is_content).count() == words {
            return Some((text.into(), Self { atoms, exact: None, words }));
        }
        let content: Vec<&str> = text.split(' ').filter(is_content).collect();
        let exact = Some((first, text.split(' ').map(str::to_owned).collect()));
        Some((content.join(" ").into(), Self { atoms, exact, words }))
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

/// The patterns that are a single filler word, by that word.
fn lone(base: &KnowledgeBase) -> HashMap<String, Vec<usize>, Quick> {
    let filler: Vec<bool> = base.literals.iter().map(|literal| base.filler.contains(literal)).collect();
    let mut lone: HashMap<String, Vec<usize>, Quick> = HashMap::default();
    for (index, pattern) in base.patterns.iter().enumerate() {
        let Rule::Phrase(phrase) = &pattern.rule else { continue };
        for way in &phrase.ways {
            let [element] = way.as_slice() else { continue };
            let literals = element.atom.and_then(|atom| base.atoms.get(atom)).map(|atom| &atom.literals);
            for literal in literals.into_iter().flatten().map(|literal| *literal as usize) {
                if let (Some(true), Some(word)) = (filler.get(literal), base.literals.get(literal)) {
                    lone.entry(word.clone()).or_default().push(index);
                }
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
