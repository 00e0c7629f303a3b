//! Cuts text to a length without cutting a character, an emoji, an escape or a mention in two.

use unicode_normalization::char::is_combining_mark;

/// How far back a better place to cut is looked for, in characters: longer than any emoji.
const LOOK_BACK: usize = 48;
/// No mention, timestamp or link of ours in angle brackets is longer, in characters.
const LONGEST_TOKEN: usize = 120;
const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// The length of a text as the stricter of Discord's two counts has it, in UTF-16 units.
#[must_use]
pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The text, cut to at most `limit` UTF-16 units; a cut text ends in an ellipsis.
#[must_use]
pub fn cut(text: &str, limit: usize) -> String {
    if units(text) <= limit {
        return text.to_owned();
    }
    let Some(room) = limit.checked_sub(1) else { return String::new() };
    let chars: Vec<char> = text.chars().collect();
    let mut used = 0;
    let fitting = chars.iter().take_while(|ch| {
        used += ch.len_utf16();
        used <= room
    });
    let end = boundary(&chars, fitting.count());
    let mut kept: String = chars.iter().take(end).collect();
    kept.truncate(kept.trim_end().len());
    if dangles(kept.chars().rev()) {
        kept.pop();
    }
    kept.push('…');
    kept
}

/// The last place, not behind `at`, where nothing that belongs together is torn apart.
fn boundary(chars: &[char], at: usize) -> usize {
    let at = token_start(chars, at).unwrap_or(at);
    (at.saturating_sub(LOOK_BACK)..=at).rev().find(|place| is_whole(chars, *place)).unwrap_or(at)
}

/// Where the mention, timestamp or link begins that stands open at this place.
fn token_start(chars: &[char], at: usize) -> Option<usize> {
    let before = chars.get(..at)?;
    let mut back =
        before.iter().rev().take(LONGEST_TOKEN).take_while(|ch| **ch != '>' && !ch.is_whitespace());
    let distance = back.position(|ch| *ch == '<')? + 1;
    let start = at.checked_sub(distance)?;
    (!dangles(chars.get(..start)?.iter().rev().copied())).then_some(start)
}

fn is_whole(chars: &[char], at: usize) -> bool {
    let before = || chars.iter().take(at).rev().copied();
    let (previous, next) = (before().next(), chars.get(at).copied());
    let torn = next.is_some_and(continues) || previous == Some(ZERO_WIDTH_JOINER);
    let flags = before().take_while(|ch| is_flag_letter(*ch)).count();
    let half_a_flag = flags % 2 == 1 && next.is_some_and(is_flag_letter);
    let half_of_bold = previous == Some('*') && next == Some('*');
    !torn && !half_a_flag && !half_of_bold && !dangles(before())
}

/// Whether a text, given from its end, ends in a backslash that still waits for the character it escapes.
fn dangles(from_end: impl Iterator<Item = char>) -> bool {
    from_end.take_while(|ch| *ch == '\\').count() % 2 == 1
}

/// Whether a character only changes or joins the one before it: accents, skin tones, variants, tags.
fn continues(ch: char) -> bool {
    is_combining_mark(ch)
        || matches!(ch, ZERO_WIDTH_JOINER | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// Two of these letters make a flag.
fn is_flag_letter(ch: char) -> bool {
    matches!(ch, '\u{1f1e6}'..='\u{1f1ff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_fits_stays_as_it_is() {
        assert_eq!(cut("storage full", 12), "storage full");
        assert_eq!(cut("", 0), "");
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(cut("storage full", 11), "storage fu…");
        assert_eq!(cut("storage full", 9), "storage…");
        assert_eq!(cut("storage full", 1), "…");
        assert_eq!(cut("storage full", 0), "");
    }

    #[test]
    fn nothing_that_belongs_together_is_torn_apart() {
        for (text, limit, wanted) in [
            (r"ab\*cd", 4, "ab…"),
            (r"ab\\cd", 4, "ab…"),
            (r"ab\\cd", 5, r"ab\\…"),
            ("ab👩‍👩‍👧cd", 6, "ab…"),
            ("ab🇩🇪🇫🇷", 8, "ab🇩🇪…"),
            ("ab🇩🇪🇫🇷", 9, "ab🇩🇪…"),
            ("abe\u{301}cd", 4, "ab…"),
            ("by <@123456> now", 8, "by…"),
            ("by <@123456> now", 13, "by <@123456>…"),
            ("👍🏽👍🏽", 4, "…"),
            ("a < b and more", 6, "a < b…"),
        ] {
            assert_eq!(cut(text, limit), wanted, "{text} to {limit}");
        }
    }

    #[test]
    fn a_flood_of_accents_is_cut_all_the_same() {
        let flood = format!("a{}", "\u{301}".repeat(500));
        assert_eq!(units(&cut(&flood, 100)), 100);
    }

    proptest! {
        #[test]
        fn a_cut_text_fits_and_begins_like_the_whole(text in r"(?s)[ab\\*👍🏽🇩\u{301}<>@ \n]{0,60}|.{0,60}", limit in 0_usize..60) {
            let short = cut(&text, limit);
            prop_assert!(units(&short) <= limit);
            match short.strip_suffix('…') {
                Some(start) if short != text => {
                    prop_assert!(text.starts_with(start));
                    prop_assert!(!dangles(start.chars().rev()));
                }
                _ => prop_assert!(short == text || limit == 0),
            }
        }
    }
}
