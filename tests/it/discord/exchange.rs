//! The knowledge is exchanged while the bot runs: what is under way ends with the old one, what comes in next gets the new.

use std::sync::Arc;

use cloudmedic::desk::deciding::Known;
use cloudmedic::knowledge::{BUILT_IN, KnowledgeBase};

use super::town::Town;
use crate::support::sim::{Fault, ids};

const FULL: &str = "my backup wont work it says not enough icloud storage";
const OLD: &str = "iCloud storage is full";
const NEW: &str = "Your iCloud has no room left";
const COMMAND: &str = "Help with an iPhone or iPad that does not back up to iCloud";

/// The built-in knowledge with a new title for a full storage, and other words for a command.
fn changed(command: &str) -> Arc<Known> {
    let files: Vec<(&str, String)> = BUILT_IN
        .iter()
        .map(|(name, text)| (*name, text.replace(OLD, NEW).replace(COMMAND, command)))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Arc::new(Known::new(KnowledgeBase::load(&files).unwrap()))
}

fn exchange(town: &Town, known: Arc<Known>) {
    drop(town.bot().desk.knowledge().replace(known));
}

#[test]
fn a_message_under_way_is_answered_with_the_knowledge_that_it_came_in_with_and_holds_nobody_up() {
    let town = Town::open();
    let new = changed(COMMAND);
    // Its file takes long: the message is under way until it is there.
    town.sim.fail_next("GET", "/attachments/**", Fault::Delay(1_500));
    let first = town.sim.post_with(ids::ANNA, ids::HELP, |draft| {
        draft.text = FULL.to_owned();
        draft.attach("message.txt", Some("text/plain"), b"its an iphone 13 with ios 17.4");
    });
    town.sim.wait_for("the file to be asked for", |_| (town.sim.faults_left() == 0).then_some(()));
    exchange(&town, new);
    let second = town.sim.post(ids::BEN, ids::HELP, FULL);
    let (new, old) = (town.reply_to(second.id), town.reply_to(first.id));
    assert!(new.text().contains(NEW), "{}", new.text());
    assert!(old.text().contains(OLD) && !old.text().contains(NEW), "{}", old.text());
    assert!(new.id < old.id, "the second was answered while the first was under way");
    // What she does next is an event of its own.
    town.sim.press(ids::ANNA, old.id, "Not my problem");
    town.sim.wait_for_bot_message(first.id, |message| !message.buttons().is_empty());
}

#[test]
fn commands_that_discord_does_not_take_leave_the_bot_answering_and_are_sent_with_the_next_exchange() {
    let town = Town::open();
    town.sim.fail_next("PUT", "/applications/*/commands", Fault::Status(400, serde_json::json!({})));
    exchange(&town, changed("Help one"));
    town.sim.wait_for("the commands to be refused", |_| (town.sim.faults_left() == 0).then_some(()));
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    assert!(town.reply_to(asked.id).text().contains(NEW));
    exchange(&town, changed("Help two"));
    town.sim.wait_for("the commands to have their new words", |seen| {
        seen.world.commands.iter().any(|one| one["description"] == "Help two").then_some(())
    });
}
