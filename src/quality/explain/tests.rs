//! What an explanation tells, on the built-in knowledge.

use jiff::civil::date;
use proptest::prelude::*;

use super::page::{WIDTH, width};
use super::{Explanation, Kind, explain};
use crate::diagnosis::Verdict;
use crate::reading::sample::{base, reader};

fn told(text: &str) -> Explanation {
    explain(base(), reader(), text, date(2026, 11, 1))
}

#[test]
fn an_answer_names_its_cause_the_words_for_it_and_where_they_are_written() {
    let told = told("wont bakcup, it says not enough icloud storage, iphone 13 ios 17.4");
    assert_eq!(told.verdict, Verdict::Answer);
    assert!(told.sentence.contains("iCloud storage is full"), "{}", told.sentence);
    let first = told.causes.first().unwrap();
    assert!(first.told && first.standing == "told", "{first:?}");
    let piece = first.supports.first().unwrap();
    assert!(piece.words.contains("not enough icloud storage"), "{piece:?}");
    assert!(piece.place.starts_with("icloud-storage-full.toml:"), "{piece:?}");
    let fields: Vec<_> = told.field_rows.iter().map(|row| (row.label, row.value.as_str())).collect();
    assert_eq!(fields, [("iOS version", "17.4"), ("device", "iphone 13")]);
}

#[test]
fn mended_joined_and_parted_words_are_told_as_typed_and_as_read() {
    let changes = told("My iCluod bakcup, I mean eye cloud bakcup").changes;
    let pairs: Vec<_> =
        changes.iter().map(|one| (one.typed.as_str(), one.read_as.as_str(), one.times)).collect();
    assert_eq!(pairs, [("iCluod", "icloud", 1), ("bakcup", "backup", 2), ("eye cloud", "icloud", 1)]);
    assert!(told("My iCloud Backup fails").changes.is_empty(), "case is no change");
}

#[test]
fn what_is_ruled_out_is_told_with_the_words_that_do_it() {
    let told = told("icloud backup fails every night, wifi is fine");
    let out = told.denied.iter().find(|one| one.rules_out).unwrap();
    assert_eq!(out.by, "wifi is fine");
    assert!(out.causes.iter().any(|title| title.contains("Wi-Fi")), "{out:?}");
    assert!(told.causes.iter().all(|cause| !cause.told));
}

#[test]
fn quoted_words_are_marked_and_are_nobodys_evidence() {
    let told = told("> my storage is full\nhello all");
    assert!(told.sentences.first().is_some_and(|one| one.quoted));
    assert!(told.sentences.last().is_some_and(|one| !one.quoted));
    assert!(told.causes.iter().all(|cause| cause.supports.is_empty()), "{:?}", told.causes);
}

#[test]
fn a_sum_adds_up_to_what_its_rows_add() {
    for text in ["my icloud backup fails", "thanks, my icloud backup works again", "pizza", ""] {
        for sum in told(text).sums {
            let rows: f32 = sum.rows.iter().map(|row| row.adds).sum();
            assert!((rows - sum.total).abs() < 0.01, "{text}: {sum:?}");
        }
    }
}

#[test]
fn silence_says_why() {
    for (text, why) in [
        ("", "no words"),
        ("😭😭", "no words"),
        ("who wants pizza", "no word speaks of a backup"),
        ("thanks, my icloud backup works again", "against it: solved"),
    ] {
        let told = told(text);
        assert_eq!(told.verdict, Verdict::Silent, "{text}");
        assert!(told.sentence.contains(why), "{text}: {}", told.sentence);
        assert!(told.field_rows.is_empty(), "{text}");
    }
}

#[test]
fn the_short_form_is_a_part_of_the_whole_without_answers_to_the_bot() {
    let told = told("yes still failing, my icloud backup fails, no space left in icloud, help");
    assert!(told.patterns.iter().any(|one| one.kind == Kind::Talk));
    let (short, whole) = (format!("{told}"), format!("{told:#}"));
    assert!(short.len() < whole.len());
    assert!(!short.contains("as an answer to the bot") && whole.contains("as an answer to the bot"));
}

#[test]
fn nothing_is_wider_than_a_terminal_and_no_word_of_the_program_shows() {
    let long = format!("{} icloud backup fails\n", "x".repeat(300)).repeat(60);
    for text in [
        long.as_str(),
        "> quote\n```log```\nicloud full, wifi fine",
        "iCloudバックアップができません",
        "\0\u{202e}",
    ] {
        let told = told(text);
        for page in [format!("{told}"), format!("{told:#}")] {
            assert!(page.lines().all(|line| width(line) <= WIDTH), "{page}");
            for word in ["Some(", "None", "Meaning", "Signal", "::", "Verdict"] {
                assert!(!page.contains(word), "{word} in:\n{page}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_is_explained_on_lines_that_fit(text in r"(?s)([a-z 。、\u{3042}-\u{3060}\u{0300}>`<@:/😭.]{0,20}(icloud|bakcup|eye cloud|wifi fine|st0rage|not|ios17){0,2}){0,12}") {
        let told = told(&text);
        for page in [format!("{told}"), format!("{told:#}")] {
            prop_assert!(page.lines().all(|line| width(line) <= WIDTH), "{page}");
        }
        for fired in &told.patterns {
            prop_assert!(text.get(fired.start..fired.end).is_some());
        }
    }
}
