//! Tells why a row is not as expected: what was expected, what was given, and the patterns that led there.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use super::corpus::Row;
use super::eval::Given;
use super::score;
use super::sign::Sign;
use crate::diagnosis::{ON_TOPIC, RankedCause, TopicSign, Verdict};

/// A row that is not as expected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Miss {
    /// What is wrong with it.
    pub reasons: BTreeSet<Reason>,
    /// The row.
    pub row: Row,
    /// What the bot made of it.
    pub given: Given,
    /// What it was made from; `None` when the message was let go at a glance, unread.
    pub why: Option<Why>,
}

/// What a verdict was made from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// The signs by which the topic was told.
    pub topic: Vec<TopicSign>,
    /// The patterns that matched, in the order of the text.
    pub signs: Vec<Sign>,
}

/// What can be wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// On topic, and the bot was silent.
    Silent,
    /// Off topic, and the bot was not silent.
    FalseReply,
    /// The first cause is not among the labelled ones.
    FirstCause,
    /// A row of several causes of which one was not told.
    Unnamed,
    /// The version.
    IosVersion,
    /// The device.
    Device,
    /// The on-screen text; it may be right in part.
    Error,
    /// The duration; it may be right in part.
    Duration,
    /// The steps tried.
    StepsTried,
}

/// Everything that is wrong with a row.
pub(super) fn reasons(row: &Row, given: &Given) -> BTreeSet<Reason> {
    let silent = given.verdict == Verdict::Silent;
    let (expected, got) = (&row.fields, &given.fields);
    let wrong = [
        (Reason::Silent, row.on_topic && silent),
        (Reason::FalseReply, !row.on_topic && !silent),
        (Reason::FirstCause, row.on_topic && !silent && !score::first_is_acceptable(row, given)),
        (Reason::Unnamed, row.names_several() && !score::unnamed(row, given).is_empty()),
        (Reason::IosVersion, expected.ios_version != got.ios_version),
        (Reason::Device, expected.full_device() != got.full_device()),
        (Reason::Error, expected.error != got.error),
        (Reason::Duration, expected.duration.as_deref() != score::duration(expected, got)),
        (Reason::StepsTried, expected.steps_tried != got.steps_tried),
    ];
    wrong.into_iter().filter(|(_, is)| *is).map(|(reason, _)| reason).collect()
}

impl Miss {
    /// The fields that differ: name, expected, given.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, String, String)> {
        let (expected, given) = (&self.row.fields, &self.given.fields);
        let all = [
            (Reason::IosVersion, text(expected.ios_version.as_deref()), text(given.ios_version.as_deref())),
            (Reason::Device, text(expected.device.as_deref()), text(given.device.as_deref())),
            (Reason::Error, text(expected.error.as_deref()), text(given.error.as_deref())),
            (Reason::Duration, text(expected.duration.as_deref()), text(given.duration.as_deref())),
            (Reason::StepsTried, list(&expected.steps_tried), list(&given.steps_tried)),
        ];
        let wrong = all.into_iter().filter(|(reason, ..)| self.reasons.contains(reason));
        wrong.map(|(reason, expected, given)| (reason.label(), expected, given)).collect()
    }
}

fn text(value: Option<&str>) -> String {
    value.map_or_else(|| "nothing".to_owned(), |text| format!("{text:?}"))
}

fn list(values: &BTreeSet<String>) -> String {
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    if values.is_empty() { "nothing".to_owned() } else { values.join(", ") }
}

impl Reason {
    /// In a word or two.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::FalseReply => "false reply",
            Self::FirstCause => "first cause",
            Self::Unnamed => "a cause not told",
            Self::IosVersion => "version",
            Self::Device => "device",
            Self::Error => "error",
            Self::Duration => "duration",
            Self::StepsTried => "steps tried",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = &self.row;
        let reasons: Vec<&str> = self.reasons.iter().map(|reason| reason.label()).collect();
        writeln!(f, "{} [{}]: {}", row.id, row.kind, reasons.join(", "))?;
        writeln!(f, "  text      {}", row.text.replace('\n', " / "))?;
        let causes: Vec<String> = row.causes.iter().map(ToString::to_string).collect();
        writeln!(f, "  expected  {}", if row.on_topic { causes.join(", ") } else { "silent".to_owned() })?;
        writeln!(f, "  given     {}", self.told())?;
        for (name, expected, given) in self.fields() {
            writeln!(f, "  {name}: expected {expected}; given {given}")?;
        }
        let Some(why) = &self.why else { return Ok(()) };
        let parts: Vec<String> =
            why.topic.iter().map(|sign| format!("{} {:+.1}", sign.name, sign.weight())).collect();
        let score: f32 = why.topic.iter().map(TopicSign::weight).sum();
        writeln!(f, "  topic     {score:.2}, of {ON_TOPIC} needed: {}", parts.join(", "))?;
        why.signs.iter().try_for_each(|sign| writeln!(f, "    {sign}"))
    }
}

impl Miss {
    fn told(&self) -> String {
        let cause = |cause: &RankedCause| format!("{} ({} {:.2})", cause.family, cause.id, cause.confidence);
        match (self.given.verdict, &self.why) {
            (Verdict::Answer, _) => self.given.causes.iter().map(cause).collect::<Vec<_>>().join(", "),
            (Verdict::Ask, _) => "ask".to_owned(),
            (Verdict::Silent, None) => "silent; let go at a glance".to_owned(),
            (Verdict::Silent, Some(_)) => "silent".to_owned(),
        }
    }
}
