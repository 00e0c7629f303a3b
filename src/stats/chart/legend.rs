//! Which color is what, in columns at the foot of the picture.

use super::fold::Band;
use super::number;
use super::sheet::{Area, Hold, Look, Sheet};
use super::style::{HEIGHT, MARGIN, SOFT, TEXT, WIDTH, series};

const ROW: f32 = 42.0;
const SWATCH: f32 = 28.0;
const GAP: f32 = 14.0;
/// Between two columns.
const BETWEEN: f32 = 36.0;

/// Columns that hold every name, four at most; two where names must be cut.
fn columns(sheet: &Sheet, bands: &[Band]) -> usize {
    let widest = bands.iter().map(|band| entry(sheet, band)).fold(0.0, f32::max);
    let most = bands.len().clamp(1, 4);
    (2..=most).rev().find(|columns| widest <= room(*columns)).unwrap_or(2.min(most))
}

/// How wide an entry is with everything that it says.
fn entry(sheet: &Sheet, band: &Band) -> f32 {
    let count = sheet.width(&number::compact(band.total), Look::label(SOFT));
    SWATCH + GAP + sheet.width(&band.name, Look::label(TEXT)) + GAP + count
}

fn room(columns: usize) -> f32 {
    (WIDTH - 2.0 * MARGIN + BETWEEN) / columns as f32 - BETWEEN
}

/// How high the legend of these bands is.
pub(super) fn height(sheet: &Sheet, bands: &[Band]) -> f32 {
    bands.len().div_ceil(columns(sheet, bands)) as f32 * ROW
}

/// Draws the legend at the foot.
pub(super) fn draw(sheet: &mut Sheet, bands: &[Band]) {
    let columns = columns(sheet, bands);
    let room = room(columns);
    let top = HEIGHT - MARGIN + 12.0 - height(sheet, bands);
    for (at, band) in bands.iter().enumerate() {
        let left = MARGIN + (at % columns) as f32 * (room + BETWEEN);
        let base = top + (at / columns) as f32 * ROW + 30.0;
        one(sheet, band, left, base, room);
    }
}

fn one(sheet: &mut Sheet, band: &Band, left: f32, base: f32, room: f32) {
    let swatch = Area { left, top: base - 24.0, right: left + SWATCH, bottom: base + 4.0 };
    sheet.fill(swatch, series(band.place));
    let count = number::compact(band.total);
    let rest = room - SWATCH - 2.0 * GAP - sheet.width(&count, Look::label(SOFT));
    let name = sheet.cut(&band.name, Look::label(TEXT), rest);
    let written = sheet.write(&name, Hold::Left, left + SWATCH + GAP, base, Look::label(TEXT));
    sheet.write(&count, Hold::Left, written.right + GAP, base, Look::label(SOFT));
}
