//! Colors of the terminal, and text made safe to show there. Whether colors are shown at all is decided by
//! `anstream` where the text is written: not in a pipe, and not when `NO_COLOR` is set.

use std::fmt;

use anstyle::{AnsiColor, Color, Style};

/// What the bot says.
pub const BOT: Style = color(AnsiColor::Cyan).bold();
/// What the person says.
pub const PERSON: Style = color(AnsiColor::Green).bold();
/// The few words that carry the message.
pub const STRONG: Style = Style::new().bold();
/// What matters less.
pub const FAINT: Style = Style::new().dimmed();
/// What can go wrong.
pub const CAUTION: Style = color(AnsiColor::Yellow);
/// Numbers of choices.
pub const NUMBER: Style = color(AnsiColor::Cyan);

const fn color(color: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(color)))
}

/// Text in a style.
#[derive(Debug, Clone, Copy)]
pub struct Painted<T>(pub Style, pub T);

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(style, text) = self;
        write!(f, "{style}{text}{style:#}")
    }
}

/// Somebody's words without the characters that steer a terminal or turn its writing direction around: what a
/// stranger typed must not clear the screen.
#[must_use]
pub fn harmless(text: &str) -> String {
    text.chars()
        .filter(|&letter| letter == '\n' || !steers(letter))
        .map(|letter| if letter == '\u{2028}' { ' ' } else { letter })
        .collect()
}

fn steers(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text in parts, each behind an empty line, with the lines that head them in bold.
#[must_use]
pub fn headed(text: &str) -> String {
    let mut painted = String::with_capacity(text.len());
    let mut heads = true;
    for line in text.lines() {
        let head = heads && !line.is_empty();
        heads = line.is_empty() || (heads && !line.starts_with(' '));
        let line = if head { Painted(STRONG, line).to_string() } else { line.to_owned() };
        painted.extend([line.as_str(), "\n"]);
    }
    painted
}

/// JSON that no terminal can be steered with: a sign that could is written as its number, so that nothing is lost.
#[must_use]
pub fn harmless_json(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter != '\n' && steers(letter) {
            safe.push_str(&format!("\\u{:04x}", u32::from(letter)));
        } else {
            safe.push(letter);
        }
    }
    safe
}

/// The first `most` letters of harmless text on one line, with `...` where something is left out.
#[must_use]
pub fn snippet(text: &str, most: usize) -> String {
    let line = harmless(text).split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        None => line,
        Some((end, _)) => format!("{}...", line.get(..end).unwrap_or_default().trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_steer_a_terminal_lose_their_power() {
        assert_eq!(harmless("a\u{1b}[2Jb\u{7}c\u{202e}d\r\ne\u{9b}"), "a[2Jbcd\ne");
    }

    #[test]
    fn what_would_steer_a_terminal_is_a_number_in_json() {
        assert_eq!(harmless_json("{\n\"a\u{9b}\u{202e}\"}"), "{\n\"a\\u009b\\u202e\"}");
    }

    #[test]
    fn a_snippet_ends_between_letters() {
        assert_eq!(snippet("é é\n\té", 3), "é é...");
        assert_eq!(snippet("é é", 3), "é é");
    }
}
