//! A trend -> stacked bars over dates, with a legend.

use super::fold::{self, Band, Bar};
use super::frame::Second;
use super::scale::Scale;
use super::sheet::{Area, Hold, Look, Sheet};
use super::style::{GRID, HEIGHT, LABEL, LINE, MARGIN, SOFT, WIDTH, series};
use super::{Trend, frame, legend, number};

/// More bars than this cannot be told apart on a phone; a quarter of a year still has one a day.
const MOST: usize = 92;
/// The widest bar, so that a single day is no wall.
const WIDEST: f32 = 120.0;
/// What stays free between two labels of dates.
const BETWEEN: f32 = 32.0;

/// Draws the trend.
pub(super) fn draw(sheet: &mut Sheet, trend: &Trend) {
    let sample = format!("n = {}", number::counted(trend.cases, "case"));
    let top = frame::head(sheet, &trend.title, Second::Meaning(&trend.unit), Second::Sample(&sample));
    let bands = fold::bands(trend);
    if bands.is_empty() {
        return frame::nothing(sheet, top);
    }
    let each = fold::each(trend.dates.len(), MOST);
    let bars = fold::stacked(&trend.dates, &bands, each);
    let largest = bars.iter().map(Bar::total).fold(0.0, f64::max);
    let scale = Scale::reaching(largest, 4.0, each > 1);
    let foot = HEIGHT - MARGIN - legend::height(sheet, &bands);
    let plot = axis(sheet, scale, top + 12.0, foot - LINE * 2.0 - 14.0);
    stacks(sheet, &bars, &bands, scale, plot);
    dates(sheet, &bars, plot);
    let named =
        if each > 1 { format!("Date (each bar is the average of {each} dates)") } else { "Date".into() };
    let middle = f32::midpoint(plot.left, plot.right);
    sheet.write(&named, Hold::Middle, middle, plot.bottom + LINE * 2.0 + 4.0, Look::label(SOFT));
    legend::draw(sheet, &bands);
}

/// Draws the numbers and lines; what is left is the place for the bars.
fn axis(sheet: &mut Sheet, scale: Scale, top: f32, bottom: f32) -> Area {
    let look = Look::label(SOFT);
    let widest = scale.marks().map(|mark| sheet.width(&number::short(mark), look)).fold(0.0, f32::max);
    let plot = Area { left: MARGIN + widest + 16.0, top, right: WIDTH - MARGIN, bottom };
    for mark in scale.marks() {
        let y = level(scale, mark, plot);
        sheet.fill(Area { left: plot.left, top: y - 1.0, right: plot.right, bottom: y + 1.0 }, GRID);
        let label = number::short(mark);
        sheet.write(&label, Hold::Right, plot.left - 16.0, y + LABEL * 0.36, look);
    }
    plot
}

fn level(scale: Scale, value: f64, plot: Area) -> f32 {
    plot.bottom - scale.place(value) * (plot.bottom - plot.top)
}

fn stacks(sheet: &mut Sheet, bars: &[Bar<'_>], bands: &[Band], scale: Scale, plot: Area) {
    let slot = (plot.right - plot.left) / bars.len() as f32;
    let half = (slot * 0.8).min(WIDEST) / 2.0;
    for (at, bar) in bars.iter().enumerate() {
        let middle = plot.left + (at as f32 + 0.5) * slot;
        let mut below = 0.0;
        for (height, band) in bar.heights.iter().zip(bands) {
            let (bottom, top) = (level(scale, below, plot), level(scale, below + height, plot));
            // A line of background sets neighbors apart where there is room for it.
            let gap = if below > 0.0 && bottom - top > 5.0 { 1.0 } else { 0.0 };
            let area = Area { left: middle - half, top, right: middle + half, bottom: bottom - gap };
            sheet.fill(area, series(band.place));
            below += height;
        }
    }
}

/// As many dates as fit without touching, at even distances.
fn dates(sheet: &mut Sheet, bars: &[Bar<'_>], plot: Area) {
    let look = Look::label(SOFT);
    let slot = (plot.right - plot.left) / bars.len() as f32;
    let most = WIDTH / 3.0;
    let labels: Vec<String> = bars.iter().map(|bar| sheet.cut(bar.date, look, most)).collect();
    let widest = labels.iter().map(|label| sheet.width(label, look)).fold(0.0, f32::max);
    let every = apart(slot, widest + BETWEEN);
    let mut free = f32::MIN;
    for (at, label) in labels.iter().enumerate().step_by(every) {
        let half = sheet.width(label, look) / 2.0;
        let middle = (plot.left + (at as f32 + 0.5) * slot).clamp(MARGIN + half, WIDTH - MARGIN - half);
        if middle - half >= free {
            tick(sheet, plot.left + (at as f32 + 0.5) * slot, plot.bottom);
            free = sheet.write(label, Hold::Middle, middle, plot.bottom + LINE + 2.0, look).right
                + BETWEEN / 2.0;
        }
    }
}

/// Ties a date to its bar.
fn tick(sheet: &mut Sheet, x: f32, top: f32) {
    sheet.fill(Area { left: x - 1.5, top: top + 1.0, right: x + 1.5, bottom: top + 10.0 }, SOFT);
}

/// Every how many bars there is a label: days, weeks, months rather than odd numbers.
fn apart(slot: f32, needed: f32) -> usize {
    let fits = |every: &usize| *every as f32 * slot >= needed;
    [1, 2, 3, 7, 14, 28, 56, 92].into_iter().find(fits).unwrap_or(92)
}
