//! Steps -> a bar for the share that worked, and a line for how sure that is.

use super::frame::Second;
use super::rows::{MOST, Table, Words};
use super::scale::Scale;
use super::sheet::{Area, Hold, Look, Sheet};
use super::style::{BACK, BAR, LABEL, SOFT, TEXT};
use super::{StepBar, Steps, frame, number};

/// Draws the steps; of more than fit, those with the most answers, in the order given.
pub(super) fn draw(sheet: &mut Sheet, steps: &Steps) {
    let sample = format!("n = {}", number::counted(answers(steps), "answer"));
    let rows = most_answered(&steps.rows, MOST);
    let shown = match steps.rows.len() - rows.len() {
        0 => "Line: 95% interval".to_string(),
        1 => "Line: 95% interval (1 more step)".to_string(),
        hidden => format!("Line: 95% interval ({hidden} more steps)"),
    };
    let top = frame::head(sheet, &steps.title, Second::Sample(&sample), Second::Meaning(&shown));
    if answers(steps) == 0 {
        return frame::nothing(sheet, top);
    }
    let table = Table::new(top, rows.len());
    sheet.height = table.height();
    let name = format!("{}, in %", steps.unit);
    table.axis(sheet, Scale { step: 0.25, end: 1.0 }, |mark| number::percent(mark, false), &name);
    for (at, row) in rows.into_iter().enumerate() {
        one(sheet, table, at, row);
    }
}

/// How many answers there are in all.
pub(super) fn answers(steps: &Steps) -> u64 {
    steps.rows.iter().fold(0, |sum, row| sum.saturating_add(row.answered))
}

/// So many rows with the most answers, in the order in which they came.
pub(super) fn most_answered(rows: &[StepBar], most: usize) -> Vec<&StepBar> {
    let mut rows: Vec<(usize, &StepBar)> = rows.iter().enumerate().collect();
    rows.sort_by_key(|(at, row)| (std::cmp::Reverse(row.answered), *at));
    rows.truncate(most);
    rows.sort_by_key(|(at, _)| *at);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn one(sheet: &mut Sheet, table: Table, at: usize, row: &StepBar) {
    if row.answered == 0 {
        let room = table.row(sheet, at, &Words { name: &row.name, number: "–", detail: "of 0" });
        let base = f32::midpoint(room.top, room.bottom) + LABEL * 0.36;
        sheet.write("no answer yet", Hold::Left, room.left + 14.0, base, Look::label(SOFT));
        return;
    }
    let of = format!("of {}", number::short(row.answered as f64));
    let share = number::percent(row.share, false);
    let room = table.row(sheet, at, &Words { name: &row.name, number: &share, detail: &of });
    sheet.fill(Area { right: across(room, row.share), ..room }, BAR);
    if row.low.is_finite() && row.high.is_finite() {
        interval(sheet, room, row);
    }
}

fn across(room: Area, share: f64) -> f32 {
    room.left + number::unit(share) as f32 * (room.right - room.left)
}

/// A line with ends, edged in the background's color so that it stands out on the bar.
fn interval(sheet: &mut Sheet, room: Area, row: &StepBar) {
    let (low, high) = (across(room, row.low.min(row.high)), across(room, row.high.max(row.low)));
    let middle = f32::midpoint(room.top, room.bottom);
    let reach = (room.bottom - room.top) * 0.3;
    for (edge, color) in [(3.0, BACK), (0.0, TEXT)] {
        let line = Area { left: low, top: middle - 2.0, right: high, bottom: middle + 2.0 };
        let end =
            |x: f32| Area { left: x - 2.0, top: middle - reach, right: x + 2.0, bottom: middle + reach };
        for part in [line, end(low), end(high)] {
            let Area { left, top, right, bottom } = part;
            let part =
                Area { left: left - edge, top: top - edge, right: right + edge, bottom: bottom + edge };
            sheet.fill(part, color);
        }
    }
}
