//! What moderators do with cases by command, as they see it.

mod deeds;
mod figures;
mod hand_off;
mod incidents;
mod list;
mod order;
mod pages;
mod refusals;
mod setting;
mod typing;

use super::town::Town;
use crate::support::sim::{Answer, Message, ids};

pub(super) const FULL: &str = "my backup wont work it says not enough icloud storage. ios 17.4, iphone 12";

/// A case of Anna's for which a person was called, and its card; its number is 1.
pub(super) fn escalated(town: &Town) -> (u64, Message) {
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    town.sim.press(ids::ANNA, reply.id, "Talk to a person");
    let card = town.sim.wait_for_bot_message(ids::MODERATORS_ROOM, |message| message.buttons().len() == 4);
    (asked.id, card)
}

/// A moderator runs a subcommand of `/case`; what they read in the end, which nobody else does.
pub(super) fn case(town: &Town, sub: &str, options: &[(&str, &str)]) -> String {
    case_by(town, ids::MODERATOR, sub, options)
}

/// The same, by this person.
pub(super) fn case_by(town: &Town, who: u64, sub: &str, options: &[(&str, &str)]) -> String {
    let run = town.sim.command(who, ids::MODERATORS_ROOM, &format!("case {sub}"), options);
    let read = run.message();
    assert!(read.ephemeral(), "{sub}: {}", read.text());
    town.sim.quiet(50);
    // The first follow-up of an answer that was put off is that answer: there is never a second one.
    assert!(run.followups().iter().all(|one| one.id == read.id), "{sub}: {:?}", run.followups());
    read.text()
}

/// Waits until the card says so.
pub(super) fn card_says(town: &Town, card: &Message, words: &str) {
    town.sim.wait_for(words, |_| town.sim.message(card.id).filter(|card| card.text().contains(words)));
}

/// Waits until the member reads these words.
pub(super) fn member_reads(town: &Town, thread: u64, words: &str) -> Message {
    town.sim.wait_for_bot_message(thread, |message| message.text().contains(words))
}

/// A command answers at once that it is thinking.
pub(super) fn thinks(answer: &Answer) -> bool {
    matches!(answer, Answer::Deferred { ephemeral: true })
}
