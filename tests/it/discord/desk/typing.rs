//! What is offered while a command is typed.

use super::{FULL, case, escalated};
use crate::discord::town::Town;
use crate::support::sim::ids;

/// What is offered, by name.
fn offered(town: &Town, path: &str, options: &[(&str, &str)]) -> Vec<String> {
    let choices = town.sim.autocomplete(ids::MODERATOR, ids::MODERATORS_ROOM, path, options).choices();
    choices.into_iter().map(|choice| choice.name).collect()
}

#[test]
fn cases_are_offered_by_number_cause_and_words_open_ones_first() {
    let town = Town::open();
    escalated(&town);
    town.sim.post(ids::BEN, ids::HELP, "icloud backup fails, it says the wifi is not connected");
    town.wait_for_case(ids::BEN, |_| true);
    case(&town, "close", &[("number", "2")]);
    let all = offered(&town, "case show", &[("number", "")]);
    assert!(all[0].starts_with("1: iCloud storage is full | my backup wont work"), "{all:?}");
    assert!(all[1].starts_with("2: ") && all.len() == 2, "{all:?}");
    assert_eq!(offered(&town, "case claim", &[("number", "2")]), all[1..]);
    assert_eq!(offered(&town, "case note", &[("number", "storage")]), all[..1]);
    assert_eq!(offered(&town, "case note", &[("number", "not connected")]), all[1..]);
}

#[test]
fn causes_are_offered_by_title_and_unknown_only_where_a_case_is_filed() {
    let town = Town::open();
    let filing = offered(&town, "case reclassify", &[("number", "1"), ("cause", "")]);
    assert_eq!(filing[..2], ["Cause not known", "Not about a failing backup"]);
    assert!(
        offered(&town, "case list", &[("cause", "STORAGE full")]).contains(&"iCloud storage is full".into())
    );
    let listing = offered(&town, "case list", &[("cause", "")]);
    assert!(!listing.contains(&"Cause not known".into()), "{listing:?}");
    assert_eq!(offered(&town, "case list", &[("age", "")]).len(), 6);
}

#[test]
fn the_steps_of_the_case_are_offered_first() {
    let town = Town::open();
    escalated(&town);
    let base = &town.bot().known.base;
    let shown = town.case_of(ids::ANNA).unwrap().steps[0].step.clone();
    let steps = offered(&town, "case resolve", &[("number", "1"), ("step", "")]);
    assert_eq!(steps[0], base.step(&shown).unwrap().title);
    assert!(steps.len() > 5 && FULL.contains("storage"), "{steps:?}");
    let typed = offered(&town, "case resolve", &[("number", "1"), ("step", "restart")]);
    assert!(
        !typed.is_empty() && typed.iter().all(|name| name.to_lowercase().contains("restart")),
        "{typed:?}"
    );
}
