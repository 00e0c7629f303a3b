//! The day on which Apple may delete the last backup nears.

use cloudmedic::triage::case::Priority;
use cloudmedic::triage::{Settings, Stage};

use super::{anna, at, at_with, away, count, days, last, restart};
use crate::discord::desk::{card_says, case};
use crate::discord::town::{Town, settings};
use crate::support::sim::{Message, ids};

const ROOM: u64 = ids::MODERATORS_ROOM;

/// A case of Anna's, whose backup fails for so many days, with a person called; and its card.
fn failing_for(town: &Town, days: u32) -> Message {
    let asked =
        town.sim.post(ids::ANNA, ids::HELP, &format!("icloud is full so the backup fails for {days} days"));
    let reply = town.reply_to(asked.id);
    town.sim.press(ids::ANNA, reply.id, "Talk to a person");
    town.sim.wait_for_bot_message(ROOM, |message| message.buttons().len() == 4)
}

/// A server that reminds nobody, so that only this clock speaks.
fn patient() -> Town {
    at_with(12, Settings { reminder_hours: 0, ..settings() })
}

fn status(town: &Town) -> String {
    town.sim.command(ids::ANNA, ids::HELP, "backup status", &[]).message().text()
}

#[test]
fn the_card_becomes_more_urgent_by_itself() {
    let mut town = patient();
    let card = failing_for(&town, 100);
    assert!(card.text().contains("Last good backup"), "{}", card.text());
    assert!(!card.text().contains("Priority") && !card.text().contains("may delete"), "{}", card.text());
    assert!(!status(&town).contains("may delete"), "it is far");
    days(&town, 21);
    card_says(&town, &card, "Apple may delete the last one");
    assert!(status(&town).contains("Apple may delete the last one"), "{}", status(&town));
    assert_eq!(anna(&town).priority, Priority::Normal);
    restart(&mut town);
    days(&town, 30);
    card_says(&town, &card, "Priority\nhigh");
    restart(&mut town);
    days(&town, 23);
    card_says(&town, &card, "Priority\nurgent");
    let listed = case(&town, "list", &[("priority", "Urgent")]);
    assert!(listed.contains("**1** "), "{listed}");
    restart(&mut town);
    days(&town, 8);
    card_says(&town, &card, "The last backup may be gone");
    restart(&mut town);
    days(&town, 400);
    assert_eq!(count(&town, ROOM), 1, "a card changes, and nobody is called");
    assert_eq!((anna(&town).stage, anna(&town).priority), (Stage::Escalated, Priority::Urgent));
}

#[test]
fn a_bot_that_was_away_knows_at_once_how_urgent_it_has_become() {
    let mut town = patient();
    let card = failing_for(&town, 100);
    away(&mut town, 24 * 75);
    card_says(&town, &card, "Priority\nurgent");
    restart(&mut town);
    assert_eq!(count(&town, ROOM), 1);
}

#[test]
fn whoever_tells_it_late_has_an_urgent_case_at_once() {
    let town = at(12);
    let card = failing_for(&town, 176);
    for words in ["Priority\nurgent", "Apple may delete the last one"] {
        assert!(card.text().contains(words), "{words:?} is missing in:\n{}", card.text());
    }
}

#[test]
fn a_claimed_case_becomes_urgent_too_and_a_solved_one_does_not() {
    let town = patient();
    let card = failing_for(&town, 140);
    case(&town, "claim", &[("number", "1")]);
    days(&town, 11);
    card_says(&town, &card, "Priority\nhigh");
    case(&town, "resolve", &[("number", "1")]);
    card_says(&town, &card, "Solved.");
    days(&town, 30);
    assert_eq!(anna(&town).priority, Priority::High);
    let solved = last(&town, ROOM);
    assert!(
        !solved.text().contains("may delete") && !solved.text().contains("may be gone"),
        "{}",
        solved.text()
    );
}
