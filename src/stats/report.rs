//! A report: tables with headings, the days and the cases that they are about, and the numbers of pictures.

use serde::{Deserialize, Serialize};

use super::{Figure, Question, Span, Table};

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What was asked.
    pub question: Question,
    /// A heading.
    pub title: String,
    /// The days that count: those of the cases' opening, on the clocks of their servers.
    pub span: Span,
    /// How many cases were opened on those days.
    pub cases: u64,
    /// The tables; the first one answers the question.
    pub tables: Vec<Part>,
    /// What a reader of the numbers should know.
    pub notes: Vec<String>,
    /// What can be drawn.
    pub figures: Vec<Figure>,
}

/// A table of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Its name for programs.
    pub name: String,
    /// Its heading for people.
    pub heading: String,
    /// The table.
    pub table: Table,
}

impl Part {
    pub(super) fn new(name: &str, heading: &str, table: Table) -> Self {
        Self { name: name.to_owned(), heading: heading.to_owned(), table }
    }
}

impl Report {
    /// The days that count and the number of cases, in words: "2026-01-01 to 2026-01-31, 12 cases".
    #[must_use]
    pub fn about(&self) -> String {
        let days = match (self.span.from, self.span.to) {
            (Some(from), Some(to)) if from == to => from.to_string(),
            (Some(from), Some(to)) => format!("{from} to {to}"),
            (Some(from), None) => format!("since {from}"),
            (None, Some(to)) => format!("until {to}"),
            (None, None) => "all days".to_owned(),
        };
        let cases = if self.cases == 1 { "case" } else { "cases" };
        format!("{days}, {} {cases}", self.cases)
    }

    /// The tables for people, each under its heading; those without rows only say so.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("{} ({})\n", self.title, self.about());
        for part in &self.tables {
            text.push_str(&format!("\n{}\n", part.heading));
            if part.table.rows.is_empty() {
                text.push_str("nothing yet\n");
            } else {
                text.push_str(&part.table.to_text());
            }
        }
        for note in &self.notes {
            text.push_str(&format!("\n{note}\n"));
        }
        text
    }

    /// The tables as CSV. The first one stands as it is; every other one follows an empty line and a line with its
    /// name alone.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut csv = String::new();
        for part in &self.tables {
            if !csv.is_empty() {
                csv.push_str(&format!("\r\n{}\r\n", part.name));
            }
            csv.push_str(&part.table.to_csv());
        }
        csv
    }

    /// One object: the question, the days, the number of cases, and the tables by name, each an array of objects.
    #[must_use]
    pub fn to_json(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let day =
            |day: Option<jiff::civil::Date>| day.map_or("null".to_owned(), |day| quoted(&day.to_string()));
        let tables = self
            .tables
            .iter()
            .map(|part| format!("{}:{}", quoted(&part.name), part.table.to_json().trim_end()));
        format!(
            "{{\"question\":{},\"title\":{},\"from\":{},\"to\":{},\"cases\":{},\"tables\":{{\n{}\n}}}}\n",
            quoted(self.question.name()),
            quoted(&self.title),
            day(self.span.from),
            day(self.span.to),
            self.cases,
            tables.collect::<Vec<_>>().join(",\n")
        )
    }
}
