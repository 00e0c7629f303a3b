//! Dresses figures as text for a phone: narrow tables in code blocks, causes and steps by their titles.

use super::cut::{cut, units};
use super::escape::{own, plain};
use super::limits;
use crate::knowledge::{CauseId, KnowledgeBase, StepId};
use crate::stats::{Cell, Report, Table};

/// What a phone shows of a code block without breaking a line, in characters.
const WIDE: usize = 36;
/// The least that is left of a name beside its numbers.
const NAME: usize = 14;
/// The column of moderators, who are mentioned by their ids.
const MODERATOR: &str = "moderator";

/// A report within one message; what has no room is said to be left out.
#[must_use]
pub fn report(base: &KnowledgeBase, report: &Report) -> String {
    let more = base.replies.say("discord_report_more", &[]);
    let room = limits::CONTENT.saturating_sub(units(&more) + 1);
    let mut text = format!("**{}**\n{}", own(&report.title), own(&report.about()));
    let tables: Vec<(&str, &Table)> = report
        .tables
        .iter()
        .filter(|part| !part.table.rows.is_empty())
        .map(|part| (part.heading.as_str(), &part.table))
        .collect();
    if tables.is_empty() {
        return format!("{text}\n{}", base.replies.say("discord_report_empty_span", &[]));
    }
    let mut left_out = false;
    for (heading, table) in tables {
        let block = Block::of(base, table);
        let (part, whole) = block.within(heading, room.saturating_sub(units(&text)));
        text.push_str(&part);
        left_out |= !whole;
    }
    if left_out { format!("{text}\n{more}") } else { text }
}

/// A table as lines.
struct Block {
    /// Lines that mention people cannot stand in a code block.
    code: bool,
    /// The names of the columns, where they stand over the numbers.
    header: Option<String>,
    lines: Vec<String>,
}

impl Block {
    /// Side by side where that fits, else every row's numbers under its name.
    fn of(base: &KnowledgeBase, table: &Table) -> Self {
        // Every figure here is about one server.
        let kept: Vec<usize> = (0..table.columns.len())
            .filter(|at| table.columns.get(*at).is_some_and(|name| name != "server"))
            .collect();
        let header: Vec<String> =
            kept.iter().filter_map(|at| table.columns.get(*at)).map(|name| name.replace('_', " ")).collect();
        let rows: Vec<Vec<String>> = table.rows.iter().map(|row| cells(base, table, row, &kept)).collect();
        if header.first().is_some_and(|name| name == MODERATOR) {
            let lines = rows.iter().map(|row| person(&header, row)).collect();
            return Self { code: false, header: None, lines };
        }
        let widths: Vec<usize> = (0..header.len()).map(|column| widest(&header, &rows, column)).collect();
        let numbers: usize = widths.iter().skip(1).map(|width| width + 2).sum();
        match WIDE.checked_sub(numbers).filter(|name| *name >= NAME) {
            Some(name) => {
                let name = name.min(widths.first().copied().unwrap_or_default());
                let line = |row: &Vec<String>| side_by_side(row, name, &widths);
                Self { code: true, header: Some(line(&header)), lines: rows.iter().map(line).collect() }
            }
            None => {
                let lines = rows.iter().map(|row| stacked(&header, row).join("\n")).collect();
                Self { code: true, header: None, lines }
            }
        }
    }

    /// As many lines as have room, and whether those are all of them.
    fn within(&self, heading: &str, room: usize) -> (String, bool) {
        let (before, after) = if self.code { ("\n```text\n", "```") } else { ("\n", "") };
        let mut text = format!("\n**{}**{before}", own(heading));
        if let Some(header) = &self.header {
            text.push_str(header);
            text.push('\n');
        }
        let mut fitting = 0;
        for line in &self.lines {
            if units(&text) + units(line) + 1 + units(after) > room {
                break;
            }
            text.push_str(line);
            text.push('\n');
            fitting += 1;
        }
        // A heading alone says nothing.
        let text = if fitting == 0 { String::new() } else { text + after };
        (text.trim_end().to_owned(), fitting == self.lines.len())
    }
}

fn widest(header: &[String], rows: &[Vec<String>], column: usize) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(column)).chain(header.get(column));
    cells.map(|cell| long(cell)).max().unwrap_or_default()
}

fn side_by_side(row: &[String], name: usize, widths: &[usize]) -> String {
    let mut line = String::new();
    for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
        if at == 0 {
            let cell = cut(cell, name);
            line = format!("{cell}{}", " ".repeat(name.saturating_sub(long(&cell))));
        } else {
            line.push_str(&" ".repeat(width.saturating_sub(long(cell)) + 2));
            line.push_str(cell);
        }
    }
    line.trim_end().to_owned()
}

/// The name on a line of its own, then the numbers with their names.
fn stacked(header: &[String], row: &[String]) -> Vec<String> {
    let mut cells = header.iter().zip(row);
    let mut lines: Vec<String> = cells.next().map(|(_, name)| cut(name, WIDE)).into_iter().collect();
    let mut line = String::new();
    for (what, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
        let one = cut(&format!("{what} {cell}"), WIDE - 2);
        if line.is_empty() {
            line = one;
        } else if long(&line) + long(&one) + 4 > WIDE {
            lines.push(format!("  {line}"));
            line = one;
        } else {
            line = format!("{line}, {one}");
        }
    }
    lines.extend((!line.is_empty()).then(|| format!("  {line}")));
    lines
}

/// What a moderator did, without what they never did.
fn person(header: &[String], row: &[String]) -> String {
    let mut cells = header.iter().zip(row);
    let name = cells.next().map(|(_, name)| name.as_str()).unwrap_or_default();
    let name = if name.parse::<u64>().is_ok() { format!("<@{name}>") } else { own(name) };
    let counts = cells.filter(|(_, count)| !count.is_empty() && *count != "0");
    let counts: Vec<String> = counts.map(|(what, count)| format!("{what} {count}")).collect();
    format!("{name}: {}", counts.join(", "))
}

/// The cells in words; a cause or a step is called by its title.
fn cells(base: &KnowledgeBase, table: &Table, row: &[Cell], kept: &[usize]) -> Vec<String> {
    let titled = |column: &str, text: &str| match column {
        "cause" => base.cause(&CauseId::from(text)).map(|cause| cause.title.clone()),
        "step" => base.step(&StepId::from(text)).map(|step| step.title.clone()),
        _ => None,
    };
    let words = |at: &usize| {
        let (column, cell) = (table.columns.get(*at)?, row.get(*at)?);
        let text = match cell {
            Cell::Empty => String::new(),
            Cell::Count(count) => count.to_string(),
            Cell::Share(share) => format!("{:.0}%", share * 100.0),
            Cell::Time { seconds } => short(*seconds),
            Cell::Text(text) => titled(column, text).unwrap_or_else(|| plain(text)),
        };
        Some(text.replace('`', "'").replace('\n', " "))
    };
    kept.iter().filter_map(words).collect()
}

/// A length of time in the one unit that a phone has room for.
fn short(seconds: u64) -> String {
    match seconds {
        0..90 => format!("{seconds} s"),
        90..5400 => format!("{} min", (seconds + 30) / 60),
        5400..172_800 => format!("{} h", (seconds + 1800) / 3600),
        _ => format!("{} d", (seconds + 43_200) / 86_400),
    }
}

fn long(text: &str) -> usize {
    text.chars().count()
}
