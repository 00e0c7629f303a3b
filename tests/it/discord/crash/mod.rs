//! The real program among people who talk, with everything going wrong that can: killed at random moments, over and over.
//!
//! One seed, printed first, decides what people do, what fails and where the process is cut. What the seed cannot decide
//! is how fast the system runs its threads, so a seed repeats a story and not every detail of it.
//!
//! | file | what it does |
//! | --- | --- |
//! | `words` | what people say, and whether it deserves an answer |
//! | `member` | one member from the first message to the end of the case |
//! | `staff` | the moderator who takes what was escalated |
//! | `crowd` | about twenty members at a time, and everybody who was one |
//! | `troubles` | what goes wrong with requests and with the gateway |
//! | `lives` | starts the process, waits for the moment to kill it, kills it |
//! | `account` | what everybody got, by what can be seen in the server |
//! | `kept` | what is kept, by what is in the data folder |

#![expect(clippy::print_stdout, reason = "its seed and its figures are what it is run for")]
#![expect(clippy::indexing_slicing, reason = "lists of the test itself, which are never empty")]

mod account;
mod crowd;
mod kept;
mod lives;
mod member;
mod staff;
mod troubles;
mod words;

use std::path::Path;
use std::time::Instant;

use crate::support::long;
use crate::support::sim::World;

use super::process::Machine;
use account::Account;
use crowd::Crowd;
use lives::Lives;
use words::Words;

/// How often the program is killed in every run.
const KILLS: usize = 12;

/// The seed of every run: one with which an answer was sent twice. Others are asked for.
const SEED: usize = 594_125_384;

#[test]
fn whatever_happens_to_the_process_every_message_that_deserved_one_gets_exactly_one_answer() {
    let kills = long::size("CLOUDMEDIC_KILLS", KILLS);
    let seed = long::size("CLOUDMEDIC_SEED", SEED);
    println!("CLOUDMEDIC_SEED={seed} CLOUDMEDIC_KILLS={kills}");
    let begun = Instant::now();
    let machine = Machine::off(world());
    machine.set_up();
    let mut lives = Lives::of(machine, fastrand::Rng::with_seed(seed as u64));
    let mut crowd = Crowd::of(Words::known(), fastrand::Rng::with_seed(seed as u64 ^ 0xC0FFEE));
    for _ in 0..kills {
        lives.live_and_die(&mut crowd);
    }
    lives.live_in_peace(&mut crowd);
    let (machine, log) = lives.end();
    let mut account = Account::of(&machine.sim, &crowd);
    kept::look(&machine, &crowd, &mut account);
    account.hear(&log);
    println!(
        "{kills} kills, {} members, {}, in {:.0} s",
        crowd.all().count(),
        account.figures(),
        begun.elapsed().as_secs_f64()
    );
    let written = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("crash-{seed}.log"));
    std::fs::write(&written, log).unwrap();
    println!("what the program wrote stands in {}", written.display());
    account.settle(&machine.sim, seed);
}

/// The small support server, whose gateway wants to hear from the bot every other second.
fn world() -> World {
    let mut world = World::support_server();
    world.gateway.heartbeat_ms = 2_000;
    world.gateway.sessions_left = 1_000_000;
    world
}
