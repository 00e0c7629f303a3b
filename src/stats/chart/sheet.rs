//! What is drawn where: rectangles, lines and text. Knows no file format.

use super::font::{Fonts, Weight, tidy};
use super::style::{Color, HEIGHT, LABEL};

/// A rectangle of the picture, in pixels from the top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

/// A line of text: its left end and the line on which its letters stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    pub(super) words: String,
    pub(super) left: f32,
    pub(super) base: f32,
    pub(super) width: f32,
    pub(super) look: Look,
}

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    pub(super) size: f32,
    pub(super) weight: Weight,
    pub(super) color: Color,
}

impl Look {
    /// A label of this color.
    pub(super) const fn label(color: Color) -> Self {
        Self { size: LABEL, weight: Weight::Regular, color }
    }

    /// A label that stands out.
    pub(super) const fn bold(color: Color) -> Self {
        Self { size: LABEL, weight: Weight::Bold, color }
    }
}

/// Which point of a text is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    Left,
    Middle,
    Right,
}

/// Something drawn; later things lie over earlier ones.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Box(Area, Color),
    Text(Text),
}

/// A picture in the making.
pub(super) struct Sheet {
    pub(super) fonts: Fonts,
    pub(super) shapes: Vec<Shape>,
    /// Lower than [`HEIGHT`] where there is little to draw.
    pub(super) height: f32,
}

impl Sheet {
    pub(super) fn new(fonts: Fonts) -> Self {
        Self { fonts, shapes: Vec::new(), height: HEIGHT }
    }

    /// A filled rectangle with crisp edges: they are moved to whole pixels.
    pub(super) fn fill(&mut self, area: Area, color: Color) {
        let area = Area {
            left: area.left.round(),
            top: area.top.round(),
            right: area.right.round(),
            bottom: area.bottom.round(),
        };
        if area.right > area.left && area.bottom > area.top {
            self.shapes.push(Shape::Box(area, color));
        }
    }

    /// One line of text, as it is; what must fit is cut before.
    pub(super) fn write(&mut self, words: &str, hold: Hold, at: f32, base: f32, look: Look) -> Area {
        let words = tidy(words);
        let width = self.width(&words, look);
        let left = match hold {
            Hold::Left => at,
            Hold::Middle => at - width / 2.0,
            Hold::Right => at - width,
        };
        let text = Text { words, left, base, width, look };
        let area = text.area();
        self.shapes.push(Shape::Text(text));
        area
    }

    /// How wide this text would be.
    pub(super) fn width(&self, words: &str, look: Look) -> f32 {
        self.fonts.width(&tidy(words), look.weight, look.size)
    }

    /// The text, or as much of its start as fits.
    pub(super) fn cut(&self, words: &str, look: Look, room: f32) -> String {
        self.fonts.cut(&tidy(words), look.weight, look.size, room)
    }

    /// The text in at most so many lines.
    pub(super) fn wrap(&self, words: &str, look: Look, room: f32, lines: usize) -> Vec<String> {
        self.fonts.wrap(&tidy(words), look.weight, look.size, room, lines)
    }
}

impl Text {
    /// The room that the letters take up, without what hangs below the line.
    pub(super) fn area(&self) -> Area {
        let Look { size, .. } = self.look;
        Area {
            left: self.left,
            top: self.base - size * 0.76,
            right: self.left + self.width,
            bottom: self.base,
        }
    }
}
