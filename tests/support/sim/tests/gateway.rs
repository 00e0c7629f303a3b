//! The gateway, with a serenity bot at the other end.

use serenity::all::GatewayIntents;

use super::super::{Answer, Simulator, World, ids};
use super::bot::{Bot, intents};

fn started() -> (Simulator, Bot) {
    let sim = Simulator::start(World::support_server());
    let bot = Bot::start(&sim, intents());
    sim.wait_for_bot();
    (sim, bot)
}

#[test]
fn a_bot_lives_on_it() {
    let (sim, _bot) = started();
    let ping = sim.post(ids::ANNA, ids::HELP, "ping");
    let pong = sim.wait_for_bot_message(ids::HELP, |message| message.content == "pong");
    assert_eq!((pong.reference, pong.buttons()), (Some(ping.id), vec!["Again".to_owned()]));
    let changed = sim.press(ids::BEN, pong.id, "Again").message();
    assert_eq!((changed.id, changed.content.as_str()), (pong.id, "pong again"));
    assert!(sim.try_press(ids::BEN, pong.id, "Again").is_err(), "the button is gone");
    sim.wait_for_command("ping");
    let Answer::Message(seen) = sim.command(ids::ANNA, ids::HELP, "ping", &[]).answer() else {
        panic!("no message")
    };
    assert_eq!((seen.ephemeral_for, seen.content.as_str()), (Some(ids::ANNA), "pong, to you"));
    sim.dm(ids::ANNA, "ping");
    sim.wait_for_bot_message(sim.dm_channel(ids::ANNA), |message| message.content == "pong");
}

#[test]
fn a_cut_connection_resumes_with_what_was_missed() {
    let (sim, _bot) = started();
    sim.drop_connections();
    sim.post(ids::ANNA, ids::HELP, "ping");
    sim.wait_for_bot_message(ids::HELP, |message| message.content == "pong");
    assert_eq!((sim.identified(), sim.resumed()), (1, 1));
    sim.ask_to_reconnect();
    sim.wait_for_sessions(1, 2);
    sim.invalidate_sessions(true);
    sim.wait_for_sessions(1, 3);
    sim.close_gateway(4000);
    sim.wait_for_sessions(1, 4);
}

#[test]
fn an_event_can_come_twice_or_turned_around() {
    let (sim, _bot) = started();
    sim.duplicate_next_events(1);
    sim.post(ids::ANNA, ids::HELP, "ping");
    sim.wait_until(|world| world.messages_in(ids::HELP).filter(|one| one.content == "pong").count() == 2);
    sim.reverse_next_events(2);
    sim.post(ids::ANNA, ids::GENERAL, "ping");
    sim.post(ids::ANNA, ids::GENERAL, "something else");
    sim.wait_for_bot_message(ids::GENERAL, |message| message.content == "pong");
}

#[test]
fn without_the_intent_content_is_empty() {
    let sim = Simulator::start(World::support_server());
    let _bot = Bot::start(&sim, intents() - GatewayIntents::MESSAGE_CONTENT);
    sim.wait_for_bot();
    sim.post(ids::ANNA, ids::HELP, "ping");
    sim.dm(ids::ANNA, "ping");
    sim.wait_for_bot_message(sim.dm_channel(ids::ANNA), |message| message.content == "pong");
    assert!(sim.bot_messages(ids::HELP).is_empty());
}

#[test]
fn a_privileged_intent_that_is_off_closes_with_4014_and_a_wrong_token_with_4004() {
    let mut world = World::support_server();
    world.application.message_content = false;
    let sim = Simulator::start(world);
    let ended = Bot::start(&sim, intents()).end();
    assert!(ended.unwrap_err().contains("DisallowedGatewayIntents"));
    let sim = Simulator::start(World::support_server());
    let ended = Bot::start_as(&sim, "a.wrong.token", intents()).end();
    assert!(ended.unwrap_err().contains("InvalidAuthentication"));
}

#[test]
fn a_zombie_is_left_for_a_new_connection() {
    let mut world = World::support_server();
    world.gateway.heartbeat_ms = 100;
    let sim = Simulator::start(world);
    let _bot = Bot::start(&sim, intents());
    sim.wait_for_bot();
    sim.acknowledge_heartbeats(false);
    // serenity waits five seconds between two identifies.
    sim.wait_for_sessions(2, 0);
    sim.acknowledge_heartbeats(true);
}

#[test]
fn servers_are_spread_over_shards_and_direct_messages_are_on_the_first() {
    let mut world = World::support_server();
    world.gateway.shards = 2;
    let other = ids::GUILD + (1 << 22);
    world.add_guild(other, "Another server", ids::OWNER);
    world.add_member(other, ids::BOT, &[]);
    world.add_channel(other, 77, 0, "elsewhere");
    let sim = Simulator::start(world);
    let client = super::client::Client::new(&sim);
    assert_eq!(client.get("/gateway/bot").1["shards"], 2);
    // One shard of two is connected: it hears of its own server only.
    let _bot = Bot::start_shard(&sim, u32::try_from((ids::GUILD >> 22) % 2).unwrap(), 2);
    sim.wait_for_sessions(1, 0);
    sim.post(ids::OWNER, 77, "ping");
    sim.post(ids::ANNA, ids::HELP, "ping");
    sim.wait_for_bot_message(ids::HELP, |message| message.content == "pong");
    assert!(sim.bot_messages(77).is_empty());
}
