//! Turns what the validator found into reasons that name the one thing to mend.

#![expect(clippy::wildcard_enum_match_arm, reason = "the validator's kinds of errors are not ours, and many")]

use std::cmp::Reverse;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use super::violation::Problem;

/// As many characters of a value are shown.
const SHOWN: usize = 40;

/// A failure that is not made of others.
#[derive(Debug)]
struct Leaf {
    /// JSON pointer.
    at: String,
    what: What,
    reason: String,
}

/// What kind of failure it is, as far as it says which variant of a union was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// An object where a text is expected, and the like.
    Type,
    /// None of the named values.
    Value,
    Other,
}

/// All that is wrong, each at its place below `place`.
pub(super) fn explain<'e>(errors: impl Iterator<Item = ValidationError<'e>>, place: &str) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for leaf in errors.flat_map(|error| leaves(&error)) {
        let problem = Problem::new(format!("{place}{}", leaf.at), leaf.reason);
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    problems
}

fn leaves(error: &ValidationError<'_>) -> Vec<Leaf> {
    let at = error.instance_path().as_str();
    match error.kind() {
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => nearest(at, error.instance(), context),
        kind => {
            let what = match kind {
                Kind::Type { .. } => What::Type,
                Kind::Enum { .. } | Kind::Constant { .. } => What::Value,
                _ => What::Other,
            };
            vec![Leaf { at: at.to_owned(), what, reason: reason(error) }]
        }
    }
}

/// The failures of that variant of a union which was most likely meant: the right type, the right `type` key, and
/// then the one that failed deepest and least.
fn nearest(at: &str, instance: &Value, variants: &[Vec<ValidationError<'static>>]) -> Vec<Leaf> {
    let tag = format!("{at}/type");
    let variants = variants.iter().map(|errors| errors.iter().flat_map(leaves).collect::<Vec<_>>());
    let best = variants.max_by_key(|leaves| {
        let right_type = !leaves.iter().any(|leaf| leaf.what == What::Type && leaf.at == at);
        let right_tag = !leaves.iter().any(|leaf| leaf.what == What::Value && leaf.at == tag);
        let depth = leaves.iter().map(|leaf| leaf.at.matches('/').count()).min();
        (right_type, right_tag, depth, Reverse(leaves.len()))
    });
    let mut best = best.unwrap_or_default();
    if best.iter().any(|leaf| leaf.what == What::Value && leaf.at == tag) {
        let sent = instance.get("type").map(shown).unwrap_or_default();
        best = vec![Leaf {
            at: tag,
            what: What::Value,
            reason: format!("{sent} is no kind that is known here"),
        }];
    }
    best
}

fn reason(error: &ValidationError<'_>) -> String {
    match error.kind() {
        Kind::AdditionalProperties { unexpected } => {
            let keys: Vec<String> = unexpected.iter().map(|key| format!("{key:?}")).collect();
            format!("Discord does not know the key {}", keys.join(", "))
        }
        Kind::Enum { options } => format!("{} is not one of {options}", shown(error.instance())),
        _ => error.masked_with(shown(error.instance())).to_string(),
    }
}

/// A value, or its beginning.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => Value::String(shortened(text)).to_string(),
        other => shortened(&other.to_string()),
    }
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
