//! One pass over a message for every literal of every pattern; then the phrases and regexes it woke up.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Found;
use super::correct::Corrector;
use super::line::Line;
use super::literals::Literals;
use super::phrases::{Hit, Hits, MOST_MATCHES, PhraseIndex};
use super::required::{Content, Required};
use super::spelled::Spelled;
use crate::fingerprint::Quick;
use crate::flat::Lists;
use crate::knowledge::{Expression, Filler, KnowledgeBase, Meaning, Rule};
use crate::text::{Folded, Voice, effort};

/// A literal of this many words is a pasted text and may run over the end of a sentence.
const PASTED: usize = 5;

/// The compiled literals, phrases and regexes.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Scanner {
    words: Literals,
    /// The atoms of each literal.
    atoms: Lists,
    required: Required,
    phrases: PhraseIndex,
    /// Where the atoms that guard regexes begin.
    first_guard: u32,
    /// The regexes by the atom that guards them.
    regexes: BTreeMap<u32, Vec<usize>>,
    guarded: BTreeMap<usize, Expression>,
    meanings: Vec<Meaning>,
    filler: Filler,
    /// Patterns that are a single filler word ("my"), which the line leaves out.
    lone: HashMap<String, Vec<usize>, Quick>,
}

impl Scanner {
    pub(super) fn new(base: &KnowledgeBase, corrector: &Corrector) -> Self {
        let mut spelled = Spelled::new(base, corrector);
        let first_guard = u32::try_from(base.atoms.len()).unwrap_or(u32::MAX);
        let mut regexes: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let mut guarded = BTreeMap::new();
        let rules = base.patterns.iter().map(|pattern| &pattern.rule).enumerate();
        let rules = rules.filter_map(|(index, rule)| match rule {
            Rule::Regex { guard, regex } => Some((index, guard, regex)),
            Rule::Phrase(_) => None,
        });
        for ((index, guard, regex), atom) in rules.zip(first_guard..) {
            guarded.insert(index, Expression::new(regex));
            guard.iter().for_each(|word| spelled.add(corrector.spell(word), atom));
            regexes.entry(atom).or_default().push(index);
        }
        let atoms = spelled.atoms();
        // Literals of filler alone are never found in a line; `lone` has them.
        let literals: Vec<(&str, Content<'_>, &[u32])> = spelled
            .literals()
            .zip(&atoms)
            .filter_map(|(text, atoms)| Some((text, Content::of(text, &base.filler)?, atoms.as_slice())))
            .collect();
        Self {
            words: literals.iter().map(|(_, content, _)| &*content.words).collect(),
            atoms: literals.iter().map(|(.., atoms)| atoms.iter().copied()).collect(),
            required: literals.iter().map(|(text, content, _)| (*text, content)).collect(),
            phrases: PhraseIndex::new(base),
            first_guard,
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
            let mut sentences: Vec<u32> = hits.iter().filter_map(|hit| line.sentence(hit.start())).collect();
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
            let required = self.required.of(literal);
            let words = required.as_ref().map_or(last + 1 - first, |required| required.words().count());
            let whole = words >= PASTED || line.sentence(first) == line.sentence(last);
            if whole && required.is_none_or(|required| required.stands_at(folded, line, first)) {
                let place = first..last + 1;
                hits.extend(self.atoms.get(literal).filter_map(|atom| Hit::new(atom, &place)));
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
