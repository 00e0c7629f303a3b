//! What an operator sees: clean stops, and one clear sentence where something is wrong.

use super::process::Machine;
use crate::support::sim::{World, ids};

const FULL: &str = "my backup wont work it says not enough icloud storage";

#[cfg(unix)]
#[test]
fn a_terminated_bot_finishes_puts_away_and_goes_on_later() {
    for signal in ["-TERM", "-INT"] {
        let mut machine = Machine::start();
        let asked = machine.sim.post(ids::ANNA, ids::HELP, FULL);
        machine.sim.wait_for_bot_message(ids::HELP, |reply| reply.reference == Some(asked.id));
        machine.signal(signal);
        assert_eq!(machine.ended(), Some(0), "{signal}");
        let list = machine.run(&["cases", "list", "--server", &ids::GUILD.to_string()]);
        assert!(String::from_utf8_lossy(&list.stdout).contains("fixing"), "{list:?}");
    }
}

#[test]
fn a_wrong_token_and_a_missing_intent_end_with_one_sentence() {
    let machine = Machine::off(World::support_server());
    machine.sim.with_world(|world| world.application.message_content = false);
    let refused = machine.run(&["serve"]);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{told}");
    assert!(told.contains("Message Content Intent"), "{told}");

    let machine = Machine::off(World::support_server());
    machine.sim.with_world(|world| world.application.token = "MTE3.another.token".to_owned());
    let refused = machine.run_with_token("MTE3MDAw.wrong.token", &["serve"]);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{told}");
    assert!(told.contains("does not accept the token") && !told.contains("MTE3"), "{told}");
}

#[test]
fn settings_can_be_changed_while_the_bot_runs_and_count_at_once() {
    let machine = Machine::start();
    let done =
        machine.run(&["setup", "--server", &ids::GUILD.to_string(), "--watch", &ids::GENERAL.to_string()]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let asked = machine.sim.post(ids::ANNA, ids::GENERAL, FULL);
    machine.sim.wait_for_bot_message(ids::GENERAL, |reply| reply.reference == Some(asked.id));
    machine.sim.post(ids::BEN, ids::HELP, FULL);
    machine.sim.quiet(300);
    assert!(machine.sim.bot_messages(ids::HELP).is_empty());
}

#[test]
fn a_second_bot_on_the_same_folder_is_told_so() {
    let machine = Machine::start();
    let second = machine.run(&["serve"]);
    assert_eq!(second.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&second.stderr).lines().count(), 1, "{second:?}");
}

#[test]
fn several_shards_serve_one_server_each_and_direct_messages_too() {
    let mut world = World::support_server();
    // The next server belongs to the next shard: its id differs in the bits that count.
    let other = ids::GUILD + (1 << 22);
    world.add_guild(other, "Elsewhere", ids::OWNER);
    world.add_channel(other, other + 1, 0, "talk");
    world.add_member(other, ids::BOT, &[]);
    world.add_member(other, ids::BEN, &[]);
    let mut machine = Machine::off(world);
    machine.set_up();
    machine.on_with(&["serve", "--shards", "2"], 2);
    let sim = &machine.sim;
    let asked = sim.post(ids::ANNA, ids::HELP, FULL);
    sim.wait_for_bot_message(ids::HELP, |reply| reply.reference == Some(asked.id));
    let there = sim.post(ids::BEN, other + 1, &format!("<@{}> {FULL}", ids::BOT));
    sim.wait_for_bot_message(other + 1, |reply| reply.reference == Some(there.id));
    let direct = sim.dm(ids::ANNA, "thanks");
    sim.wait_for_bot_message(direct.channel, |_| true);
}
