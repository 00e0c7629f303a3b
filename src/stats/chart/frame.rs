//! What every picture has: a title, what it counts, how many it is about; and the picture of nothing.

use super::font::Weight;
use super::sheet::{Hold, Look, Sheet};
use super::style::{HEIGHT, LABEL, MARGIN, SOFT, TEXT, TITLE, WIDTH};

const GAP: f32 = 28.0;

/// A part of the second line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Second<'w> {
    /// How many the picture is about: never left out.
    Sample(&'w str),
    /// What the numbers mean: cut where room is short.
    Meaning(&'w str),
}

/// Writes title and second line; says where the rest of the picture begins.
pub(super) fn head(sheet: &mut Sheet, title: &str, left: Second<'_>, right: Second<'_>) -> f32 {
    let look = Look { size: TITLE, weight: Weight::Bold, color: TEXT };
    let room = WIDTH - 2.0 * MARGIN;
    let mut base = MARGIN - 6.0;
    for line in sheet.wrap(title, look, room, 2) {
        base += TITLE * 1.1;
        sheet.write(&line, Hold::Left, MARGIN, base - 4.0, look);
    }
    base += 48.0;
    let mut room = room;
    for (part, hold, at) in sample_first([(left, Hold::Left, MARGIN), (right, Hold::Right, WIDTH - MARGIN)]) {
        let (words, look) = match part {
            Second::Sample(words) => (words, Look::bold(TEXT)),
            Second::Meaning(words) => (words, Look::label(SOFT)),
        };
        if room > LABEL * 4.0 && !words.is_empty() {
            let words = sheet.cut(words, look, room);
            let area = sheet.write(&words, hold, at, base, look);
            room -= area.right - area.left + GAP;
        }
    }
    base + GAP
}

/// The sample takes its room before the meaning does.
fn sample_first<'w, T>(mut parts: [(Second<'w>, Hold, T); 2]) -> [(Second<'w>, Hold, T); 2] {
    parts.sort_by_key(|(part, _, _)| matches!(part, Second::Meaning(_)));
    parts
}

/// Says in the middle that there is nothing yet.
pub(super) fn nothing(sheet: &mut Sheet, top: f32) {
    let middle = f32::midpoint(top, HEIGHT);
    let look = Look { size: 40.0, weight: Weight::Regular, color: SOFT };
    sheet.write(NOTHING, Hold::Middle, WIDTH / 2.0, middle, look);
}

/// What is said where there is no number to draw.
pub(super) const NOTHING: &str = "Nothing to show yet";
