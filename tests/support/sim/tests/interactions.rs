//! Interactions: three seconds, one answer, fifteen minutes, and who sees what.

use std::time::Duration;

use serde_json::{Value, json};

use super::super::{Answer, Interaction, Simulator, World, ids};
use super::client::{Client, code};

fn started() -> (Simulator, Client) {
    let sim = Simulator::start(World::support_server());
    let client = Client::new(&sim);
    let commands = json!([
        {"name": "backup", "description": "Help", "options": [
            {"type": 1, "name": "report", "description": "Report", "options": [
                {"type": 3, "name": "text", "description": "What", "required": true},
                {"type": 3, "name": "topic", "description": "Which", "autocomplete": true}]}]},
        {"name": "setup", "description": "Set up", "default_member_permissions": "0"},
        {"name": "Triage this message", "type": 3},
    ]);
    let path = format!("/applications/{}/commands", ids::APPLICATION);
    assert_eq!(client.send("PUT", &path, commands).0, 200);
    (sim, client)
}

fn report(sim: &Simulator) -> Interaction {
    sim.command(ids::ANNA, ids::HELP, "backup report", &[("text", "fails")])
}

fn respond(client: &Client, one: &Interaction, body: Value) -> (u16, u64) {
    code(client.post(&format!("/interactions/{}/{}/callback", one.id(), one.token()), body))
}

fn hook(one: &Interaction) -> String {
    format!("/webhooks/{}/{}", ids::APPLICATION, one.token())
}

#[test]
fn one_answer_within_three_seconds() {
    let (sim, client) = started();
    let one = report(&sim);
    assert_eq!(respond(&client, &one, json!({"type": 4, "data": {"content": "a"}})), (204, 0));
    assert_eq!(respond(&client, &one, json!({"type": 4, "data": {"content": "b"}})), (400, 40060));
    assert_eq!(sim.violations().len(), 1);
    let late = report(&sim);
    sim.advance(Duration::from_millis(3100));
    assert_eq!(respond(&client, &late, json!({"type": 4, "data": {"content": "a"}})), (404, 10062));
    assert!(late.failed());
}

#[test]
fn a_deferred_answer_is_filled_and_followed_up_for_fifteen_minutes() {
    let (sim, client) = started();
    let one = report(&sim);
    assert_eq!(code(client.post(&hook(&one), json!({"content": "early"}))), (404, 10015));
    assert_eq!(sim.violations().len(), 1);
    respond(&client, &one, json!({"type": 5, "data": {"flags": 64}}));
    assert!(matches!(one.answer(), Answer::Deferred { ephemeral: true }));
    let original = format!("{}/messages/@original", hook(&one));
    assert_eq!(client.send("PATCH", &original, json!({"content": "done"})).0, 200);
    assert_eq!(one.message().content, "done");
    assert_eq!(client.post(&hook(&one), json!({"content": "more"})).0, 200);
    assert_eq!(one.followups()[0].content, "more");
    let (_, list) = client.get(&format!("/channels/{}/messages", ids::HELP));
    assert_eq!(list.as_array().unwrap().len(), 1, "the ephemeral one is not listed");
    sim.advance(Duration::from_secs(901));
    assert_eq!(code(client.post(&hook(&one), json!({"content": "late"}))), (401, 50027));
}

#[test]
fn a_modal_opens_is_filled_in_and_comes_back() {
    let (sim, client) = started();
    let one = report(&sim);
    let input = json!({"type": 4, "custom_id": "v", "label": "Version", "style": 1, "value": "18.1", "required": true});
    let modal =
        json!({"title": "Fields", "custom_id": "m", "components": [{"type": 1, "components": [input]}]});
    assert_eq!(respond(&client, &one, json!({"type": 9, "data": modal})), (204, 0));
    let modal = one.modal();
    assert_eq!(modal.input("Version").value.as_deref(), Some("18.1"));
    assert!(sim.try_submit(ids::ANNA, &modal, &[("Version", " ")]).is_err(), "it is required");
    let sent = sim.submit(ids::ANNA, &modal, &[("Version", "18.2")]);
    assert_eq!(respond(&client, &sent, json!({"type": 7, "data": {"content": "x"}})), (400, 50035));
    assert_eq!(sim.violations().len(), 1, "there is no message to update");
    assert_eq!(respond(&client, &sent, json!({"type": 4, "data": {"content": "thanks"}})), (204, 0));
    assert_eq!(sent.message().content, "thanks");
}

#[test]
fn commands_are_offered_to_those_who_may_use_them() {
    let (sim, client) = started();
    assert!(sim.try_command(ids::MODERATOR, ids::HELP, "setup", &[]).is_err());
    let setup = sim.command(ids::ADMIN, ids::HELP, "setup", &[]);
    respond(&client, &setup, json!({"type": 4, "data": {"content": "ok", "flags": 64}}));
    let message = setup.message();
    assert!(sim.try_press(ids::BEN, message.id, "x").unwrap_err().contains("ephemeral"));
    let written = sim.post(ids::ANNA, ids::HELP, "fails");
    sim.message_command(ids::BEN, written.id, "Triage this message");
    assert!(sim.try_command(ids::ANNA, ids::HELP, "backup report", &[]).is_err(), "text is required");
    let asked = sim.autocomplete(ids::ANNA, ids::HELP, "backup report", &[("text", "x"), ("topic", "wi")]);
    let choices = json!({"type": 8, "data": {"choices": [{"name": "Wi-Fi", "value": "network"}]}});
    assert_eq!(respond(&client, &asked, choices), (204, 0));
    assert_eq!(asked.choices()[0].name, "Wi-Fi");
}

#[test]
fn people_and_roles_can_be_chosen() {
    let (sim, client) = started();
    let row = json!([{"type": 1, "components": [{"type": 7, "custom_id": "who", "placeholder": "Who"}]}]);
    let path = format!("/channels/{}/messages", ids::MODERATORS_ROOM);
    client.post(&path, json!({"content": "to whom", "components": row}));
    let message = sim.bot_messages(ids::MODERATORS_ROOM).remove(0);
    let role = ids::HELPERS.to_string();
    let one = sim.select(ids::MODERATOR, message.id, "Who", &[&role]);
    assert!(sim.try_select(ids::MODERATOR, message.id, "Who", &[&role, &role]).is_err(), "one at most");
    assert!(sim.try_select(ids::ANNA, message.id, "Who", &[&role]).is_err(), "a hidden channel");
    assert_eq!(respond(&client, &one, json!({"type": 6})), (204, 0));
    assert!(matches!(one.answer(), Answer::Acknowledged));
}
