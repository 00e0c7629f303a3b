//! A trend in a terminal: one line a period, one kind of block a series.

use textwrap::core::display_width;

use super::super::fold::{self, Band, Bar};
use super::super::frame::NOTHING;
use super::super::{Trend, number};
use super::{head, names, padded, share, wrapped};

/// More lines than this do not fit on a screen; a month still has one a day.
const MOST: usize = 62;
/// Blocks that differ without color; the last one is for all the rest.
const BLOCKS: [char; 7] = ['█', '░', '#', '▒', '=', '▓', '·'];

/// The trend in lines.
pub(super) fn lines(trend: &Trend, columns: usize) -> Vec<String> {
    let each = fold::each(trend.dates.len(), MOST);
    let second = format!("{}, n = {}", trend.unit, number::counted(trend.cases, "case"));
    let mut lines = head(&trend.title, &second, columns);
    let bands = fold::bands(trend);
    if bands.is_empty() {
        lines.push(NOTHING.into());
        return lines;
    }
    let bars = fold::stacked(&trend.dates, &bands, each);
    let largest = bars.iter().map(Bar::total).fold(0.0, f64::max);
    let dates = names(bars.iter().map(|bar| bar.date), columns / 3);
    let widest = display_width(&number::short(largest)).max(5);
    let room = columns.saturating_sub(dates + widest + 2);
    for bar in &bars {
        let date = padded(bar.date, dates);
        let drawn = stack(bar, &bands, largest, room);
        lines.push(format!("{date} {drawn} {}", number::short(bar.total())));
    }
    lines.push(String::new());
    if each > 1 {
        lines.extend(wrapped(&format!("Each line is the average of {each} from that date on."), columns));
    }
    lines.extend(bands.iter().map(legend));
    lines
}

/// Blocks of each band up to where it ends, so that rounding never changes the length of the whole.
fn stack(bar: &Bar<'_>, bands: &[Band], largest: f64, room: usize) -> String {
    let mut drawn = String::new();
    let (mut sum, mut at) = (0.0, 0);
    for (height, band) in bar.heights.iter().zip(bands) {
        sum += height;
        let end = share(sum, largest, room);
        drawn.extend(std::iter::repeat_n(block(band.place), end.saturating_sub(at)));
        at = end.max(at);
    }
    drawn
}

fn block(place: usize) -> char {
    BLOCKS.get(place).copied().unwrap_or('·')
}

fn legend(band: &Band) -> String {
    let block = block(band.place);
    format!("{block}{block} {} {}", number::exact(band.total), super::super::font::tidy(&band.name))
}
