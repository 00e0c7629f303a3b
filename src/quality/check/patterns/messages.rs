//! What patterns are tried on: every example of every cause, and labelled messages; each with what is right for it.

use std::collections::BTreeSet;

use crate::knowledge::{Cause, Example, KnowledgeBase};
use crate::quality::{Label, Row};

/// A message, and what is known to be right for it.
pub(super) struct Message<'m> {
    /// The id of a row, or the file and line of an example.
    pub id: String,
    pub text: &'m str,
    /// Whether it is a current iCloud Backup failure; `None` for a near miss, of which that is not written.
    pub on_topic: Option<bool>,
    /// The causes, the primary one first.
    pub labels: Vec<Label>,
    /// The cause that a near miss must not get, by index.
    pub not: Option<usize>,
    /// The steps tried, where they are labelled.
    pub steps: Option<&'m BTreeSet<String>>,
}

/// The examples of all causes, then the rows.
pub(super) fn all<'m>(base: &'m KnowledgeBase, rows: &'m [Row]) -> Vec<Message<'m>> {
    let mut messages = Vec::new();
    for (index, cause) in base.causes.iter().enumerate() {
        messages.extend(cause.examples_yes.iter().map(|example| yes(cause, example)));
        messages.extend(cause.examples_no.iter().map(|example| no(cause, index, example)));
    }
    messages.extend(rows.iter().map(of_row));
    messages
}

fn yes<'m>(cause: &Cause, example: &'m Example) -> Message<'m> {
    let label = label(cause);
    Message { on_topic: Some(true), labels: vec![label], ..plain(cause, example) }
}

fn no<'m>(cause: &Cause, index: usize, example: &'m Example) -> Message<'m> {
    Message { not: Some(index), ..plain(cause, example) }
}

fn plain<'m>(cause: &Cause, example: &'m Example) -> Message<'m> {
    Message {
        id: format!("{}.toml:{}", cause.id, example.line),
        text: &example.text,
        on_topic: None,
        labels: Vec::new(),
        not: None,
        steps: None,
    }
}

fn of_row(row: &Row) -> Message<'_> {
    Message {
        id: row.id.clone(),
        text: &row.text,
        on_topic: Some(row.on_topic),
        labels: row.causes.clone(),
        not: None,
        steps: row.on_topic.then_some(&row.fields.steps_tried),
    }
}

/// How a cause is labelled; one that leads to the checklist stands for what cannot be told apart.
pub(super) fn label(cause: &Cause) -> Label {
    cause.family.map_or(Label::Unknown, Label::Family)
}
