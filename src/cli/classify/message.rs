//! A message as a line gives it: plain text with the line's number as its id, or a JSON object.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How the lines of an input are written; the first line decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Each line is a message.
    Text,
    /// Each line is a JSON object with `text`.
    Json,
}

/// A message with its id.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Message<'l> {
    /// A number, text, or null: as it was given.
    pub id: Value,
    pub text: Cow<'l, str>,
}

/// A line that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct BadLine {
    /// Always null: there is no telling whose it would be.
    pub id: Option<()>,
    pub line: u64,
    pub error: String,
}

#[derive(Deserialize)]
struct Written<'l> {
    #[serde(default)]
    id: Value,
    #[serde(borrow)]
    text: Cow<'l, str>,
}

impl Form {
    /// The form that a first line means for all of them.
    pub(super) fn of(first: &str) -> Self {
        match serde_json::from_str::<Value>(first) {
            Ok(Value::Object(keys)) if keys.contains_key("text") => Self::Json,
            Ok(_) | Err(_) => Self::Text,
        }
    }
}

impl<'l> Message<'l> {
    /// Reads a line.
    pub(super) fn read(form: Form, number: u64, line: &'l str) -> Result<Self, String> {
        match form {
            Form::Text => Ok(Self { id: number.into(), text: Cow::Borrowed(line) }),
            Form::Json => Self::from_json(line),
        }
    }

    fn from_json(line: &'l str) -> Result<Self, String> {
        if line.trim().is_empty() {
            return Err("the line is empty; expected a JSON object with \"text\"".to_owned());
        }
        let Written { id, text } = serde_json::from_str(line).map_err(|error| explain(&error))?;
        match id {
            Value::Null | Value::Number(_) | Value::String(_) => Ok(Self { id, text }),
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                Err("\"id\" is neither text nor a number".to_owned())
            }
        }
    }
}

/// The fault and its column, without the "line 1" of a reader that saw a single line.
fn explain(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let end = format!(" at line {} column {}", error.line(), error.column());
    let fault = told.strip_suffix(&end).unwrap_or(&told);
    format!("column {}: {fault}; expected a JSON object with \"text\"", error.column())
}

impl BadLine {
    /// Writes it as one line of JSON.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(line: &str) -> Result<Message<'_>, String> {
        Message::read(Form::Json, 7, line)
    }

    #[test]
    fn the_first_line_decides_how_all_are_read() {
        assert_eq!(Form::of(r#" {"text": "x"} "#), Form::Json);
        assert_eq!(Form::of(r#"{"text": 5}"#), Form::Json);
        assert_eq!(Form::of(r#"{"words": "x"}"#), Form::Text);
        assert_eq!(Form::of(r#"["text"]"#), Form::Text);
        assert_eq!(Form::of(r#"{"text": "#), Form::Text);
        assert_eq!(Form::of(""), Form::Text);
    }

    #[test]
    fn a_line_of_text_has_its_number_as_its_id() {
        let message = Message::read(Form::Text, 7, r#"{"text":"x"}"#);
        assert_eq!(message, Ok(Message { id: 7.into(), text: r#"{"text":"x"}"#.into() }));
    }

    #[test]
    fn an_id_is_kept_as_it_was_given() {
        assert_eq!(json(r#"{"id":"d1","text":"x"}"#).unwrap().id, "d1");
        assert_eq!(
            json(r#"{"text":"x","id":1234567890123456789}"#).unwrap().id,
            1_234_567_890_123_456_789_u64
        );
        assert_eq!(json(r#"{"text":"x"}"#).unwrap().id, Value::Null);
        assert_eq!(json(r#"{"text":"x","id":null}"#).unwrap().id, Value::Null);
    }

    #[test]
    fn other_keys_do_not_matter_and_escapes_are_read() {
        assert_eq!(json(r#"{"text":"a\n\u00e9\ud83d\ude2d","kind":{"x":[1]}}"#).unwrap().text, "a\né😭");
    }

    #[test]
    fn what_is_no_message_is_told_with_its_place() {
        for (line, told) in [
            ("", "the line is empty"),
            ("{\"text\": ", "column 9"),
            ("{\"id\":1}", "missing field `text`"),
            ("{\"text\":5}", "invalid type"),
            ("{\"text\":\"x\",\"id\":[1]}", "\"id\" is neither"),
            ("\"text\"", "expected a JSON object"),
            ("{\"text\":\"\\ud83d\"}", "column"),
        ] {
            let error = json(line).unwrap_err();
            assert!(error.contains(told), "{line}: {error}");
            assert!(!error.contains("line 1"), "{line}: {error}");
        }
    }
}
