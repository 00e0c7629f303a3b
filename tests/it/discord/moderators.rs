//! What moderators see: cards, hand-offs, figures, and a bot that keeps quiet where people help.

use cloudmedic::triage::{Mode, Settings, Stage};
use jiff::SignedDuration;

use super::town::{Town, settings, two_servers};
use crate::support::sim::{Answer, Message, World, ids};

const FULL: &str = "my backup wont work it says not enough icloud storage";

/// A case of Anna's for which a person was called, and its card.
fn escalated(town: &Town) -> (u64, Message) {
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    town.sim.press(ids::ANNA, reply.id, "Talk to a person");
    let card = town.sim.wait_for_bot_message(ids::MODERATORS_ROOM, |message| message.buttons().len() == 4);
    (asked.id, card)
}

#[test]
fn a_card_says_who_what_and_where_and_pings_the_role_that_was_chosen() {
    let pinged = Settings { ping: Some(cloudmedic::triage::RoleId(ids::MODERATORS)), ..settings() };
    let town = Town::with(World::support_server(), pinged);
    let (thread, card) = escalated(&town);
    for part in
        [format!("<@{}>", ids::ANNA), format!("/{thread}"), "iCloud storage is full".into(), "<t:".into()]
    {
        assert!(card.text().contains(&part), "{part:?} is missing in:\n{}", card.text());
    }
    assert_eq!(card.buttons(), ["Claim", "Hand off", "Ask for details", "Resolve"]);
    assert_eq!(card.mentions_that_fired, [crate::support::sim::Mention::Role(ids::MODERATORS)]);
}

#[test]
fn once_a_case_is_claimed_the_bot_is_quiet_in_its_thread_unless_asked() {
    let town = Town::open();
    let (thread, card) = escalated(&town);
    town.sim.press(ids::MODERATOR, card.id, "Claim");
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Claimed);
    town.sim.quiet(200);
    let before = town.sim.bot_messages(thread).len();
    town.sim.post(ids::ANNA, thread, "hello, it still fails");
    town.sim.quiet(300);
    assert_eq!(town.sim.bot_messages(thread).len(), before);
    town.sim.post(ids::ANNA, thread, &format!("<@{}> what now?", ids::BOT));
    town.sim.wait_for("an answer", |_| (town.sim.bot_messages(thread).len() > before).then_some(()));
}

#[test]
fn where_a_helper_writes_the_bot_is_quiet() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    town.sim.press(ids::ANNA, reply.id, "Didn't help");
    let step = town.sim.wait_for_bot_message(asked.id, |message| !message.buttons().is_empty());
    town.sim.post(ids::HELPER, asked.id, "hi anna, let me look at this with you");
    town.wait_for_case(ids::ANNA, |case| case.helped_by.is_some());
    town.sim.post(ids::ANNA, asked.id, "no that didnt help");
    town.sim.quiet(300);
    assert_eq!(
        town.sim.bot_messages(asked.id).iter().max_by_key(|one| one.id).map(|one| one.id),
        Some(step.id)
    );
}

#[test]
fn a_question_of_a_moderator_reaches_the_member_and_pings_nobody_else() {
    let town = Town::open();
    let (thread, card) = escalated(&town);
    let form = town.sim.press(ids::MODERATOR, card.id, "Ask for details").modal();
    let label = form.inputs[0].label.clone();
    town.sim.submit(ids::MODERATOR, &form, &[(&label, "which plan do you have? @everyone")]);
    let asked =
        town.sim.wait_for_bot_message(thread, |message| message.text().contains("which plan do you have"));
    assert!(!asked.mentions_that_fired.contains(&crate::support::sim::Mention::Everyone));
}

#[test]
fn a_hand_off_that_nobody_accepts_returns_to_the_queue() {
    let town = Town::open();
    let (_, card) = escalated(&town);
    let menu = town.sim.press(ids::MODERATOR, card.id, "Hand off").message();
    let id = menu.selects()[0]["custom_id"].as_str().unwrap().to_owned();
    let reason = town.sim.select(ids::MODERATOR, menu.id, &id, &[&ids::MODERATOR_2.to_string()]).modal();
    let label = reason.inputs[0].label.clone();
    town.sim.submit(ids::MODERATOR, &reason, &[(&label, "they know iPads")]);
    let page =
        town.sim.wait_for_bot_message(ids::MODERATORS_ROOM, |one| one.buttons() == ["Accept", "Decline"]);
    // Somebody else cannot accept what is not offered to them.
    let refused = town.sim.press(ids::MODERATOR, page.id, "Accept").message();
    assert!(refused.ephemeral(), "{}", refused.text());
    town.pass(SignedDuration::from_hours(25));
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Escalated && case.hand_off.is_none());
    let late = town.sim.press(ids::MODERATOR_2, page.id, "Accept").message();
    assert!(late.ephemeral(), "{}", late.text());
    assert_eq!(town.case_of(ids::ANNA).unwrap().stage, Stage::Escalated);
}

#[test]
fn members_cannot_do_what_moderators_do() {
    let town = Town::open();
    let (_, card) = escalated(&town);
    for label in ["Claim", "Hand off", "Ask for details", "Resolve"] {
        let id = card.button(label).unwrap()["custom_id"].as_str().unwrap().to_owned();
        let Answer::Message(refused) = town.sim.press_id(ids::BEN, card.id, &id).answer() else {
            panic!("{label} did something for a member");
        };
        assert!(refused.ephemeral() && refused.text().contains("moderators"), "{}", refused.text());
    }
    assert_eq!(town.case_of(ids::ANNA).unwrap().stage, Stage::Escalated);
}

#[test]
fn forged_and_foreign_buttons_get_a_polite_answer() {
    let town = Town::open();
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = town.reply_to(asked.id);
    for id in [
        "cm1:choice:1:1",
        "cm1:choice:99:1:fixed_it",
        "cm1:setup:",
        "x",
        "cm0:form:1",
        "cm1:ask:1",
        "cm1:report",
    ] {
        let answer = town.sim.press_id(ids::ANNA, reply.id, id).message();
        assert!(answer.ephemeral() && !answer.text().is_empty(), "{id}");
    }
    assert_eq!(town.case_of(ids::ANNA).unwrap().stage, Stage::Fixing);
}

#[test]
fn a_case_and_the_figures_can_be_looked_at() {
    let town = Town::open();
    escalated(&town);
    let shown =
        town.sim.command(ids::MODERATOR, ids::MODERATORS_ROOM, "case show", &[("number", "1")]).message();
    assert!(shown.ephemeral() && shown.text().contains("iCloud storage is full"), "{}", shown.text());
    let none =
        town.sim.command(ids::MODERATOR, ids::MODERATORS_ROOM, "case show", &[("number", "7")]).message();
    assert!(none.text().contains("no such case"), "{}", none.text());
    let figures = town.sim.command(ids::MODERATOR, ids::MODERATORS_ROOM, "stats overview", &[]).message();
    assert!(figures.ephemeral() && figures.text().contains('1'), "{}", figures.text());
    let odd = town
        .sim
        .command(ids::MODERATOR, ids::MODERATORS_ROOM, "stats overview", &[("since", "soon")])
        .message();
    assert!(odd.text().contains("do not understand"), "{}", odd.text());
}

#[test]
fn an_observing_bot_only_counts_and_a_suggesting_one_tells_moderators_only() {
    let observing = Settings { mode: Mode::Observe, ..settings() };
    let town = Town::with(World::support_server(), observing);
    town.sim.post(ids::ANNA, ids::HELP, FULL);
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Closed);
    town.sim.quiet(200);
    assert!(
        town.sim.bot_messages(ids::HELP).is_empty() && town.sim.bot_messages(ids::MODERATORS_ROOM).is_empty()
    );

    let suggesting = Settings { mode: Mode::Suggest, ..settings() };
    let town = Town::with(World::support_server(), suggesting);
    let asked = town.sim.post(ids::ANNA, ids::HELP, FULL);
    let told = town.sim.wait_for_bot_message(ids::MODERATORS_ROOM, |_| true);
    assert!(told.text().contains("iCloud storage is full") && told.buttons().is_empty(), "{}", told.text());
    assert!(town.sim.bot_messages(ids::HELP).is_empty());
    // Asked, it answers in any mode.
    town.sim.message_command(ids::MODERATOR, asked.id, "Triage this message");
    town.reply_to(asked.id);
}

#[test]
fn a_paused_bot_says_so_to_whoever_asks_and_nothing_to_others() {
    let town = Town::with(World::support_server(), Settings { paused: true, ..settings() });
    town.sim.post(ids::ANNA, ids::HELP, FULL);
    let asked = town.sim.post(ids::BEN, ids::HELP, &format!("<@{}> {FULL}", ids::BOT));
    let told = town.reply_to(asked.id);
    assert!(told.text().contains("paused"), "{}", told.text());
    assert_eq!(town.sim.bot_messages(ids::HELP).len(), 1);
}

#[test]
fn another_server_sees_nothing_of_a_case() {
    let (world, _, elsewhere) = two_servers();
    let town = Town::with(world, settings());
    escalated(&town);
    let none = town.sim.command(ids::OWNER, elsewhere, "case show", &[("number", "1")]).message();
    assert!(none.text().contains("no such case"), "{}", none.text());
    let none = town.sim.command(ids::ANNA, elsewhere, "backup status", &[]).message();
    assert!(none.text().contains("no case here"), "{}", none.text());
}

#[test]
fn a_case_that_needs_a_person_again_calls_again_under_its_card() {
    let town = Town::open();
    let (thread, card) = escalated(&town);
    town.sim.press(ids::MODERATOR, card.id, "Resolve");
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Resolved);
    town.sim.post(ids::ANNA, thread, "no, it still fails");
    let next =
        town.sim.wait_for_bot_message(thread, |one| one.buttons().contains(&"Talk to a person".into()));
    town.sim.press(ids::ANNA, next.id, "Talk to a person");
    town.wait_for_case(ids::ANNA, |case| case.stage == Stage::Escalated);
    let again =
        town.sim.wait_for_bot_message(ids::MODERATORS_ROOM, |message| message.reference == Some(card.id));
    assert!(again.text().contains("needs a person again"), "{}", again.text());
}
