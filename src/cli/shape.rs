//! The shapes in which tables come out: for people, for programs, for spreadsheets.

use std::io::{self, Write};

use crate::stats::Table;

/// How a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum Format {
    /// Aligned columns for people
    #[default]
    Table,
    /// JSON for programs
    Json,
    /// CSV for spreadsheets
    Csv,
}

/// Writes a table.
pub(super) fn write(out: &mut impl Write, table: &Table, format: Format) -> io::Result<()> {
    let text = match format {
        Format::Table => table.to_text(),
        Format::Json => table.to_json(),
        Format::Csv => table.to_csv(),
    };
    out.write_all(text.as_bytes())?;
    out.flush()
}
