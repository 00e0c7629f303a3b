//! Moderators say what is right about a message, and that is kept.

use cloudmedic::knowledge::Family;
use cloudmedic::triage::{About, Correction, MessageId, PersonId, Right, Settings};

use super::town::{SERVER, Town, settings};
use crate::support::sim::{Message, World, ids};

const FULL: &str = "my backup wont work it says not enough icloud storage";
const MENU: &str = "Correct triage";

/// A moderator opens the menu on a message.
fn opened(town: &Town, message: u64) -> Message {
    let menu = town.sim.message_command(ids::MODERATOR, message, MENU).message();
    assert!(menu.ephemeral(), "{}", menu.text());
    menu
}

/// A moderator says what is right; what the answer became.
fn corrected(town: &Town, message: u64, right: &[&str]) -> String {
    let menu = opened(town, message);
    town.sim.select(ids::MODERATOR, menu.id, "", right);
    became(town, menu.id)
}

/// What the answer with the menu became: a text without a menu.
fn became(town: &Town, answer: u64) -> String {
    let now = town.sim.wait_for("the answer to change", |_| {
        town.sim.message(answer).filter(|message| message.selects().is_empty())
    });
    now.text()
}

fn kept(town: &Town) -> Vec<Correction> {
    town.bot().store.corrections(None).map(Result::unwrap).collect()
}

#[test]
fn a_false_reply_is_corrected_and_only_its_message_is_kept() {
    let town = Town::open();
    town.sim.post(ids::BEN, ids::HELP, "good morning everybody");
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.reply_to(asked.id);
    let menu = opened(&town, asked.id);
    assert!(menu.text().contains("**iCloud storage is full**"), "{}", menu.text());
    assert_eq!(menu.options().len(), 14);
    let told = corrected(&town, asked.id, &["Not about a failing iCloud backup"]);
    assert!(told.contains("Kept for this message: **Not about a failing iCloud backup**"), "{told}");
    let kept = kept(&town);
    let [one] = kept.as_slice() else { panic!("{kept:?}") };
    assert_eq!((one.about, one.author), (About::Message(MessageId(asked.id)), PersonId(ids::ANNA)));
    assert_eq!(
        (one.text.as_str(), &one.right, one.by),
        (FULL, &Right::OffTopic, Some(PersonId(ids::MODERATOR)))
    );
    assert!(one.said.families.contains(&Family::StorageFull), "{:?}", one.said);
    assert_eq!(one.place.0, ids::HELP);
}

#[test]
fn a_miss_is_corrected_with_causes_in_the_order_of_the_choice_and_a_later_one_replaces_it() {
    let town = Town::open();
    let missed = town.sim.post(ids::ANNA, ids::HELP, "good morning, any news on the thing");
    let menu = opened(&town, missed.id);
    assert!(menu.text().contains("What is right?"), "{}", menu.text());
    corrected(&town, missed.id, &["Wi-Fi or network trouble", "iCloud storage is full"]);
    assert_eq!(kept(&town)[0].right, Right::Families(vec![Family::Network, Family::StorageFull]));

    let again = opened(&town, missed.id);
    assert!(again.text().contains("to: **Wi-Fi or network trouble**, **iCloud storage"), "{}", again.text());
    corrected(&town, missed.id, &["A failing backup, cause unclear"]);
    let kept = kept(&town);
    assert_eq!((kept.len(), &kept[0].right), (1, &Right::Unknown));
}

#[test]
fn choices_that_speak_against_each_other_keep_nothing_and_leave_the_menu() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let menu = opened(&town, asked.id);
    let both = ["Not about a failing iCloud backup", "Wi-Fi or network trouble"];
    let told = town.sim.select(ids::MODERATOR, menu.id, "", &both).message();
    assert!(told.ephemeral() && told.text().contains("stand alone"), "{}", told.text());
    assert_eq!(kept(&town), []);
    town.sim.select(ids::MODERATOR, menu.id, "", &["Wi-Fi or network trouble"]);
    assert!(became(&town, menu.id).contains("Wi-Fi"));
}

#[test]
fn the_choice_counts_after_a_restart_and_the_words_are_those_of_that_moment() {
    let mut town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let menu = opened(&town, asked.id);
    town.stop();
    town.start();
    town.sim.edit(ids::ANNA, asked.id, "never mind, my backup works again");
    town.sim.select(ids::MODERATOR, menu.id, "", &["Not about a failing iCloud backup"]);
    became(&town, menu.id);
    assert_eq!(kept(&town)[0].text, "never mind, my backup works again");

    let gone = town.sim.post(ids::BEN, ids::HELP, FULL);
    let menu = opened(&town, gone.id);
    town.sim.delete_message(ids::BEN, gone.id);
    town.sim.select(ids::MODERATOR, menu.id, "", &["Wi-Fi or network trouble"]);
    assert!(became(&town, menu.id).contains("cannot read that message any more"));
    assert_eq!(kept(&town).len(), 1);
}

#[test]
fn a_message_of_a_bot_or_without_words_gets_a_sentence() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    let of_bot = opened(&town, reply.id);
    assert!(of_bot.text().contains("not written by a member") && of_bot.selects().is_empty());
    let mention = town.sim.post(ids::ANNA, ids::HELP, &format!("<@{}>", ids::BOT));
    let empty = opened(&town, mention.id);
    assert!(empty.text().contains("has no text") && empty.selects().is_empty(), "{}", empty.text());
}

#[test]
fn strangers_may_correct_nothing() {
    // Discord shows the menu to those who manage messages; here that alone makes nobody a moderator.
    let town = Town::with(World::support_server(), Settings { moderators: None, ..settings() });
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let refused = opened(&town, asked.id);
    assert!(refused.text().contains("for moderators") && refused.selects().is_empty(), "{}", refused.text());
    town.sim.try_message_command(ids::BEN, asked.id, MENU).map(drop).unwrap_err();

    let reply = town.reply_to(asked.id);
    let forged = format!("cm1:correct:{}:{}", ids::HELP, asked.id);
    let refused = town.sim.press_id(ids::BEN, reply.id, &forged).message();
    assert!(refused.ephemeral() && refused.text().contains("for moderators"), "{}", refused.text());
    assert_eq!(kept(&town), []);
}

#[test]
fn a_forgotten_person_takes_the_corrections_along() {
    let town = Town::open();
    for (person, words) in [(ids::ANNA, FULL), (ids::BEN, "my backup is green")] {
        let asked = town.sim.post(person, ids::HELP, words);
        corrected(&town, asked.id, &["Not about a failing iCloud backup"]);
    }
    let export = town.sim.command(ids::BEN, ids::HELP, "privacy export", &[]).message();
    assert_eq!(export.attachments.len(), 1, "{}", export.text());
    town.sim.command(ids::ANNA, ids::HELP, "privacy delete", &[]).message();
    let left =
        town.sim.wait_for("the words to be gone", |_| Some(kept(&town)).filter(|kept| kept.len() == 1));
    assert_eq!((left[0].author, left[0].server), (PersonId(ids::BEN), SERVER));
}
