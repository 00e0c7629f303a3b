//! The morning after: who was shown a step and said nothing more is asked whether the backup ran.

use cloudmedic::triage::{CaseNumber, Settings, Stage};
use jiff::tz::TimeZone;

use super::{anna, at, at_with, away, count, hours, idle, last, restart};
use crate::discord::desk::FULL;
use crate::discord::town::{SERVER, Town, settings};
use crate::support::sim::{Message, ids};

const QUESTION: &str = "Did the backup run?";

/// Anna gets a step under her message; the id of the message, which is that of its thread.
fn stepped(town: &Town) -> u64 {
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.reply_to(asked.id);
    asked.id
}

/// The question of the morning in the thread.
fn question(town: &Town, thread: u64) -> Message {
    let asked = last(town, thread);
    assert!(asked.text().contains(QUESTION), "{}", asked.text());
    let labels = asked.buttons();
    assert!(labels.starts_with(&["Backup completed".into(), "Still failing".into()]), "{labels:?}");
    asked
}

#[test]
fn a_silent_member_is_asked_once_in_a_thread_that_they_are_brought_into() {
    let mut town = at(12);
    let thread = stepped(&town);
    hours(&town, 20);
    restart(&mut town);
    assert!(town.sim.threads_of(ids::HELP).is_empty(), "it is too early");
    hours(&town, 5);
    assert!(question(&town, thread).pinged(ids::ANNA));
    restart(&mut town);
    hours(&town, 20);
    assert_eq!((count(&town, thread), count(&town, ids::HELP)), (1, 1), "once, and not in the channel");
    assert_eq!(anna(&town).stage, Stage::Waiting);
}

#[test]
fn the_backup_ran_and_the_case_is_solved() {
    let mut town = at(12);
    let thread = stepped(&town);
    hours(&town, 25);
    let asked = question(&town, thread);
    town.sim.press(ids::ANNA, asked.id, "Backup completed");
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Resolved);
    let glad = town.sim.wait_for_bot_message(thread, |one| one.id > asked.id);
    assert!(glad.text().contains("good news"), "{}", glad.text());
    restart(&mut town);
    hours(&town, 24 * 30);
    assert_eq!(count(&town, thread), 2, "nobody asks again");
}

#[test]
fn it_fails_still_and_the_next_step_follows() {
    let mut town = at(12);
    let thread = stepped(&town);
    hours(&town, 25);
    let asked = question(&town, thread);
    town.sim.press(ids::ANNA, asked.id, "Still failing");
    let next = town.sim.wait_for_bot_message(thread, |one| one.id > asked.id);
    assert!(next.text().contains("Step 2"), "{}", next.text());
    restart(&mut town);
    // The next night is asked about as well.
    hours(&town, 25);
    assert!(question(&town, thread).id > next.id);
    assert_eq!(anna(&town).stage, Stage::Waiting);
}

#[test]
fn the_button_of_yesterday_means_the_same() {
    let town = at(12);
    let thread = stepped(&town);
    hours(&town, 25);
    let asked = question(&town, thread);
    let yesterday = town.reply_to(thread);
    town.sim.press(ids::ANNA, yesterday.id, "Didn't help");
    let next = town.sim.wait_for_bot_message(thread, |one| one.id > asked.id);
    assert!(next.text().contains("Step 2"), "{}", next.text());
}

#[test]
fn nobody_is_asked_at_night() {
    let town = at(22);
    let thread = stepped(&town);
    hours(&town, 34);
    assert_eq!(anna(&town).stage, Stage::Fixing, "it is eight in the morning");
    hours(&town, 2);
    question(&town, thread);
}

#[test]
fn the_night_is_that_of_the_server() {
    let zone = TimeZone::get("Asia/Tokyo").unwrap();
    // Eleven in the evening there; their morning begins at midnight.
    let town = at_with(14, Settings { zone, ..settings() });
    let thread = stepped(&town);
    hours(&town, 33);
    assert_eq!(anna(&town).stage, Stage::Fixing);
    hours(&town, 2);
    question(&town, thread);
}

#[test]
fn a_bot_that_was_away_asks_when_it_is_back_and_leaves_time_for_an_answer() {
    let mut town = at(12);
    let thread = stepped(&town);
    away(&mut town, 24 * 10);
    question(&town, thread);
    hours(&town, 40);
    assert_eq!((count(&town, thread), anna(&town).stage), (1, Stage::Waiting));
}

#[test]
fn a_post_and_a_direct_message_are_asked_where_they_are() {
    let mut town = at(12);
    let post = town.sim.create_post(ids::BEN, ids::FORUM, "help please", FULL);
    town.sim.wait_for_bot_message(post.channel, |_| true);
    let direct = town.sim.dm(ids::ANNA, FULL);
    town.sim.wait_for_bot_message(direct.channel, |_| true);
    hours(&town, 25);
    for place in [post.channel, direct.channel] {
        question(&town, place);
    }
    restart(&mut town);
    let asked = question(&town, direct.channel);
    town.sim.dm(ids::ANNA, "no, same");
    let next = town.sim.wait_for_bot_message(direct.channel, |one| one.id > asked.id);
    assert!(next.text().contains("Step 2"), "{}", next.text());
    let asked = question(&town, post.channel);
    town.sim.press(ids::BEN, asked.id, "Backup completed");
    town.wait_for_case(ids::BEN, |case| case.stage == Stage::Resolved);
}

#[test]
fn whoever_has_a_helper_wants_quiet_or_has_left_is_not_asked() {
    let mut town = at(12);
    let helped = stepped(&town);
    let reply = town.reply_to(helped);
    town.sim.press(ids::ANNA, reply.id, "Didn't help");
    town.sim.wait_for_bot_message(helped, |message| !message.buttons().is_empty());
    town.sim.post(ids::HELPER, helped, "hi anna, let me look at this with you");
    town.wait_for_case(ids::ANNA, |case| case.helped_by.is_some());
    let quiet = town.sim.post(ids::BEN, ids::HELP, FULL);
    let reply = town.reply_to(quiet.id);
    town.sim.reply(ids::BEN, reply.id, "leave me alone");
    town.wait_for_case(ids::BEN, |case| case.muted);
    let left = town.sim.post(ids::CLEO, ids::HELP, FULL);
    town.reply_to(left.id);
    town.sim.leave(SERVER.0, ids::CLEO);
    idle(&town);
    let before: Vec<usize> = [helped, quiet.id, left.id, ids::HELP].map(|place| count(&town, place)).into();
    restart(&mut town);
    hours(&town, 24 * 30);
    let after: Vec<usize> = [helped, quiet.id, left.id, ids::HELP].map(|place| count(&town, place)).into();
    assert_eq!(after, before);
    for number in 1..=3 {
        let case = town.bot().store.case(SERVER, CaseNumber(number)).unwrap().unwrap();
        assert_eq!(case.stage, Stage::Closed, "case {number}");
    }
}
