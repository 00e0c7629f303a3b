//! What a reading shows: corrections, voices, spans, and that nothing typed does harm.

use super::Reader;
use super::sample::reader;
use crate::built_in::READER;
use crate::knowledge::{BUILT_IN, KnowledgeBase, Meaning};
use crate::text::Voice;

fn words(text: &str) -> String {
    reader().read(text).folded().iter().collect::<Vec<_>>().join(" ")
}

#[test]
fn mistyped_words_are_read_as_the_words_of_the_patterns() {
    for (typed, read) in [
        ("icoud bakcup", "icloud backup"),
        ("stroage is ful", "storage is ful"),
        ("my backup is corruptdd", "my backup is corrupted"),
        ("backup keeps faling", "backup keeps failing"),
        ("st0rage 1cloud", "storage icloud"),
        ("icloudbackup failed", "icloud backup failed"),
        ("Wi-Fi and eye cloud", "wifi and icloud"),
        ("estimatng time remainin", "estimating time remaining"),
    ] {
        assert_eq!(words(typed), read, "from {typed:?}");
    }
}

#[test]
fn english_words_are_never_corrected() {
    for text in [
        "the band will charge a larger fee",
        "pushing a stock of works",
        "could you fold the chart",
        "he fails",
    ] {
        assert_eq!(words(text), text);
        assert!(reader().read(text).corrections().is_empty());
    }
}

#[test]
fn a_correction_keeps_its_place_in_the_text() {
    let text = "ugh, icloudbackup of my Größe iphoen";
    let reading = reader().read(text);
    let typed: Vec<_> =
        reading.folded().words().iter().map(|word| text.get(word.span.clone()).unwrap()).collect();
    assert_eq!(typed, ["ugh", "icloud", "backup", "of", "my", "Größe", "iphoen"]);
}

#[test]
fn what_is_quoted_is_not_the_writers_own() {
    let reading = reader().read("> icloud backup failed\n\nis this normal");
    let voices: Vec<_> =
        reading.found().iter().filter(|f| matches!(f.meaning, Meaning::Screen { .. })).collect();
    assert!(!voices.is_empty());
    assert!(voices.iter().all(|found| found.voice == Voice::Quoted), "{voices:?}");
}

#[test]
fn a_text_from_the_screen_is_found_whatever_its_quotes() {
    for text in [
        "You do not have enough space in iCloud to back up this iPhone.",
        "“You do not have enough space in iCloud to back up this iPhone.”",
        "it said \"YOU DO NOT HAVE ENOUGH SPACE IN ICLOUD TO BACK UP THIS IPHONE\"",
    ] {
        let reading = reader().read(text);
        let longest = reading.found().iter().max_by_key(|found| found.words.len()).unwrap();
        assert!(matches!(longest.meaning, Meaning::Screen { .. }), "{text:?} gave {longest:?}");
        assert!(
            reading.words_of(longest).to_lowercase().starts_with("you do not"),
            "{}",
            reading.words_of(longest)
        );
    }
}

#[test]
fn chatter_is_let_go_at_a_glance_and_complaints_are_not() {
    let talk =
        "That movie was sooo good, everyone should watch it tonight!!! 9:30, with my dog and some coffee";
    let near = "say it here, its the only one where you could";
    for text in ["gm everyone", "who ate my pizza", talk, near, "lol", "", "🎂🎂"] {
        assert!(reader().read_if_topical(text).is_none(), "{text:?} was looked at twice");
        assert!(!reader().may_be_topical(text), "{text:?}");
    }
    for text in
        ["backup", "bakcup brokn", "wontbackup", "iCloudバックアップが終わりません", "sauvegarde impossible"]
    {
        assert!(reader().read_if_topical(text).is_some(), "{text:?} was let go");
        assert!(reader().may_be_topical(text), "{text:?} was let go");
    }
}

#[test]
fn hostile_texts_are_read_without_harm_and_spans_stay_inside() {
    let long = "icloud backup failed ".repeat(2000);
    let flood = "a\u{301}\u{301}".repeat(5000);
    let one_word = "b".repeat(100_000);
    for text in [
        long.as_str(),
        &flood,
        &one_word,
        "\0\0backup\0",
        "\u{202e}pukcab duolci",
        "<<<<<@@@@@",
        "()()|?*+[",
        "🤷🏽‍♀️ backup 🤷🏽‍♀️ fails",
    ] {
        for found in reader().read(text).found() {
            assert!(text.get(found.span.clone()).is_some(), "a span outside the text: {found:?}");
        }
    }
}

#[test]
fn what_is_compiled_in_is_what_compiling_makes_of_the_knowledge() {
    let base = KnowledgeBase::load(BUILT_IN).unwrap_or_else(|complaints| panic!("{complaints}"));
    let made = postcard::to_allocvec(Reader::new(&base).compiled()).unwrap();
    assert!(
        made == READER,
        "{} bytes are compiled in, {} are made of the same files",
        READER.len(),
        made.len()
    );
}
