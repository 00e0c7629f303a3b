//! Funnels and steps in a terminal: one line each, name, bar, numbers.

use super::super::frame::NOTHING;
use super::super::{Funnel, StepBar, Steps, number, steps as drawn};
use super::{head, names, padded, share, wrapped};

/// Columns that the numbers at the end need: "999,999 100%", "100% (99–100) of 99,999".
const COUNTS: usize = 14;
const SHARES: usize = 24;

/// The funnel in lines.
pub(super) fn funnel(funnel: &Funnel, columns: usize) -> Vec<String> {
    let first = funnel.stages.first();
    let whole = first.map_or(0, |(_, count)| *count);
    let name = first.map_or("", |(name, _)| name.as_str());
    let second = format!("n = {} {}; % of “{name}”", number::exact(whole), funnel.unit);
    let mut lines = head(&funnel.title, &second, columns);
    let largest = funnel.stages.iter().map(|(_, count)| *count).max().unwrap_or(0);
    if largest == 0 {
        lines.push(NOTHING.into());
        return lines;
    }
    let width = names(funnel.stages.iter().map(|(name, _)| name.as_str()), columns / 3);
    let room = columns.saturating_sub(width + COUNTS + 1);
    for (name, count) in &funnel.stages {
        let bar = "█".repeat(share(*count as f64, largest as f64, room));
        let part = number::part(*count, whole).unwrap_or_default();
        lines.push(format!("{} {}{} {part}", padded(name, width), after(&bar), number::compact(*count)));
    }
    lines
}

/// The steps in lines, all of them.
pub(super) fn steps(steps: &Steps, columns: usize) -> Vec<String> {
    let answers = drawn::answers(steps);
    let second = format!("{}, n = {}", steps.unit, number::counted(answers, "answer"));
    let mut lines = head(&steps.title, &second, columns);
    if answers == 0 {
        lines.push(NOTHING.into());
        return lines;
    }
    let width = names(steps.rows.iter().map(|row| row.name.as_str()), columns / 3);
    let room = columns.saturating_sub(width + SHARES + 2);
    for row in &steps.rows {
        let bar = interval(row, room);
        lines.push(format!("{} {}{}", padded(&row.name, width), after(&bar), said(row)));
    }
    if room == 0 {
        return lines;
    }
    lines.push(String::new());
    let key = "█ up to the low end of the 95% interval, ▒ up to the share, ░ up to the high end";
    lines.extend(wrapped(key, columns));
    lines
}

/// A space after a bar, none where there is no bar.
fn after(bar: &str) -> String {
    if bar.is_empty() { String::new() } else { format!("{bar} ") }
}

/// Full blocks as far as it is sure, lighter ones as far as it may be, spaces up to the end.
fn interval(row: &StepBar, room: usize) -> String {
    let end = |value: f64| (number::unit(value) * room as f64).round() as usize;
    let middle = end(row.share);
    let low = end(row.low).min(middle);
    let high = end(row.high).max(middle);
    if row.answered == 0 {
        return " ".repeat(room);
    }
    "█".repeat(low) + &"▒".repeat(middle - low) + &"░".repeat(high - middle) + &" ".repeat(room - high)
}

fn said(row: &StepBar) -> String {
    if row.answered == 0 {
        return "no answer yet".into();
    }
    let [share, low, high] = [row.share, row.low, row.high].map(|share| number::percent(share, false));
    let low = low.trim_end_matches('%');
    let high = high.trim_end_matches('%');
    format!("{share:>4} ({low}–{high}) of {}", number::short(row.answered as f64))
}
