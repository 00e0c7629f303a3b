//! Makes what a person wrote harmless, and our own sentences Markdown: no mention, markup, link or invite slips in.
//!
//! Discord reads a backslash before any sign as that sign. Mentions and invites are also looked for in the raw text,
//! where a backslash does not help: there a zero-width space goes between.

use unicode_normalization::char::is_combining_mark;

/// Parts what must not be read as one.
pub(super) const APART: char = '\u{200b}';
/// More accents than this on one letter are no language.
const MOST_MARKS: usize = 4;

/// What a person wrote, on one line: every sign is shown and none does anything.
#[must_use]
pub fn person(text: &str) -> String {
    let words: Vec<String> = clean(text).lines().map(|line| line.trim().to_owned()).collect();
    let words: Vec<String> = words.into_iter().filter(|line| !line.is_empty()).collect();
    line(&words.join(" "))
}

/// What a person wrote, line by line: as [`person`], but lines stay lines, with at most one empty line between.
#[must_use]
pub fn person_lines(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for one in clean(text).lines() {
        let one = line(one.trim());
        if !one.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(one);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

/// What a person wrote, without what cannot be seen: for inputs, labels and other places that know no Markdown.
#[must_use]
pub fn plain(text: &str) -> String {
    clean(text).trim().to_owned()
}

/// Our own words as Markdown: `*` is meant as it stands, menu paths are bold, addresses of Apple can be tapped, and
/// `{person:1}` names that person. Nothing else in it is markup.
#[must_use]
pub fn own(text: &str) -> String {
    let mut signs = String::with_capacity(text.len());
    for ch in text.chars() {
        if matches!(ch, '\\' | '_' | '~' | '|' | '`' | '<') {
            signs.push('\\');
        }
        signs.push(ch);
        if ch == '@' {
            signs.push(APART);
        }
    }
    people(&super::markdown::paths(&super::markdown::addresses(&signs)))
}

/// `{person:1}` becomes a mention, which pings nobody who is not allowed by the message.
fn people(text: &str) -> String {
    const OPEN: &str = "{person:";
    let mut parts = text.split(OPEN);
    let mut done = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}') {
            Some((id, rest)) if !id.is_empty() && id.chars().all(|ch| ch.is_ascii_digit()) => {
                done.push_str("<@");
                done.push_str(id);
                done.push('>');
                done.push_str(rest);
            }
            Some(_) | None => {
                done.push_str(OPEN);
                done.push_str(part);
            }
        }
    }
    done
}

/// Without control signs, marks that turn the direction of writing, invisible signs and towers of accents.
fn clean(text: &str) -> String {
    let mut marks = 0;
    let mut kept = String::with_capacity(text.len());
    for ch in text.chars() {
        marks = if is_combining_mark(ch) { marks + 1 } else { 0 };
        match ch {
            '\n' | '\u{2028}' | '\u{2029}' => kept.push('\n'),
            _ if ch.is_whitespace() && ch != '\r' => kept.push(' '),
            _ if ch.is_control() || is_invisible(ch) || marks > MOST_MARKS => {}
            _ => kept.push(ch),
        }
    }
    kept
}

/// Signs that are not seen and can deceive. The two joiners stay: emoji and Persian need them.
fn is_invisible(ch: char) -> bool {
    matches!(
        ch,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// One clean line, escaped.
fn line(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let marker = marker(&chars);
    let mut safe = String::with_capacity(text.len() + 8);
    for (at, ch) in chars.iter().copied().enumerate() {
        let next = chars.get(at + 1).copied();
        let apart = match ch {
            '<' => next.is_some_and(|next| next.is_alphabetic() || matches!(next, '@' | '#' | ':' | '/')),
            '@' => next.is_some_and(|next| !next.is_whitespace()),
            ':' => next == Some('/') && chars.get(at + 2) == Some(&'/'),
            '.' => after_name(&chars, at),
            _ => false,
        };
        let marks_up = matches!(ch, '\\' | '*' | '_' | '~' | '|' | '`' | '[' | ']') || (ch == '<' && apart);
        if marks_up || marker == Some(at) {
            safe.push('\\');
        }
        safe.push(ch);
        if apart {
            safe.push(APART);
        }
    }
    safe
}

/// Where the sign stands that would make this line a heading, a list, a quote or small print.
fn marker(chars: &[char]) -> Option<usize> {
    let digits = chars.iter().take_while(|ch| ch.is_ascii_digit()).count();
    match chars.get(digits)? {
        '#' | '-' | '+' | '>' if digits == 0 => Some(0),
        '.' | ')' if digits > 0 && chars.get(digits + 1).is_none_or(|next| *next == ' ') => Some(digits),
        _ => None,
    }
}

/// Whether the dot at this place follows the name of Discord, as in an invite, which needs no `https` to unfold.
fn after_name(chars: &[char], at: usize) -> bool {
    let before: String = chars.iter().take(at).rev().take(10).flat_map(|ch| ch.to_lowercase()).collect();
    before.starts_with("drocsid") || before.starts_with("ppadrocsid")
}
