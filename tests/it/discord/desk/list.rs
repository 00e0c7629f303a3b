//! `/case list`: what is in it, by which filters.

use cloudmedic::triage::Stage;
use jiff::SignedDuration;

use super::{FULL, case, escalated};
use crate::discord::town::Town;
use crate::support::sim::ids;

#[test]
fn open_cases_come_with_everything_that_a_phone_has_room_for() {
    let town = Town::open();
    assert_eq!(case(&town, "list", &[]), "No case is open right now.");
    let (thread, _) = escalated(&town);
    case(&town, "claim", &[("number", "1")]);
    let listed = case(&town, "list", &[]);
    let link = format!("/{thread})");
    let owner = format!("<@{}>", ids::MODERATOR);
    for part in ["1 to 1 of 1", "**1** iCloud storage is full", "Claimed", "under an hour old", &owner, &link]
    {
        assert!(listed.contains(part), "{part:?} is missing in:\n{listed}");
    }
}

#[test]
fn the_most_urgent_stand_first_and_then_those_that_wait_longest() {
    let town = Town::open();
    for who in [ids::ANNA, ids::BEN, ids::CLEO] {
        town.sim.post(who, ids::HELP, FULL);
        town.wait_for_case(who, |_| true);
    }
    case(&town, "priority", &[("number", "3"), ("level", "High")]);
    let listed = case(&town, "list", &[]);
    let at = |words: &str| listed.find(words).unwrap_or_else(|| panic!("{words} is missing in:\n{listed}"));
    assert!(at("**3** **High:**") < at("**1** ") && at("**1** ") < at("**2** "), "{listed}");
}

#[test]
fn every_filter_narrows_the_list() {
    let town = Town::open();
    escalated(&town);
    town.sim.post(ids::BEN, ids::HELP, "icloud backup fails, it says the wifi is not connected");
    town.wait_for_case(ids::BEN, |_| true);
    case(&town, "claim", &[("number", "1")]);
    case(&town, "priority", &[("number", "2"), ("level", "Urgent")]);
    let cause = town.case_of(ids::BEN).unwrap().causes[0].id.to_string();
    let moderator = ids::MODERATOR.to_string();
    for (name, value, fits, fits_not) in [
        ("stage", "Claimed", 1, 2),
        ("owner", moderator.as_str(), 1, 2),
        ("priority", "Urgent", 2, 1),
        ("cause", cause.as_str(), 2, 1),
    ] {
        let listed = case(&town, "list", &[(name, value)]);
        assert!(listed.contains(&format!("**{fits}** ")), "{name}: {listed}");
        assert!(!listed.contains(&format!("**{fits_not}** ")), "{name}: {listed}");
    }
    let old = case(&town, "list", &[("age", "2h")]);
    assert!(old.contains("No case fits"), "{old}");
    town.pass(SignedDuration::from_hours(3));
    assert!(case(&town, "list", &[("age", "2h")]).contains("**1** "));
    let none = case(&town, "list", &[("stage", "Offered"), ("priority", "Low")]);
    assert!(none.contains("No case fits"), "{none}");
}

#[test]
fn cases_that_are_over_stand_under_solved_closed_and_all() {
    let town = Town::open();
    escalated(&town);
    case(&town, "resolve", &[("number", "1")]);
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Resolved);
    assert_eq!(case(&town, "list", &[]), "No case is open right now.");
    for stage in ["Solved", "All cases"] {
        let listed = case(&town, "list", &[("stage", stage)]);
        assert!(listed.contains("newest first: 1 to 1") && listed.contains("**1** "), "{stage}: {listed}");
    }
    assert!(case(&town, "list", &[("stage", "Closed")]).contains("No case fits"));
}
