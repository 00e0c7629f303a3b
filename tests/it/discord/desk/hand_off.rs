//! A case goes to a person, a role or Apple Support, and what is refused before it does.

use cloudmedic::triage::{Settings, Stage};

use super::{card_says, case, case_by, escalated, member_reads};
use crate::discord::town::{Town, settings};
use crate::support::sim::{World, ids};

/// Escalated and claimed by the moderator.
fn claimed(town: &Town) -> u64 {
    let (thread, card) = escalated(town);
    case(town, "claim", &[("number", "1")]);
    card_says(town, &card, "has it");
    thread
}

fn to(town: &Town, whom: u64) -> String {
    case(town, "handoff", &[("number", "1"), ("reason", "you know iPads"), ("to", &whom.to_string())])
}

#[test]
fn a_case_is_offered_to_a_person_who_takes_it() {
    let town = Town::open();
    claimed(&town);
    let said = to(&town, ids::MODERATOR_2);
    assert!(said.contains(&format!("offered to <@{}>", ids::MODERATOR_2)) && said.contains("<t:"), "{said}");
    let page =
        town.sim.wait_for_bot_message(ids::MODERATORS_ROOM, |one| one.buttons() == ["Accept", "Decline"]);
    assert!(page.pinged(ids::MODERATOR_2) && page.text().contains("you know iPads"), "{}", page.text());
    let not_theirs = case(&town, "accept", &[("number", "1")]);
    assert!(not_theirs.contains("Only they can accept"), "{not_theirs}");
    assert_eq!(case_by(&town, ids::MODERATOR_2, "accept", &[("number", "1")]), "Case 1 is yours now.");
    let case = town.case_of(ids::ANNA).unwrap();
    assert_eq!((case.stage, case.owner.map(|owner| owner.0)), (Stage::Claimed, Some(ids::MODERATOR_2)));
}

#[test]
fn an_offer_that_is_declined_comes_back_and_whoever_made_it_is_told() {
    let town = Town::open();
    claimed(&town);
    to(&town, ids::MODERATOR_2);
    let said = case_by(&town, ids::MODERATOR_2, "decline", &[("number", "1")]);
    assert!(said.contains("back in the queue"), "{said}");
    town.sim.wait_for_bot_message(ids::MODERATORS_ROOM, |one| {
        one.pinged(ids::MODERATOR) && one.text().contains("declined")
    });
    assert_eq!(town.case_of(ids::ANNA).unwrap().stage, Stage::Escalated);
}

#[test]
fn a_case_is_offered_to_a_role_whose_people_are_no_moderators() {
    let town = Town::open();
    claimed(&town);
    let said = to(&town, ids::HELPERS);
    assert!(said.contains(&format!("<@&{}>", ids::HELPERS)), "{said}");
    let page =
        town.sim.wait_for_bot_message(ids::MODERATORS_ROOM, |one| one.buttons() == ["Accept", "Decline"]);
    let id = page.button("Accept").unwrap()["custom_id"].as_str().unwrap().to_owned();
    town.sim.press_id(ids::HELPER, page.id, &id);
    town.wait_for_case(ids::ANNA, |case| case.owner.is_some_and(|owner| owner.0 == ids::HELPER));
}

#[test]
fn the_member_is_sent_to_apple_with_a_summary() {
    let town = Town::open();
    let thread = claimed(&town);
    let said = case(&town, "handoff", &[("number", "1"), ("reason", "hardware"), ("apple", "true")]);
    assert!(said.contains("Apple Support"), "{said}");
    member_reads(&town, thread, "Summary for Apple");
}

#[test]
fn somebody_or_apple_but_not_neither_and_not_both() {
    let town = Town::open();
    claimed(&town);
    let reason = [("number", "1"), ("reason", "x")];
    let neither = case(&town, "handoff", &reason);
    assert!(neither.contains("Say who takes it"), "{neither}");
    let helper = ids::HELPER.to_string();
    let both = [&reason[..], &[("to", helper.as_str()), ("apple", "true")]].concat();
    let both = case(&town, "handoff", &both);
    assert!(both.contains("One of the two"), "{both}");
}

#[test]
fn bots_everybody_empty_roles_and_the_member_take_no_case() {
    let mut world = World::support_server();
    let empty = 1_170_000_000_000_001_009;
    world.add_role(ids::GUILD, empty, "Nobody", 0);
    let town = Town::with(world, settings());
    claimed(&town);
    for (whom, words) in [
        (ids::OTHER_BOT, "is a bot"),
        (ids::BOT, "is a bot"),
        (ids::BOT_ROLE, "is a bot"),
        (ids::EVERYONE, "Everybody has that role"),
        (empty, "Nobody has the role"),
        (ids::ANNA, "This is the case of"),
        (ids::STRANGER, "not in this server"),
        (ids::MODERATOR, "to yourself"),
    ] {
        let said = to(&town, whom);
        assert!(said.contains(words), "{words:?} is missing in: {said}");
        assert_eq!(town.case_of(ids::ANNA).unwrap().stage, Stage::Claimed, "{words}");
    }
}

#[test]
fn a_moderator_who_left_meanwhile_gets_no_case_by_the_menu_of_the_card_either() {
    let town = Town::with(World::support_server(), Settings { ping: None, ..settings() });
    let (_, card) = escalated(&town);
    let menu = town.sim.press(ids::MODERATOR, card.id, "Hand off").message();
    let id = menu.selects()[0]["custom_id"].as_str().unwrap().to_owned();
    let form = town.sim.select(ids::MODERATOR, menu.id, &id, &[&ids::MODERATOR_2.to_string()]).modal();
    let label = form.inputs[0].label.clone();
    town.sim.leave(ids::GUILD, ids::MODERATOR_2);
    let refused = town.sim.submit(ids::MODERATOR, &form, &[(&label, "you know iPads")]).message();
    assert!(refused.ephemeral() && refused.text().contains("not in this server"), "{}", refused.text());
    assert_eq!(town.case_of(ids::ANNA).unwrap().stage, Stage::Escalated);
}

#[test]
fn the_role_of_a_bot_gets_no_case_by_the_menu_of_the_card_either() {
    let town = Town::open();
    let (_, card) = escalated(&town);
    let menu = town.sim.press(ids::MODERATOR, card.id, "Hand off").message();
    let form = town.sim.select(ids::MODERATOR, menu.id, "", &[&ids::BOT_ROLE.to_string()]).modal();
    let label = form.inputs[0].label.clone();
    let refused = town.sim.submit(ids::MODERATOR, &form, &[(&label, "x")]).message();
    assert!(refused.ephemeral() && refused.text().contains("is a bot"), "{}", refused.text());
}
