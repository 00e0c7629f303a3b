//! Whole conversations, as data in `tests/stories/*.toml`, told to everything that can hold one.
//!
//! [`written`] is the format, [`driver`] what a conversation is told to, [`run`] compares what came of it. Another way
//! to hold a conversation (a simulated server, a terminal) is another [`driver::Driver`]; the stories stay the same.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise"
)]

#[cfg(feature = "app")]
mod desk;
mod driver;
mod member;
mod run;
mod step_alone;
mod table;
mod written;

use std::sync::LazyLock;

use cloudmedic::knowledge::KnowledgeBase;
use cloudmedic::reading::Reader;

use driver::Driver;
use member::Member;
use step_alone::StepAlone;
use written::Story;

/// The built-in knowledge, loaded once for all tests that talk.
pub(crate) static KNOWLEDGE: LazyLock<KnowledgeBase> =
    LazyLock::new(|| KnowledgeBase::built_in().expect("the built-in knowledge is free of complaints"));
/// Its compiled patterns.
pub(crate) static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&KNOWLEDGE));

/// Tells every story to a driver of its own; all complaints come at once.
fn tell_all<D: Driver>(begin: impl Fn() -> D) {
    let told =
        written::all().iter().filter_map(|story| run::tell(story, &mut begin()).err()).collect::<Vec<_>>();
    assert!(told.is_empty(), "{} stories went another way:\n\n{}", told.len(), told.join("\n"));
}

#[test]
fn every_story_through_step_alone() {
    tell_all(|| Member::of(StepAlone::default()));
}

#[cfg(feature = "app")]
#[test]
fn every_story_at_the_desk_with_the_store_in_memory() {
    tell_all(|| Member::of(desk::in_memory()));
}

#[cfg(feature = "app")]
#[test]
fn every_story_at_the_desk_with_the_store_on_disk() {
    tell_all(|| Member::of(desk::on_disk()));
}

#[test]
fn a_story_that_goes_another_way_is_told_side_by_side() {
    let story = Story::read(
        "wrong.toml",
        r#"
title = "Nothing is right here"
[[turn]]
say = "my icloud is full and the backup fails"
stage = "resolved"
causes = ["apple-outage"]
hears = ["good night"]
hears_not = ["Most LIKELY"]
"#,
    );
    let told = run::tell(&story.unwrap(), &mut Member::of(StepAlone::default())).unwrap_err();
    for part in [
        "wrong.toml: Nothing is right here",
        "turn 1: say \"my icloud is full and the backup fails\"",
        "stage: expected resolved, got fixing",
        "causes: expected [\"apple-outage\"], got [\"icloud-storage-full\"]",
        "hears: expected \"good night\"",
        "hears_not: did not expect \"Most LIKELY\"",
        "Most likely: iCloud storage is full",
    ] {
        assert!(told.contains(part), "expected {part:?} in:\n{told}");
    }
}

#[test]
fn a_story_with_an_unknown_key_is_refused() {
    let complaint = |text: &str| Story::read("odd.toml", text).unwrap_err();
    let odd = complaint("title = \"a\"\n[[turn]]\nsay = \"hello\"\nstge = \"fixing\"\n");
    assert!(
        odd.contains("odd.toml") && odd.contains("line 4") && odd.contains("unknown field `stge`"),
        "{odd}"
    );
    let two = complaint("title = \"a\"\n[[turn]]\nsay = \"hello\"\nwait = \"1h\"\nsilent = true\n");
    assert!(two.contains("turn 1 does 2 things"), "{two}");
    let nothing = complaint("title = \"a\"\n[[turn]]\nsay = \"hello\"\n");
    assert!(nothing.contains("turn 1 expects nothing"), "{nothing}");
}
