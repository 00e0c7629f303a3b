//! A sheet -> PNG.

use tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Transform};
use ttf_parser::OutlineBuilder;

use super::ChartError;
use super::sheet::{Shape, Sheet, Text};
use super::style::{BACK, Color, WIDTH};

/// Draws the sheet and packs it.
pub(super) fn write(sheet: &Sheet) -> Result<Vec<u8>, ChartError> {
    let Some(mut pixels) = Pixmap::new(WIDTH as u32, sheet.height as u32) else {
        return Err(ChartError::Png("no room for the pixels".into()));
    };
    let Color(red, green, blue) = BACK;
    pixels.fill(tiny_skia::Color::from_rgba8(red, green, blue, 255));
    for shape in &sheet.shapes {
        match shape {
            Shape::Box(area, color) => {
                if let Some(rect) = Rect::from_ltrb(area.left, area.top, area.right, area.bottom) {
                    pixels.fill_rect(rect, &paint(*color), Transform::identity(), None);
                }
            }
            Shape::Text(text) => {
                if let Some(path) = outline(sheet, text) {
                    let paint = paint(text.look.color);
                    pixels.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
                }
            }
        }
    }
    pixels.encode_png().map_err(|error| ChartError::Png(error.to_string()))
}

fn paint(Color(red, green, blue): Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

/// All letters of a text as one path; nothing if none of them has an outline.
fn outline(sheet: &Sheet, text: &Text) -> Option<Path> {
    let look = text.look;
    let scale = look.size / sheet.fonts.units(look.weight);
    let (letters, _) = sheet.fonts.letters(&text.words, look.weight);
    let mut pen = Pen { path: PathBuilder::new(), scale, left: 0.0, base: text.base };
    for letter in letters {
        pen.left = text.left + letter.at * look.size;
        sheet.fonts.outline(look.weight, letter.glyph, &mut pen);
    }
    pen.path.finish()
}

/// Puts a letter of the font's own size in its place; the font's y grows upwards, the picture's downwards.
struct Pen {
    path: PathBuilder,
    scale: f32,
    left: f32,
    base: f32,
}

impl Pen {
    fn x(&self, x: f32) -> f32 {
        self.left + x * self.scale
    }

    fn y(&self, y: f32) -> f32 {
        self.base - y * self.scale
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x(x), self.y(y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x(x), self.y(y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(self.x(x1), self.y(y1), self.x(x), self.y(y));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.path.cubic_to(self.x(x1), self.y(y1), self.x(x2), self.y(y2), self.x(x), self.y(y));
    }

    fn close(&mut self) {
        self.path.close();
    }
}
