//! Scores what was given against what was expected: the numbers that a change to the knowledge must not lower.

use std::collections::BTreeSet;

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use super::corpus::{Fields, Row};
use super::eval::Given;
use super::label::Label;
use super::overlap::Overlap;
use super::rate::{Exact, Rate, float};
use crate::diagnosis::Verdict;
use crate::knowledge::Family;

/// The scores of a corpus; the names are stable, others are only ever added.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Scores {
    /// Rows on topic that got an answer or a question.
    pub on_topic_recall: Rate,
    /// Rows off topic that got one.
    pub false_replies: Rate,
    /// Rows on topic whose first cause is among the labelled ones; a question counts where the label is `unknown`.
    pub first_cause: Rate,
    /// Rows of kind `multi_cause` of which every labelled family was told.
    pub all_causes: Rate,
    /// The fields that support needs.
    pub fields: FieldScores,
}

/// The scores of the five fields; a silent bot gives none.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct FieldScores {
    /// The version, exactly.
    pub ios_version: Exact,
    /// The device, exactly; a bare `iphone` or `ipad` is neither required nor forbidden.
    pub device: Exact,
    /// The words of the on-screen text.
    pub error: Overlap,
    /// The words of the duration; one since an event is neither required nor forbidden.
    pub duration: Overlap,
    /// The steps tried, as sets.
    pub steps_tried: Exact,
}

impl Scores {
    pub(super) fn add(&mut self, row: &Row, given: &Given) {
        let replied = given.verdict != Verdict::Silent;
        if row.on_topic {
            self.on_topic_recall.add(replied);
            self.first_cause.add(first_is_acceptable(row, given));
            if row.names_several() {
                self.all_causes.add(unnamed(row, given).is_empty());
            }
        } else {
            self.false_replies.add(replied);
        }
        self.fields.add(&row.fields, &given.fields);
    }

    /// Every number by its name, as a threshold would name it; all but `false_replies` are better when higher.
    #[must_use]
    pub fn named(&self) -> Vec<(&'static str, Option<f64>)> {
        let mut named = vec![
            ("on_topic_recall", self.on_topic_recall.share()),
            ("false_replies", self.false_replies.share()),
            ("first_cause", self.first_cause.share()),
            ("all_causes", self.all_causes.share()),
        ];
        named.extend(self.fields.each());
        named.push(("fields", self.fields.mean()));
        named
    }
}

impl FieldScores {
    fn add(&mut self, expected: &Fields, given: &Fields) {
        self.ios_version.add(expected.ios_version.as_deref(), given.ios_version.as_deref());
        self.device.add(expected.full_device(), given.full_device());
        self.error.add(expected.error.as_deref(), given.error.as_deref());
        self.duration.add(expected.duration.as_deref(), duration(expected, given));
        self.steps_tried.right += expected.steps_tried.intersection(&given.steps_tried).count();
        self.steps_tried.wrong += given.steps_tried.difference(&expected.steps_tried).count();
        self.steps_tried.missed += expected.steps_tried.difference(&given.steps_tried).count();
    }

    /// The mean of those that can be told; `None` where none can.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let told: Vec<f64> = self.each().into_iter().filter_map(|(_, f1)| f1).collect();
        (!told.is_empty()).then(|| told.iter().sum::<f64>() / float(told.len()))
    }

    /// The 95 % interval of each field's F1, in the order of [`FieldScores::each`].
    #[must_use]
    pub fn intervals(&self) -> [Option<(f64, f64)>; 5] {
        [
            self.ios_version.interval(),
            self.device.interval(),
            self.error.interval(),
            self.duration.interval(),
            self.steps_tried.interval(),
        ]
    }

    /// The F1 of each field by its name.
    #[must_use]
    pub fn each(&self) -> [(&'static str, Option<f64>); 5] {
        [
            ("ios_version", self.ios_version.f1()),
            ("device", self.device.f1()),
            ("error", self.error.f1()),
            ("duration", self.duration.f1()),
            ("steps_tried", self.steps_tried.f1()),
        ]
    }
}

impl Serialize for FieldScores {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut fields = to.serialize_struct("FieldScores", 6)?;
        fields.serialize_field("ios_version", &self.ios_version)?;
        fields.serialize_field("device", &self.device)?;
        fields.serialize_field("error", &self.error)?;
        fields.serialize_field("duration", &self.duration)?;
        fields.serialize_field("steps_tried", &self.steps_tried)?;
        fields.serialize_field("mean", &self.mean())?;
        fields.end()
    }
}

impl Fields {
    /// The device, unless it is a bare one.
    pub(super) fn full_device(&self) -> Option<&str> {
        self.device.as_deref().filter(|device| !matches!(*device, "iphone" | "ipad"))
    }
}

/// The duration that counts: where none is expected, one since something may be since an event and is left alone.
pub(super) fn duration<'g>(expected: &Fields, given: &'g Fields) -> Option<&'g str> {
    let given = given.duration.as_deref()?;
    let since = given.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("since"));
    (expected.duration.is_some() || !since).then_some(given)
}

/// Whether the first cause is among the labelled ones.
pub(super) fn first_is_acceptable(row: &Row, given: &Given) -> bool {
    match (given.verdict, given.first()) {
        (Verdict::Answer, Some(first)) => row.causes.contains(&Label::Family(first)),
        (Verdict::Answer, None) | (Verdict::Silent, _) => false,
        (Verdict::Ask, _) => row.is_unknown(),
    }
}

/// The labelled families that were not told.
pub(super) fn unnamed(row: &Row, given: &Given) -> BTreeSet<Family> {
    row.families().filter(|family| !given.causes.iter().any(|cause| cause.family == *family)).collect()
}
