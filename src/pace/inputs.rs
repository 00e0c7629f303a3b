//! Texts that were made to be slow.

use crate::knowledge::Rule;
use crate::reading::sample;

/// Parts that were written to be slow when they are said again and again.
pub(super) fn crafted() -> Vec<(&'static str, String)> {
    let said = |name, text: &str| (name, text.to_owned());
    vec![
        said("icloud backup", "icloud backup "),
        said("one word", "a"),
        said("long words", "antidisestablishmentari "),
        said("typos", "bakcup stroage iclod setings "),
        said("typos in a row", "bakcupstroage "),
        said("unknown words", "qwertyu asdfghj zxcvbnm "),
        said("failing", "icloud backup fails "),
        said("failing, in sentences", "icloud backup fails. "),
        said("failing, in clauses", "icloud backup fails, "),
        said("not", "not not fine wifi "),
        said("fine", "wifi fine storage fine "),
        said("lists", "wifi and storage and power "),
        said("but", "but my mac backup but "),
        said("tried", "restarted signed out and in "),
        said("digits", "1 2 3 4 5 6 7 8 9 0 "),
        said("one number", "1234567890"),
        said("dots in numbers", "1.2.3.4.5.6.7.8.9."),
        said("versions", "ios 17.4.1 "),
        said("versions, bare", "17.4.1 18.2 "),
        said("builds", "22d63 "),
        said("devices", "iphone 13 pro max "),
        said("ipads", "ipad pro 12.9 5th gen "),
        said("whose", "my wifes iphone my "),
        said("durations", "for 3 weeks since monday "),
        said("since", "since "),
        said("for", "for a "),
        said("dates", "march 3rd 2025 12/03/25 "),
        said("newlines", "\n"),
        said("lines", "a\n"),
        said("quotes", "\""),
        said("curly quotes", "\u{201c}a\u{201d} "),
        said("open quotes", "\u{201c}icloud "),
        said("apostrophes", "'a "),
        said("it says", "it says: "),
        said("emoji", "\u{1f62d}"),
        said("family", "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} "),
        said("combining", "e\u{301}\u{301}\u{301}"),
        said("ligature", "\u{fdfa}"),
        said("width", "\u{ff49}\u{ff23}\u{ff4c}\u{ff4f}\u{ff55}\u{ff44} "),
        said("japanese", "\u{30d0}\u{30c3}\u{30af}\u{30a2}\u{30c3}\u{30d7}"),
        said("chinese", "\u{5907}\u{4efd}\u{5931}\u{8d25}"),
        said("korean", "\u{bc31}\u{c5c5} "),
        said("thai", "\u{e2a}\u{e33}\u{e23}\u{e2d}\u{e07}"),
        said("russian", "\u{440}\u{435}\u{437}\u{435}\u{440}\u{432} "),
        said("angle brackets", "<"),
        said("mentions", "<@1"),
        said("whole mentions", "<@123456> "),
        said("links", "http://a "),
        said("one link", "http://aaaaaaaaaaaaaaaaaaaaaaaaa"),
        said("fences", "```\n"),
        said("quoted lines", "> icloud backup fails\n"),
        said("zero width", "\u{200b}"),
        said("brackets", "((( "),
        said("dashes", "- - "),
        said("bullets", "- restarted\n"),
        said("signs", "% @ / "),
        said("questions", "? how often does icloud backup "),
        said("the error", "The last backup could not be completed. "),
        said("half an error", "The last backup could not be "),
        said("a regex", "wifi is on and off "),
        said("a regex, in sentences", "wifi is on and off. "),
        said("leet", "b4ckup st0rage 1cl0ud "),
    ]
}

/// Those, and the words of patterns: of all of them when `CLOUDMEDIC_PACE_EVERY` is 1.
pub(super) fn parts() -> Vec<(&'static str, String)> {
    let mut parts = crafted();
    let words = sample::base().patterns.iter().filter_map(|pattern| match &pattern.rule {
        Rule::Phrase(_) => Some(pattern.written.replace(['<', '>', '(', ')', '|', '#', '?', '.'], " ")),
        Rule::Regex { .. } => None,
    });
    let words = words.step_by(crate::long::size("CLOUDMEDIC_PACE_EVERY", 25));
    parts.extend(
        words.map(|words| ("a pattern", words.split_whitespace().collect::<Vec<_>>().join(" ") + " ")),
    );
    parts
}

/// A part said again and again, up to a length in bytes.
pub(super) fn again(part: &str, length: usize) -> String {
    part.repeat((length / part.len().max(1)).max(1))
}
