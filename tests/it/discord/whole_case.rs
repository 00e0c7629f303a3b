//! A whole case, from the first message to the statistics, while everything goes wrong that can go wrong.

use super::process::Machine;
use crate::support::sim::{Answer, Fault, Message, Simulator, ids};

/// The newest message of the bot in a place with this button.
fn with_button(sim: &Simulator, place: u64, label: &str) -> Message {
    sim.wait_for_bot_message(place, |message| message.buttons().iter().any(|one| one == label))
}

#[test]
fn nobody_notices_a_lost_connection_a_rate_limit_and_a_killed_process() {
    let mut machine = Machine::start();
    let sim = &machine.sim;

    // Discord is busy when the first answer is to be sent.
    sim.fail_next("POST", "/channels/*/messages", Fault::RateLimited { after_ms: 300, global: false });
    let asked = sim.post(
        ids::ANNA,
        ids::HELP,
        "icloud backup keeps failing, says not enough icloud storage. ios 17.4",
    );
    let reply = sim.wait_for_bot_message(ids::HELP, |message| message.reference == Some(asked.id));
    assert!(reply.text().contains("iCloud storage is full"), "{}", reply.text());

    // The first press opens the thread; the connection is lost right after it.
    sim.press(ids::ANNA, reply.id, "Didn't help");
    let thread = sim.wait_for_thread(asked.id);
    let second = with_button(sim, thread, "Didn't help");
    assert_ne!(second.text(), reply.text());
    let resumed = sim.resumed();
    sim.drop_connections();
    sim.wait_for_sessions(sim.identified(), resumed + 1);

    // The process is killed between two steps, and Anna writes while it is away.
    machine.kill();
    let sim = &machine.sim;
    sim.post(ids::ANNA, thread, "didnt help either");
    machine.on();
    let sim = &machine.sim;
    let third = sim.wait_for_bot_message(thread, |message| message.id > second.id);
    assert!(third.buttons().iter().any(|label| label == "Didn't help"), "{}", third.text());

    // The form: what was read is filled in already.
    let form = with_button(sim, ids::HELP, "Add details");
    let Answer::Modal(modal) = sim.press(ids::ANNA, form.id, "Add details").answer() else {
        panic!("no form came");
    };
    let filled: Vec<String> = modal.inputs.iter().filter_map(|input| input.value.clone()).collect();
    assert!(filled.iter().any(|value| value.contains("17.4")), "{filled:?}");
    let duration = modal.inputs[2].label.clone();
    sim.submit(ids::ANNA, &modal, &[(&duration, "since 3 weeks")]);
    sim.wait_for_bot_message(thread, |message| message.id > third.id);

    // A person is asked for: one card for the moderators, with everything on it.
    let newest = with_button(sim, thread, "Talk to a person");
    sim.press(ids::ANNA, newest.id, "Talk to a person");
    let card = with_button(sim, ids::MODERATORS_ROOM, "Claim");
    for part in ["17.4", "3 weeks", "iCloud storage is full", &thread.to_string()] {
        assert!(card.text().contains(part), "{part:?} is missing in:\n{}", card.text());
    }
    assert!(card.buttons().starts_with(&["Claim".into(), "Hand off".into(), "Ask for details".into()]));

    // Two moderators press at once: one gets it, the other is told who.
    let (one, other) =
        (sim.press(ids::MODERATOR, card.id, "Claim"), sim.press(ids::MODERATOR_2, card.id, "Claim"));
    sim.wait_for("one of them to be told", |_| {
        let told = |press: &crate::support::sim::Interaction| !press.followups().is_empty();
        (told(&one) || told(&other)).then_some(())
    });
    let (winner, loser) = if one.followups().is_empty() {
        (ids::MODERATOR, ids::MODERATOR_2)
    } else {
        (ids::MODERATOR_2, ids::MODERATOR)
    };
    let told = if winner == ids::MODERATOR { other.followups() } else { one.followups() };
    assert!(told[0].text().contains(&winner.to_string()), "{}", told[0].text());

    // The winner hands it to the other, who accepts and resolves.
    let menu = sim.press(winner, card.id, "Hand off").message();
    let menu_id = menu.selects()[0]["custom_id"].as_str().unwrap().to_owned();
    let Answer::Modal(reason) = sim.select(winner, menu.id, &menu_id, &[&loser.to_string()]).answer() else {
        panic!("no form for the reason came");
    };
    let label = reason.inputs[0].label.clone();
    sim.submit(winner, &reason, &[(&label, "you know family sharing better")]);
    let page = with_button(sim, ids::MODERATORS_ROOM, "Accept");
    assert!(page.text().contains("you know family sharing better"), "{}", page.text());
    sim.press(loser, page.id, "Accept");
    with_button(sim, ids::MODERATORS_ROOM, "Resolve");
    sim.wait_for("the card to name the one who accepted", |_| {
        sim.message(card.id).filter(|card| card.text().contains(&format!("<@{loser}>")))
    });
    let before = sim.bot_messages(thread).len();
    sim.press(loser, card.id, "Resolve");
    sim.wait_for("the member to be told", |_| (sim.bot_messages(thread).len() > before).then_some(()));

    // And it counts.
    let stats = machine.run(&["stats", "overview", "--format", "json"]);
    let text = String::from_utf8(stats.stdout).unwrap();
    assert!(stats.status.success() && text.contains("resolved"), "{text}");
    let shown = machine.run(&["cases", "show", "1", "--server", &ids::GUILD.to_string()]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    for part in ["claimed", "handed off", "accepted", "resolved"] {
        assert!(shown.contains(part), "{part:?} is missing in:\n{shown}");
    }
    // Exactly one answer to the first message, whatever happened.
    let answers = machine.sim.bot_messages(ids::HELP);
    assert_eq!(answers.len(), 1, "{answers:?}");
}
