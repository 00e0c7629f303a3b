//! A chart -> bars of block characters for a terminal. Different blocks, not colors, tell things apart.

mod rows;
mod trend;

use textwrap::core::display_width;

use super::Chart;
use super::font::tidy;

/// Narrower than this nothing can be said.
const NARROWEST: usize = 20;

/// The chart in lines of at most `columns` columns (20 at least).
pub(super) fn bars(chart: &Chart, columns: usize) -> String {
    let columns = columns.max(NARROWEST);
    let lines = match chart {
        Chart::Trend(of) => trend::lines(of, columns),
        Chart::Funnel(of) => rows::funnel(of, columns),
        Chart::Steps(of) => rows::steps(of, columns),
    };
    lines.iter().map(|line| format!("{}\n", cut(line, columns).trim_end())).collect()
}

/// Title and second line, wrapped, and an empty line.
fn head(title: &str, second: &str, columns: usize) -> Vec<String> {
    let mut lines = wrapped(title, columns);
    lines.extend(wrapped(second, columns));
    lines.push(String::new());
    lines
}

fn wrapped(text: &str, columns: usize) -> Vec<String> {
    textwrap::wrap(&tidy(text), columns).into_iter().map(|line| line.into_owned()).collect()
}

/// As much of the text as fits, with an ellipsis if some is missing.
fn cut(text: &str, room: usize) -> String {
    if display_width(text) <= room {
        return text.to_string();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if display_width(&kept) >= room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

/// Cut and filled up with spaces to exactly this width.
fn padded(text: &str, room: usize) -> String {
    let text = cut(&tidy(text), room);
    let left = room.saturating_sub(display_width(&text));
    text + &" ".repeat(left)
}

/// How wide the column of names is: as wide as the longest, but not much of the line.
fn names<'n>(names: impl Iterator<Item = &'n str>, most: usize) -> usize {
    names.map(|name| display_width(&tidy(name))).max().unwrap_or(0).min(most)
}

/// A share of the room, in whole columns; what is not zero takes one at least.
fn share(value: f64, largest: f64, room: usize) -> usize {
    if value > 0.0 && largest > 0.0 && room > 0 {
        ((value / largest * room as f64).round() as usize).clamp(1, room)
    } else {
        0
    }
}
