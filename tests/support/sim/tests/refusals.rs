//! What Discord refuses is refused, with its status and its code.

use serde_json::json;

use super::super::{Fault, Simulator, World, ids, permissions};
use super::client::{Client, code};

fn started() -> (Simulator, Client) {
    let sim = Simulator::start(World::support_server());
    let client = Client::new(&sim);
    (sim, client)
}

#[test]
fn a_message_is_there_once_it_is_sent_and_reads_as_it_was_sent() {
    let (sim, client) = started();
    let path = format!("/channels/{}/messages", ids::HELP);
    let (status, sent) =
        client.post(&path, json!({"content": "hello", "nonce": "n1", "enforce_nonce": true}));
    assert_eq!(status, 200);
    let (_, again) = client.post(&path, json!({"content": "hello", "nonce": "n1", "enforce_nonce": true}));
    assert_eq!(sent["id"], again["id"], "the second message with a nonce is the first");
    let texts = sim.bot_messages(ids::HELP).iter().map(super::super::Message::text).collect::<Vec<_>>();
    assert_eq!(texts, ["hello"]);
}

#[test]
fn messages_are_listed_newest_first_before_and_after() {
    let (sim, client) = started();
    let all = ["one", "two", "three", "four"].map(|text| sim.post(ids::ANNA, ids::HELP, text).id);
    let texts = |query: &str| {
        let (_, list) = client.get(&format!("/channels/{}/messages?{query}", ids::HELP));
        let texts = list.as_array().unwrap().iter().map(|one| one["content"].as_str().unwrap().to_owned());
        texts.collect::<Vec<_>>()
    };
    assert_eq!(texts("limit=2"), ["four", "three"]);
    assert_eq!(texts(&format!("after={}&limit=2", all[0])), ["three", "two"]);
    assert_eq!(texts(&format!("before={}", all[2])), ["two", "one"]);
    assert_eq!(texts(&format!("around={}&limit=3", all[1])), ["three", "two", "one"]);
}

#[test]
fn a_wrong_token_is_401() {
    let (sim, client) = started();
    let client = client.with_token("Bot wrong");
    assert_eq!(client.get("/users/@me").0, 401);
    drop(sim);
}

#[test]
fn limits_are_50035_with_the_path_and_a_violation() {
    let (sim, client) = started();
    let path = format!("/channels/{}/messages", ids::HELP);
    let (status, body) = client.post(&path, json!({"content": "x".repeat(2001)}));
    assert_eq!((status, body["code"].as_u64()), (400, Some(50035)));
    assert!(body["errors"]["content"]["_errors"].is_array(), "{body}");
    let twice = json!({"content": "x", "components": [{"type": 1, "components": [
        {"type": 2, "style": 1, "label": "a", "custom_id": "same"},
        {"type": 2, "style": 1, "label": "b", "custom_id": "same"}]}]});
    assert_eq!(code(client.post(&path, twice)), (400, 50035));
    assert_eq!(code(client.post(&path, json!({"content": " "}))), (400, 50006));
    assert_eq!(sim.violations().len(), 3);
}

#[test]
fn an_unknown_route_is_404_and_a_violation() {
    let (sim, client) = started();
    assert_eq!(client.get("/nonsense").0, 404);
    assert_eq!(sim.violations().len(), 1);
}

#[test]
fn what_is_gone_is_unknown() {
    let (sim, client) = started();
    assert_eq!(code(client.get("/channels/1")), (404, 10003));
    assert_eq!(code(client.get(&format!("/channels/{}/messages/1", ids::HELP))), (404, 10008));
    assert_eq!(code(client.get("/users/1")), (404, 10013));
    sim.leave(ids::GUILD, ids::ANNA);
    let member = format!("/guilds/{}/members/{}", ids::GUILD, ids::ANNA);
    assert_eq!(code(client.get(&member)), (404, 10007));
}

#[test]
fn permissions_follow_roles_and_overwrites() {
    let (sim, client) = started();
    let path = format!("/channels/{}/messages", ids::HELP);
    sim.set_overwrite(ids::HELP, ids::BOT_ROLE, 0, permissions::SEND_MESSAGES);
    assert_eq!(code(client.post(&path, json!({"content": "x"}))), (403, 50013));
    sim.set_overwrite(ids::HELP, ids::BOT, permissions::SEND_MESSAGES, 0);
    assert_eq!(
        client.post(&path, json!({"content": "x"})).0,
        200,
        "a member's own overwrite is the last word"
    );
    sim.set_overwrite(ids::HELP, ids::BOT, 0, permissions::VIEW_CHANNEL);
    assert_eq!(code(client.post(&path, json!({"content": "x"}))), (403, 50001));
    assert!(sim.try_command(ids::ANNA, ids::MODERATORS_ROOM, "x", &[]).is_err(), "a hidden channel");
}

#[test]
fn direct_messages_need_a_common_server_and_consent() {
    let (sim, client) = started();
    for (who, status) in [(ids::ANNA, 200), (ids::STRANGER, 403)] {
        let (_, channel) = client.post("/users/@me/channels", json!({"recipient_id": who.to_string()}));
        let path = format!("/channels/{}/messages", channel["id"].as_str().unwrap());
        let answer = client.post(&path, json!({"content": "hi"}));
        assert_eq!(answer.0, status, "{}", answer.1);
    }
    assert_eq!(sim.bot_messages(sim.dm_channel(ids::ANNA)).len(), 1);
}

#[test]
fn mentions_fire_as_allowed_only() {
    let (sim, client) = started();
    let path = format!("/channels/{}/messages", ids::HELP);
    let text = format!("<@{}> <@&{}> @everyone", ids::ANNA, ids::HELPERS);
    client.post(&path, json!({"content": text, "allowed_mentions": {"parse": []}}));
    client.post(
        &path,
        json!({"content": text, "allowed_mentions": {"parse": [], "users": [ids::ANNA.to_string()]}}),
    );
    let fired =
        sim.bot_messages(ids::HELP).into_iter().map(|one| one.mentions_that_fired).collect::<Vec<_>>();
    assert_eq!(fired, [vec![], vec![super::super::Mention::User(ids::ANNA)]]);
}

#[test]
fn faults_happen_when_they_are_asked_for() {
    let (sim, client) = started();
    let path = format!("/channels/{}/messages", ids::HELP);
    sim.fail_next("POST", "/channels/*/messages", Fault::Reset);
    client.try_send("POST", &path, json!({"content": "lost"})).unwrap_err();
    sim.fail_next("POST", "/channels/**", Fault::ResetAfter);
    client.try_send("POST", &path, json!({"content": "sent"})).unwrap_err();
    sim.fail_next(
        "*",
        "/**",
        Fault::Status(500, json!({"message": "500: Internal Server Error", "code": 0})),
    );
    assert_eq!(client.post(&path, json!({"content": "no"})).0, 500);
    let texts = sim.bot_messages(ids::HELP).into_iter().map(|one| one.content).collect::<Vec<_>>();
    assert_eq!(texts, ["sent"]);
    assert_eq!(sim.faults_left(), 0);
}

#[test]
fn a_check_from_outside_sees_every_request() {
    let (sim, client) = started();
    sim.check_with(Box::new(
        |request| if request.body["content"] == "bad" { Err("bad".to_owned()) } else { Ok(()) },
    ));
    let path = format!("/channels/{}/messages", ids::HELP);
    assert_eq!(client.post(&path, json!({"content": "good"})).0, 200);
    assert_eq!(client.post(&path, json!({"content": "bad"})).0, 400);
    assert_eq!(sim.violations().len(), 1);
    let request = sim.requests().remove(0);
    assert_eq!((request.route(), request.header("authorization")), (path.as_str(), Some("***")));
}
