//! One line of JSON for every line of the log: time, level, message, its fields, and those of the spans around it.

use std::fmt;

use jiff::Timestamp;
use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};
use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::format::{JsonFields, Writer};
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormattedFields};
use tracing_subscriber::registry::LookupSpan;

/// Fields that hold ids of Discord. They are text, as Discord itself writes them: most readers of JSON round numbers of
/// that size.
const IDS: [&str; 5] = ["server", "channel", "message_id", "interaction", "folder"];

/// Writes lines of JSON. The fields of spans stand beside the line's own, so that one look finds every line about a
/// case; a name that is there twice is that of the line, or of the innermost span.
pub(super) struct Lines;

impl<S> FormatEvent<S, JsonFields> for Lines
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, JsonFields>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let mut line = Line::default();
        line.add("time", Value::String(format!("{:.3}", Timestamp::now())));
        line.add("level", Value::String(event.metadata().level().to_string()));
        // First of all, wherever it stands among the fields.
        line.add("message", Value::String(String::new()));
        event.record(&mut line);
        let mut spans = Vec::new();
        for span in context.event_scope().into_iter().flatten() {
            spans.push(Value::String(span.name().to_owned()));
            if let Some(fields) = span.extensions().get::<FormattedFields<JsonFields>>() {
                let fields: Map<String, Value> = serde_json::from_str(fields).unwrap_or_default();
                fields.into_iter().for_each(|(name, value)| line.add(&name, value));
            }
        }
        spans.reverse();
        line.add("spans", Value::Array(spans));
        line.add("target", Value::String(event.metadata().target().to_owned()));
        let line = serde_json::to_string(&line).map_err(|_| fmt::Error)?;
        writeln!(writer, "{line}")
    }
}

/// Fields in their order.
#[derive(Default)]
struct Line(Vec<(String, Value)>);

impl Line {
    /// Adds a field, unless one of that name is there.
    fn add(&mut self, name: &str, value: Value) {
        if self.0.iter().all(|(known, _)| known != name) {
            let id = value.as_u64().filter(|_| IDS.contains(&name));
            self.0.push((name.to_owned(), id.map_or(value, |id| Value::String(id.to_string()))));
        }
    }
}

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Visit for Line {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.add(field.name(), Value::from(value));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.add(field.name(), Value::from(value));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.add(field.name(), Value::from(value));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.add(field.name(), Value::from(value));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.add(field.name(), Value::from(value));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let text = Value::String(format!("{value:?}"));
        match self.0.iter_mut().find(|(name, _)| field.name() == "message" && name == "message") {
            Some((_, message)) => *message = text,
            None => self.add(field.name(), text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearest_counts_and_ids_of_discord_are_text() {
        let mut line = Line::default();
        line.add("message", Value::from("work is put back"));
        line.add("server", Value::from(1_170_000_000_000_000_001_u64));
        line.add("case", Value::from(2));
        line.add("case", Value::from(3));
        let written = serde_json::to_string(&line).unwrap();
        assert_eq!(written, r#"{"message":"work is put back","server":"1170000000000000001","case":2}"#);
    }
}
