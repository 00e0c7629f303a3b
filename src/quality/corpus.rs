//! Reads labelled messages: JSON lines -> rows. A bad line is told with its number, and the rest goes on.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::label::Label;
use crate::knowledge::Family;

/// The kind of rows that name several causes.
const MULTI_CAUSE: &str = "multi_cause";

/// A labelled message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Names the row: `d001`.
    pub id: String,
    /// The message.
    pub text: String,
    /// Whether it tells of a current iCloud Backup failure.
    pub on_topic: bool,
    /// The primary cause first, then those that are also right; empty off topic.
    #[serde(default)]
    pub causes: Vec<Label>,
    /// What support needs to know, as far as the message tells.
    #[serde(default)]
    pub fields: Fields,
    /// What makes the row special: `typical`, `typo`, `multi_cause`, ...
    #[serde(default)]
    pub kind: String,
}

/// The five fields of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fields {
    /// The version on the affected device.
    pub ios_version: Option<String>,
    /// The affected device, lower case.
    pub device: Option<String>,
    /// The on-screen text as typed.
    pub error: Option<String>,
    /// How long it has been failing, as typed.
    pub duration: Option<String>,
    /// Ids of `steps-tried.toml`.
    pub steps_tried: BTreeSet<String>,
}

/// Labelled messages and the lines that are none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corpus {
    /// The rows, in the order of the lines.
    pub rows: Vec<Row>,
    /// The lines that could not be read.
    pub bad_lines: Vec<BadLine>,
}

/// A line that is no labelled message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct BadLine {
    /// From 1.
    pub line: usize,
    /// What is wrong and what was expected.
    pub message: String,
}

impl Corpus {
    /// Reads JSON lines; empty lines are left out.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut corpus = Self::default();
        let mut ids = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            let line_number = index + 1;
            if line.trim().is_empty() {
                continue;
            }
            match Row::read(line).and_then(|row| unheard_of(row, line_number, &mut ids)) {
                Ok(row) => corpus.rows.push(row),
                Err(message) => corpus.bad_lines.push(BadLine { line: line_number, message }),
            }
        }
        corpus
    }
}

/// Lets a row through unless an earlier line has its id.
fn unheard_of(row: Row, line: usize, ids: &mut BTreeMap<String, usize>) -> Result<Row, String> {
    if let Some(earlier) = ids.get(&row.id) {
        return Err(format!("the id {:?} stands on line {earlier} already; give each row its own", row.id));
    }
    ids.insert(row.id.clone(), line);
    Ok(row)
}

impl Row {
    /// Reads one line.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the line.
    pub fn read(line: &str) -> Result<Self, String> {
        let row: Self = serde_json::from_str(line.trim_start_matches('\u{feff}')).map_err(|error| {
            // The reader counts the lines of this one line.
            let reason = error.to_string().replace(" at line 1 column ", " at column ");
            format!("no labelled message ({reason}); expected a JSON object with id, text and on_topic")
        })?;
        match (row.on_topic, row.causes.is_empty()) {
            (true, true) => {
                Err("on topic without a cause; write \"unknown\" where none can be told".to_owned())
            }
            (false, false) => Err("off topic with causes; empty `causes`, or set `on_topic`".to_owned()),
            (true, false) | (false, true) => Ok(row),
        }
    }

    /// The labelled families, the primary one first.
    pub fn families(&self) -> impl Iterator<Item = Family> {
        self.causes.iter().filter_map(|label| match label {
            Label::Family(family) => Some(*family),
            Label::Unknown => None,
        })
    }

    /// Whether the row is of the kind that names several causes.
    pub(super) fn names_several(&self) -> bool {
        self.on_topic && self.kind == MULTI_CAUSE
    }

    /// Whether nothing in the message tells one cause from another.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.causes.contains(&Label::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ON: &str = r#"{"id":"a","text":"it fails","on_topic":true,"causes":["network","unknown"],"kind":"typical",
        "fields":{"ios_version":"17.4","device":null,"error":null,"duration":"2 days","steps_tried":["restarted"]}}"#;

    fn one_line(text: &str) -> String {
        text.replace('\n', "")
    }

    #[test]
    fn a_row_is_read_with_all_of_its_labels() {
        let row = Row::read(&one_line(ON)).unwrap();
        assert_eq!(row.causes, [Label::Family(Family::Network), Label::Unknown]);
        assert_eq!(row.families().collect::<Vec<_>>(), [Family::Network]);
        assert!(row.is_unknown() && row.on_topic);
        assert_eq!(row.fields.duration.as_deref(), Some("2 days"));
        assert_eq!(row.fields.device, None);
        assert_eq!(row.fields.steps_tried, BTreeSet::from(["restarted".to_owned()]));
    }

    #[test]
    fn labels_and_fields_may_be_left_out_off_topic() {
        let row = Row::read(r#"{"id":"b","text":"hello","on_topic":false}"#).unwrap();
        assert_eq!((row.causes.len(), row.fields, row.kind.as_str()), (0, Fields::default(), ""));
    }

    #[test]
    fn a_bad_line_is_told_with_its_number_and_the_rest_goes_on() {
        let lines = [
            &one_line(ON),
            "",
            "not json",
            r#"{"id":"c","text":"x","on_topic":true,"causes":["weather"]}"#,
            r#"{"id":"d","text":"x","on_topic":true,"causes":[]}"#,
            r#"{"id":"e","text":"x","on_topic":false,"causes":["network"]}"#,
            r#"{"id":"a","text":"again","on_topic":false}"#,
            r#"{"id":"f","on_topic":false}"#,
            r#"{"id":"g","text":"last","on_topic":false}"#,
        ];
        let corpus = Corpus::read(&lines.join("\n"));
        let ids: Vec<&str> = corpus.rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, ["a", "g"]);
        let expected = [
            (3, "expected a JSON object"),
            (4, "unknown cause \"weather\"; expected unknown or one of storage_full"),
            (5, "on topic without a cause"),
            (6, "off topic with causes"),
            (7, "stands on line 1 already"),
            (8, "missing field `text`"),
        ];
        assert_eq!(corpus.bad_lines.len(), expected.len(), "{:?}", corpus.bad_lines);
        for (bad, (line, part)) in corpus.bad_lines.iter().zip(expected) {
            assert_eq!(bad.line, line);
            assert!(bad.message.contains(part), "line {line} gave {:?}, expected {part:?}", bad.message);
        }
    }

    #[test]
    fn a_mistake_is_placed_by_its_column_alone() {
        let error = Row::read(r#"{"id":"a","text":3}"#).unwrap_err();
        assert!(error.contains("at column 18") && !error.contains("line"), "{error}");
    }
}
