//! Members who say nothing any more: asked once, closed with a kind word, and back with a word of theirs.

use cloudmedic::triage::{CaseNumber, Settings, Stage};

use super::{anna, at, at_with, away, count, hours, idle, last, restart};
use crate::discord::desk::{FULL, case};
use crate::discord::town::{Town, settings};
use crate::support::sim::{Message, ids};

/// Two causes are close, so the bot asks which one it is.
const CLOSE: &str = "icloud backup fails since the update, maybe wifi";

/// Anna's message that nobody could tell the cause of; its thread has the same id.
fn asking(town: &Town) -> u64 {
    let asked = town.sim.post(ids::ANNA, ids::HELP, CLOSE);
    town.reply_to(asked.id);
    assert_eq!(anna(town).stage, Stage::Asking);
    asked.id
}

/// The same, closed for silence.
fn asleep(town: &Town) -> u64 {
    let thread = asking(town);
    hours(town, 49);
    hours(town, 49);
    closing(town, thread);
    thread
}

/// The kind word at the end.
fn closing(town: &Town, thread: u64) -> Message {
    let kind = last(town, thread);
    assert!(kind.text().contains("closing this for now"), "{}", kind.text());
    assert_eq!(kind.buttons(), ["Backup completed", "Still failing"]);
    assert_eq!(anna(town).stage, Stage::Closed);
    kind
}

#[test]
fn a_question_is_asked_once_more_and_the_case_closed_with_a_kind_word() {
    let mut town = at(12);
    let thread = asking(&town);
    hours(&town, 45);
    restart(&mut town);
    assert!(town.sim.threads_of(ids::HELP).is_empty(), "it is too early");
    hours(&town, 4);
    let again = last(&town, thread);
    assert!(
        again.text().contains("Does the backup still fail?") && again.pinged(ids::ANNA),
        "{}",
        again.text()
    );
    assert!(!again.selects().is_empty(), "the causes can be chosen");
    restart(&mut town);
    hours(&town, 40);
    assert_eq!((count(&town, thread), anna(&town).stage), (1, Stage::Asking), "once");
    hours(&town, 9);
    closing(&town, thread);
    restart(&mut town);
    hours(&town, 24 * 40);
    restart(&mut town);
    assert_eq!((count(&town, thread), count(&town, ids::HELP)), (2, 1), "nothing more");
    assert_eq!(count(&town, ids::MODERATORS_ROOM), 0);
}

#[test]
fn a_bot_that_was_away_for_long_asks_before_it_closes() {
    let mut town = at(12);
    let thread = asking(&town);
    away(&mut town, 24 * 30);
    assert_eq!((count(&town, thread), anna(&town).stage), (1, Stage::Asking));
    away(&mut town, 24 * 30);
    closing(&town, thread);
    assert_eq!(count(&town, thread), 2);
}

#[test]
fn a_word_in_the_thread_opens_it_where_it_stood() {
    let mut town = at(12);
    let thread = asleep(&town);
    // Discord has put the thread away meanwhile.
    hours(&town, 24 * 8);
    town.sim.auto_archive(thread);
    restart(&mut town);
    let kind = closing(&town, thread);
    town.sim.post(ids::ANNA, thread, "hi, sorry, i was away");
    let back = town.sim.wait_for_bot_message(thread, |one| one.id > kind.id);
    assert!(back.text().contains("Good to have you back"), "{}", back.text());
    assert!(!back.selects().is_empty(), "the causes can be chosen");
    assert_eq!((anna(&town).stage, anna(&town).number), (Stage::Asking, Some(CaseNumber(1))));
    restart(&mut town);
    // The thread is as good as before.
    town.sim.post(ids::ANNA, thread, "none of these");
    let step = town.sim.wait_for_bot_message(thread, |one| one.id > back.id);
    assert!(step.text().contains("Step 1"), "{}", step.text());
}

#[test]
fn it_still_fails_is_no_other_case() {
    let town = at(12);
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.reply_to(asked.id);
    hours(&town, 25);
    hours(&town, 60);
    let kind = closing(&town, asked.id);
    town.sim.post(ids::ANNA, asked.id, "sorry, it still fails");
    let next = town.sim.wait_for_bot_message(asked.id, |one| one.id > kind.id);
    assert!(next.text().contains("Step 2"), "{}", next.text());
    assert_eq!(anna(&town).number, Some(CaseNumber(1)));
}

#[test]
fn no_press_on_its_last_questions_is_lost() {
    for (old, label, stage) in [
        (false, "Backup completed", Stage::Resolved),
        (false, "Still failing", Stage::Fixing),
        (true, "Backup completed", Stage::Resolved),
        (true, "Still failing", Stage::Fixing),
        (true, "Talk to a person", Stage::Escalated),
    ] {
        let mut town = at(12);
        let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
        town.reply_to(asked.id);
        hours(&town, 25);
        let morning = last(&town, asked.id);
        hours(&town, 60);
        let kind = closing(&town, asked.id);
        restart(&mut town);
        let pressed = if old { morning.id } else { kind.id };
        assert!(!town.sim.press(ids::ANNA, pressed, label).failed(), "{label}");
        town.wait_for_case(ids::ANNA, |case| case.stage == stage && case.number == Some(CaseNumber(1)));
        town.sim.wait_for_bot_message(asked.id, |one| one.id > kind.id);
    }
}

#[test]
fn others_and_another_place_wake_nothing() {
    let town = at(12);
    let thread = asleep(&town);
    let before = count(&town, thread);
    town.sim.post(ids::BEN, thread, "any news here?");
    town.sim.post(ids::ANNA, ids::GENERAL, "sorry, i was away");
    // What comes after them has been answered, so they have been heard.
    let next = town.sim.post(ids::CLEO, ids::HELP, FULL);
    town.reply_to(next.id);
    idle(&town);
    assert_eq!((count(&town, thread), anna(&town).stage), (before, Stage::Closed));
}

#[test]
fn a_moderator_opens_it_again_and_the_member_is_told() {
    let mut town = at(12);
    let thread = asleep(&town);
    let before = count(&town, thread);
    case(&town, "reopen", &[("number", "1")]);
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Claimed);
    town.sim.wait_for("the member to be told", |_| (count(&town, thread) > before).then_some(()));
    let told = count(&town, thread);
    restart(&mut town);
    hours(&town, 24 * 30);
    assert_eq!(count(&town, thread), told, "a person has it");
}

#[test]
fn no_hours_of_silence_close_nothing() {
    let silent = Settings { silence_hours: 0, ..settings() };
    let town = at_with(12, silent);
    let thread = asking(&town);
    hours(&town, 24 * 60);
    assert_eq!((count(&town, thread), anna(&town).stage), (0, Stage::Asking));
}
