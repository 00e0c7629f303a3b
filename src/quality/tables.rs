//! Counts the rows by kind, by family, by confidence, and which family was taken for which.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Serialize, Serializer};

use super::corpus::Row;
use super::eval::Given;
use super::label::Label;
use super::rate::{Exact, Rate, float};
use super::score::first_is_acceptable;
use crate::diagnosis::Verdict;
use crate::knowledge::Family;

/// The tables of a run.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Tables {
    /// By kind of row.
    pub kinds: BTreeMap<String, KindLine>,
    /// By primary cause; `unknown` is one.
    pub families: BTreeMap<Label, FamilyLine>,
    /// What was told first where something else was expected, the most often wrong one first.
    pub confusion: Vec<Confusion>,
    /// By confidence of the first cause: 0 to 0.2, ..., 0.8 to 1.
    pub calibration: [Bin; 5],
}

/// The rows of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct KindLine {
    /// Rows on topic that got a reply.
    pub on_topic_recall: Rate,
    /// Rows off topic that got one.
    pub false_replies: Rate,
    /// Rows on topic whose first cause is among the labelled ones.
    pub first_cause: Rate,
}

/// The rows of one primary cause.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct FamilyLine {
    /// Rows of this primary cause whose first cause told is acceptable.
    pub first_cause: Rate,
    /// Primary cause and first cause told, both this one or not; off-topic rows included.
    pub primary: Exact,
}

/// What was told first, where something else was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Confusion {
    /// The primary cause; `None` off topic.
    pub expected: Option<Label>,
    /// What was told.
    pub given: First,
    /// In how many rows.
    pub rows: usize,
    /// In how many of them it was right as well.
    pub acceptable: usize,
}

/// What a person was told first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum First {
    /// A cause.
    Family(Family),
    /// A question.
    Ask,
    /// Nothing.
    Silent,
}

/// The answers of one range of confidence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Bin {
    /// Answers whose first cause is acceptable; off topic none is.
    pub right: Rate,
    /// The confidence of the first cause, added up.
    pub confidence: f64,
}

impl Tables {
    pub(super) fn add(&mut self, row: &Row, given: &Given) {
        let acceptable = row.on_topic && first_is_acceptable(row, given);
        let replied = given.verdict != Verdict::Silent;
        let kind = self.kinds.entry(row.kind.clone()).or_default();
        if row.on_topic {
            kind.on_topic_recall.add(replied);
            kind.first_cause.add(acceptable);
        } else {
            kind.false_replies.add(replied);
        }
        let expected = row.causes.first().copied();
        let first = First::of(given);
        if let Some(expected) = expected {
            self.families.entry(expected).or_default().first_cause.add(acceptable);
        }
        self.compare(expected, first);
        if first.label() != expected {
            self.confuse(expected, first, acceptable);
        }
        self.calibrate(given, acceptable);
    }

    fn compare(&mut self, expected: Option<Label>, first: First) {
        let told = first.label();
        if let Some(expected) = expected {
            let line = &mut self.families.entry(expected).or_default().primary;
            line.right += usize::from(told == Some(expected));
            line.missed += usize::from(told != Some(expected));
        }
        if let Some(told) = told.filter(|told| Some(*told) != expected) {
            self.families.entry(told).or_default().primary.wrong += 1;
        }
    }

    fn confuse(&mut self, expected: Option<Label>, given: First, acceptable: bool) {
        let known =
            self.confusion.iter_mut().find(|known| known.expected == expected && known.given == given);
        match known {
            Some(known) => {
                known.rows += 1;
                known.acceptable += usize::from(acceptable);
            }
            None => {
                let acceptable = usize::from(acceptable);
                self.confusion.push(Confusion { expected, given, rows: 1, acceptable });
            }
        }
    }

    /// Brings the worst confusion to the top.
    pub(super) fn sort(&mut self) {
        let wrong = |one: &Confusion| one.rows.saturating_sub(one.acceptable);
        self.confusion.sort_by_key(|one| (Reverse(wrong(one)), Reverse(one.rows), one.expected, one.given));
    }

    fn calibrate(&mut self, given: &Given, acceptable: bool) {
        let Some(first) = given.causes.first() else { return };
        let upper = [0.2, 0.4, 0.6, 0.8];
        let bin = upper.iter().take_while(|end| first.confidence >= **end).count();
        if let Some(bin) = self.calibration.get_mut(bin) {
            bin.right.add(acceptable);
            bin.confidence += f64::from(first.confidence);
        }
    }
}

impl First {
    fn of(given: &Given) -> Self {
        match (given.verdict, given.first()) {
            (Verdict::Answer, Some(family)) => Self::Family(family),
            (Verdict::Answer, None) | (Verdict::Ask, _) => Self::Ask,
            (Verdict::Silent, _) => Self::Silent,
        }
    }

    /// The corpus's word for it; none for silence.
    fn label(self) -> Option<Label> {
        match self {
            Self::Family(family) => Some(Label::Family(family)),
            Self::Ask => Some(Label::Unknown),
            Self::Silent => None,
        }
    }
}

impl fmt::Display for First {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Family(family) => family.fmt(f),
            Self::Ask => f.write_str("ask"),
            Self::Silent => f.write_str("silent"),
        }
    }
}

impl Serialize for First {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl Bin {
    /// The mean confidence; `None` of no answer.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.right.total > 0).then(|| self.confidence / float(self.right.total))
    }
}
