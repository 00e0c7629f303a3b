//! A table with named columns, and how it prints: text for people, CSV and JSON for programs.

use serde::{Deserialize, Serialize};

/// One value of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// Nothing to say: empty in text and CSV, null in JSON.
    Empty,
    /// A count.
    Count(u64),
    /// From 0 to 1; in text as a percentage.
    Share(f64),
    /// A length of time; in text in words, elsewhere in seconds.
    Time {
        /// How many seconds.
        seconds: u64,
    },
    /// A name.
    Text(String),
}

impl Cell {
    /// A part of a whole; empty when the whole is nothing.
    #[must_use]
    pub fn share(part: u64, whole: u64) -> Self {
        // Counts of cases are far below the 2^53 at which this would round.
        #[expect(clippy::cast_precision_loss, reason = "counts of cases are far below 2^53")]
        if whole == 0 { Self::Empty } else { Self::Share(part as f64 / whole as f64) }
    }

    /// A name.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A length of time in seconds; empty when there is none.
    #[must_use]
    pub fn time(seconds: Option<u64>) -> Self {
        seconds.map_or(Self::Empty, |seconds| Self::Time { seconds })
    }

    fn is_number(&self) -> bool {
        match self {
            Self::Count(_) | Self::Share(_) | Self::Time { .. } => true,
            Self::Empty | Self::Text(_) => false,
        }
    }
}

/// Rows under named columns.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Table {
    /// The names of the columns, also the keys in JSON: lower case with underscores.
    pub columns: Vec<String>,
    /// The rows; each has one cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn with_columns(columns: &[&str]) -> Self {
        Self { columns: columns.iter().map(|name| (*name).to_owned()).collect(), rows: Vec::new() }
    }

    /// Aligned columns for people; numbers to the right. What could move a terminal's cursor or turn its text around
    /// is left out.
    #[must_use]
    pub fn to_text(&self) -> String {
        let header: Vec<_> = self.columns.iter().map(|name| name.replace('_', " ")).collect();
        let rows: Vec<Vec<String>> =
            self.rows.iter().map(|row| row.iter().map(for_people).collect()).collect();
        let mut text = String::new();
        let right: Vec<bool> = (0..self.columns.len())
            .map(|column| self.rows.iter().any(|row| row.get(column).is_some_and(Cell::is_number)))
            .collect();
        let widths: Vec<usize> = header
            .iter()
            .enumerate()
            .map(|(column, name)| {
                let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell));
                cells.max().unwrap_or(0).max(width(name))
            })
            .collect();
        for row in std::iter::once(&header).chain(&rows) {
            let mut line = String::new();
            for ((cell, wide), right) in row.iter().zip(&widths).zip(&right) {
                let space = " ".repeat(wide.saturating_sub(width(cell)));
                let (before, after) = if *right { (space.as_str(), "") } else { ("", space.as_str()) };
                line.extend([before, cell, after, "  "]);
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    /// RFC 4180 with a header line. A name that a spreadsheet would take for a formula gets an apostrophe in front.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut csv = String::new();
        let header: Vec<_> = self.columns.iter().cloned().map(Cell::Text).collect();
        for row in std::iter::once(&header).chain(&self.rows) {
            let fields: Vec<_> = row.iter().map(for_csv).collect();
            csv.push_str(&fields.join(","));
            csv.push_str("\r\n");
        }
        csv
    }

    /// An array of objects, one a row and one a line.
    #[must_use]
    pub fn to_json(&self) -> String {
        let objects = self.rows.iter().map(|row| {
            let fields = self.columns.iter().zip(row);
            let fields = fields.map(|(name, cell)| format!("{}:{}", quoted(name), for_json(cell)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
        });
        let objects: Vec<_> = objects.collect();
        if objects.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", objects.join(",\n")) }
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn for_people(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Count(count) => count.to_string(),
        Cell::Share(share) => format!("{:.0}%", share * 100.0),
        Cell::Time { seconds } => in_words(*seconds),
        Cell::Text(text) => {
            let turns = |ch| matches!(ch, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            let shown = text.chars().filter(|ch| !turns(*ch));
            shown.map(|ch| if ch.is_control() { ' ' } else { ch }).collect()
        }
    }
}

/// The two largest units: more would claim a precision that nobody needs.
fn in_words(seconds: u64) -> String {
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, 1..10) if !seconds.is_multiple_of(60) => format!("{minutes} min {} s", seconds % 60),
        (0, 0, _) => format!("{minutes} min"),
        (0, _, _) => format!("{hours} h {} min", minutes % 60),
        (_, _, _) => format!("{days} d {} h", hours % 24),
    }
}

fn for_csv(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Count(count) | Cell::Time { seconds: count } => count.to_string(),
        Cell::Share(share) => decimal(*share),
        Cell::Text(text) => {
            let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
            let text = if formula { format!("'{text}") } else { text.clone() };
            if text.contains([',', '"', '\r', '\n']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text
            }
        }
    }
}

fn for_json(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "null".to_owned(),
        Cell::Count(count) | Cell::Time { seconds: count } => count.to_string(),
        Cell::Share(share) => decimal(*share),
        Cell::Text(text) => quoted(text),
    }
}

/// Four digits are more than any count of cases deserves.
fn decimal(share: f64) -> String {
    format!("{share:.4}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Table {
        let mut table = Table::with_columns(&["what", "cases", "resolved_share"]);
        table.rows.push(vec![Cell::text("storage, \"full\"\nreally"), Cell::Count(12), Cell::share(1, 3)]);
        table.rows.push(vec![Cell::text("=SUM(A1)"), Cell::Count(0), Cell::share(0, 0)]);
        table
    }

    #[test]
    fn text_has_aligned_columns_and_no_control_characters() {
        let mut table = sample();
        table.rows.push(vec![Cell::text("\u{1b}[2J\u{202e}é"), Cell::Count(7), Cell::share(2, 2)]);
        let expected = "what                    cases  resolved share\n\
                        storage, \"full\" really     12             33%\n\
                        =SUM(A1)                    0\n \
                        [2Jé                       7            100%\n";
        assert_eq!(table.to_text(), expected);
    }

    #[test]
    fn a_time_is_told_in_words_to_people_and_in_seconds_to_programs() {
        let words = [5, 60, 95, 1800, 7260, 90_000].map(|seconds| for_people(&Cell::Time { seconds }));
        assert_eq!(words, ["5 s", "1 min", "1 min 35 s", "30 min", "2 h 1 min", "1 d 1 h"]);
        assert_eq!(for_csv(&Cell::time(Some(95))), "95");
        assert_eq!(for_json(&Cell::time(None)), "null");
    }

    #[test]
    fn csv_is_quoted_where_it_must_be_and_holds_no_formula() {
        let expected = "what,cases,resolved_share\r\n\
                        \"storage, \"\"full\"\"\nreally\",12,0.3333\r\n\
                        '=SUM(A1),0,\r\n";
        assert_eq!(sample().to_csv(), expected);
    }

    #[test]
    fn json_is_an_array_of_objects_with_the_columns_in_order() {
        let json = sample().to_json();
        let parsed: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(
            parsed,
            serde_json::json!([
                { "what": "storage, \"full\"\nreally", "cases": 12, "resolved_share": 0.3333 },
                { "what": "=SUM(A1)", "cases": 0, "resolved_share": null },
            ])
        );
        assert!(json.find("what") < json.find("cases"), "{json}");
        assert_eq!(Table::with_columns(&["a"]).to_json(), "[]\n");
    }

    #[test]
    fn a_table_survives_the_socket() {
        let mut table = sample();
        table.rows.push(vec![Cell::text("all"), Cell::Count(1), Cell::share(5, 5)]);
        table.rows.push(vec![Cell::text("half"), Cell::time(Some(95)), Cell::Empty]);
        let json = serde_json::to_string(&table).unwrap();
        assert_eq!(serde_json::from_str::<Table>(&json).unwrap(), table);
    }
}
