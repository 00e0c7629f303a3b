//! Text -> where its letters go, with the font inside the program. Needs no font of the system.

use ttf_parser::{Face, GlyphId, OutlineBuilder};
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_normalization::UnicodeNormalization;

use super::ChartError;

/// DejaVu Sans Condensed, cut down to Latin, Greek, Cyrillic, Hebrew and Arabic letters; its license lies beside it.
const REGULAR: &[u8] = include_bytes!("font/DejaVuSansCondensed.ttf");
const BOLD: &[u8] = include_bytes!("font/DejaVuSansCondensed-Bold.ttf");

/// What stands at the end of a text that was cut.
const CUT: char = '…';

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The two faces.
pub(super) struct Fonts {
    regular: Face<'static>,
    bold: Face<'static>,
}

/// A letter and how far right of the text's start it stands, at size 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    pub(super) glyph: GlyphId,
    pub(super) at: f32,
}

impl Fonts {
    pub(super) fn load() -> Result<Self, ChartError> {
        let face = |bytes| Face::parse(bytes, 0).map_err(|error| ChartError::Font(error.to_string()));
        Ok(Self { regular: face(REGULAR)?, bold: face(BOLD)? })
    }

    fn face(&self, weight: Weight) -> &Face<'static> {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// How much larger a letter at size 1 is in the font's own units.
    pub(super) fn units(&self, weight: Weight) -> f32 {
        f32::from(self.face(weight).units_per_em())
    }

    /// Draws the outline of a letter, in the font's own units, upwards.
    pub(super) fn outline(&self, weight: Weight, glyph: GlyphId, to: &mut dyn OutlineBuilder) {
        self.face(weight).outline_glyph(glyph, to);
    }

    /// The letters of one line in the order in which they are seen, and the line's width at size 1.
    pub(super) fn letters(&self, text: &str, weight: Weight) -> (Vec<Letter>, f32) {
        let mut at = 0.0;
        let mut letters = Vec::new();
        for glyph in seen(text).chars().filter_map(|letter| self.glyph(letter, weight)) {
            letters.push(Letter { glyph, at });
            at += self.advance(glyph, weight);
        }
        (letters, at)
    }

    /// How wide a line is at this size.
    pub(super) fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        text.chars().map(|letter| self.letter_width(letter, weight)).sum::<f32>() * size
    }

    /// The line, or as much of its start as fits with an ellipsis.
    pub(super) fn cut(&self, text: &str, weight: Weight, size: f32, room: f32) -> String {
        if self.width(text, weight, size) <= room {
            return text.to_string();
        }
        let mut left = room / size - self.letter_width(CUT, weight);
        let kept: String = text
            .chars()
            .take_while(|letter| {
                left -= self.letter_width(*letter, weight);
                left >= 0.0
            })
            .collect();
        if room < 0.0 { String::new() } else { format!("{}{CUT}", kept.trim_end()) }
    }

    /// At most so many lines, broken between words; the last one is cut if there is more.
    pub(super) fn wrap(&self, text: &str, weight: Weight, size: f32, room: f32, lines: usize) -> Vec<String> {
        let mut out = vec![String::new()];
        for word in text.split(' ') {
            let full = out.len() >= lines;
            let Some(line) = out.last_mut() else { break };
            let longer = if line.is_empty() { word.to_string() } else { format!("{line} {word}") };
            if full || line.is_empty() || self.width(&longer, weight, size) <= room {
                *line = longer;
            } else {
                out.push(word.to_string());
            }
        }
        out.iter().map(|line| self.cut(line, weight, size, room)).collect()
    }

    fn letter_width(&self, letter: char, weight: Weight) -> f32 {
        self.glyph(letter, weight).map_or(0.0, |glyph| self.advance(glyph, weight))
    }

    /// A letter or digit that the font lacks is drawn as an empty box; signs that it lacks are left out.
    fn glyph(&self, letter: char, weight: Weight) -> Option<GlyphId> {
        let missing = letter.is_alphanumeric().then(GlyphId::default);
        takes_room(letter).then(|| self.face(weight).glyph_index(letter).or(missing)).flatten()
    }

    fn advance(&self, glyph: GlyphId, weight: Weight) -> f32 {
        let advance = self.face(weight).glyph_hor_advance(glyph).unwrap_or_default();
        f32::from(advance) / self.units(weight)
    }
}

/// One line without what cannot be seen: breaks become spaces, letters and their accents become one.
pub(super) fn tidy(text: &str) -> String {
    let spaced: String = text.nfc().map(|letter| if is_nothing(letter) { ' ' } else { letter }).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    if words.is_empty() { "–".to_string() } else { words.join(" ") }
}

/// Line breaks, bells and what is no character at all.
fn is_nothing(letter: char) -> bool {
    letter.is_control() || u32::from(letter) & 0xfffe == 0xfffe
}

/// Joiners, marks without a letter and direction signs take no room.
fn takes_room(letter: char) -> bool {
    textwrap::core::display_width(letter.encode_utf8(&mut [0; 4])) > 0
}

/// Left to right as seen: Hebrew and Arabic letters are turned around, and their brackets with them.
fn seen(text: &str) -> String {
    let bidi = ParagraphBidiInfo::new(text, None);
    if !bidi.has_rtl() {
        return text.to_string();
    }
    let (levels, runs) = bidi.visual_runs(0..text.len());
    let mut out = String::with_capacity(text.len());
    for run in runs {
        let turned = levels.get(run.start).is_some_and(Level::is_rtl);
        let letters = text.get(run).unwrap_or_default().chars();
        if turned { out.extend(letters.rev().map(mirrored)) } else { out.extend(letters) }
    }
    out
}

fn mirrored(letter: char) -> char {
    match letter {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        letter => letter,
    }
}
