//! Colors and sizes. Chosen for a phone that shows the picture a third as wide, on Discord's dark theme.

/// A color of the picture: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Color(pub(super) u8, pub(super) u8, pub(super) u8);

/// Width of the picture, in pixels.
pub(super) const WIDTH: f32 = 1200.0;
/// Height of the picture, in pixels.
pub(super) const HEIGHT: f32 = 800.0;
/// What stays free at the edges.
pub(super) const MARGIN: f32 = 40.0;

/// Size of the title.
pub(super) const TITLE: f32 = 46.0;
/// Size of everything else.
pub(super) const LABEL: f32 = 30.0;
/// From one line of labels to the next.
pub(super) const LINE: f32 = 36.0;

/// Behind everything: the dark theme's own background.
pub(super) const BACK: Color = Color(0x2b, 0x2d, 0x31);
/// Words that matter.
pub(super) const TEXT: Color = Color(0xf2, 0xf3, 0xf5);
/// Words that explain.
pub(super) const SOFT: Color = Color(0xbe, 0xc3, 0xcb);
/// Lines behind the bars.
pub(super) const GRID: Color = Color(0x4a, 0x4d, 0x55);
/// Bars that have no color of their own.
pub(super) const BAR: Color = SERIES[0];

/// The series' colors, after Okabe and Ito, who chose them so that color-blind people can tell them apart.
/// Neighbors in a stack differ in brightness, too.
pub(super) const SERIES: [Color; 6] = [
    Color(0x56, 0xb4, 0xe9), // sky blue
    Color(0xd5, 0x5e, 0x00), // vermilion
    Color(0xf0, 0xe4, 0x42), // yellow
    Color(0x00, 0x9e, 0x73), // bluish green
    Color(0xe6, 0x9f, 0x00), // orange
    Color(0xcc, 0x79, 0xa7), // reddish purple
];
/// All the rest together.
pub(super) const OTHER: Color = Color(0xc8, 0xcb, 0xd1);

/// The color of the series in this place.
pub(super) fn series(place: usize) -> Color {
    SERIES.get(place).copied().unwrap_or(OTHER)
}
