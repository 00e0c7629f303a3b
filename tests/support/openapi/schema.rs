//! One schema of the description, compiled when it is first needed and kept.

use std::sync::OnceLock;

use jsonschema::{Registry, Validator};
use serde_json::Value;

use super::explain::explain;
use super::violation::Problem;

/// The largest number that a snowflake has room for is that of 64 bits.
fn is_snowflake(text: &str) -> bool {
    text.parse::<u64>().is_ok()
}

/// A part of the description that values are held against.
#[derive(Debug)]
pub(super) struct Schema {
    written: Value,
    compiled: OnceLock<Validator>,
}

impl Schema {
    pub(super) fn new(written: Value) -> Self {
        Self { written, compiled: OnceLock::new() }
    }

    fn validator(&self, registry: &Registry<'static>) -> &Validator {
        self.compiled.get_or_init(|| {
            jsonschema::options()
                .with_registry(registry)
                .should_validate_formats(true)
                .with_format("snowflake", is_snowflake)
                .build(&self.written)
                .unwrap_or_else(|why| panic!("a schema of Discord's description cannot be used: {why}"))
        })
    }

    /// Everything that is wrong with a value, each under `place` (`body`, `query/limit`).
    pub(super) fn check(&self, value: &Value, place: &str, registry: &Registry<'static>) -> Vec<Problem> {
        let validator = self.validator(registry);
        if validator.is_valid(value) { Vec::new() } else { explain(validator.iter_errors(value), place) }
    }

    /// The same for text from a path or a query, which may stand for a number or for yes and no.
    pub(super) fn check_text(
        &self,
        texts: &[String],
        place: &str,
        registry: &Registry<'static>,
    ) -> Vec<Problem> {
        let mut problems = Vec::new();
        for reading in readings(texts) {
            problems = self.check(&reading, place, registry);
            if problems.is_empty() {
                break;
            }
        }
        problems
    }
}

/// What a text can mean, the likeliest last: its reason is the one that is told.
fn readings(texts: &[String]) -> Vec<Value> {
    let list = Value::Array(texts.iter().cloned().map(Value::String).collect());
    let [text] = texts else { return vec![list] };
    let mut readings = vec![list, Value::String(text.clone())];
    if let Ok(number) = text.parse::<u64>() {
        readings.push(number.into());
    } else if let Ok(number) = text.parse::<i64>() {
        readings.push(number.into());
    } else if let Ok(yes) = text.parse::<bool>() {
        readings.push(yes.into());
    }
    readings
}
