//! What cannot be done, each with one sentence for the eyes of whoever asked.

use cloudmedic::triage::{CaseNumber, Stage};

use super::{case, escalated};
use crate::discord::town::{SERVER, Town, settings, two_servers};
use crate::support::sim::permissions as p;
use crate::support::sim::{World, ids};

#[test]
fn a_number_that_is_no_case_here_is_no_case() {
    let (world, _, elsewhere) = two_servers();
    let town = Town::with(world, settings());
    escalated(&town);
    for (sub, more) in [
        ("show", None),
        ("claim", None),
        ("release", None),
        ("accept", None),
        ("decline", None),
        ("close", None),
        ("reopen", None),
        ("brief", None),
        ("resolve", None),
        ("note", Some(("text", "x"))),
        ("ask", Some(("text", "x"))),
        ("priority", Some(("level", "High"))),
        ("reclassify", Some(("cause", "unknown"))),
    ] {
        let options: Vec<(&str, &str)> = [("number", "7")].into_iter().chain(more).collect();
        let said = case(&town, sub, &options);
        assert!(said.contains("no such case"), "{sub}: {said}");
        // The number of another server's case is no number here.
        let options: Vec<(&str, &str)> = [("number", "1")].into_iter().chain(more).collect();
        let said = town.sim.command(ids::OWNER, elsewhere, &format!("case {sub}"), &options).message();
        assert!(said.ephemeral() && said.text().contains("no such case"), "{sub}: {}", said.text());
    }
    assert_eq!(town.case_of(ids::ANNA).unwrap().stage, Stage::Escalated);
}

#[test]
fn causes_steps_and_ages_that_nobody_knows_get_a_sentence() {
    let town = Town::open();
    escalated(&town);
    let said = case(&town, "reclassify", &[("number", "1"), ("cause", "gremlins")]);
    assert!(said.contains("do not know that cause"), "{said}");
    let said = case(&town, "resolve", &[("number", "1"), ("step", "dance")]);
    assert!(said.contains("do not know that step"), "{said}");
    let said = case(&town, "list", &[("cause", "gremlins")]);
    assert!(said.contains("do not know that cause"), "{said}");
    let said = case(&town, "list", &[("age", "long")]);
    assert!(said.contains("do not understand that age"), "{said}");
    assert_eq!(town.case_of(ids::ANNA).unwrap().stage, Stage::Escalated);
}

#[test]
fn a_case_stays_closed_while_its_member_has_another_one_open() {
    let town = Town::open();
    escalated(&town);
    case(&town, "close", &[("number", "1")]);
    town.sim.post(ids::ANNA, ids::HELP, "now it says the backup failed, wifi keeps dropping");
    town.wait_for_case(ids::ANNA, |case| case.number == Some(CaseNumber(2)));
    let said = case(&town, "reopen", &[("number", "1")]);
    assert!(said.contains("has case 2 open"), "{said}");
    let first = town.bot().store.case(SERVER, CaseNumber(1)).unwrap().unwrap();
    assert_eq!(first.stage, Stage::Closed);
}

#[test]
fn whoever_is_no_moderator_learns_nothing_and_changes_nothing() {
    // A server may let more people see the command than it has moderators.
    let (stewards, steward) = (1_170_000_000_000_001_010, ids::CLEO);
    let mut world = World::support_server();
    world.add_role(ids::GUILD, stewards, "Stewards", p::MANAGE_MESSAGES);
    world.add_member(ids::GUILD, steward, &[stewards]);
    let town = Town::with(world, settings());
    escalated(&town);
    for number in ["1", "7"] {
        for (sub, more) in [
            ("show", None),
            ("claim", None),
            ("close", None),
            ("brief", None),
            ("note", Some(("text", "x"))),
            ("list", None),
        ] {
            let number = (sub != "list").then_some(("number", number));
            let options: Vec<(&str, &str)> = number.into_iter().chain(more).collect();
            let said = town.sim.command(steward, ids::GENERAL, &format!("case {sub}"), &options).message();
            assert!(said.ephemeral() && said.text().contains("for moderators"), "{sub}: {}", said.text());
        }
    }
    let offered = town.sim.autocomplete(steward, ids::GENERAL, "case show", &[("number", "")]).choices();
    assert_eq!(offered, []);
    assert!(town.sim.try_command(ids::BEN, ids::GENERAL, "case show", &[("number", "1")]).is_err());
    assert_eq!(town.case_of(ids::ANNA).unwrap().stage, Stage::Escalated);
}

#[test]
fn a_case_that_was_forgotten_says_so() {
    let town = Town::open();
    escalated(&town);
    case(&town, "resolve", &[("number", "1")]);
    town.sim.command(ids::ANNA, ids::HELP, "privacy delete", &[]).message();
    for sub in ["show", "claim", "reopen", "brief"] {
        let said = case(&town, sub, &[("number", "1")]);
        assert!(said.contains("was deleted"), "{sub}: {said}");
    }
}

#[test]
fn a_deed_counts_for_the_case_that_was_named_and_not_for_a_newer_one() {
    let town = Town::open();
    escalated(&town);
    case(&town, "close", &[("number", "1")]);
    town.sim.post(ids::ANNA, ids::HELP, "now it says the backup failed, wifi keeps dropping");
    town.wait_for_case(ids::ANNA, |case| case.number == Some(CaseNumber(2)));
    case(&town, "note", &[("number", "1"), ("text", "this one")]);
    let of = |number| town.bot().store.case(SERVER, CaseNumber(number)).unwrap().unwrap().notes.len();
    assert_eq!((of(1), of(2)), (1, 0));
}

#[test]
fn nothing_of_it_is_offered_in_direct_messages() {
    let town = Town::open();
    let direct = town.sim.dm_channel(ids::MODERATOR);
    for command in ["case", "stats", "incident", "setup"] {
        assert!(!town.sim.commands_for(ids::MODERATOR, direct).contains(&command.to_owned()), "{command}");
    }
}
