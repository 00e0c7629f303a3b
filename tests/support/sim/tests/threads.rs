//! Threads as Discord has them.

use serde_json::json;

use super::super::{Simulator, World, ids};
use super::client::{Client, code};

fn started() -> (Simulator, Client) {
    let sim = Simulator::start(World::support_server());
    let client = Client::new(&sim);
    (sim, client)
}

#[test]
fn a_thread_on_a_message_has_its_id_and_comes_once() {
    let (sim, client) = started();
    let message = sim.post(ids::ANNA, ids::HELP, "backup fails");
    let path = format!("/channels/{}/messages/{}/threads", ids::HELP, message.id);
    let (status, thread) = client.post(&path, json!({"name": "Anna", "auto_archive_duration": 10080}));
    assert_eq!((status, thread["id"].as_str()), (201, Some(message.id.to_string().as_str())));
    assert_eq!(thread["thread_metadata"]["auto_archive_duration"], 10080);
    assert_eq!(code(client.post(&path, json!({"name": "Anna"}))), (400, 160_004));
    assert_eq!(sim.threads_of(ids::HELP).len(), 1);
}

#[test]
fn a_locked_thread_is_closed_to_those_who_do_not_manage_threads() {
    let (sim, client) = started();
    let post = sim.create_post(ids::ANNA, ids::FORUM, "It fails", "backup fails");
    let path = format!("/channels/{}/messages", post.id);
    sim.lock_thread(ids::MODERATOR, post.id, true);
    assert_eq!(client.post(&path, json!({"content": "x"})).0, 200, "the bot manages threads");
    sim.set_role_permissions(ids::GUILD, ids::BOT_ROLE, 0);
    assert_eq!(code(client.post(&path, json!({"content": "x"}))), (403, 160_005));
}

#[test]
fn writing_opens_an_archived_thread_and_editing_in_it_fails() {
    let (sim, client) = started();
    let post = sim.create_post(ids::ANNA, ids::FORUM, "It fails", "backup fails");
    let messages = format!("/channels/{}/messages", post.id);
    let (_, first) = client.post(&messages, json!({"content": "first"}));
    sim.auto_archive(post.id);
    let passed = sim.now_ms() - super::super::snowflake::created_ms(post.id);
    assert!(passed >= 4320 * 60_000, "auto-archive takes its time: {passed} ms");
    let edit = format!("{messages}/{}", first["id"].as_str().unwrap());
    assert_eq!(code(client.send("PATCH", &edit, json!({"content": "changed"}))), (400, 50083));
    assert_eq!(client.post(&messages, json!({"content": "second"})).0, 200);
    assert!(!sim.channel(post.id).unwrap().thread.unwrap().archived);
    let (status, thread) = client.send(
        "PATCH",
        &format!("/channels/{}", post.id),
        json!({
        "applied_tags": [ids::SOLVED_TAG.to_string()], "archived": true}),
    );
    assert_eq!((status, &thread["thread_metadata"]["archived"]), (200, &json!(true)));
}

#[test]
fn a_forum_takes_posts_and_no_messages() {
    let (sim, client) = started();
    assert_eq!(
        code(client.post(&format!("/channels/{}/messages", ids::FORUM), json!({"content": "x"}))),
        (400, 50008)
    );
    assert_eq!(sim.violations().len(), 1);
    let path = format!("/channels/{}/threads", ids::FORUM);
    let (status, thread) = client.post(&path, json!({"name": "A post", "message": {"content": "x"}}));
    assert_eq!((status, &thread["message"]["id"]), (201, &thread["id"]));
    let (_, active) = client.get(&format!("/guilds/{}/threads/active", ids::GUILD));
    assert_eq!(active["threads"][0]["id"], thread["id"]);
}
