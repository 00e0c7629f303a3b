//! Whatever is logged, and however much: nothing that a person wrote is in it, and no token.

use std::fs;

use serde_json::json;

use super::process::Machine;
use crate::support::sim::{Answer, Fault, Message, Simulator, ids};

/// A part of every word that people write here, of their names, and of nothing else.
const MARK: &str = "quince";
const FULL: &str = "my icloud backup fails, it says not enough icloud storage quincepost";

fn with_button(sim: &Simulator, place: u64, label: &str) -> Message {
    sim.wait_for_bot_message(place, |message| message.buttons().iter().any(|one| one == label))
}

/// Discord's refusals repeat what was sent.
fn stumbling(sim: &Simulator) {
    let repeats = json!({"code": 50035, "message": "Invalid Form Body quincerefusal",
        "errors": {"content": {"_errors": [{"code": "BASE_TYPE_BAD_LENGTH", "message": "quincerefusal is too long"}]}}});
    for fault in [
        Fault::RateLimited { after_ms: 50, global: false },
        Fault::Reset,
        Fault::Garbage,
        Fault::Status(500, json!({"message": "quincerefusal"})),
        Fault::ResetAfter,
    ] {
        sim.fail_next("POST", "/channels/*/messages", fault);
    }
    for fault in [Fault::Status(400, repeats.clone()), Fault::Garbage] {
        sim.fail_next("PATCH", "/channels/*/messages/*", fault.clone());
        sim.fail_next("PATCH", "/webhooks/**", fault);
    }
    sim.fail_next("POST", "/webhooks/**", Fault::Status(400, repeats));
}

/// People write in every way there is.
fn talk(sim: &Simulator) {
    let asked = sim.post(ids::ANNA, ids::HELP, FULL);
    let reply = sim.wait_for_bot_message(ids::HELP, |message| message.reference == Some(asked.id));
    sim.edit(ids::ANNA, asked.id, &format!("{FULL} quinceedit ios 17.4"));
    sim.press(ids::ANNA, reply.id, "Didn't help");
    let thread = sim.wait_for_thread(asked.id);
    with_button(sim, thread, "Didn't help");
    sim.post(ids::ANNA, thread, "it says quincethread and stops");
    let form = with_button(sim, ids::HELP, "Add details");
    if let Answer::Modal(modal) = sim.press(ids::ANNA, form.id, "Add details").answer() {
        let label = modal.inputs.first().unwrap().label.clone();
        sim.submit(ids::ANNA, &modal, &[(&label, "17.4 quinceform")]);
    }
    let newest = with_button(sim, thread, "Talk to a person");
    sim.press(ids::ANNA, newest.id, "Talk to a person");
    let card = with_button(sim, ids::MODERATORS_ROOM, "Claim");
    sim.press(ids::MODERATOR, card.id, "Claim");
    with_button(sim, ids::MODERATORS_ROOM, "Resolve");
    let note = [("number", "1"), ("text", "quincenote about the member")];
    drop(sim.try_command(ids::MODERATOR, ids::MODERATORS_ROOM, "case note", &note));
    if let Answer::Modal(modal) = sim.press(ids::MODERATOR, card.id, "Ask for details").answer() {
        let label = modal.inputs.first().unwrap().label.clone();
        sim.submit(ids::MODERATOR, &modal, &[(&label, "which quincequestion do you mean?")]);
    }
    let menu = sim.press(ids::MODERATOR, card.id, "Hand off").message();
    let menu_id = menu.selects().first().unwrap()["custom_id"].as_str().unwrap().to_owned();
    let other = ids::MODERATOR_2.to_string();
    if let Answer::Modal(reason) = sim.select(ids::MODERATOR, menu.id, &menu_id, &[&other]).answer() {
        let label = reason.inputs.first().unwrap().label.clone();
        sim.submit(ids::MODERATOR, &reason, &[(&label, "you know quincereason better")]);
    }
    sim.dm(ids::BEN, "icloud backup fails since ios 17 quincedirect");
    sim.create_post(
        ids::CLEO,
        ids::FORUM,
        "quincetitle backup",
        "icloud backup fails, not enough storage quinceforum",
    );
    let report = [("problem", "icloud backup stuck quincereport")];
    sim.command(ids::BEN, ids::GENERAL, "backup report", &report).answer();
    sim.command(ids::ANNA, ids::HELP, "backup status", &[]).answer();
    sim.command(ids::ANNA, ids::HELP, "privacy export", &[]).answer();
    sim.command(ids::MODERATOR, ids::MODERATORS_ROOM, "triage test", &[("text", "icloud full quincetest")])
        .answer();
    sim.post_with(ids::CLEO, ids::HELP, |draft| {
        draft.attach(
            "quincefile.txt",
            Some("text/plain"),
            b"icloud backup fails not enough storage quincecontent",
        );
    });
    sim.command(ids::BEN, ids::HELP, "privacy delete", &[]).answer();
    sim.quiet(1500);
}

#[test]
fn no_log_holds_what_people_wrote_nor_a_token() {
    for (arguments, rust_log) in
        [(&["serve", "--log", "json,trace"][..], None), (&["serve"][..], Some("trace"))]
    {
        let mut machine = Machine::off(crate::support::sim::World::support_server());
        machine.sim.with_world(|world| {
            for user in world.users.values_mut().filter(|user| !user.bot) {
                user.name = format!("quincename{}", user.id % 1000);
            }
        });
        machine.set_up();
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        machine.on_logged(arguments, &log, rust_log);
        talk(&machine.sim);
        stumbling(&machine.sim);
        machine.sim.post(ids::CLEO, ids::HELP, &format!("{FULL} once more"));
        let asked = machine.sim.post(ids::BEN, ids::HELP, FULL);
        machine.sim.wait_for_bot_message(ids::HELP, |message| message.reference == Some(asked.id));
        machine.sim.quiet(1000);
        machine.sim.drop_connections();
        machine.sim.quiet(500);
        machine.kill();
        let text = fs::read_to_string(&log).unwrap();
        assert!(
            text.contains("work is put back"),
            "nothing of the refusals was logged: it shows nothing\n{text}"
        );
        let token = machine.sim.token();
        for secret in [MARK, &token, token.rsplit('.').next().unwrap(), "aW50ZXJhY3Rpb246"] {
            let found: Vec<_> = text.lines().filter(|line| line.contains(secret)).take(5).collect();
            assert!(found.is_empty(), "{secret} is logged: {found:#?}");
        }
    }
}

#[test]
fn whoever_holds_the_token_shows_three_stars() {
    use cloudmedic::adapters::discord::serve::Plan;
    use cloudmedic::adapters::discord::wire::{Api, Connection, Token};
    use cloudmedic::triage::Via;
    use jiff::{SignedDuration, Timestamp};
    let connection = Connection { token: Token::parse("quince.token").unwrap(), base: None };
    let plan = Plan { connection: connection.clone(), shards: None, catch_up: SignedDuration::ZERO };
    let via = Via { application: 1, token: "quince.token".to_owned(), until: Timestamp::UNIX_EPOCH };
    let api = Api::new(&connection).unwrap();
    let shown = [
        format!("{connection:?} {connection:#?}"),
        format!("{plan:?} {plan:#?}"),
        format!("{via:?} {via:#?}"),
        format!("{:?} {:#?}", connection.token, connection.token),
    ];
    for text in shown {
        assert!(text.contains("***") && !text.contains("quince"), "{text}");
    }
    assert!(!format!("{api:?}").contains("quince"));
}
