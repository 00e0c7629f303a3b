//! One row for each thing: its name at the left, its bar in the middle, its numbers at the right.

use super::scale::Scale;
use super::sheet::{Area, Hold, Look, Sheet};
use super::style::{GRID, HEIGHT, LABEL, LINE, MARGIN, SOFT, TEXT, WIDTH};

/// More rows than this would need letters too small for a phone.
pub(super) const MOST: usize = 9;
/// Room for the names.
const NAMES: f32 = 400.0;
/// Room for the numbers.
const NUMBERS: f32 = 220.0;
/// The highest row, so that a single one is no wall.
const HIGHEST: f32 = 165.0;

/// Where bars go, and how high each row is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    pub(super) plot: Area,
    row: f32,
}

/// What a row says beside its bar.
pub(super) struct Words<'w> {
    pub(super) name: &'w str,
    pub(super) number: &'w str,
    pub(super) detail: &'w str,
}

impl Table {
    /// Room for so many rows below `top`, with an axis beneath them.
    pub(super) fn new(top: f32, rows: usize) -> Self {
        let bottom = HEIGHT - MARGIN - 2.0 * LINE;
        let row = ((bottom - top) / rows.max(1) as f32).min(HIGHEST);
        let bottom = top + row * rows.max(1) as f32;
        Self { plot: Area { left: MARGIN + NAMES, top, right: WIDTH - MARGIN - NUMBERS, bottom }, row }
    }

    /// How high the picture is with nothing below the axis.
    pub(super) fn height(&self) -> f32 {
        (self.plot.bottom + 2.0 * LINE + MARGIN).ceil().min(HEIGHT)
    }

    /// The lines behind the bars, what they mean, and the axis' name.
    pub(super) fn axis(&self, sheet: &mut Sheet, scale: Scale, label: impl Fn(f64) -> String, name: &str) {
        let plot = self.plot;
        let look = Look::label(SOFT);
        let mut free = f32::MIN;
        for mark in scale.marks() {
            let x = plot.left + scale.place(mark) * (plot.right - plot.left);
            sheet
                .fill(Area { left: x - 1.0, top: plot.top, right: x + 1.0, bottom: plot.bottom + 6.0 }, GRID);
            let words = label(mark);
            if x - sheet.width(&words, look) / 2.0 >= free {
                free = sheet.write(&words, Hold::Middle, x, plot.bottom + LINE, look).right + 20.0;
            }
        }
        let shown = sheet.cut(name, look, WIDTH - 2.0 * MARGIN);
        let half = sheet.width(&shown, look) / 2.0;
        let middle = f32::midpoint(plot.left, plot.right).clamp(MARGIN + half, WIDTH - MARGIN - half);
        sheet.write(&shown, Hold::Middle, middle, plot.bottom + 2.0 * LINE + 4.0, look);
    }

    /// Writes the words of a row; the answer is where its bar goes, as wide as the longest bar.
    pub(super) fn row(&self, sheet: &mut Sheet, at: usize, words: &Words<'_>) -> Area {
        let middle = self.plot.top + (at as f32 + 0.5) * self.row;
        let base = middle + LABEL * 0.36;
        let lines = sheet.wrap(words.name, Look::label(TEXT), NAMES - 24.0, 2);
        let first = base - (lines.len() as f32 - 1.0) * LINE * 0.46;
        for (line, words) in lines.iter().enumerate() {
            let base = first + line as f32 * LINE * 0.92;
            sheet.write(words, Hold::Right, self.plot.left - 24.0, base, Look::label(TEXT));
        }
        let left = self.plot.right + 24.0;
        let number = sheet.cut(words.number, Look::bold(TEXT), NUMBERS - 24.0);
        let number = sheet.write(&number, Hold::Left, left, base, Look::bold(TEXT));
        let detail = sheet.cut(words.detail, Look::label(SOFT), WIDTH - MARGIN - 14.0 - number.right);
        sheet.write(&detail, Hold::Right, WIDTH - MARGIN, base, Look::label(SOFT));
        let half = (self.row * 0.29).min(38.0);
        Area { left: self.plot.left, top: middle - half, right: self.plot.right, bottom: middle + half }
    }
}
