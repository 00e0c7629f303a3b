//! Cases that wait for a person: the reminder, and the offer that nobody accepts.

use cloudmedic::triage::{RoleId, Settings, Stage};

use super::{anna, at, at_with, away, count, hours, idle, last, restart};
use crate::discord::desk::{card_says, case, escalated};
use crate::discord::town::{Town, settings};
use crate::support::sim::{Mention, ids};

const ROOM: u64 = ids::MODERATORS_ROOM;

/// A server whose helpers are called.
fn pinging() -> Town {
    at_with(12, Settings { ping: Some(RoleId(ids::HELPERS)), ..settings() })
}

#[test]
fn a_case_that_nobody_claims_is_brought_up_once_under_its_card_with_a_ping() {
    let mut town = pinging();
    let (thread, card) = escalated(&town);
    idle(&town);
    let told = count(&town, thread);
    hours(&town, 3);
    restart(&mut town);
    assert_eq!(count(&town, ROOM), 1, "it is too early");
    hours(&town, 2);
    let reminder = last(&town, ROOM);
    assert_eq!(reminder.reference, Some(card.id), "under the card");
    assert!(reminder.text().contains("nobody has claimed it yet"), "{}", reminder.text());
    assert_eq!(reminder.mentions_that_fired, [Mention::Role(ids::HELPERS)]);
    card_says(&town, &card, "A reminder was sent");
    restart(&mut town);
    hours(&town, 24 * 7);
    restart(&mut town);
    assert_eq!(count(&town, ROOM), 2, "once");
    assert_eq!(count(&town, thread), told, "the member need not know");
    town.sim.press(ids::MODERATOR, card.id, "Claim");
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Claimed);
}

#[test]
fn without_a_role_to_call_the_reminder_pings_nobody() {
    let town = at(12);
    let (_, card) = escalated(&town);
    hours(&town, 5);
    let reminder = last(&town, ROOM);
    assert_eq!((reminder.reference, reminder.mentions_that_fired.len()), (Some(card.id), 0));
}

#[test]
fn where_somebody_deleted_the_card_the_reminder_stands_alone() {
    let town = pinging();
    let (_, card) = escalated(&town);
    idle(&town);
    town.sim.delete_message(ids::MODERATOR, card.id);
    hours(&town, 5);
    let reminder = last(&town, ROOM);
    assert!(reminder.text().contains("nobody has claimed it yet"), "{}", reminder.text());
    // The card that is gone was to be changed too.
    drop(town.sim.violations());
}

#[test]
fn a_bot_that_was_away_reminds_when_it_is_back_and_not_for_every_hour() {
    let mut town = pinging();
    escalated(&town);
    away(&mut town, 200);
    assert_eq!(count(&town, ROOM), 2);
    away(&mut town, 200);
    assert_eq!(count(&town, ROOM), 2);
}

#[test]
fn a_claimed_case_reminds_nobody_and_one_that_was_given_back_does() {
    let mut town = pinging();
    let (_, card) = escalated(&town);
    hours(&town, 2);
    case(&town, "claim", &[("number", "1")]);
    card_says(&town, &card, "has it");
    hours(&town, 24);
    restart(&mut town);
    assert_eq!(count(&town, ROOM), 1);
    case(&town, "release", &[("number", "1")]);
    card_says(&town, &card, "Waiting for a helper");
    hours(&town, 3);
    let before = count(&town, ROOM);
    hours(&town, 2);
    assert_eq!(count(&town, ROOM), before + 1, "it waits anew");
    assert!(last(&town, ROOM).text().contains("nobody has claimed it yet"));
}

#[test]
fn a_case_that_is_solved_in_time_reminds_nobody() {
    let town = pinging();
    let (thread, _) = escalated(&town);
    town.sim.post(ids::ANNA, thread, &format!("<@{}> it works now", ids::BOT));
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Resolved);
    hours(&town, 24);
    assert_eq!(count(&town, ROOM), 1);
}

#[test]
fn an_offer_that_nobody_accepts_comes_back_and_whoever_made_it_is_told() {
    let mut town = pinging();
    let (_, card) = escalated(&town);
    case(&town, "claim", &[("number", "1")]);
    let to = ids::MODERATOR_2.to_string();
    case(&town, "handoff", &[("number", "1"), ("reason", "you know iPads"), ("to", &to)]);
    card_says(&town, &card, "offers it to");
    hours(&town, 23);
    restart(&mut town);
    assert_eq!(anna(&town).stage, Stage::Offered);
    let before = count(&town, ROOM);
    hours(&town, 2);
    assert_eq!(anna(&town).stage, Stage::Escalated);
    let told = last(&town, ROOM);
    assert!(told.text().contains("back in the queue") && told.pinged(ids::MODERATOR), "{}", told.text());
    assert_eq!(told.reference, Some(card.id));
    card_says(&town, &card, "Waiting for a helper");
    restart(&mut town);
    assert_eq!(count(&town, ROOM), before + 1);
    // It waits in the queue like any other, and anybody can take it.
    hours(&town, 5);
    assert!(last(&town, ROOM).text().contains("nobody has claimed it yet"));
    restart(&mut town);
    hours(&town, 48);
    assert_eq!(count(&town, ROOM), before + 2);
    assert_eq!(case(&town, "claim", &[("number", "1")]), "Case 1 is yours now.");
}

#[test]
fn an_offer_that_ran_out_while_the_bot_was_away_comes_back_too() {
    let mut town = pinging();
    escalated(&town);
    case(&town, "claim", &[("number", "1")]);
    let to = ids::HELPERS.to_string();
    case(&town, "handoff", &[("number", "1"), ("reason", "you know iPads"), ("to", &to)]);
    away(&mut town, 30);
    assert_eq!(anna(&town).stage, Stage::Escalated);
    assert!(last(&town, ROOM).pinged(ids::MODERATOR), "{}", last(&town, ROOM).text());
}

#[test]
fn an_accepted_case_does_not_come_back() {
    let mut town = pinging();
    let (_, card) = escalated(&town);
    case(&town, "claim", &[("number", "1")]);
    let to = ids::MODERATOR_2.to_string();
    case(&town, "handoff", &[("number", "1"), ("reason", "you know iPads"), ("to", &to)]);
    let page = town.sim.wait_for_bot_message(ROOM, |one| one.buttons() == ["Accept", "Decline"]);
    town.sim.press(ids::MODERATOR_2, page.id, "Accept");
    card_says(&town, &card, "has it");
    let before = count(&town, ROOM);
    hours(&town, 48);
    restart(&mut town);
    assert_eq!((anna(&town).stage, count(&town, ROOM)), (Stage::Claimed, before));
}
