//! What a moderator reads about a message that they try out.

use jiff::civil::date;
use proptest::prelude::*;

use super::super::explained::explained;
use super::super::limits::{self, units};
use super::BASE;
use crate::quality;
use crate::reading::Reader;

static READER: std::sync::LazyLock<Reader> = std::sync::LazyLock::new(|| Reader::new(&BASE));

fn told(text: &str) -> String {
    explained(&BASE, &quality::explain(&BASE, &READER, text, date(2026, 11, 1)))
}

#[test]
fn what_tells_most_comes_first_and_that_nothing_is_kept_comes_last() {
    let text = told("wont bakcup, not enough icloud storage, iphone 13. wifi is fine");
    let places: Vec<usize> = [
        "I would answer",
        "iCloud storage is full",
        "not enough icloud storage",
        "wifi is fine",
        "bakcup",
        "iphone 13",
        "Nothing of this is kept",
    ]
    .into_iter()
    .map(|part| text.find(part).unwrap_or_else(|| panic!("{part:?} is missing in:\n{text}")))
    .collect();
    assert!(places.is_sorted(), "{text}");
}

#[test]
fn a_message_full_of_causes_still_fits_and_keeps_its_verdict() {
    let full = "icloud storage full, wifi keeps dropping, not charging, backup switched off, old ios, stuck for days, \
                mdm profile, apple id signed out, last backup damaged, one app breaks it. ";
    let text = told(&full.repeat(20));
    assert!(units(&text) <= limits::CONTENT, "{}", units(&text));
    assert!(text.starts_with("**I would answer this.**") && text.contains("**Causes**"), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn whatever_is_tried_out_the_answer_fits(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "icloud", "backup fails", "storage full", "wifi is fine", "not", "\n> ", "```", "@everyone", "**",
                "iphone 13", "bakcup", "バックアップ", "😭", "discord.gg/x", "\u{202e}", "has worked since monday",
            ]),
            0..200,
        ),
        joint in prop::sample::select(vec![" ", ", ", ". "]),
    ) {
        let text = told(&parts.join(joint));
        prop_assert!(units(&text) <= limits::CONTENT);
        prop_assert!(text.starts_with("**I would"), "{text}");
        prop_assert!(!text.contains("@everyone") && !text.contains("discord.gg/x"));
    }
}
