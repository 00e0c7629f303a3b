//! `/incident`: opened, closed and muted by hand.

use super::{FULL, case, escalated};
use crate::discord::town::Town;
use crate::support::sim::ids;

/// A moderator runs a subcommand of `/incident`; what they read.
fn incident(town: &Town, sub: &str, options: &[(&str, &str)]) -> String {
    let path = format!("incident {sub}");
    let said = town.sim.command(ids::MODERATOR, ids::MODERATORS_ROOM, &path, options).message();
    assert!(said.ephemeral(), "{}", said.text());
    said.text()
}

#[test]
fn an_incident_is_opened_told_listed_and_closed() {
    let town = Town::open();
    assert_eq!(incident(&town, "list", &[]), "There was no incident so far.");
    let opened = incident(&town, "open", &[("cause", "apple-outage")]);
    let title = &town.bot().known.base.cause(&"apple-outage".into()).unwrap().title;
    assert!(opened.contains("Incident 1 is open") && opened.contains(title.as_str()), "{opened}");
    town.sim.wait_for_bot_message(ids::HELP, |message| message.reference.is_none());
    let again = incident(&town, "open", &[("cause", "apple-outage")]);
    assert!(again.contains("open already"), "{again}");
    let listed = incident(&town, "list", &[]);
    assert!(listed.contains("**1** ") && listed.contains("open since <t:"), "{listed}");
    let closed = incident(&town, "close", &[]);
    assert!(closed.contains("Incident 1 is closed"), "{closed}");
    assert!(incident(&town, "list", &[]).contains(" to <t:"));
    assert_eq!(incident(&town, "close", &[]), "No incident is open.");
}

#[test]
fn a_forum_that_is_watched_gets_one_post_for_both_notices() {
    let town = Town::open();
    incident(&town, "open", &[]);
    let post = town.sim.wait_for("a post", |_| {
        let threads = town.sim.threads_of(ids::FORUM);
        threads.into_iter().find(|thread| thread.name == "iCloud Backup: trouble for many people")
    });
    incident(&town, "close", &[]);
    town.sim.wait_for("both notices", |_| (town.sim.bot_messages(post.id).len() == 2).then_some(()));
    assert_eq!(town.sim.threads_of(ids::FORUM).len(), 1);
}

#[test]
fn incidents_are_muted_for_a_while() {
    let town = Town::open();
    let muted = incident(&town, "mute", &[("for", "4h")]);
    assert!(muted.contains("muted") && muted.contains("<t:"), "{muted}");
    assert!(incident(&town, "list", &[]).contains(&format!("muted by <@{}>", ids::MODERATOR)));
    assert!(incident(&town, "unmute", &[]).contains("as usual"));
    assert_eq!(incident(&town, "list", &[]), "There was no incident so far.");
}

#[test]
fn what_cannot_be_gets_a_sentence() {
    let town = Town::open();
    for (sub, options, words) in [
        ("open", [("cause", "gremlins")], "do not know that cause"),
        ("mute", [("for", "ever")], "do not understand that time"),
        ("mute", [("for", "0h")], "do not understand that time"),
        ("mute", [("for", "5w")], "do not understand that time"),
    ] {
        let said = incident(&town, sub, &options);
        assert!(said.contains(words), "{sub}: {said}");
    }
    assert!(town.sim.try_command(ids::BEN, ids::GENERAL, "incident list", &[]).is_err());
}

#[test]
fn a_case_of_an_incident_says_so_on_its_card() {
    let town = Town::open();
    incident(&town, "open", &[]);
    escalated(&town);
    let shown = case(&town, "show", &[("number", "1")]);
    assert!(shown.contains("Incident") && FULL.contains("backup"), "{shown}");
}
