//! Checks what a request carries: JSON, or the parts of a form with JSON in one of them.

use jsonschema::Registry;
use serde_json::{Map, Value};

use super::Call;
use super::multipart::{Part, parts};
use super::rules;
use super::schema::Schema;
use super::violation::Problem;

/// What an operation wants to be sent.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) required: bool,
    /// Also for the part `payload_json` of a form.
    pub(super) json: Option<Schema>,
    /// Forms are understood.
    pub(super) form: Option<Schema>,
}

/// Everything that is wrong with the body.
pub(super) fn check(body: Option<&Body>, call: &Call<'_>, registry: &Registry<'static>) -> Vec<Problem> {
    let whole = |reason: String| vec![Problem::new("body", reason)];
    let Some(body) = body else {
        let empty = call.body.is_empty();
        return if empty {
            Vec::new()
        } else {
            whole("nothing is described, and nothing may be sent".to_owned())
        };
    };
    if call.body.is_empty() {
        return if body.required { whole("is required".to_owned()) } else { Vec::new() };
    }
    let content_type = call.content_type.unwrap_or_default();
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    match (kind, &body.json, &body.form) {
        ("application/json", Some(schema), _) => json(schema, call.body, false, registry),
        ("multipart/form-data", schema, Some(form)) => match parts(content_type, call.body) {
            Ok(parts) => match schema {
                Some(schema) => form_with_json(schema, &parts, registry),
                None => form.check(&fields(&parts), "body", registry),
            },
            Err(why) => whole(why),
        },
        _ => whole(format!("the content type {content_type:?} is not described")),
    }
}

fn json(schema: &Schema, bytes: &[u8], with_files: bool, registry: &Registry<'static>) -> Vec<Problem> {
    match serde_json::from_slice::<Value>(bytes) {
        Ok(value) => {
            let mut problems = schema.check(&value, "body", registry);
            problems.extend(rules::check(&value, with_files));
            problems
        }
        Err(why) => vec![Problem::new("body", format!("is no JSON: {why}"))],
    }
}

/// A form with the usual JSON as `payload_json` and the files as `files[0]` to `files[9]`.
fn form_with_json(schema: &Schema, parts: &[Part<'_>], registry: &Registry<'static>) -> Vec<Problem> {
    let (payloads, files): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.name == "payload_json");
    let mut problems: Vec<Problem> = files
        .iter()
        .filter(|part| !is_file(&part.name))
        .map(|part| Problem::new(format!("body/{}", part.name), "Discord does not know this part"))
        .collect();
    match payloads.as_slice() {
        [payload] => problems.extend(json(schema, payload.content, !files.is_empty(), registry)),
        [] => problems.push(Problem::new("body/payload_json", "is required")),
        _ => problems.push(Problem::new("body/payload_json", "is there more than once")),
    }
    problems
}

/// `files[0]` to `files[9]`
fn is_file(name: &str) -> bool {
    let index = name.strip_prefix("files[").and_then(|rest| rest.strip_suffix(']'));
    index.is_some_and(|index| matches!(index.as_bytes(), [b'0'..=b'9']))
}

/// A form without JSON, as the object that it stands for.
fn fields(parts: &[Part<'_>]) -> Value {
    let field = |part: &Part<'_>| (part.name.clone(), String::from_utf8_lossy(part.content).into());
    Value::Object(parts.iter().map(field).collect::<Map<String, Value>>())
}
