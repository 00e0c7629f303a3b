//! The pages of a list: turned by buttons that carry what is listed, whoever made them.

use super::FULL;
use crate::discord::town::{Town, settings};
use crate::support::sim::{Answer, Message, World, ids};

/// A server in which so many people have a case.
fn crowd(many: u64) -> Town {
    let mut world = World::support_server();
    let people: Vec<u64> = (0..many).map(|n| 1_170_000_000_000_005_000 + n).collect();
    for person in &people {
        world.add_user(*person, &format!("member{person}"), false);
        world.add_member(ids::GUILD, *person, &[]);
    }
    let town = Town::with(world, settings());
    for person in people {
        town.sim.post(person, ids::HELP, FULL);
        town.wait_for_case(person, |_| true);
    }
    town
}

fn listed(town: &Town, options: &[(&str, &str)]) -> Message {
    town.sim.command(ids::MODERATOR, ids::MODERATORS_ROOM, "case list", options).message()
}

/// Turns a page, and waits until it is there.
fn turned(town: &Town, message: u64, label: &str, words: &str) -> Message {
    let pressed = town.sim.press(ids::MODERATOR, message, label);
    assert!(matches!(pressed.answer(), Answer::Acknowledged));
    town.sim.wait_for(words, |_| town.sim.message(message).filter(|one| one.text().contains(words)))
}

#[test]
fn pages_turn_on_and_back_with_the_filter_that_was_given() {
    let town = crowd(12);
    let first = listed(&town, &[("stage", "Trying steps")]);
    assert!(first.text().contains("1 to 10 of 12"), "{}", first.text());
    assert_eq!(first.buttons(), ["Next"]);
    let second = turned(&town, first.id, "Next", "11 to 12 of 12");
    assert_eq!(second.buttons(), ["Previous"]);
    assert!(second.text().contains("**12** ") && second.text().contains("Trying steps"), "{}", second.text());
    let back = turned(&town, first.id, "Previous", "1 to 10 of 12");
    assert_eq!(back.buttons(), ["Next"]);
    // Newest first, without counting them all.
    let all = listed(&town, &[("stage", "All cases")]);
    assert!(all.text().contains("newest first: 1 to 10") && all.text().contains("**12** "), "{}", all.text());
    turned(&town, all.id, "Next", "11 to 12");
}

#[test]
fn a_page_that_is_not_there_any_more_is_the_last_one() {
    let town = crowd(11);
    let first = listed(&town, &[]);
    for number in 1..=2 {
        let number = number.to_string();
        town.sim
            .command(ids::MODERATOR, ids::MODERATORS_ROOM, "case close", &[("number", &number)])
            .message();
    }
    let now = turned(&town, first.id, "Next", "1 to 9 of 9");
    assert!(now.buttons().is_empty());
}

#[test]
fn forged_pages_do_no_harm() {
    let town = crowd(1);
    let list = listed(&town, &[]);
    for id in ["cm1:list:99999999:o::::", "cm1:list:0:o", "cm1:list:0:o::::../x", "cm1:list:01:o::::"] {
        let said = town.sim.press_id(ids::MODERATOR, list.id, id).message();
        assert!(said.ephemeral() && said.text().contains("earlier message"), "{id}: {}", said.text());
    }
    let forged = town.sim.post(ids::BEN, ids::HELP, "hello there everybody");
    let said = town.sim.press_id(ids::BEN, forged.id, "cm1:list:0:all::::").message();
    assert!(said.ephemeral() && said.text().contains("for moderators"), "{}", said.text());
}
