//! What people show in public by mistake: a quiet word to them, nothing of it kept or posted, and false helpers shown to
//! moderators.

use cloudmedic::triage::{Mode, Settings};
use jiff::SignedDuration;

use super::town::{Town, settings};
use crate::support::sim::{Answer, Message, World, ids};

const FULL: &str = "my backup wont work it says not enough icloud storage";
const SHOWN: &str = "lovely day, write to anna.k@icloud.com or +44 7700 900123";
const OFFER: &str = "Apple support number 1-888-555-0199 call now, or https://apple-support-help.com";

/// What the bot wrote to a person alone.
fn direct(town: &Town, person: u64) -> Vec<Message> {
    town.sim.bot_messages(town.sim.dm_channel(person))
}

fn warning(town: &Town, person: u64) -> Message {
    town.sim.wait_for_bot_message(town.sim.dm_channel(person), |_| true)
}

/// Everything that was written before has been heard once this is answered.
fn heard(town: &Town) {
    let asked = town.sim.post(ids::CLEO, ids::HELP, FULL);
    town.reply_to(asked.id);
    town.sim.quiet(150);
}

#[test]
fn who_shows_data_in_public_gets_one_quiet_word_alone_and_once_a_day() {
    let town = Town::open();
    let post = town.sim.post(ids::ANNA, ids::HELP, SHOWN);
    let told = warning(&town, ids::ANNA);
    for part in ["an e-mail address and a phone number", &post.id.to_string(), "press and hold"] {
        assert!(told.text().contains(part), "{part:?} is missing in:\n{}", told.text());
    }
    assert!(!told.text().contains("anna.k") && !told.text().contains("7700"), "{}", told.text());
    assert!(told.mentions_that_fired.is_empty());
    town.sim.post(ids::ANNA, ids::HELP, "my imei is 356938035643809");
    heard(&town);
    assert_eq!(direct(&town, ids::ANNA).len(), 1, "once a day");
    assert_eq!(town.sim.bot_messages(ids::HELP).len(), 1, "nothing is said in public but the answer to Cleo");
    town.pass(SignedDuration::from_hours(25));
    town.sim.post(ids::ANNA, ids::HELP, "code is 482913 now");
    let again = town.sim.wait_for_bot_message(town.sim.dm_channel(ids::ANNA), |one| one.id > told.id);
    assert!(again.text().contains("Apple never asks for it in a chat"), "{}", again.text());
}

#[test]
fn who_takes_no_direct_messages_gets_a_tip_that_names_nothing() {
    let town = Town::open();
    town.sim.with_world(|world| world.users.get_mut(&ids::ANNA).unwrap().accepts_dms = false);
    let post = town.sim.post(ids::ANNA, ids::HELP, SHOWN);
    let tip = town.reply_to(post.id);
    assert!(tip.text().contains("edit or delete it"), "{}", tip.text());
    assert!(!tip.text().contains("mail") && !tip.text().contains("phone"), "{}", tip.text());
    assert!(tip.mentions_that_fired.is_empty(), "nobody is pinged: {:?}", tip.mentions_that_fired);
}

#[test]
fn direct_messages_and_places_that_nobody_watches_are_left_alone() {
    let town = Town::open();
    town.sim.dm(ids::ANNA, SHOWN);
    town.sim.post(ids::BEN, ids::GENERAL, SHOWN);
    heard(&town);
    let warned = |person| direct(&town, person).iter().any(|one| one.text().contains("A quiet word"));
    assert!(!warned(ids::ANNA) && !warned(ids::BEN));
}

#[test]
fn a_case_is_answered_as_ever_and_its_author_is_warned_beside_it() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, &format!("{FULL}, apple id anna.k@icloud.com"));
    let reply = town.reply_to(asked.id);
    assert!(reply.text().contains("iCloud storage is full") && !reply.text().contains("anna.k"));
    warning(&town, ids::ANNA);
}

#[test]
fn a_report_says_in_the_channel_what_is_wrong_and_nothing_personal() {
    let town = Town::open();
    let problem = format!("{FULL}, apple id anna.k@icloud.com");
    let report =
        town.sim.command(ids::ANNA, ids::GENERAL, "backup report", &[("problem", &problem)]).message();
    assert!(
        report.text().contains("apple id [email]") || report.text().contains("email"),
        "{}",
        report.text()
    );
    assert!(!report.text().contains("anna.k"), "{}", report.text());
}

#[test]
fn what_is_added_later_counts_like_what_is_new() {
    let town = Town::open();
    let post = town.sim.post(ids::ANNA, ids::HELP, "lovely day");
    town.sim.edit(ids::ANNA, post.id, SHOWN);
    assert!(warning(&town, ids::ANNA).text().contains("an e-mail address"));
}

#[test]
fn staff_are_told_of_their_own_data_too_and_in_every_mode() {
    let town = Town::with(World::support_server(), Settings { mode: Mode::Observe, ..settings() });
    town.sim.post(ids::HELPER, ids::HELP, SHOWN);
    warning(&town, ids::HELPER);
}

#[test]
fn a_false_offer_is_shown_to_moderators_once_and_answered_by_nobody() {
    let town = Town::open();
    let post = town.sim.post(ids::BEN, ids::HELP, OFFER);
    let report = town.sim.wait_for_bot_message(ids::MODERATORS_ROOM, |_| true);
    for part in [
        &post.id.to_string(),
        &format!("<@{}>", ids::BEN),
        "apple-support-help\\[.\\]com",
        "delete the message",
    ] {
        assert!(report.text().contains(part), "{part:?} is missing in:\n{}", report.text());
    }
    assert!(
        !report.text().contains("555-0199") && !report.text().contains("https://apple-support"),
        "{}",
        report.text()
    );
    assert!(report.mentions_that_fired.is_empty());
    town.sim.post(ids::BEN, ids::HELP, OFFER);
    town.sim.post(ids::HELPER, ids::HELP, OFFER);
    heard(&town);
    assert_eq!(
        town.sim.bot_messages(ids::MODERATORS_ROOM).len(),
        1,
        "the same offer once an hour, staff never"
    );
    assert!(direct(&town, ids::BEN).is_empty());
    for number in 0..8 {
        town.sim.post(ids::BEN, ids::HELP, &format!("call apple support at 1-888-555-01{number}9 they help"));
    }
    town.sim.quiet(300);
    let reports = town.sim.bot_messages(ids::MODERATORS_ROOM).len();
    assert!((2..=3).contains(&reports), "at most three an hour, got {reports}");
    assert_eq!(town.sim.bot_messages(ids::HELP).len(), 1, "nothing is said in public but the answer to Cleo");
}

/// Data of every kind, and what of it must be nowhere.
const ALL: &str = "id anna.k@icloud.com call me +44 7700 900123 imei 356938035643809 code is 482913 card \
                   4111 1111 1111 1111 password is Hunter2x serial F2LXK0ABHG7F";
const SECRETS: [&str; 7] =
    ["anna.k", "7700 900123", "356938035643809", "482913", "4111 1111", "Hunter2x", "F2LXK0ABHG7F"];

#[test]
fn of_a_whole_case_nothing_personal_is_kept_or_posted() {
    let mut town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, &format!("{FULL} {ALL}"));
    let reply = town.reply_to(asked.id);
    town.sim.press(ids::ANNA, reply.id, "Didn't help");
    let thread = town.sim.wait_for_thread(asked.id);
    town.sim.wait_for_bot_message(thread, |message| !message.buttons().is_empty());
    town.sim.post(ids::ANNA, thread, &format!("iphone 13 on ios 17.4.1, {ALL}"));
    town.sim.edit(ids::ANNA, asked.id, &format!("{FULL}, since 2 weeks {ALL}"));
    let form = town
        .sim
        .wait_for_bot_message(ids::HELP, |one| one.buttons().iter().any(|label| label == "Add details"));
    let Answer::Modal(modal) = town.sim.press(ids::ANNA, form.id, "Add details").answer() else {
        panic!("no form came");
    };
    let labels: Vec<String> = modal.inputs.iter().map(|input| input.label.clone()).collect();
    town.sim.submit(ids::ANNA, &modal, &[(&labels[1], &format!("Not enough storage {ALL}"))]);
    let last = town
        .sim
        .wait_for_bot_message(thread, |one| one.buttons().iter().any(|label| label == "Talk to a person"));
    town.sim.press(ids::ANNA, last.id, "Talk to a person");
    town.sim
        .wait_for_bot_message(ids::MODERATORS_ROOM, |one| one.buttons().iter().any(|label| label == "Claim"));
    town.sim.command(ids::MODERATOR, ids::MODERATORS_ROOM, "case note", &[("number", "1"), ("text", ALL)]);
    town.sim.command(ids::MODERATOR, ids::MODERATORS_ROOM, "case ask", &[("number", "1"), ("text", ALL)]);
    let menu = town.sim.message_command(ids::MODERATOR, asked.id, "Correct triage").message();
    town.sim.select(ids::MODERATOR, menu.id, "", &["Not about a failing iCloud backup"]);
    town.sim.wait_for("all of it to be kept", |_| {
        let noted = town.case_of(ids::ANNA).is_some_and(|case| !case.notes.is_empty());
        let corrected = town.bot().store.corrections(None).next().is_some();
        (noted && corrected).then_some(())
    });
    town.sim.quiet(200);
    let places = [ids::HELP, thread, ids::MODERATORS_ROOM, town.sim.dm_channel(ids::ANNA)];
    let posted: Vec<String> =
        places.iter().flat_map(|place| town.sim.bot_messages(*place)).map(|message| message.text()).collect();
    town.stop();
    let mut kept = String::new();
    town.with_store(|store| {
        for record in store.records() {
            kept.push_str(&serde_json::to_string(&record.unwrap()).unwrap());
        }
    });
    for secret in SECRETS {
        assert!(!kept.contains(secret), "{secret:?} is kept in:\n{kept}");
        assert!(posted.iter().all(|text| !text.contains(secret)), "{secret:?} is posted in:\n{posted:#?}");
    }
    assert!(kept.contains("[email]") && kept.contains("17.4.1"), "what the fields need stays:\n{kept}");
}
