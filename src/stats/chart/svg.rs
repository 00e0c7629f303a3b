//! A sheet -> SVG. Letters are outlines, kept once each and used wherever they occur, so that no font is needed.

use std::collections::BTreeMap;
use std::fmt::Write;

use ttf_parser::{GlyphId, OutlineBuilder};

use super::font::{Weight, tidy};
use super::sheet::{Area, Shape, Sheet, Text};
use super::style::{BACK, Color, WIDTH};

/// The letters' outlines, each once.
type Outlines = BTreeMap<(Weight, u16), String>;

/// Writes the sheet; title and words are for people who cannot see it.
pub(super) fn write(sheet: &Sheet, title: &str, words: &str) -> String {
    let height = sheet.height;
    let mut used = Outlines::new();
    let mut body = String::new();
    for shape in &sheet.shapes {
        match shape {
            Shape::Box(area, color) => rectangle(&mut body, *area, *color),
            Shape::Text(text) => letters(&mut body, sheet, text, &mut used),
        }
    }
    let (title, words) = (escaped(&tidy(title)), escaped(&tidy(words)));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"img\">\n<title>{title}</title>\n<desc>{words}</desc>\n<defs>\n"
    );
    for ((weight, glyph), outline) in used.iter().filter(|(_, outline)| !outline.is_empty()) {
        out.push_str(&format!("<path id=\"{}\" d=\"{outline}\"/>\n", name(*weight, *glyph)));
    }
    out.push_str("</defs>\n");
    rectangle(&mut out, Area { left: 0.0, top: 0.0, right: WIDTH, bottom: height }, BACK);
    out.push_str(&body);
    out.push_str("</svg>\n");
    out
}

fn rectangle(out: &mut String, area: Area, color: Color) {
    let Area { left, top, right, bottom } = area;
    let (wide, high, fill) = (right - left, bottom - top, hex(color));
    out.push_str(&format!(
        "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\" fill=\"{fill}\"/>\n"
    ));
}

fn letters(out: &mut String, sheet: &Sheet, text: &Text, used: &mut Outlines) {
    let look = text.look;
    let units = sheet.fonts.units(look.weight);
    let (letters, _) = sheet.fonts.letters(&text.words, look.weight);
    let (scale, fill, label) = (look.size / units, hex(look.color), escaped(&text.words));
    out.push_str(&format!(
        "<g aria-label=\"{label}\" fill=\"{fill}\" transform=\"translate({:.1} {:.1}) scale({scale:.5} -{scale:.5})\">",
        text.left, text.base
    ));
    for letter in letters {
        let key = (look.weight, letter.glyph.0);
        let outline = used.entry(key).or_insert_with(|| outline(sheet, look.weight, letter.glyph));
        // A space has none.
        if !outline.is_empty() {
            let id = name(look.weight, letter.glyph.0);
            out.push_str(&format!("<use href=\"#{id}\" x=\"{:.0}\"/>", letter.at * units));
        }
    }
    out.push_str("</g>\n");
}

fn outline(sheet: &Sheet, weight: Weight, glyph: GlyphId) -> String {
    let mut pen = Pen(String::new());
    sheet.fonts.outline(weight, glyph, &mut pen);
    pen.0.trim_end().to_string()
}

/// The name of a letter's outline inside the file.
fn name(weight: Weight, glyph: u16) -> String {
    match weight {
        Weight::Regular => format!("r{glyph}"),
        Weight::Bold => format!("b{glyph}"),
    }
}

/// The color as it is written in SVG.
pub(super) fn hex(Color(red, green, blue): Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Tidy text as it can stand between tags and in quotes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
    out
}

/// Writes outlines as SVG says them, in the font's own units.
struct Pen(String);

impl Pen {
    fn say(&mut self, command: char, numbers: &[f32]) {
        self.0.push(command);
        for number in numbers {
            // Writing to a string cannot fail.
            let _ = write!(self.0, "{number:.0} ");
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.say('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.say('L', &[x, y]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.say('Q', &[x1, y1, x, y]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.say('C', &[x1, y1, x2, y2, x, y]);
    }

    fn close(&mut self) {
        self.say('Z', &[]);
    }
}
