//! A funnel -> one bar a stage, with its share of the first stage.

use super::frame::Second;
use super::rows::{MOST, Table, Words};
use super::scale::Scale;
use super::sheet::{Area, Sheet};
use super::style::{BACK, BAR};
use super::{Funnel, frame, number};

/// A largest stage this many times larger than the next would leave the others too thin to compare.
const LONE: f64 = 4.0;

/// Draws the funnel.
pub(super) fn draw(sheet: &mut Sheet, funnel: &Funnel) {
    let first = funnel.stages.first().map_or(0, |(_, count)| *count);
    let sample = format!("n = {} {}", number::exact(first), funnel.unit);
    let top = frame::head(sheet, &funnel.title, Second::Sample(&sample), Second::Meaning(&shares(funnel)));
    if funnel.stages.iter().all(|(_, count)| *count == 0) {
        return frame::nothing(sheet, top);
    }
    let stages = funnel.stages.get(..MOST.min(funnel.stages.len())).unwrap_or_default();
    let (scale, cut) = scale(stages);
    let table = Table::new(top, stages.len());
    sheet.height = table.height();
    table.axis(sheet, scale, number::short, &axis(&funnel.unit, cut, funnel.stages.len() - stages.len()));
    for (at, (name, count)) in stages.iter().enumerate() {
        let share = number::part(*count, first).unwrap_or_default();
        let words = Words { name, number: &number::compact(*count), detail: &share };
        let room = table.row(sheet, at, &words);
        bar(sheet, room, scale, *count as f64);
    }
}

/// What the shares at the right are of.
fn shares(funnel: &Funnel) -> String {
    funnel.stages.first().map_or_else(String::new, |(name, _)| format!("% of “{name}”"))
}

fn axis(unit: &str, cut: bool, left_out: usize) -> String {
    let mut name = unit.to_string();
    if cut {
        name.push_str(" (a bar with a gap is cut short)");
    }
    if left_out > 0 {
        name.push_str(&format!(", {left_out} later stages not shown"));
    }
    name
}

/// The axis, and whether a lone large stage reaches past its end.
fn scale(stages: &[(String, u64)]) -> (Scale, bool) {
    let mut counts: Vec<f64> = stages.iter().map(|(_, count)| *count as f64).collect();
    counts.sort_by(|one, two| two.total_cmp(one));
    let largest = counts.first().copied().unwrap_or_default();
    let next = counts.get(1).copied().unwrap_or_default();
    if next > 0.0 && largest > next * LONE {
        (Scale::reaching(next * 1.25, 4.0, false), true)
    } else {
        (Scale::reaching(largest, 4.0, false), false)
    }
}

/// A bar from the left; one that does not fit has a gap near its end.
fn bar(sheet: &mut Sheet, room: Area, scale: Scale, count: f64) {
    let long = scale.place(count) * (room.right - room.left);
    // What is not zero can be seen.
    let long = if count > 0.0 { long.max(3.0) } else { 0.0 };
    sheet.fill(Area { right: room.left + long, ..room }, BAR);
    if count > scale.end {
        for from_end in [64.0, 44.0] {
            let left = room.right - from_end;
            sheet.fill(Area { left, right: left + 8.0, ..room }, BACK);
        }
    }
}
