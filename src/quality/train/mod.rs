//! Learns from labelled messages and the knowledge's own examples what every clue says of the topic and the families.
//!
//! A logistic regression for each score, and nothing else: what it learns is a list of clues with a number each, which
//! a person can read, and every answer can be explained by the clues in it. The same messages give the same weights.

mod examples;
mod regression;
#[cfg(test)]
mod tests;
mod vocabulary;
mod written;

use crate::diagnosis::{self, Clue};
use crate::knowledge::{Family, KnowledgeBase, SCORES};
use crate::reading::Reader;

use super::Row;
use regression::{Example, Problem};
use vocabulary::{Task, Vocabulary};
pub use written::write;

/// How far one message may pull a weight of the topic, ...
const PULL_TOPIC: f32 = 0.3;
/// ... and of a family.
const PULL_FAMILY: f32 = 3.0;
/// A family that a row names beside its primary one says less: it may only be an acceptable alternative.
const BESIDE: f32 = 0.7;
/// The knowledge's own examples count more than a message: each stands for many.
const EXAMPLE: f32 = 4.0;
/// Weights that add less than this are left out.
const LEAST: f32 = 0.04;

/// What a message taught, before its clues are numbered.
struct Lesson {
    clues: Vec<Clue>,
    /// What is right for each score, and how much it counts; `None` where the message says nothing of it.
    right: [Option<(bool, f32)>; SCORES],
}

/// Takes labelled messages one by one.
#[derive(Debug)]
pub struct Trainer<'a> {
    base: &'a KnowledgeBase,
    reader: &'a Reader,
    lessons: Vec<Lesson>,
}

/// A clue with what it adds to which scores, by index.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// The kind of clue and its text.
    pub clue: (crate::knowledge::ClueKind, String),
    /// Which score, and how much.
    pub adds: Vec<(usize, f32)>,
}

impl std::fmt::Debug for Lesson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lesson").field("clues", &self.clues.len()).finish_non_exhaustive()
    }
}

impl<'a> Trainer<'a> {
    /// Starts with the knowledge's own examples. The weights that it has are not looked at.
    #[must_use]
    pub fn new(base: &'a KnowledgeBase, reader: &'a Reader) -> Self {
        let mut trainer = Self { base, reader, lessons: Vec::new() };
        for (text, family) in examples::yes(base) {
            trainer.learn(text, |score| match (score, family) {
                (0, _) => Some((true, EXAMPLE)),
                (score, Some(family)) => Some((score == index(family), EXAMPLE)),
                (_, None) => None,
            });
        }
        for (text, family) in examples::no(base) {
            trainer.learn(text, |score| (score == index(family)).then_some((false, EXAMPLE)));
        }
        trainer
    }

    /// Takes a labelled message.
    pub fn add(&mut self, row: &Row) {
        let families: Vec<usize> = row.families().map(index).collect();
        self.learn(&row.text, |score| match score {
            0 => Some((row.on_topic, 1.0)),
            score => row.on_topic.then(|| match families.iter().position(|family| *family == score) {
                Some(0) => (true, 1.0),
                Some(_) => (true, BESIDE),
                None => (false, 1.0),
            }),
        });
    }

    fn learn(&mut self, text: &str, right: impl Fn(usize) -> Option<(bool, f32)>) {
        let clues = diagnosis::clues(self.base, &self.reader.read(text));
        self.lessons.push(Lesson { clues, right: std::array::from_fn(right) });
    }

    /// How many messages were taken.
    #[must_use]
    pub fn messages(&self) -> usize {
        self.lessons.len()
    }

    /// What was learned, by kind and text; `told` hears which score is done.
    #[must_use]
    pub fn finish(self, mut told: impl FnMut(usize)) -> Vec<Learned> {
        let vocabulary = Vocabulary::new(self.lessons.iter().map(|lesson| lesson.clues.as_slice()));
        let rows = |task: Task| -> Vec<Vec<(u32, f32)>> {
            self.lessons.iter().map(|lesson| vocabulary.number(task, &lesson.clues)).collect()
        };
        let (of_topic, of_family) = (rows(Task::Topic), rows(Task::Family));
        let mut learned: Vec<Learned> = Vec::new();
        for (number, clue) in vocabulary.clues().enumerate() {
            debug_assert_eq!(number, learned.len());
            learned.push(Learned { clue, adds: Vec::new() });
        }
        for score in 0..SCORES {
            let (task, rows) = if score == 0 { (Task::Topic, &of_topic) } else { (Task::Family, &of_family) };
            let examples = self.lessons.iter().zip(rows).filter_map(|(lesson, row)| {
                let (right, counts) = lesson.right.get(score).copied().flatten()?;
                let pull = match task {
                    Task::Topic => PULL_TOPIC,
                    Task::Family => PULL_FAMILY,
                };
                Some(Example { clues: row, right, pull: pull * counts })
            });
            let problem = Problem { examples: examples.collect(), clues: learned.len() };
            for ((number, weight), clue) in problem.solve().into_iter().enumerate().zip(&mut learned) {
                let adds = weight * vocabulary.scale(task, number);
                if adds.abs() >= LEAST {
                    clue.adds.push((score, adds));
                }
            }
            told(score);
        }
        learned.retain(|clue| !clue.adds.is_empty());
        learned
    }
}

const fn index(family: Family) -> usize {
    1 + family as usize
}
