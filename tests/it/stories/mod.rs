//! Whole conversations, as data in `tests/stories/*.toml`, told to everything that can hold one.
//!
//! [`written`] is the format, [`driver`] what a conversation is told to, [`run`] compares what came of it. Another way
//! to hold a conversation is another [`driver::Driver`]; the stories stay the same. `CLOUDMEDIC_STORY=twice` tells only
//! the stories with that word in the names of their files.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise"
)]

#[cfg(feature = "app")]
mod desk;
mod driver;
#[cfg(feature = "app")]
mod in_discord;
#[cfg(feature = "app")]
mod in_terminal;
mod member;
#[cfg(feature = "app")]
mod plain;
mod run;
#[cfg(feature = "app")]
mod side_by_side;
mod step_alone;
mod table;
#[cfg(feature = "app")]
mod transcript;
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
pub(crate) static READER: LazyLock<Reader> = LazyLock::new(|| Reader::built_in(&KNOWLEDGE));

/// The stories to be told: all, unless some are chosen.
fn chosen() -> Vec<Story> {
    let word = std::env::var("CLOUDMEDIC_STORY").unwrap_or_default();
    let chosen: Vec<Story> = written::all().into_iter().filter(|story| story.file.contains(&word)).collect();
    assert!(!chosen.is_empty(), "no story has {word:?} in the name of its file");
    chosen
}

/// Tells every story to a driver of its own; all complaints come at once.
fn tell_all<D: Driver>(begin: impl Fn() -> D) {
    let told = chosen().iter().filter_map(|story| run::tell(story, &mut begin()).err()).collect::<Vec<_>>();
    went_the_same_way(&told);
}

fn went_the_same_way(complaints: &[String]) {
    let count = complaints.len();
    assert!(complaints.is_empty(), "{count} stories went another way:\n\n{}", complaints.join("\n"));
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

#[cfg(feature = "app")]
#[test]
fn every_story_in_a_simulated_server() {
    went_the_same_way(&side_by_side::tell(&chosen(), in_discord::InDiscord::begin));
}

#[cfg(feature = "app")]
#[test]
#[expect(clippy::print_stdout, reason = "who runs the test can see what a terminal cannot tell")]
fn every_story_at_the_terminal_as_far_as_it_is_between_two() {
    let mut complaints = Vec::new();
    for story in chosen() {
        let file = story.file.clone();
        let (story, whole) = story.between_two();
        if story.turns.is_empty() {
            println!("{file}: not told, since it begins with others");
            continue;
        }
        if !whole {
            println!("{file}: told in part");
        }
        complaints.extend(run::tell(&story, &mut in_terminal::InTerminal::begin()).err());
    }
    went_the_same_way(&complaints);
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
