//! `/order`: moderators see in which order steps are offered, and set it.

use super::FULL;
use crate::discord::town::Town;
use crate::support::sim::ids;

const CAUSE: (&str, &str) = ("cause", "iCloud storage is full");

/// A moderator runs a subcommand of `/order`; what they read.
fn order(town: &Town, sub: &str, options: &[(&str, &str)]) -> String {
    let path = format!("order {sub}");
    let said = town.sim.command(ids::MODERATOR, ids::MODERATORS_ROOM, &path, options).message();
    assert!(said.ephemeral(), "{}", said.text());
    said.text()
}

/// The steps of the cause as they are offered while somebody types.
fn offered(town: &Town) -> Vec<String> {
    let typed = [CAUSE, ("first", "")];
    let choices = town.sim.autocomplete(ids::MODERATOR, ids::MODERATORS_ROOM, "order pin", &typed).choices();
    choices.into_iter().map(|choice| choice.name).collect()
}

#[test]
fn an_order_is_shown_pinned_followed_and_taken_back() {
    let town = Town::open();
    let written = order(&town, "show", &[CAUSE]);
    let steps = offered(&town);
    assert!(written.contains(&format!("1. {}: nobody has said yet", steps[0])), "{written}");
    let isolating = [&steps[1], &steps[2]].map(String::as_str);
    let pinned = order(&town, "pin", &[CAUSE, ("first", isolating[1]), ("second", isolating[0])]);
    assert!(pinned.contains(&format!("2. {}:", isolating[1])), "{pinned}");
    assert!(pinned.contains("(pinned)"), "{pinned}");
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    town.sim.press(ids::ANNA, reply.id, "Didn't help");
    town.wait_for_case(ids::ANNA, |case| case.steps.len() == 2);
    let shown = town.case_of(ids::ANNA).unwrap().steps[1].step.clone();
    assert_eq!(town.bot().known.base.step(&shown).unwrap().title, isolating[1]);
    assert!(!order(&town, "unpin", &[CAUSE]).contains("(pinned)"));
}

#[test]
fn what_is_unknown_gets_a_sentence() {
    let town = Town::open();
    assert!(order(&town, "show", &[("cause", "gremlins")]).contains("do not know that cause"));
    let refused = order(&town, "pin", &[CAUSE, ("first", "dance")]);
    assert!(refused.contains("no step of this cause"), "{refused}");
}
