//! `/triage test`: a moderator tries a message out; nobody else can, and nothing of it is kept.

use cloudmedic::store::Filter;
use cloudmedic::triage::Settings;

use super::town::{Town, settings};
use crate::support::sim::{Message, World, ids};

const FULL: &str = "wont bakcup, says not enough icloud storage, iphone 13 ios 17.4, wifi is fine";

fn tried(town: &Town, user: u64, text: &str) -> Message {
    town.sim.command(user, ids::MODERATORS_ROOM, "triage test", &[("text", text)]).message()
}

#[test]
fn a_moderator_sees_what_would_be_said_and_why_and_nothing_is_kept() {
    let town = Town::open();
    let told = tried(&town, ids::MODERATOR, FULL);
    assert!(told.ephemeral(), "{}", told.text());
    for part in [
        "I would answer",
        "iCloud storage is full",
        "not enough icloud storage",
        "\"bakcup\" as \"backup\"",
        "wifi is fine",
        "iOS version: 17.4",
        "device: iphone 13",
    ] {
        assert!(told.text().contains(part), "{part:?} is missing in:\n{}", told.text());
    }
    town.sim.quiet(200);
    assert!(town.case_of(ids::MODERATOR).is_none());
    assert_eq!(town.bot().store.cases(&Filter::default()).count(), 0);
    assert!(town.sim.bot_messages(ids::HELP).is_empty());
}

#[test]
fn members_are_not_offered_it_and_staff_who_are_no_moderators_are_refused() {
    let nobody_chosen = Settings { moderators: None, ..settings() };
    let town = Town::with(World::support_server(), nobody_chosen);
    assert!(!town.sim.commands_for(ids::ANNA, ids::HELP).contains(&"triage".to_owned()));
    let told = tried(&town, ids::MODERATOR, FULL);
    assert!(told.ephemeral() && told.text().contains("for moderators"), "{}", told.text());
}

#[test]
fn silence_is_explained() {
    let town = Town::open();
    for (text, why) in [
        ("who wants pizza", "no word speaks of a backup"),
        ("😭😭", "no words"),
        ("thanks, my icloud backup works again", "solved"),
    ] {
        let told = tried(&town, ids::MODERATOR, text);
        assert!(told.ephemeral() && told.text().contains("stay silent"), "{}", told.text());
        assert!(told.text().contains(why), "{why:?} is missing in:\n{}", told.text());
    }
}

#[test]
fn the_longest_message_gets_an_answer_that_fits_and_a_longer_one_cannot_be_sent() {
    let town = Town::open();
    let long: String = "my icloud bakcup fails, no space lfet in icloud storage!! ".repeat(80);
    let longest: String = long.chars().take(4000).collect();
    let told = tried(&town, ids::MODERATOR, &longest);
    assert!(told.text().contains("I would") && told.text().encode_utf16().count() <= 2000, "{}", told.text());
    let longer = format!("{longest}x");
    let refused =
        town.sim.try_command(ids::MODERATOR, ids::MODERATORS_ROOM, "triage test", &[("text", &longer)]);
    assert!(refused.is_err());
}

#[test]
fn what_is_tried_out_pings_nobody_and_marks_nothing_up() {
    let town = Town::open();
    let sly =
        "icloud storage full @everyone **loud** [x](https://evil.example) discord.gg/abc <@1>, backup fails";
    let told = tried(&town, ids::MODERATOR, sly);
    assert!(told.mentions_that_fired.is_empty());
    for markup in ["@everyone", "**loud**", "](https://", "discord.gg/abc"] {
        assert!(!told.text().contains(markup), "{markup} in:\n{}", told.text());
    }
}
