//! A disk that fills up under the running bot: it ends with a sentence and shows nothing that is not kept, and once there
//! is space again everybody is answered, once.

use std::io::Read as _;
use std::process::Command;

use super::process::Machine;
use crate::support::sim::{Id, World, ids};

const FULL: &str = "my backup wont work it says not enough icloud storage";

fn replies(machine: &Machine, message: Id) -> usize {
    machine.sim.bot_messages(ids::HELP).iter().filter(|one| one.reference == Some(message)).count()
}

#[test]
fn a_bot_whose_disk_fills_up_ends_and_answers_after_the_next_start() {
    let mut machine = Machine::off(World::support_server());
    machine.set_up();
    let mut heard = machine.on_a_disk_that_may_fill();
    let before = machine.sim.post(ids::ANNA, ids::HELP, FULL);
    machine.sim.wait_for_bot_message(ids::HELP, |one| one.reference == Some(before.id));
    // From now on no file of the bot can be written any more.
    let limit = ["--pid", &machine.id().to_string(), "--fsize=4096"].map(str::to_owned);
    assert!(Command::new("prlimit").args(limit).status().unwrap().success());
    let meanwhile = machine.sim.post(ids::BEN, ids::HELP, FULL);
    assert_eq!(machine.ended(), Some(1), "it ends by itself");
    let mut said = String::new();
    heard.read_to_string(&mut said).unwrap();
    assert!(said.contains("nothing more can be saved") && said.contains("free some disk space"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    assert_eq!(replies(&machine, meanwhile.id), 0, "what was not kept was shown");

    machine.on();
    machine.sim.wait_for_bot_message(ids::HELP, |one| one.reference == Some(meanwhile.id));
    machine.sim.quiet(300);
    assert_eq!((replies(&machine, before.id), replies(&machine, meanwhile.id)), (1, 1));
}
